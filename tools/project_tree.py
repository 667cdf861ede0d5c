#!/usr/bin/env python3
"""The project's own files: what git tracks or would track, or everything outside build folders.

As a program, prints those with the given endings: tools/project_tree.py .cpp .h
"""
import os
import subprocess
import sys
from pathlib import Path

NOT_OURS = {".git", "build", "studies", "node_modules", "dist", ".cache", "__pycache__"}


def project_root(arguments):
    """The folder to look at: the first argument that is a folder, else the project that holds this file."""
    for argument in arguments:
        if not argument.startswith("-") and Path(argument).is_dir():
            return Path(argument).resolve()
    return Path(__file__).resolve().parent.parent


def project_files(root, *endings):
    """Sorted paths relative to root, as Path; all files if no endings are given."""
    names = _from_git(root)
    if names is None:
        names = _from_disk(root)
    return [Path(name) for name in sorted(names)
            if (not endings or name.endswith(endings)) and (root / name).is_file()]


def _from_git(root):
    if not (root / ".git").exists():
        return None
    try:
        listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                                capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return {name for name in listed.stdout.decode().split("\0") if name}


def _from_disk(root):
    names = set()
    for folder, subfolders, files in os.walk(root):
        subfolders[:] = [name for name in subfolders if name not in NOT_OURS]
        names.update(os.path.relpath(os.path.join(folder, name), root) for name in files)
    return names


def read_text(root, path):
    """The file's text, or None for a file that is not UTF-8 text."""
    try:
        return (root / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def report(problems, hint=""):
    """Prints every problem as file:line: what, and exits 1 if there is any."""
    for problem in problems:
        print(problem)
    if problems:
        if hint:
            print(hint)
        sys.exit(1)


if __name__ == "__main__":
    for file in project_files(project_root([]), *sys.argv[1:]):
        print(file)

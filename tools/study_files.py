"""Whether every file of a study folder is whole: what stands under a final name can be read."""
import csv
import json
import struct
from pathlib import Path

MASK = (1 << 64) - 1


def mix_bits(x):
    """As in src/numbers/hash.h."""
    x ^= x >> 32
    x = x * 0x3C6EF372FE94F82B & MASK
    x ^= x >> 29
    x = x * 0xA54FF53A5F1D36F1 & MASK
    return x ^ x >> 32


def state_hash(data):
    """StateHash::add_text of the bytes, and then its value."""
    step = 0x9E3779B97F4A7C15
    words = [len(data), *struct.unpack(f"<{(len(data) + 7) // 8}Q", data + bytes(-len(data) % 8))]
    state = 0x6A09E667F3BCC908
    for word in words:
        state = mix_bits((state * step + word) & MASK)
    return mix_bits((state + len(words) * step) & MASK)


def problem_of(path, thorough):
    """What is wrong with a file, or nothing."""
    data = path.read_bytes()
    if path.suffix == ".json":
        json.loads(data)
    elif path.suffix == ".csv":
        rows = list(csv.reader(data.decode().splitlines(keepends=True), strict=True))
        if not data.endswith(b"\n") or len({len(row) for row in rows}) != 1:
            return "rows are missing or cut short"
    elif path.suffix == ".nc":
        if not data.startswith(b"\x89HDF\r\n\x1a\n"):
            return "no NetCDF-4 file"
        # Where the file ends stands in its head (superblock version 2).
        if data[8] == 2 and struct.unpack("<Q", data[28:36])[0] != len(data):
            return "cut short"
    elif path.suffix == ".html":
        if not data.rstrip().endswith(b"</html>"):
            return "cut short"
    elif path.suffix == ".chunk":
        # Slow in Python, so only where asked for.
        if thorough and struct.unpack("<Q", data[-8:])[0] != state_hash(data[:-8]):
            return "the checksum does not fit"
    return None


def unreadable_files(study, thorough=False):
    """One line for each file under a final name that is not whole. Scenario files are compared by the program."""
    problems = []
    for path in sorted(Path(study).rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(study).parts)
        if hidden or not path.is_file() or "scenario" in path.relative_to(study).parts:
            continue
        try:
            problem = problem_of(path, thorough)
        except (ValueError, csv.Error, struct.error) as error:
            problem = str(error)
        if problem:
            problems.append(f"{path}: {problem}")
    return problems

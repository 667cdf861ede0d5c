"""The same seed gives the same bits, however the runs are made; another seed gives others.

Usage: determinism_test.py PROGRAM. With UPSURGE_CLANG_PROGRAM, that program too, built by another compiler; with
UPSURGE_MPI_PROGRAM, one built with MPI, in several ranks.
"""
import csv
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = sys.argv.pop(1)
OTHER_COMPILER = os.environ.get("UPSURGE_CLANG_PROGRAM", "")
MPI_PROGRAM = os.environ.get("UPSURGE_MPI_PROGRAM", "")
SCENARIO = "kazakhstan-2022"
RUNS = 8


def vector_paths():
    """The vector paths of this machine beside portable."""
    flags = set()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("flags"):
            flags = set(line.partition(":")[2].split())
            break
    return [path for path, needed in (("avx2", {"avx2"}), ("avx512", {"avx512f", "avx512dq"})) if needed <= flags]


class Determinism(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.made = 0
        cls.plain = cls.study()
        cls.plain_hash = cls.hash_of(cls.plain)

    @classmethod
    def study(cls, *options, program=PROGRAM, seed=1, threads=1, runs=RUNS, launch=(), ends=0):
        """A new study folder."""
        cls.made += 1
        folder = Path(cls.folder.name, f"study-{cls.made}")
        command = [*launch, program, "run", SCENARIO, "--runs", str(runs), "--seed", str(seed), "--threads", str(threads),
                   "--out", str(folder), *options]
        ran = subprocess.run(command, capture_output=True, text=True, cwd=cls.folder.name)
        if ran.returncode != ends:
            raise AssertionError(f"{' '.join(command)}: exit {ran.returncode}\n{ran.stdout}{ran.stderr}")
        return folder

    @classmethod
    def hash_of(cls, folder):
        """What `upsurge hash` says: the state hash alone on standard output."""
        said = subprocess.run([PROGRAM, "hash", str(folder)], capture_output=True, text=True, check=True).stdout
        if not (said.endswith("\n") and len(said) == 17 and int(said, 16) >= 0):
            raise AssertionError(f"not a bare hash of 16 hexadecimal digits: {said!r}")
        return said.strip()

    def same(self, *options, **how):
        self.assertEqual(self.hash_of(self.study(*options, **how)), self.plain_hash)

    def test_again(self):
        self.same()

    def test_threads(self):
        for threads in (2, 7):
            with self.subTest(threads=threads):
                self.same(threads=threads)

    def test_vector_paths(self):
        for path in ["portable", *vector_paths()]:
            with self.subTest(path=path):
                self.same("--vector", path)

    @unittest.skipUnless(OTHER_COMPILER, "UPSURGE_CLANG_PROGRAM names no program")
    def test_other_compiler(self):
        self.assertTrue(os.access(OTHER_COMPILER, os.X_OK), f"{OTHER_COMPILER} is no program")
        for path in ["portable", *vector_paths()]:
            with self.subTest(path=path):
                self.same("--vector", path, program=OTHER_COMPILER)

    def test_shards(self):
        shards = [self.study("--shard", f"{part}/3", threads=part) for part in (1, 2, 3)]
        merged = Path(self.folder.name, "merged")
        subprocess.run([PROGRAM, "merge", str(merged), *map(str, shards), "--quiet"], check=True)
        self.assertEqual(self.hash_of(merged), self.plain_hash)

    def test_after_a_stop(self):
        stopped = self.study("--budget", "1s", "--no-page", runs=60, ends=3)
        subprocess.run([PROGRAM, "resume", str(stopped), "--quiet", "--vector", "portable"], check=True)
        self.assertEqual({run: of_run for run, of_run in self.run_hashes(stopped).items() if run < RUNS},
                         self.run_hashes(self.plain))

    @unittest.skipUnless(MPI_PROGRAM, "UPSURGE_MPI_PROGRAM names no program (./dev build mpi)")
    def test_ranks(self):
        for ranks in (1, 2, 4):
            with self.subTest(ranks=ranks):
                self.same(program=MPI_PROGRAM, launch=("mpirun", "--allow-run-as-root", "--oversubscribe", "-n", str(ranks)))

    def test_fewer_runs_are_the_same_runs(self):
        whole = self.run_hashes(self.plain)
        self.assertEqual(len(set(whole.values())), RUNS, "every run should be another")
        first = self.run_hashes(self.study(threads=2, runs=3))
        self.assertEqual(first, {run: whole[run] for run in range(3)})

    def test_histories_are_equal_too(self):
        other = self.study("--vector", "portable", threads=2)
        for name in ("summary.csv", "draws.csv"):
            self.assertEqual((other / name).read_bytes(), (self.plain / name).read_bytes(), name)

    def test_another_seed_differs(self):
        self.assertNotEqual(self.hash_of(self.study(seed=2)), self.plain_hash)

    def test_another_value_differs(self):
        self.assertNotEqual(self.hash_of(self.study("--parameters", "prior")), self.plain_hash)

    def run_hashes(self, folder):
        with open(folder / "draws.csv", newline="", encoding="utf-8") as file:
            return {int(row["run"]): row["state_hash"] for row in csv.DictReader(file)}


if __name__ == "__main__":
    unittest.main()

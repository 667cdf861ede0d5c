"""tools/new mechanism NAME makes a mechanism that is built, tested and listed without another change.

Usage: new_mechanism_test.py COMPILER
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

COMPILER = sys.argv.pop(1)
PROJECT = Path(__file__).resolve().parents[2]
RULES = "src/mechanisms/CMakeLists.txt"


class NewMechanism(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for part in ("src/numbers", "src/society", "src/reports", "src/mechanisms", "include", "cmake"):
            shutil.copytree(PROJECT / part, self.root / part)
        for name in ("CMakeLists.txt", "CMakePresets.json"):
            shutil.copy(PROJECT / name, self.root / name)

    def new(self, *arguments):
        return subprocess.run([sys.executable, "-B", PROJECT / "tools" / "new", *arguments, self.root],
                              capture_output=True, text=True)

    def test_is_built_tested_and_listed(self):
        before = (self.root / RULES).read_text()
        self.assertEqual(self.new("mechanism", "street_memory").returncode, 0)
        after = (self.root / RULES).read_text()
        self.assertEqual(after.replace("\n    street_memory", "", 1), before, "one line, no other change")

        # Only the mechanism's own test: the others are tested where they stand.
        for test in self.root.glob("src/*/*_test.cpp"):
            if test.name != "street_memory_test.cpp":
                test.unlink()
        build = self.root / "build" / "release"  # as deep as the project's own, so that ccache knows the rest
        self.run_well("cmake", "-S", self.root, "-B", build, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={COMPILER}",
                         "-DCMAKE_BUILD_TYPE=Release")
        self.run_well("cmake", "--build", build, "--target", "mechanisms_test")
        said = self.run_well(build / "src/mechanisms/mechanisms_test", "--gtest_filter=street_memory.*")
        self.assertIn("[  PASSED  ] 2 tests", said)

    def run_well(self, *command):
        environment = {**os.environ, "CCACHE_BASEDIR": str(self.root), "CCACHE_NOHASHDIR": "1"}
        ran = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                             env=environment)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        return ran.stdout

    def test_refuses_names_that_are_taken_or_none(self):
        before = (self.root / RULES).read_text()
        for name in ("participation", "Street", "street-memory", "street memory", "../x", ""):
            with self.subTest(name):
                ran = self.new("mechanism", name)
                self.assertEqual(ran.returncode, 2)
                self.assertIn("tools/new:", ran.stderr)
        self.assertEqual((self.root / RULES).read_text(), before)


if __name__ == "__main__":
    unittest.main()

"""A disk that fails loses nothing: an error that says what and where, and `resume` ends in the undisturbed hash.

Usage: faults_test.py PROGRAM SHIM [--every-call]. SHIM is the library made of fail_call.cpp. With --every-call each
call of a resumed study fails once too; without it every ninth.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from study_files import unreadable_files

EVERY_CALL = "--every-call" in sys.argv
if EVERY_CALL:
    sys.argv.remove("--every-call")
SHIM = sys.argv.pop(2)
PROGRAM = sys.argv.pop(1)
os.environ["UPSURGE_SCENARIOS"] = str(ROOT / "scenarios")
RUN = ["run", "tutorial-town", "--runs", "3", "--until", "2030-05-06T06:00:00+02:00", "--threads", "1"]
SENSITIVITY = ["sensitivity", "tutorial-town", "--trajectories", "2", "--factor", "withdrawal", "--threads", "1", "--until",
               "2030-05-06T06:00:00+02:00"]


class Faults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def upsurge(self, *words, env=None):
        return subprocess.run([PROGRAM, *map(str, words)], cwd=self.folder, env={**os.environ, **(env or {})},
                              capture_output=True, text=True, timeout=60)

    def done(self, *words):
        done = self.upsurge(*words)
        self.assertEqual(done.returncode, 0, f"{words}\n{done.stdout}{done.stderr}")
        return done.stdout

    def finish(self, study, words):
        """Goes on with a study, or starts it anew where nothing of it is there; its hash."""
        if (study / "manifest.json").exists():
            self.done("resume", study, "--quiet")
        else:
            self.done(*words, "--quiet", "--out", study)
        return self.done("hash", study)

    def assert_whole(self, study):
        if study.exists():
            self.assertEqual(unreadable_files(study), [])

    def kinds(self, words, out):
        """The calls of an undisturbed run, a letter each."""
        count = self.folder / "count"
        made = self.upsurge(*words, "--out", out, "--quiet", env={"LD_PRELOAD": SHIM, "UPSURGE_FAIL_COUNT": str(count)})
        self.assertEqual(made.returncode, 0, made.stderr)
        return count.read_text()

    def walk(self, words, how, stride):
        kinds = self.kinds(words, "undisturbed")
        expected = self.done("hash", "undisturbed")
        self.assertGreater(len(kinds), 60, kinds)
        said = set()
        failed = 0
        for call, kind in enumerate(kinds, 1):
            if call % stride != 0:
                continue
            study = self.folder / "study"
            env = {"LD_PRELOAD": SHIM, "UPSURGE_FAIL_CALL": str(call), "UPSURGE_FAIL_HOW": how}
            done = self.upsurge(*words, "--out", study, "--quiet", env=env)
            with self.subTest(call=call, kind=kind, how=how):
                self.assertIn(done.returncode, (0, 1, 3), done.stdout + done.stderr)
                if done.returncode == 0:
                    self.assertIn(kind, "u", "only what is tidied away may fail without a word")
                else:
                    failed += 1
                    self.assertRegex(done.stderr, r"cannot .*: (No space left on device|Input/output error|NetCDF: .*|the NetCDF library could not open it)")
                    said.add(re.sub(r".*: cannot", "cannot", done.stderr.splitlines()[0]))
                self.assert_whole(study)
                if done.returncode == 3:
                    self.assertTrue((study / "manifest.json").exists())
                    self.assertIn(f"upsurge resume {study}", done.stderr)
                self.assertEqual(self.finish(study, words), expected)
                self.assert_whole(study)
                self.assertEqual([path for path in study.rglob("*") if path.name.endswith(".partial")], [])
            shutil.rmtree(study, ignore_errors=True)
        self.assertGreater(failed, 20)
        return said

    def test_a_full_disk_at_every_call_of_a_run(self):
        said = self.walk(RUN, "full", 1)
        self.assertTrue(any("the disk is full" in line for line in said), said)

    def test_half_a_write_and_then_a_full_disk(self):
        self.walk(RUN, "short", 3)

    def test_a_broken_disk_at_every_call_of_a_sensitivity_study(self):
        self.walk(SENSITIVITY, "broken", 1)

    def test_a_failing_resume_fails_like_a_run(self):
        self.done(*RUN, "--quiet", "--out", "undisturbed")
        expected = self.done("hash", "undisturbed")
        stopped = self.stopped("stopped", RUN)
        count = self.folder / "count"
        shutil.copytree(stopped, self.folder / "again")
        self.upsurge("resume", "again", env={"LD_PRELOAD": SHIM, "UPSURGE_FAIL_COUNT": str(count)})
        kinds = count.read_text()
        for call in range(1, len(kinds) + 1, 1 if EVERY_CALL else 9):
            with self.subTest(call=call):
                study = self.folder / f"resumed-{call}"
                shutil.copytree(stopped, study)
                env = {"LD_PRELOAD": SHIM, "UPSURGE_FAIL_CALL": str(call), "UPSURGE_FAIL_HOW": "full"}
                self.assertIn(self.upsurge("resume", study, "--quiet", env=env).returncode, (0, 1, 3))
                self.assert_whole(study)
                self.assertEqual(self.finish(study, []), expected)

    def stopped(self, name, words):
        """A study whose first block is on the disk and whose end was not reached."""
        study = self.folder / name
        kinds = self.kinds(words, name + "-whole")
        # The folder takes its name ("srsrs"), then its first chunk is made ("owsrs"), then comes observables.nc.
        chunk = kinds.index("srsrs") + 5
        self.assertEqual(kinds[chunk:chunk + 7], "owsrsow")
        self.assertEqual(self.upsurge(*words, "--quiet", "--out", study,
                                      env={"LD_PRELOAD": SHIM, "UPSURGE_FAIL_CALL": str(chunk + 7),
                                           "UPSURGE_FAIL_HOW": "full"}).returncode, 3)
        self.assertNotEqual(list((study / "chunks").glob("items-*.chunk")), [])
        return study

    def test_damaged_chunks_are_found_said_and_made_again(self):
        for name, words, damage in [
            ("cut", RUN, lambda data: data[:len(data) // 2]),
            ("empty", RUN, lambda data: b""),
            ("changed", RUN, lambda data: data[:1000] + bytes([data[1000] ^ 1]) + data[1001:]),
        ]:
            with self.subTest(name):
                study = self.stopped(name, words)
                chunk = next((study / "chunks").glob("items-*.chunk"))
                chunk.write_bytes(damage(chunk.read_bytes()))
                resumed = self.upsurge("resume", study, "--quiet")
                self.assertEqual(resumed.returncode, 0, resumed.stderr)
                self.assertIn(f"{chunk}: damaged or cut short; its runs are made again", resumed.stderr)
                self.assertEqual(self.done("hash", study), self.done("hash", name + "-whole"))

    def test_the_points_of_a_whole_sensitivity_study_are_checked_too(self):
        words = [*SENSITIVITY[:2], *SENSITIVITY[4:]]
        self.done(*words, "--trajectories", 3, "--quiet", "--out", "longer")
        self.done(*words, "--trajectories", 2, "--quiet", "--out", "study")
        chunk = next((self.folder / "study/chunks").glob("items-*.chunk"))
        chunk.write_bytes(chunk.read_bytes()[:-1])
        grown = self.upsurge(*words, "--trajectories", 3, "--quiet", "--out", "study")
        self.assertIn("its runs are made again", grown.stderr)
        self.assertEqual(self.done("hash", "study"), self.done("hash", "longer"))

    def test_a_small_disk_that_is_really_full(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(disk)], capture_output=True, text=True)
        if mounted.returncode != 0:
            self.skipTest(f"no small disk can be mounted here: {mounted.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", str(disk)])
        words = ["run", "tutorial-town", "--runs", "12", "--threads", "1"]
        full = self.upsurge(*words, "--out", disk / "study")
        self.assertEqual(full.returncode, 3, full.stderr)
        self.assertIn("the disk is full", full.stderr)
        self.assert_whole(disk / "study")
        self.assertEqual(self.upsurge("resume", disk / "study").returncode, 3)
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        self.done("resume", disk / "study", "--quiet")
        self.done(*words, "--quiet", "--out", "undisturbed")
        self.assertEqual(self.done("hash", disk / "study"), self.done("hash", "undisturbed"))

    def test_a_folder_that_may_not_be_written(self):
        disk = self.folder / "disk"
        disk.mkdir()
        self.done(*RUN, "--quiet", "--out", "undisturbed")
        if os.geteuid() != 0:
            disk.chmod(0o500)
        else:
            # Root may write everywhere but on a disk that is mounted so.
            if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], capture_output=True).returncode != 0:
                self.skipTest("root may write everywhere, and no disk can be mounted here")
            self.addCleanup(subprocess.run, ["umount", str(disk)])
            shutil.copytree(self.stopped("stopped", RUN), disk / "stopped")
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            resumed = self.upsurge("resume", disk / "stopped")
            self.assertIn(resumed.returncode, (1, 3))
            self.assertRegex(resumed.stderr, "may not be written|Read-only")
        refused = self.upsurge(*RUN, "--out", disk / "study")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("may not be written", refused.stderr)
        self.assertFalse((disk / "study").exists())


if __name__ == "__main__":
    unittest.main()

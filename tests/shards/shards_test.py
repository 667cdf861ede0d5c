"""Stopping, going on, shards and merging: however the work is cut, the same study comes out.

Usage: shards_test.py PROGRAM. UPSURGE_MPI_PROGRAM names a program built with MPI; without it ranks are not tried.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = sys.argv.pop(1)
MPI_PROGRAM = os.environ.get("UPSURGE_MPI_PROGRAM", "")
os.environ["UPSURGE_SCENARIOS"] = str(Path(__file__).resolve().parent.parent.parent / "scenarios")

TABLES = {
    "run": ["summary.csv", "draws.csv", "outcomes.csv", "decisions.csv", "facility_losses.csv",
            "service_members.csv", "observables.nc"],
    "sensitivity": ["sensitivity.csv", "points.csv"],
    "counterfactuals": ["cells.csv", "outcome_frequencies.csv", "outcome_differences.csv", "quantities.csv", "runs.csv"],
}


def command(name, size):
    """A command of so many runs, rows or runs of each cell."""
    return {"run": ["run", "tutorial-town", "--parameters", "prior", "--set", "participation.join_rate=0.1", "--runs"],
            "sensitivity": ["sensitivity", "tutorial-town", "--method", "sobol", "--factor", "withdrawal", "--samples"],
            "counterfactuals": ["counterfactuals", "tutorial-town", "--intervention", "no-dispersal", "--runs"],
            }[name] + [str(size)]


COMMANDS = {"run": command("run", 7), "sensitivity": command("sensitivity", 2),
            "counterfactuals": command("counterfactuals", 3)}


class Shards(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.whole_studies = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.whole_studies.cleanup)
        cls.whole = Path(cls.whole_studies.name)
        for name, words in COMMANDS.items():
            subprocess.run([PROGRAM, *words, "--quiet", "--out", str(cls.whole / name)], check=True)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def upsurge(self, *words, code=0):
        done = subprocess.run([PROGRAM, *map(str, words)], cwd=self.folder, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, f"{words}\n{done.stdout}\n{done.stderr}")
        return done

    def hash_of(self, study):
        return self.upsurge("hash", study).stdout

    def assert_same(self, name, study):
        self.assertEqual(self.hash_of(study), self.hash_of(self.whole / name))
        for table in TABLES[name]:
            self.assertEqual((self.folder / study / table).read_bytes(), (self.whole / name / table).read_bytes(), table)

    def make_shards(self, name, of=3):
        words = COMMANDS[name]
        folders = [f"{name}-{part}" for part in range(1, of + 1)]
        for part, folder in enumerate(folders, 1):
            self.upsurge(*words, "--quiet", "--shard", f"{part}/{of}", "--out", folder)
        return folders

    def test_merged_shards_are_the_whole(self):
        for name in COMMANDS:
            with self.subTest(name):
                shards = self.make_shards(name)
                before = json.loads((self.folder / shards[1] / "manifest.json").read_text())
                self.assertEqual((before["shard"], before["status"]), ("2/3", "complete"))
                self.upsurge("merge", f"{name}-merged", *reversed(shards), "--quiet")
                self.assert_same(name, f"{name}-merged")
                after = json.loads((self.folder / f"{name}-merged/manifest.json").read_text())
                whole = json.loads((self.whole / name / "manifest.json").read_text())
                for key in ("shard", "command_line", "options", "runs", "people_moved", "active_blocks", "status"):
                    self.assertEqual(after[key], whole[key], key)
                self.assertEqual((self.folder / f"{name}-merged/chunks").exists(), (self.whole / name / "chunks").exists())

    def test_more_shards_than_runs(self):
        shards = self.make_shards("run", of=9)
        self.upsurge("merge", "merged", *shards, "--quiet")
        self.assert_same("run", "merged")

    def test_wrong_shards_are_refused_all_at_once(self):
        first, second, third = self.make_shards("run")
        self.upsurge(*COMMANDS["run"], "--quiet", "--seed", 2, "--shard", "3/3", "--out", "foreign")
        said = self.upsurge("merge", "merged", first, "foreign", first, self.whole / "run", "nowhere", code=1).stderr
        for words in ["foreign: this shard belongs to another study", "--seed 2", "name each shard once", "this is no shard",
                      "nowhere: this folder holds no study", "shards are missing: 2/3, 3/3"]:
            self.assertIn(words, said)
        self.assertFalse((self.folder / "merged").exists())
        manifest = json.loads((self.folder / third / "manifest.json").read_text())
        manifest["status"] = "resumable"
        (self.folder / third / "manifest.json").write_text(json.dumps(manifest))
        chunk = next((self.folder / second / "chunks").iterdir())
        chunk.write_bytes(chunk.read_bytes()[:-1])
        said = self.upsurge("merge", "merged", first, second, third, code=1).stderr
        self.assertIn(f"`upsurge resume {third}` goes on", said)
        self.assertIn(f"`upsurge resume {second}` goes on", said)
        for shard in (second, third):
            self.upsurge("resume", shard, "--quiet")
        self.upsurge("merge", "mended", first, second, third, "--quiet")
        self.assert_same("run", "mended")
        (self.folder / "merged").mkdir()
        (self.folder / "merged/note").write_text("mine")
        self.assertIn("not empty", self.upsurge("merge", "merged", first, second, third, code=1).stderr)

    def test_a_budget_stops_and_resume_ends_the_same(self):
        words = ["run", "tutorial-town", "--runs", "1500", "--no-page", "--threads", "1", "--seed", "3"]
        self.upsurge(*words, "--out", "budget", "--quiet", "--budget", "0.6s", code=3)
        stopped = json.loads((self.folder / "budget/manifest.json").read_text())
        self.assertEqual(stopped["status"], "resumable")
        self.assertGreater(stopped["runs_done"], 0)
        self.assertLess(stopped["runs_done"], 1500)
        said = self.upsurge("resume", "budget").stderr
        self.assertNotIn("made again", said)
        ended = json.loads((self.folder / "budget/manifest.json").read_text())
        self.assertGreater(ended["seconds"], stopped["seconds"])
        self.assertEqual(ended["created"], stopped["created"])
        self.upsurge(*words, "--out", "at-once", "--quiet")
        self.assertEqual(self.hash_of("budget"), self.hash_of("at-once"))
        self.assertIn("is complete", self.upsurge("resume", "budget").stderr)

    def test_a_fit_stops_and_goes_on(self):
        words = ["fit", "tutorial-town", "--draws", "64", "--particles", "4", "--threads", "1", "--seed", "3", "--quiet"]
        self.upsurge(*words, "--out", "at-once")
        self.upsurge(*words, "--out", "fit", "--budget", "1s", code=3)
        stopped = json.loads((self.folder / "fit/manifest.json").read_text())
        self.assertEqual(stopped["status"], "resumable")
        self.assertGreater(stopped["runs_done"], 0)
        self.upsurge("resume", "fit", "--quiet", "--threads", "2")
        self.assertEqual(self.hash_of("fit"), self.hash_of("at-once"))
        for table in ("draws.csv", "explanations.csv", "paths.csv", "reports_scored.csv", "sources_learned.csv"):
            self.assertEqual((self.folder / "fit" / table).read_text(), (self.folder / "at-once" / table).read_text())

    def test_latest_is_gone_on_with(self):
        self.upsurge("run", "tutorial-town", "--runs", 300, "--no-page", "--threads", 1, "--budget", "0.1s", code=3)
        latest = self.folder / "studies/latest"
        before = os.readlink(latest)
        said = self.upsurge("resume", "studies/latest")
        self.assertIn(f"Study: studies/{before}", said.stdout)
        self.assertEqual(os.readlink(latest), before)
        self.upsurge("hash", "studies/latest")

    def test_a_slash_at_the_end_means_the_same(self):
        self.upsurge(*COMMANDS["run"], "--quiet", "--out", "study/")
        self.assert_same("run", "study")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["study"])

    def interrupted(self, name, words, how):
        running = subprocess.Popen([PROGRAM, *words, "--out", name], cwd=self.folder, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(running.kill)
        deadline = time.monotonic() + 60
        while running.poll() is None and not list((self.folder / name / "chunks").glob("items-*.chunk")):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        running.send_signal(how)
        return running.communicate(timeout=120)[1], running.returncode

    def test_stopped_commands_say_how_to_go_on_and_do(self):
        for name, size in {"run": 600, "sensitivity": 140, "counterfactuals": 240}.items():
            with self.subTest(name):
                words = [*command(name, size), "--threads", "1"]
                said, code = self.interrupted(f"{name}-stopped", words, signal.SIGINT)
                while code == 0 and size < 20000:  # a fast machine was done before the first block was on the disk
                    shutil.rmtree(self.folder / f"{name}-stopped")
                    size *= 3
                    words = [*command(name, size), "--threads", "1"]
                    said, code = self.interrupted(f"{name}-stopped", words, signal.SIGINT)
                self.assertEqual(code, 3, said)
                self.assertIn(f"`upsurge resume {name}-stopped` goes on", said)
                self.upsurge("resume", f"{name}-stopped", "--quiet", "--threads", 2, "--vector", "portable")
                _, code = self.interrupted(f"{name}-killed", words, signal.SIGKILL)
                self.assertEqual(code, -signal.SIGKILL)
                self.upsurge("resume", f"{name}-killed", "--quiet")
                self.upsurge(*words, "--quiet", "--out", f"{name}-at-once")
                for how in ("stopped", "killed"):
                    self.assertEqual(self.hash_of(f"{name}-{how}"), self.hash_of(f"{name}-at-once"))
                    for table in TABLES[name]:
                        self.assertEqual((self.folder / f"{name}-{how}" / table).read_bytes(),
                                         (self.folder / f"{name}-at-once" / table).read_bytes(), table)

    def test_a_stopped_shard_goes_on(self):
        shards = self.make_shards("run")
        manifest = json.loads((self.folder / shards[0] / "manifest.json").read_text())
        manifest["status"] = "resumable"
        (self.folder / shards[0] / "manifest.json").write_text(json.dumps(manifest))
        for chunk in (self.folder / shards[0] / "chunks").iterdir():
            chunk.unlink()
        self.upsurge("resume", shards[0], "--quiet")
        self.upsurge("merge", "merged", *shards, "--quiet")
        self.assert_same("run", "merged")

    def test_a_changed_scenario_is_refused_by_name(self):
        shutil.copytree(Path(os.environ["UPSURGE_SCENARIOS"]) / "tutorial-town", self.folder / "town")
        words = ["sensitivity", "./town", *COMMANDS["sensitivity"][2:], "--quiet", "--out", "study"]
        self.upsurge(*words)
        (self.folder / "town/reports.csv").write_text((self.folder / "town/reports.csv").read_text() + "\n")
        said = self.upsurge(*words, code=1).stderr
        self.assertIn("town/reports.csv: this file of the scenario has been changed", said)
        self.assertNotIn("places.csv", said)
        # A study carries its own copy, which is what `resume` reads.
        manifest = json.loads((self.folder / "study/manifest.json").read_text())
        manifest["status"] = "resumable"
        (self.folder / "study/manifest.json").write_text(json.dumps(manifest))
        self.upsurge("resume", "study", "--quiet")
        manifest = json.loads((self.folder / "study/manifest.json").read_text())
        manifest["status"] = "resumable"
        (self.folder / "study/manifest.json").write_text(json.dumps(manifest))
        (self.folder / "study/scenario/places.csv").unlink()
        self.assertIn("study/scenario/places.csv: this file", self.upsurge("resume", "study", code=1).stderr)

    def test_changed_options_and_other_versions_are_refused(self):
        for key, value, words in [("options", ["--runs=7", "--seed=2", "--parameters=point"], "another design"),
                                  ("options", ["--rnus=7"], "options that this program does not know"),
                                  ("options", [], "another version"), ("command", "ponder", "another version")]:
            with self.subTest(key=key, value=value):
                study = self.folder / "study"
                shutil.copytree(self.whole / "run", study)
                manifest = json.loads((study / "manifest.json").read_text())
                manifest.update({"status": "resumable", key: value})
                (study / "manifest.json").write_text(json.dumps(manifest))
                self.assertIn(words, self.upsurge("resume", "study", code=1).stderr)
                shutil.rmtree(study)

    def test_two_processes_do_not_work_in_one_folder(self):
        words = ["run", "tutorial-town", "--runs", "100000", "--threads", "1", "--no-page"]
        running = subprocess.Popen([PROGRAM, *words, "--out", "study", "--quiet"], cwd=self.folder)
        self.addCleanup(running.wait)
        self.addCleanup(running.kill)
        deadline = time.monotonic() + 60
        while not list((self.folder / "study/chunks").glob("*.chunk")):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        self.assertIn("another upsurge is at work", self.upsurge("resume", "study", code=1).stderr)

    def test_the_plain_program_is_not_for_ranks(self):
        done = subprocess.run([PROGRAM, *COMMANDS["run"]], cwd=self.folder, capture_output=True, text=True,
                              env={**os.environ, "OMPI_COMM_WORLD_SIZE": "2"})
        self.assertEqual(done.returncode, 2)
        self.assertIn("--shard", done.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])

    @unittest.skipUnless(MPI_PROGRAM, "UPSURGE_MPI_PROGRAM names no program (./dev build mpi)")
    def test_ranks(self):
        launch = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-n"]
        for name, words in COMMANDS.items():
            for ranks in (1, 2, 4) if name == "run" else (2,):
                with self.subTest(name, ranks=ranks):
                    study = f"{name}-{ranks}"
                    done = subprocess.run([*launch, str(ranks), MPI_PROGRAM, *words, "--threads", "1", "--out", study],
                                          cwd=self.folder, capture_output=True, text=True, timeout=120)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertEqual(done.stdout.count("Study:"), 1, "one rank speaks")
                    self.assert_same(name, study)
        # Ranks stop, go on and fail together.
        long = ["run", "tutorial-town", "--runs", "600", "--no-page", "--threads", "1"]
        stopped = subprocess.run([*launch, "2", MPI_PROGRAM, *long, "--budget", "0.1s", "--out", "stopped"], cwd=self.folder,
                                 capture_output=True, text=True, timeout=120)
        self.assertEqual(stopped.returncode, 3, stopped.stderr)
        self.assertEqual(stopped.stderr.count("goes on"), 1)
        resumed = subprocess.run([*launch, "2", MPI_PROGRAM, "resume", "stopped"], cwd=self.folder, capture_output=True,
                                 text=True, timeout=120)
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.upsurge(*long, "--quiet", "--out", "at-once")
        self.assertEqual(self.hash_of("stopped"), self.hash_of("at-once"))
        wrong = subprocess.run([*launch, "2", MPI_PROGRAM, "run", "tutorial-twon"], cwd=self.folder, capture_output=True,
                               text=True, timeout=120)
        self.assertEqual(wrong.returncode, 1)
        self.assertEqual(wrong.stderr.count("did you mean 'tutorial-town'?"), 1)


if __name__ == "__main__":
    unittest.main()

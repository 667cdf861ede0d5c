"""What scripts rest on: help texts, exit codes, the keys of JSON, where things are written.

    cli_test.py PROGRAM [--update]

--update writes the frozen texts anew (tests/cli/frozen/); read the difference before committing it.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
FROZEN = HERE / "frozen"
SCENARIOS = HERE.parent.parent / "scenarios"
COMMANDS = ["list", "describe", "check", "run", "page", "show", "compare", "counterfactuals", "fit", "reconstruct", "explain",
            "forecast", "whatif", "indicators", "claims", "score", "sensitivity", "resume", "merge",
            "hash"]
UPDATE = "--update" in sys.argv
PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())


def key_tree(value):
    """The keys of a JSON value, nested; of an array, those of its first element."""
    if isinstance(value, dict):
        return {key: key_tree(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [key_tree(value[0])] if value else []
    return type(value).__name__ if not isinstance(value, (int, float)) or isinstance(value, bool) else "number"


class CommandLineTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def upsurge(self, *words, code=0, env=None):
        environment = {**os.environ, "UPSURGE_SCENARIOS": str(SCENARIOS), **(env or {})}
        done = subprocess.run([PROGRAM, *map(str, words)], cwd=self.folder, env=environment, capture_output=True,
                              text=True, timeout=120)
        self.assertEqual(done.returncode, code, f"{words}\n{done.stdout}\n{done.stderr}")
        return done

    def frozen(self, name, text):
        path = FROZEN / name
        if UPDATE:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        self.assertEqual(path.read_text(), text, f"changed; if meant, run with --update: {name}")

    def study(self, *words):
        self.upsurge("run", "tutorial-town", "--runs", 4, "--out", "study", "--quiet", *words)
        return self.folder / "study"

    def test_help(self):
        self.frozen("help.txt", self.upsurge("--help").stdout)
        for command in COMMANDS:
            text = self.upsurge(command, "--help").stdout
            self.assertIn(f"upsurge {command}", text.split("Examples:")[1], "an example to copy")
            self.frozen(f"help-{command}.txt", text)

    def test_version(self):
        self.assertRegex(self.upsurge("--version").stdout, r"^upsurge \d+\.\d+\.\d+ \(draw scheme \d+\)\n$")

    def test_wrong_command_lines(self):
        for words, hint in [
            ((), "Usage"),
            (("rnu", "tutorial-town"), "did you mean 'run'?"),
            (("run",), "See: upsurge run --help"),
            (("run", "tutorial-town", "--rnus", "3"), "did you mean '--runs'?"),
            (("run", "tutorial-town", "--runs", "0"), "from 1 to"),
            (("run", "tutorial-town", "--runs", "3x"), "from 1 to"),
            (("run", "tutorial-town", "--seed", "-1"), "whole number"),
            (("run", "tutorial-town", "--vector", "avx"), "did you mean 'avx2'?"),
            (("run", "tutorial-town", "--until", "2030-05-08"), "--until"),
            (("run", "tutorial-town", "--set", "participation.treshold=1"), "participation.threshold"),
            (("run", "tutorial-town", "tutorial-town"), "one argument too many"),
            (("describe", "particpation"), "did you mean 'participation'?"),
            (("describe",), "upsurge list"),
            (("describe", "tutorial-town", "--odd", "--claims"), "two answers"),
            (("describe", "crowd", "--odd"), "no scenario 'crowd'"),
            (("run", "tutorial-town", "--hypothesis", "ORGANIZED"), "did you mean 'ORGANISED'?"),
            (("run", "tutorial-town", "--hypothesis", "NONE"), "simulates nothing"),
            (("check", "tutorial-town", "--intervention", "no-dispersel"), "did you mean 'no-dispersal'?"),
            (("run", "kyrgyzstan-2020", "--hypothesis", "E0"), "hypotheses.toml"),
            (("--runs", "3"), "before a command"),
            (("sensitivity", "tutorial-town", "--outcome", "crwd"), "did you mean 'crowd'?"),
            (("sensitivity", "tutorial-town", "--outcome", "crowd@town:last"), "'last'"),
            (("sensitivity", "tutorial-town", "--factor", "participation.treshold"), "participation.threshold"),
            (("compare", "study"), "See: upsurge compare --help"),
            (("score",), "See: upsurge score --help"),
            (("counterfactuals", "tutorial-town", "--hypothesis", "ORGANIZED"), "did you mean 'ORGANISED'?"),
            (("counterfactuals", "tutorial-town", "--hypothesis", "NONE"), "simulates nothing"),
            (("counterfactuals", "tutorial-town", "--intervention", "no-dispersel"), "did you mean 'no-dispersal'?"),
            (("counterfactuals", "kyrgyzstan-2020", "--intervention", "no-dispersal"), "interventions.toml"),
            (("counterfactuals", "tutorial-town", "--runs", "0"), "from 1 to"),
            (("fit", "tutorial-town", "--hypothesis", "ORGANIZED"), "did you mean 'ORGANISED'?"),
            (("fit", "tutorial-town", "--hypothesis", "NONE"), "simulates nothing"),
            (("fit", "tutorial-town", "--as-of", "2030-05-07"), "--as-of"),
            (("fit", "tutorial-town", "--shard", "1/2"), "cannot be split"),
            (("run", "tutorial-town", "--shard", "4/3"), "is no shard"),
            (("run", "tutorial-town", "--budget", "soon"), "is no length of time"),
            (("merge", "whole"), "See: upsurge merge --help"),
            (("resume",), "See: upsurge resume --help"),
        ]:
            with self.subTest(words):
                done = self.upsurge(*words, code=2)
                self.assertIn(hint, done.stderr)
                self.assertEqual(done.stdout, "")

    def test_wrong_input(self):
        self.assertIn("did you mean 'tutorial-town'?", self.upsurge("check", "tutorial-twon", code=1).stderr)
        self.upsurge("check", "./nowhere", code=1)
        self.upsurge("fit", "tutorial-town", "--draws", "16", "--particles", "2", "--passes", "1", "--quiet", "--out", "fit-only")
        for command in ("page", "show"):
            self.assertIn("this is a fit", self.upsurge(command, "fit-only", code=1).stderr)
        self.assertIn("this is a fit", self.upsurge("compare", "fit-only", "fit-only", code=1).stderr)
        self.assertIn("[fit] parameters", self.upsurge("fit", "kyrgyzstan-2020", code=1).stderr)
        self.upsurge("hash", ".", code=1)
        self.upsurge("show", ".", code=1)
        self.upsurge("page", "./nowhere", code=1)
        broken = self.folder / "broken"
        broken.mkdir()
        for name in ["scenario.toml", "places.csv", "reports.csv"]:
            (broken / name).write_text((SCENARIOS / "tutorial-town" / name).read_text())
        text = (broken / "places.csv").read_text().replace(",town,", ",twon,")
        (broken / "places.csv").write_text(text)
        done = self.upsurge("check", broken, code=1)
        self.assertRegex(done.stderr, r"(?m)^.*places\.csv:4:\d+: .*'twon'")
        problems = json.loads(self.upsurge("check", broken, "--json", code=1).stdout)["problems"]
        self.assertEqual(problems[0]["line"], 4)
        self.frozen("check-problems.json", json.dumps(key_tree(problems[0]), indent=1) + "\n")

    def test_colours_only_on_a_terminal(self):
        self.assertNotIn("\033", self.upsurge("rnu", code=2).stderr)

    def test_json_keys(self):
        self.study()
        self.upsurge("run", "tutorial-town", "--runs", 4, "--out", "other", "--quiet", "--set", "rumour=off")
        for name, words in {
            "list": ("list",),
            "check": ("check", "kazakhstan-2022"),
            "describe-scenario": ("describe", "tutorial-town"),
            "describe-mechanism": ("describe", "participation"),
            "describe-parameter": ("describe", "participation.threshold"),
            "describe-observable": ("describe", "crowd"),
            "describe-tick": ("describe", "--tick"),
            "describe-claims": ("describe", "tutorial-town", "--claims"),
            "describe-odd": ("describe", "tutorial-town", "--odd"),
            "run": ("run", "tutorial-town", "--runs", "2", "--out", "again"),
            "page": ("page", "study"),
            "show": ("show", "study"),
            "hash": ("hash", "study"),
            "run-shard": ("run", "tutorial-town", "--runs", "2", "--shard", "1/2", "--out", "shard"),
            "resume": ("resume", "study"),
            "compare": ("compare", "study", "other"),
            "score": ("score", "study"),
            "sensitivity": ("sensitivity", "tutorial-town", "--method", "sobol", "--samples", "2", "--factor",
                            "withdrawal", "--out", "indices"),
            "counterfactuals": ("counterfactuals", "tutorial-town", "--runs", "2", "--hypothesis", "ORGANISED",
                                "--intervention", "no-dispersal", "--out", "cells"),
            "fit": ("fit", "tutorial-town", "--draws", "16", "--particles", "2", "--passes", "2", "--out", "fitted"),
            "sensitivity-morris": ("sensitivity", "tutorial-town", "--trajectories", "2", "--factor", "withdrawal",
                                   "--out", "effects"),
        }.items():
            with self.subTest(name):
                value = json.loads(self.upsurge(*words, "--json").stdout)
                self.assertEqual(value["format"], 1)
                self.assertEqual(value["command"], words[0])
                self.frozen(f"json-{name}.json", json.dumps(key_tree(value), indent=1) + "\n")

    def test_a_study_holds_its_files(self):
        study = self.study("--seed", 3)
        self.assertEqual(sorted(path.name for path in study.iterdir()),
                         ["decisions.csv", "draws.csv", "facility_losses.csv", "manifest.json", "observables.nc",
                          "outcomes.csv", "page.html", "scenario", "service_members.csv", "summary.csv"])
        manifest = json.loads((study / "manifest.json").read_text())
        self.assertEqual(manifest["status"], "complete")
        self.assertEqual(manifest["command_line"], "upsurge run tutorial-town --runs 4 --seed 3")
        self.assertEqual(self.upsurge("hash", study).stdout, manifest["state_hash"] + "\n")
        files = manifest["scenario"]["files"]
        manifest["scenario"]["files"] = {"places.csv": files["places.csv"]}  # the others are the scenario's own matter
        self.frozen("manifest.json", json.dumps(key_tree(manifest), indent=1) + "\n")
        head = (study / "summary.csv").read_text().split("\n", 1)[0]
        self.assertEqual(head, "time,place,observable,mean,sd,q05,q25,q50,q75,q95")
        self.assertEqual(len((study / "draws.csv").read_text().splitlines()), 5)

    def test_show_agrees_with_the_summary(self):
        study = self.study()
        rows = self.upsurge("show", study, "--observable", "crowd", "--place", "town", "--csv").stdout.splitlines()[1:]
        summary = [line for line in (study / "summary.csv").read_text().splitlines() if ",town,crowd," in line]
        self.assertEqual(rows, summary)
        table = self.upsurge("show", study, "--every", 24).stdout.splitlines()
        self.assertEqual(len(table), 2 + 4)
        self.assertIn("did you mean 'crowd'?", self.upsurge("show", study, "--observable", "crwd", code=2).stderr)
        self.assertIn("did you mean 'TL-P'?", self.upsurge("show", study, "--place", "TL-Q", code=2).stderr)

    def test_until_and_set_are_kept_for_the_page(self):
        study = self.study("--until", "2030-05-07T00:00:00+02:00", "--set", "participation.join_rate=0.1")
        self.assertEqual(len(self.upsurge("show", study).stdout.splitlines()), 2 + 24)
        before = (study / "page.html").read_bytes()
        self.upsurge("page", study)
        self.assertEqual((study / "page.html").read_bytes(), before)
        self.upsurge("page", study, "--out", "copy.html")
        self.assertEqual((self.folder / "copy.html").read_bytes(), before)

    def test_rivals_are_kept_for_the_page(self):
        study = self.study("--hypothesis", "ORGANISED", "--intervention", "half-the-arrests")
        manifest = json.loads((study / "manifest.json").read_text())
        self.assertEqual((manifest["hypothesis"], manifest["intervention"]), ("ORGANISED", "half-the-arrests"))
        self.assertEqual(manifest["command_line"], "upsurge run tutorial-town --runs 4 --seed 1 "
                         "--hypothesis ORGANISED --intervention half-the-arrests")
        before = (study / "page.html").read_bytes()
        self.assertIn(b"With one thing done differently (half-the-arrests)", before)
        self.upsurge("page", study)
        self.assertEqual((study / "page.html").read_bytes(), before)
        # Everything before the intervention is as it was without it.
        self.upsurge("run", "tutorial-town", "--runs", 4, "--out", "without", "--quiet", "--hypothesis", "ORGANISED")
        with_it, without = ((self.folder / name / "summary.csv").read_text().splitlines() for name in ("study", "without"))
        earlier = [line for line in with_it if line < "2030-05-07T00:00:01" and line.startswith("2030")]
        self.assertGreater(len(earlier), 24)
        self.assertEqual(earlier, [line for line in without if line < "2030-05-07T00:00:01" and line.startswith("2030")])
        self.assertNotEqual(with_it, without)

    def test_a_study_from_before_rivals_opens(self):
        study = self.study()
        manifest = json.loads((study / "manifest.json").read_text())
        del manifest["hypothesis"], manifest["intervention"]
        (study / "manifest.json").write_text(json.dumps(manifest))
        self.upsurge("show", study)

    def test_claims_and_odd(self):
        text = self.upsurge("describe", "tutorial-town", "--claims").stdout
        for words in ["tc-1 (town gazette, causal)", "- observable crowd in TL-P-T", "- untestable: "]:
            self.assertIn(words, text)
        self.assertIn("4 tied to names that all resolve, 1 untestable", self.upsurge("check", "tutorial-town").stdout)
        self.assertTrue(self.upsurge("describe", "tutorial-town", "--odd").stdout.startswith("# Tutorial Town: ODD protocol\n"))

    def test_default_folder_and_latest(self):
        self.upsurge("run", "tutorial-town", "--runs", 1, "--quiet")
        self.upsurge("run", "tutorial-town", "--runs", 1, "--quiet", "--seed", 9)
        latest = self.folder / "studies" / "latest"
        self.assertTrue(latest.is_symlink())
        self.assertEqual(json.loads((latest / "manifest.json").read_text())["seed"], 9)
        self.assertEqual(len(list((self.folder / "studies").iterdir())), 3)

    def test_never_overwrites(self):
        study = self.study()
        before = (study / "manifest.json").read_bytes()
        self.assertIn("not empty", self.upsurge("run", "tutorial-town", "--runs", 1, "--out", study, code=1).stderr)
        self.assertEqual((study / "manifest.json").read_bytes(), before)

    def test_evidence_page(self):
        page = pathlib.Path(self.upsurge("page", "tutorial-town", "--out", "evidence.html").stdout.strip())
        text = (self.folder / page).read_text()
        self.assertIn('"study":null', text)
        self.assertNotIn("latest", [path.name for path in self.folder.iterdir()])

    def test_closing_lines_tell_a_newcomer(self):
        text = self.upsurge("run", "tutorial-town", "--runs", 3, "--out", "told").stdout
        for words in ["10 reports from 4 sources", "by side:", "numbers disagree most", "misses most", "Not a forecast",
                      "the designers knew the ending", "told/page.html"]:
            self.assertIn(words, " ".join(text.split()))

    def test_compare(self):
        self.study()
        self.upsurge("run", "tutorial-town", "--runs", 6, "--out", "eager", "--quiet", "--no-page", "--set",
                     "participation.threshold=0.2")
        self.upsurge("run", "tutorial-town", "--runs", 4, "--out", "later", "--quiet", "--no-page", "--seed", 2)
        text = self.upsurge("compare", "study", "eager").stdout
        self.assertRegex(text, r"participation\.threshold +0\.\d+, prior \S+ \S+ +0\.2")
        self.assertLess(text.index("Set differently"), text.index("Paired: "))
        self.assertIn("4 pairs, the runs that both have", text)
        self.assertRegex(text, r"people in the street in .*, peak .*higher")
        same = self.upsurge("compare", "study", "study").stdout
        self.assertIn("Nothing was set differently", same)
        self.assertIn("no difference in any pair", same)
        unpaired = json.loads(self.upsurge("compare", "study", "later", "--json").stdout)
        self.assertFalse(unpaired["paired"])
        self.assertIn("seed", unpaired["why"])
        rows = self.upsurge("compare", "study", "later", "--observable", "crowd", "--observable", "anger", "--place",
                            "town", "--place", "TL-P", "--csv").stdout.splitlines()
        self.assertEqual(len(rows), 1 + 2 * 2 * 2)
        self.assertEqual({len(row.split(",")) for row in rows}, {16})
        # The medians are those that show gives.
        peak = next(row for row in rows if row.startswith("town,crowd,end,")).split(",")
        last = self.upsurge("show", "study", "--place", "town", "--csv").stdout.splitlines()[-1].split(",")
        self.assertEqual(float(peak[5]), float(last[7]))
        self.upsurge("run", "tutorial-town", "--runs", 1, "--out", "short", "--quiet", "--no-page", "--until",
                     "2030-05-07T00:00:00+02:00")
        self.assertIn("the same time", self.upsurge("compare", "study", "short", code=1).stderr)
        self.upsurge("run", "kazakhstan-2022", "--runs", 1, "--out", "elsewhere", "--quiet", "--no-page")
        self.assertIn("the same places", self.upsurge("compare", "study", "elsewhere", code=1).stderr)
        self.assertIn("did you mean", self.upsurge("compare", "study", "later", "--observable", "crwd", code=2).stderr)

    FIT = ("fit", "tutorial-town", "--hypothesis", "all", "--draws", 16, "--particles", 4, "--quiet")

    def test_questions_to_a_fit(self):
        self.upsurge(*self.FIT, "--replicates", 2, "--out", "a-fit")
        # The same histories, whatever the threads; and gone on with from the study's own copy of the fit.
        self.upsurge("reconstruct", "a-fit", "--runs", 12, "--threads", 1, "--no-page", "--quiet", "--out", "one")
        self.upsurge("reconstruct", "a-fit", "--runs", 12, "--threads", 2, "--quiet", "--out", "two")
        hashes = [self.upsurge("hash", name).stdout for name in ("one", "two")]
        self.assertEqual(hashes[0], hashes[1])
        self.assertEqual(len((self.folder / "one/histories.csv").read_text().splitlines()), 13)
        manifest = self.folder / "one/manifest.json"
        manifest.write_text(manifest.read_text().replace('"status": "complete"', '"status": "resumable"'))
        (self.folder / "a-fit").rename(self.folder / "gone")
        self.upsurge("resume", "one", "--quiet")
        self.assertEqual(self.upsurge("hash", "one").stdout, hashes[0])
        (self.folder / "gone").rename(self.folder / "a-fit")

        told = json.loads(self.upsurge("explain", "a-fit", "--json").stdout)
        self.assertAlmostEqual(sum(row["probability"] for row in told["explanations"]), 1, places=9)
        self.assertEqual([row["name"] for row in told["dull_rivals"]],
                         ["no knowledge", "persistence", "negative binomial autoregression"])
        self.frozen("json-explain.json", json.dumps(key_tree(told), indent=1) + "\n")
        self.assertIn("of these models", self.upsurge("explain", "a-fit").stdout.lower())
        # Without an intervention the pair is the fitted history itself.
        self.upsurge("whatif", "a-fit", "--runs", 6, "--intervention", "no-dispersal", "--quiet", "--out", "if")
        cells = (self.folder / "if/cells.csv").read_text().splitlines()
        self.assertEqual([row.split(",")[1] for row in cells[1:]], ["", "no-dispersal"] * (len(cells) // 2))
        told = json.loads(self.upsurge("indicators", "a-fit", "--histories", 8, "--json").stdout)
        self.assertGreater(told["questions"], 10)
        bits = [row["bits"] for row in told["indicators"]]
        self.assertEqual(bits, sorted(bits, reverse=True))
        self.assertTrue(all(0 <= value <= told["bits_to_learn"] + 1e-9 for value in bits))
        told = json.loads(self.upsurge("claims", "a-fit", "--json").stdout)
        self.assertEqual([row["verdict"] for row in told["claims"]][-1], "untestable")
        self.assertIn("--as-of", self.upsurge("forecast", "a-fit", code=1).stderr)
        self.upsurge("explain", self.study(), code=1)
        self.upsurge("run", "tutorial-town", "--parameters", "fitted", "--quiet", code=1)
        # Other files than when it was fitted: other histories, and that is noticed.
        units = self.folder / "a-fit/scenario/units.csv"
        units.write_text("\n".join(units.read_text().splitlines()[:-1]) + "\n")
        self.assertIn("come out otherwise", self.upsurge("reconstruct", "a-fit", "--no-page", code=1).stderr)

    def test_the_fits_that_ship_can_be_gone_through(self):
        self.upsurge("reconstruct", "kazakhstan-2022", "--runs", 3, "--no-page", "--quiet", "--out", "shipped")
        self.upsurge("forecast", "kazakhstan-2022/fitted/as-of-2022-01-05T1200", "--runs", 2, "--no-page", "--quiet", "--out", "then")

    def test_outlook_and_what_was_held_out(self):
        self.upsurge(*self.FIT, "--as-of", "2030-05-08T12:00:00+02:00", "--out", "then")
        self.upsurge("forecast", "then", "--runs", 10, "--no-page", "--quiet", "--out", "next")
        self.assertIn("kind,subject,place,threshold,count,runs,", (self.folder / "next/outlook.csv").read_text())
        told = json.loads(self.upsurge("score", "next", "--json").stdout)
        self.assertEqual((told["as_of"], told["hindsight"]), ("2030-05-08T12:00:00+02:00", ""))
        self.upsurge(*self.FIT, "--hold-out", 0.4, "--out", "kept-back")
        held = (self.folder / "kept-back/held_out.csv").read_text().split()[1:]
        self.assertTrue(held)
        scored = (self.folder / "kept-back/reports_scored.csv").read_text()
        self.assertFalse([report for report in held if f"\n{report}," in scored])
        self.upsurge("reconstruct", "kept-back", "--runs", 10, "--no-page", "--quiet", "--out", "again")
        self.upsurge("score", "again", "--quiet")
        rows = (self.folder / "again/scores.csv").read_text().splitlines()[1:]
        self.assertTrue({row.split(",")[0] for row in rows} <= set(held))
        self.upsurge(*self.FIT, "--truth", "ORGANISED", "--out", "known")
        self.assertIn("\nORGANISED,participation.threshold,", (self.folder / "known/truth.csv").read_text())
        self.assertIn("between 0 and 1", self.upsurge(*self.FIT, "--hold-out", 2, code=2).stderr)

    REPORTS = ("id,event_start,event_end,published_at,published_precision,place,observable,form,value,source,reliability\n"
               "new,2030-05-08T12:00:00+02:00,2030-05-08T18:00:00+02:00,2030-05-08T20:00:00+02:00,minute,TL-P-T,crowd,count,700,nobody,C\n")

    def test_score(self):
        study = self.study()
        text = self.upsurge("score", study).stdout
        self.assertIn("hindsight: the parameters were chosen with these reports", text)
        self.assertIn("runs against persistence", text)
        rows = (study / "scores.csv").read_text().splitlines()
        self.assertEqual([row.split(",")[0] for row in rows[1:]],
                         ["tt-01", "tt-02", "tt-03", "tt-04", "tt-05", "tt-06", "tt-09", "tt-08", "tt-10"])
        self.assertIn("tt-07,a later report withdraws", (study / "scores_left_out.csv").read_text())
        # As of a moment, only what came later is scored.
        manifest = json.loads((study / "manifest.json").read_text())
        manifest["options"].append("--as-of=2030-05-08T00:00:00+02:00")
        (study / "manifest.json").write_text(json.dumps(manifest))
        told = json.loads(self.upsurge("score", study, "--json", "--out", "later").stdout)
        self.assertEqual((told["hindsight"], told["as_of"]), ("", "2030-05-08T00:00:00+02:00"))
        scored = [row.split(",")[0] for row in (self.folder / "later/scores.csv").read_text().splitlines()[1:]]
        self.assertEqual(sorted(scored), ["tt-06", "tt-08", "tt-09", "tt-10"])
        self.assertEqual(self.upsurge("score", study, "--quiet", "--out", "later").stdout, "")

    def test_score_of_a_file(self):
        study = self.study()
        (self.folder / "other.csv").write_text(self.REPORTS)
        for out in ("one", "two"):
            self.upsurge("score", study, "--reports", "other.csv", "--out", out)
        for name in ("scores.csv", "score_summary.csv", "scores_left_out.csv"):
            self.assertEqual((self.folder / "one" / name).read_bytes(), (self.folder / "two" / name).read_bytes())
        rows = (self.folder / "one/scores.csv").read_text().splitlines()
        self.assertEqual([row.split(",")[:3] for row in rows[1:]], [["new", "nobody", "crowd"]])
        row = dict(zip(rows[0].split(","), rows[1].split(",")))
        self.assertEqual(row["rivals_days"], "2")
        self.assertFalse((study / "scores.csv").exists())
        (self.folder / "faulty.csv").write_text(self.REPORTS.replace("TL-P-T", "TL-P-U").replace(",count,", ",cuont,"))
        done = self.upsurge("score", study, "--reports", "faulty.csv", code=1)
        self.assertRegex(done.stderr, r"(?m)^faulty\.csv:2:\d+: .*TL-P-U")
        self.assertRegex(done.stderr, r"(?m)^faulty\.csv:2:\d+: .*cuont")
        self.assertIn("absent.csv", self.upsurge("score", study, "--reports", "absent.csv", code=1).stderr)
        self.upsurge("score", ".", code=1)

    def test_sensitivity_is_the_same_for_any_threads(self):
        for threads in (1, 3):
            self.upsurge("sensitivity", "tutorial-town", "--method", "sobol", "--samples", 8, "--factor", "participation",
                         "--factor", "withdrawal.fear_rate", "--threads", threads, "--out", f"by-{threads}", "--quiet")
        for name in ("sensitivity.csv", "points.csv"):
            self.assertEqual((self.folder / "by-1" / name).read_bytes(), (self.folder / "by-3" / name).read_bytes())
        self.assertEqual(self.upsurge("hash", "by-1").stdout, self.upsurge("hash", "by-3").stdout)
        rows = (self.folder / "by-1/sensitivity.csv").read_text().splitlines()
        self.assertEqual(rows[0], "method,outcome,factor,index,value,low,high")
        self.assertTrue(any(row.startswith("sobol,crowd@TL:peak,seed,total,") for row in rows))
        self.assertIn("sensitivity study", self.upsurge("show", "by-1", code=1).stderr)
        # More rows keep those that are there; another seed is another design; a study of runs is left alone.
        self.upsurge("sensitivity", "tutorial-town", "--method", "sobol", "--samples", 9, "--factor", "participation",
                     "--factor", "withdrawal.fear_rate", "--out", "by-3", "--quiet")
        longer = (self.folder / "by-3/points.csv").read_text()
        self.assertTrue(longer.startswith((self.folder / "by-1/points.csv").read_text()))
        self.assertIn("another design", self.upsurge("sensitivity", "tutorial-town", "--method", "sobol", "--samples", 9,
                                                     "--seed", 2, "--out", "by-3", code=1).stderr)
        self.study()
        self.assertIn("another study", self.upsurge("sensitivity", "tutorial-town", "--out", "study", code=1).stderr)

    def test_interrupted_sensitivity_goes_on(self):
        words = ["sensitivity", "tutorial-town", "--trajectories", "60", "--out", "long", "--quiet"]
        running = subprocess.Popen([PROGRAM, *words, "--threads", "1"], cwd=self.folder, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(running.wait)
        self.addCleanup(running.kill)
        deadline = time.monotonic() + 60
        while not (self.folder / "long/manifest.json").exists():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(120), 3)
        manifest = json.loads((self.folder / "long/manifest.json").read_text())
        self.assertEqual(manifest["status"], "resumable")
        self.assertGreater(manifest["runs_done"], 0)
        self.assertLess(manifest["runs_done"], manifest["runs"])
        self.assertTrue((self.folder / "long/sensitivity.csv").exists())
        self.upsurge(*words)
        self.upsurge(*words[:-2], "at-once", "--quiet")
        for name in ("sensitivity.csv", "points.csv"):
            self.assertEqual((self.folder / "long" / name).read_bytes(), (self.folder / "at-once" / name).read_bytes())

    COUNTERFACTUAL_TABLES = ("cells.csv", "outcome_frequencies.csv", "outcome_differences.csv", "quantities.csv", "runs.csv")

    def test_counterfactuals_are_the_same_for_any_threads(self):
        for threads in (1, 3):
            self.upsurge("counterfactuals", "tutorial-town", "--runs", 6, "--threads", threads, "--out", f"by-{threads}",
                         "--quiet")
        for name in self.COUNTERFACTUAL_TABLES:
            self.assertEqual((self.folder / "by-1" / name).read_bytes(), (self.folder / "by-3" / name).read_bytes())
        self.assertEqual(self.upsurge("hash", "by-1").stdout, self.upsurge("hash", "by-3").stdout)
        self.assertEqual(sorted(path.name for path in (self.folder / "by-1").iterdir()),
                         sorted(["chunks", "manifest.json", "scenario", *self.COUNTERFACTUAL_TABLES]))
        cells = (self.folder / "by-1/cells.csv").read_text().splitlines()[1:]
        self.assertEqual(6 * len(cells), len((self.folder / "by-1/runs.csv").read_text().splitlines()) - 1)
        self.assertTrue(any(row.startswith("ORGANISED,,") for row in cells))
        self.assertFalse(any(row.startswith("NONE,") for row in cells))
        # Its runs are those of `run` under the same hypothesis, intervention and seed.
        self.upsurge("run", "tutorial-town", "--runs", 6, "--hypothesis", "ORGANISED", "--intervention", "no-dispersal",
                     "--out", "run", "--quiet", "--no-page")
        cell = next(row for row in cells if row.startswith("ORGANISED,no-dispersal,"))
        self.assertTrue(cell.endswith("," + self.upsurge("hash", "run").stdout.strip()))
        self.assertIn("study of counterfactuals", self.upsurge("show", "by-1", code=1).stderr)
        # More runs add to those that are there, and another seed is refused.
        self.upsurge("counterfactuals", "tutorial-town", "--runs", 8, "--out", "by-1", "--quiet")
        longer, before = ((self.folder / name / "runs.csv").read_text().splitlines() for name in ("by-1", "by-3"))
        self.assertLess(set(before), set(longer))
        self.assertEqual(len(longer) - 1, (len(before) - 1) // 6 * 8)
        self.assertIn("it was made by", self.upsurge("counterfactuals", "tutorial-town", "--runs", 8, "--seed", 2, "--out",
                                                     "by-1", code=1).stderr)
        self.assertIn("another study", self.upsurge("counterfactuals", "tutorial-town", "--out", "run", code=1).stderr)

    def test_killed_counterfactuals_go_on(self):
        words = ["counterfactuals", "tutorial-town", "--runs", "400", "--quiet", "--intervention", "no-dispersal", "--out"]
        running = subprocess.Popen([PROGRAM, *words, "long", "--threads", "1"], cwd=self.folder,
                                   env={**os.environ, "UPSURGE_SCENARIOS": str(SCENARIOS)}, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(running.wait)
        self.addCleanup(running.kill)
        deadline = time.monotonic() + 60
        while not list((self.folder / "long/chunks").glob("items-*.chunk")):
            self.assertLess(time.monotonic(), deadline, "no chunk was written")
            self.assertIsNone(running.poll())
            time.sleep(0.01)
        running.kill()
        running.wait()
        first = min((self.folder / "long/chunks").glob("items-*.chunk"))
        written = first.stat().st_mtime_ns
        self.assertEqual(json.loads((self.folder / "long/manifest.json").read_text())["status"], "resumable")
        self.upsurge(*words, "long")
        self.assertEqual(first.stat().st_mtime_ns, written, "finished runs were made again")
        self.upsurge(*words, "at-once")
        for name in self.COUNTERFACTUAL_TABLES:
            self.assertEqual((self.folder / "long" / name).read_bytes(), (self.folder / "at-once" / name).read_bytes())

    def test_counterfactual_tables_at_the_prompt(self):
        plain = self.upsurge("counterfactuals", "tutorial-town", "--runs", 5, "--hypothesis", "PRICE", "--out", "told").stdout
        self.assertRegex(plain, r"(?m)^  as it was .*\d\.\d\d \[\d\.\d\d to \d\.\d\d\]")
        self.assertIn("against as it was", plain)
        self.assertIn("upsurge page STUDY --counterfactuals told, with a STUDY that `upsurge run tutorial-town` made", plain)
        marked = self.upsurge("counterfactuals", "tutorial-town", "--runs", 5, "--hypothesis", "PRICE", "--out", "told",
                              "--markdown").stdout
        self.assertTrue(marked.startswith("### PRICE: "))
        rows = [line for line in marked.splitlines() if line.startswith("|")]
        self.assertIn("|---|---:|", rows[1])
        for line in rows:
            self.assertTrue(line.endswith("|"))
        off = self.upsurge("counterfactuals", "tutorial-town", "--runs", 2, "--hypothesis", "PRICE", "--set", "outcomes=off",
                           "--out", "off").stdout
        self.assertIn("no run has an outcome", off)
        self.assertIn("largest crowd", off)

    def test_counterfactuals_stand_on_the_page_of_a_study(self):
        study = self.study()
        for name, hypothesis in [("price", "PRICE"), ("organised", "ORGANISED")]:
            self.upsurge("counterfactuals", "tutorial-town", "--runs", 3, "--hypothesis", hypothesis, "--intervention",
                         "no-dispersal", "--out", name, "--quiet")
        self.upsurge("page", study, "--counterfactuals", "organised", "--counterfactuals", "price", "--out", "page.html")
        page = (self.folder / "page.html").read_text()
        data = json.loads(page[page.index('id="upsurge-data">') + 18:].split("</script>")[0])["counterfactuals"]
        self.assertEqual([one["id"] for one in data["explanations"]], ["PRICE", "ORGANISED"], "in the scenario's order")
        cells = {(one["id"], cell["intervention"]): cell for one in data["explanations"] for cell in one["cells"]}
        self.assertEqual(len(cells), 4)
        shown = 0
        for name in ["price", "organised"]:
            for line in (self.folder / name / "outcome_differences.csv").read_text().splitlines()[1:]:
                hypothesis, intervention, outcome, kind, _, gained, lost, *numbers = line.split(",")
                change = cells[hypothesis, intervention]["changes"].get(outcome)
                if kind == "held" and change is not None:
                    self.assertEqual(change, [*map(float, numbers), int(gained), int(lost)])
                    shown += 1
        self.assertGreater(shown, 0)
        self.assertIn("no study", self.upsurge("page", "tutorial-town", "--counterfactuals", "price", code=2).stderr)
        self.assertIn("made by `upsurge run", self.upsurge("page", study, "--counterfactuals", study, code=1).stderr)
        self.assertIn("PRICE is also in", self.upsurge("page", study, "--counterfactuals", "price", "--counterfactuals",
                                                       "price/", code=1).stderr)
        self.upsurge("run", "kyrgyzstan-2020", "--runs", 1, "--out", "other", "--quiet", "--no-page")
        self.assertIn("of the scenario 'tutorial-town'",
                      self.upsurge("page", "other", "--counterfactuals", "price", code=1).stderr)

    def start_long_run(self):
        running = subprocess.Popen([PROGRAM, "run", "tutorial-town", "--runs", "200000", "--threads", "1", "--out", "long"],
                                   cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(running.wait)
        self.addCleanup(running.kill)
        deadline = time.monotonic() + 60
        while not list((self.folder / "long/chunks").glob("items-*.chunk")):
            self.assertLess(time.monotonic(), deadline, "no chunk was written")
            self.assertIsNone(running.poll())
            time.sleep(0.01)
        return running

    def test_interrupt_keeps_finished_runs(self):
        running = self.start_long_run()
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(120), 3)
        manifest = json.loads((self.folder / "long/manifest.json").read_text())
        self.assertEqual(manifest["status"], "resumable")
        self.assertGreater(manifest["runs_done"], 0)
        self.assertTrue((self.folder / "long/page.html").exists())
        self.assertEqual(self.upsurge("hash", "long", code=3).stdout, manifest["state_hash"] + "\n")

    def test_kill_keeps_finished_blocks(self):
        running = self.start_long_run()
        running.kill()
        running.wait()
        text = self.upsurge("hash", "long", code=3).stdout
        self.assertRegex(text, r"^[0-9a-f]{16}\n$")
        done = json.loads((self.folder / "long/manifest.json").read_text())["runs_done"]
        self.assertGreater(done, 0)
        # The same runs, made in one go, have the same hash.
        self.upsurge("run", "tutorial-town", "--runs", done, "--out", "same", "--quiet")
        self.assertEqual(self.upsurge("hash", "same").stdout, text)

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_read_only_folder(self):
        (self.folder / "locked").mkdir(mode=0o500)
        self.assertIn("may not be written",
                      self.upsurge("run", "tutorial-town", "--runs", 1, "--out", "locked/study", code=1).stderr)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_full_standard_output(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "list"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot write", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])

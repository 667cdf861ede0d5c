"""The article's claims are all there, and each is either tied to something or says why it cannot be.

    claims_test.py SOURCE_FOLDER
"""
import csv
import pathlib
import sys
import unittest

FLAGSHIP = pathlib.Path(sys.argv[1]) / "scenarios/kazakhstan-2022"
TIES = ("reports", "parameter", "switch", "observable", "hypothesis")


def rows_of(name):
    with open(FLAGSHIP / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class ClaimsTest(unittest.TestCase):
    def test_every_claim_of_the_article_once(self):
        expected = [f"article-F{i:02}" for i in range(1, 72)] + [f"article-M{i:02}" for i in range(1, 25)]
        self.assertEqual([claim["id"] for claim in rows_of("claims.csv")], expected)

    def test_tied_or_a_reason(self):
        for claim in rows_of("claims.csv"):
            tied = any(claim[tie] for tie in TIES)
            self.assertNotEqual(tied, bool(claim["untestable"]), claim["id"])

    def test_named_reports_exist(self):
        reports = {report["id"] for report in rows_of("reports.csv")}
        for claim in rows_of("claims.csv"):
            for report in filter(None, claim["reports"].split(";")):
                self.assertIn(report, reports, claim["id"])

    def test_author_hedge_kind_and_note(self):
        for claim in rows_of("claims.csv"):
            for column in ("text", "author", "hedge", "note"):
                self.assertTrue(claim[column], f"{claim['id']}: {column}")
            self.assertIn(claim["kind"], ("factual", "causal", "forecast"), claim["id"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])

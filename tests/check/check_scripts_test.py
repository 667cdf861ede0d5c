"""Every check of ./dev check passes a good tree and names what is wrong in a bad one."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

GOOD = {
    "CMakeLists.txt": "set(UPSURGE_FOLDERS\n    numbers society mechanisms)\n",
    "README.md": "# Good\n\n[the mechanism](docs/mechanisms.md#street_memory-street-memory)\n",
    "docs/mechanisms.md": "# Mechanisms\n\n## `street_memory`: Street memory\n",
    "src/mechanisms/CMakeLists.txt": "set(UPSURGE_MECHANISMS\n    street_memory)\nconfigure_file(list.inl.in list.inl)\n",
    "docs/formats/places.csv.md": "# places.csv\n",
    "src/numbers/count.h": "#pragma once\ninline int count() { return 1; }\n",
    "src/society/rows.h": '#pragma once\n#include <vector>\n#include "numbers/count.h"\n',
    "src/mechanisms/street_memory.cpp": '#include "society/rows.h"\n#include "list.inl"\nextern const Mechanism street_memory{};\n'
                                        "// exp(x) in a comment, and log_of(x), are no calls\n"
                                        "double f(double x) { return std::sqrt(exp_of(x)); }\n",
    "scenarios/freedonia-1933/places.csv": "id,name\nFR,Freedonia\nFR-HILL,Mount Sylvan\n",
    "scenarios/freedonia-1933/map.json": "{}\n",
    "docs/formats/map.json.md": "# map.json\n",
}


class CheckScripts(unittest.TestCase):
    def run_check(self, name, changes, *arguments):
        """Exit code and output of tools/check-NAME on the good tree with these files put in (or taken out)."""
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {**GOOD, **changes}.items():
                if text is not None:
                    file = Path(folder, path)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(text if isinstance(text, bytes) else text.encode())
            ran = subprocess.run([sys.executable, "-B", PROJECT / "tools" / f"check-{name}", folder, *arguments],
                                 capture_output=True, text=True)
        self.assertEqual(ran.stderr, "")
        return ran.returncode, ran.stdout

    def accepts(self, name, changes=None):
        code, output = self.run_check(name, changes or {})
        self.assertEqual((code, output), (0, ""))

    def rejects(self, name, changes, *expected):
        code, output = self.run_check(name, changes)
        self.assertEqual(code, 1, output)
        for words in expected:
            self.assertIn(words, output)

    def test_good_tree_passes_everything(self):
        for name in ("includes", "libm", "sources", "names", "data", "docs"):
            with self.subTest(name):
                self.accepts(name)

    def test_includes(self):
        self.rejects("includes", {"src/numbers/up.cpp": '#include "society/rows.h"\n'},
                     "src/numbers/up.cpp:1: 'numbers' may not include 'society'")
        self.rejects("includes", {"src/society/up.cpp": '#include "../numbers/count.h"\n'}, "from the root of src/")
        self.rejects("includes", {"src/society/up.cpp": '#include "apps/cli/run.h"\n'}, "stands on top of it")
        self.rejects("includes", {"src/society/up.cpp": '#include "rows.h"\n'}, "does not name a folder")
        self.rejects("includes", {"src/utils/up.cpp": "\n"}, "not in UPSURGE_FOLDERS")
        self.rejects("includes", {"src/society/twice.h": "int x;\n"}, "without #pragma once")

    def test_libm_in_sources(self):
        for line in ("std::exp(x)", "exp(x)", "::logf(x)", "std::pow (x, y)", "std::tgamma(x)"):
            with self.subTest(line):
                self.rejects("libm", {"src/society/bad.cpp": f"double y = {line};\n"}, "src/society/bad.cpp:1:")
        self.rejects("libm", {"src/numbers/bad.cpp": "auto f = &std::lgamma;\n"}, "src/numbers/bad.cpp:1:")
        self.rejects("libm", {"src/society/bad.cpp": "std::normal_distribution<> d;\n"}, "random numbers")
        self.accepts("libm", {"src/society/rows_test.cpp": "double y = std::exp(x);\n"})

    def test_libm_in_objects(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "src").mkdir()
            for name, body in (("clean", "__builtin_sqrt(x)"), ("hidden", "__builtin_lgamma(x)")):
                source = Path(folder, f"{name}.cpp")
                source.write_text(f"double f(double x) {{ return {body}; }}\n")
                subprocess.run(["g++", "-O2", "-fno-math-errno", "-c", source, "-o", Path(folder, "src", f"{name}.cpp.o")],
                               check=True)
            code, output = self.run_check("libm", {}, "--objects", folder)
        self.assertEqual(code, 1)
        self.assertIn("hidden.cpp.o: takes lgamma", output)
        self.assertNotIn("clean.cpp.o", output)

    def test_libm_without_objects_is_no_pass(self):
        with tempfile.TemporaryDirectory() as folder:
            code, output = self.run_check("libm", {}, "--objects", folder)
        self.assertEqual(code, 1)
        self.assertIn("build first", output)

    def test_sources(self):
        self.rejects("sources", {"src/society/long.h": "int x;\n" * 601}, "601 lines")
        self.rejects("sources", {"docs/page.md": "one\nTODO: two\n"}, "docs/page.md:2: left over: TODO")
        self.rejects("sources", {"tools/run.py": "open('/home/someone/data')\n"}, "path of one machine")
        self.rejects("sources", {"apps/web/lock.json": '{"resolved": "https://somewhere/x.tgz"}\n'}, "package registry")
        self.rejects("sources", {"src/society/blank.h": "int x; \n"}, "space at the end")
        self.rejects("sources", {"src/society/blank.h": "int x;"}, "no newline")

    def test_names(self):
        self.rejects("names", {"src/society/bad.cpp": "// as in Freedonia\n"}, "src/society/bad.cpp:1: 'freedonia'")
        self.rejects("names", {"src/society/bad.cpp": 'if (id == "FR-HILL")\n'}, "'FR-HILL'")
        self.rejects("names", {"include/upsurge/bad.h": "// mount sylvan\n"}, "'mount sylvan'")
        self.rejects("names", {"scenarios/freedonia-1933/places.csv": None}, "nothing was checked")
        self.accepts("names", {"src/society/rows_test.cpp": "// Freedonia\n"})

    def test_data(self):
        table = "scenarios/freedonia-1933/places.csv"
        self.rejects("data", {table: "id,name\nFR\n"}, f"{table}:2: 1 values under 2 columns")
        self.rejects("data", {table: "id,id\nFR,FR\n"}, "two of the same")
        self.rejects("data", {table: b"\xef\xbb\xbfid,name\n"}, "byte-order mark")
        self.rejects("data", {table: b"id,name\n\xff,x\n"}, "not UTF-8")
        self.rejects("data", {table: 'id,name\n"FR,x\n'}, f"{table}:2:")
        self.rejects("data", {"a.json": '{"x": NaN}\n'}, "a.json: NaN")
        self.rejects("data", {"a.json": '{"x": 1,}\n'}, "a.json:")
        self.rejects("data", {"a.toml": "x = 1\nx = 2\n"}, "a.toml:")

    def test_docs(self):
        self.rejects("docs", {"docs/a.md": "[gone](missing.md)\n"}, "docs/a.md:1: link to missing.md")
        self.rejects("docs", {"docs/a.md": "[gone](mechanisms.md#nowhere)\n"}, "no heading for #nowhere")
        self.rejects("docs", {"docs/a.md": "![picture](picture.png)\n"}, "link to picture.png")
        self.rejects("docs", {"src/mechanisms/CMakeLists.txt": "set(UPSURGE_MECHANISMS apathy)\n"},
                     "no heading names the mechanism apathy")
        self.rejects("docs", {"docs/formats/map.json.md": None}, "no heading names map.json")
        self.rejects("docs", {"dev": "need libnew-dev\n"}, "says nothing of libnew-dev")
        self.rejects("docs", {"apps/web/package.json": '{"devDependencies": {"left-pad": "1"}}'}, "nothing of left-pad")
        self.accepts("docs", {"dev": "need libnew-dev\n", "docs/dependencies.md": "# D\n\nlibnew-dev\n"})
        self.accepts("docs", {"docs/a.md": "`[code](missing.md)`\n\n```\n[block](missing.md)\n```\n"})


if __name__ == "__main__":
    unittest.main()

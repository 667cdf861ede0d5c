#include "scenarios/toml_document.h"

#include <gtest/gtest.h>

#include "scenarios/limits.h"

namespace upsurge {
namespace {

Problems problems_of(std::string_view text) {
    ProblemList problems;
    TomlNode root;
    const bool good = parse_toml(text, "s.toml", problems, root);
    EXPECT_EQ(good, problems.empty());
    return problems.sorted();
}

std::string repeated(const std::string& part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) {
        text += part;
    }
    return text;
}

TEST(TomlDocumentTest, KeepsPositionsAndOrder) {
    ProblemList problems;
    TomlNode root;
    ASSERT_TRUE(parse_toml("z = 1\n[a]\n  y = [1.5, \"t\"]\n[[b]]\nd = 2022-01-05T14:30:00+06:00\n[[b]]\n",
                           "s.toml", problems, root));
    ASSERT_EQ(root.entries.size(), 3u);
    EXPECT_EQ(root.entries[0].key, "z");
    EXPECT_EQ(root.entries[0].value.integer, 1);
    const TomlEntry& y = root.entries[1].value.entries[0];
    EXPECT_EQ(y.key_at, (TextPosition{3, 3}));
    EXPECT_EQ(y.value.items[1].at, (TextPosition{3, 13}));
    EXPECT_EQ(root.entries[2].value.items.size(), 2u);
    EXPECT_EQ(root.entries[2].value.items[0].entries[0].value.text, "2022-01-05T14:30:00+06:00");
}

TEST(TomlDocumentTest, DatesKeepWhatWasWritten) {
    ProblemList problems;
    TomlNode root;
    ASSERT_TRUE(
        parse_toml("a = 2022-01-05\nb = 2022-01-05T10:00:00\nc = 2022-01-05T10:00:00.25Z\nd = "
                   "0987-01-05T10:00:00-03:30\n",
                   "s.toml", problems, root));
    EXPECT_EQ(root.entries[0].value.text, "2022-01-05");
    EXPECT_EQ(root.entries[1].value.text, "2022-01-05T10:00:00");
    EXPECT_NE(root.entries[2].value.text.find("."), std::string::npos);
    EXPECT_EQ(root.entries[3].value.text, "0987-01-05T10:00:00-03:30");
}

TEST(TomlDocumentTest, LongDottedKeysNeverReachTheParser) {
    // Such a key overflows the stack of the library.
    EXPECT_EQ(problems_of("a" + repeated(".a", 7) + " = 1\n").size(), 0u);
    for (const std::string& text :
         {"a" + repeated(".a", 5000) + " = 1", "[a" + repeated(".a", 5000) + "]",
          "\"a\"" + repeated(" . 'a'", 2000) + " = 1", "x = { a" + repeated(".a", 5000) + " = 1 }",
          "s = \"\"\"quotes \" inside\"\"\"\na" + repeated(".b", 2000) + "=1"}) {
        const Problems problems = problems_of(text);
        ASSERT_EQ(problems.size(), 1u);
        EXPECT_NE(problems[0].what.find("parts"), std::string::npos) << problems[0].what;
    }
}

TEST(TomlDocumentTest, DeepNestingNeverReachesTheParser) {
    for (const std::string& text :
         {"a = " + repeated("[", 15000), "a = " + repeated("{b=", 5000), repeated("[\n", 5000)}) {
        const Problems problems = problems_of(text);
        ASSERT_EQ(problems.size(), 1u);
        EXPECT_NE(problems[0].what.find("open"), std::string::npos) << problems[0].what;
    }
    EXPECT_EQ(problems_of("a = [[[[[[1]]]]]]").size(), 0u);
    EXPECT_EQ(problems_of("a = [" + repeated("[1.5, 2.5],\n", 1000) + "]").size(), 0u);
}

TEST(TomlDocumentTest, DotsAndBracketsInTextsAndCommentsDoNotCount) {
    EXPECT_EQ(problems_of("a = \"" + repeated(".[{", 500) + "\" # " + repeated(".[", 500)).size(), 0u);
    EXPECT_EQ(problems_of("a = '''\n" + repeated("...[[[", 100) + "\n'''\nb = 'x\\'\nc = \"\\\"....[[[[\"\n")
                  .size(),
              0u);
}

TEST(TomlDocumentTest, CharactersTheLibraryCannotTakeNeverReachIt) {
    // Outside quotes, and after a backslash that joins lines, toml++ 3.3 has undefined behaviour on these.
    for (const char* text :
         {"\xc3\xa9 = 1\n", "a = \xc3\xa9\n", "a = 1 \xc3\xa9\n", "a = \"\"\"x\\\n  \xc3\xa9\"\"\"\n",
          "a = \"\"\"x\\\xc3\xa9\"\"\"\n", "a\n.\xd0\x96"}) {
        const Problems problems = problems_of(text);
        ASSERT_EQ(problems.size(), 1u) << text;
        EXPECT_NE(problems[0].what.find("outside ASCII"), std::string::npos) << text;
        EXPECT_GT(problems[0].column, 0);
    }
    for (const char* text : {"a = \"\xc3\xa9\" # \xc3\xa9\n\"\xc3\xa9\" = '\xc3\xa9'\n",
                             "\xef\xbb\xbf"
                             "a = 1\n",
                             "a = \"\"\"\xc3\xa9\\\n  x \\\" \xc3\xa9\"\"\"\n", "a = '''\\\xc3\xa9'''\n"}) {
        EXPECT_EQ(problems_of(text).size(), 0u) << text;
    }
}

TEST(TomlDocumentTest, SizeLimits) {
    EXPECT_EQ(problems_of("a = \"" + std::string(limits::toml_line_bytes_max, 'x') + "\"").size(), 1u);
    EXPECT_EQ(problems_of(repeated("# comment\n", static_cast<int>(limits::toml_bytes_max / 10) + 10)).size(),
              1u);
    EXPECT_EQ(problems_of("a = [" + repeated("1,\n", limits::toml_values_max) + "]").size(), 1u);
    EXPECT_EQ(problems_of("a = \"\xff\"").size(), 1u);
}

TEST(TomlDocumentTest, SyntaxErrorsSayWhere) {
    const Problems problems = problems_of("a = 1\nb = \n");
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].line, 2);
    EXPECT_GT(problems[0].column, 0);
    EXPECT_EQ(problems_of("a = 1\na = 2\n").size(), 1u);
}

}  // namespace
}  // namespace upsurge

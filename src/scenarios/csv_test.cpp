#include "scenarios/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "scenarios/limits.h"

namespace upsurge {
namespace {

struct Read {
    CsvTable table;
    Problems problems;
};

Read read(std::string_view text) {
    ProblemList problems;
    Read result;
    result.table = parse_csv(text, "t.csv", problems);
    result.problems = problems.sorted();
    return result;
}

TEST(CsvTest, KeepsLineAndColumnOfEveryCell) {
    const Read r = read("a,b,c\n1,,\"x\"\"y\"\n\n\"two\nlines\",\xc3\xa9\xc3\xa9,z\n");
    ASSERT_TRUE(r.problems.empty());
    ASSERT_EQ(r.table.rows.size(), 2u);
    EXPECT_EQ(r.table.rows[0].cells[1].text, "");
    EXPECT_EQ(r.table.rows[0].cells[2].text, "x\"y");
    EXPECT_EQ(r.table.rows[0].cells[2].at, (TextPosition{2, 4}));
    EXPECT_EQ(r.table.rows[1].cells[0].text, "two\nlines");
    EXPECT_EQ(r.table.rows[1].cells[0].at, (TextPosition{4, 1}));
    EXPECT_EQ(r.table.rows[1].cells[1].at, (TextPosition{5, 8}));
    // Two characters of two bytes each: columns count characters.
    EXPECT_EQ(r.table.rows[1].cells[2].at, (TextPosition{5, 11}));
}

TEST(CsvTest, ReadsCrlfAndByteOrderMark) {
    const Read r = read(
        "\xef\xbb\xbf"
        "a,b\r\n1,2\r\n3,\"4\r\n5\"\r\n");
    ASSERT_TRUE(r.problems.empty());
    EXPECT_EQ(r.table.header[0].text, "a");
    EXPECT_EQ(r.table.header[0].at, (TextPosition{1, 1}));
    ASSERT_EQ(r.table.rows.size(), 2u);
    EXPECT_EQ(r.table.rows[0].cells[1].text, "2");
    EXPECT_EQ(r.table.rows[1].cells[1].text, "4\r\n5");
}

TEST(CsvTest, LastLineNeedsNoEnd) {
    EXPECT_EQ(read("a,b\n1,2").table.rows.size(), 1u);
    EXPECT_EQ(read("a,b\n1,").table.rows.size(), 1u);
    EXPECT_EQ(read("a,b\r").table.header.size(), 2u);
}

TEST(CsvTest, FaultsHaveTheirPlace) {
    Read r = read("a,b\n1,\"open\n");
    ASSERT_EQ(r.problems.size(), 1u);
    EXPECT_EQ(r.problems[0].line, 2);
    EXPECT_EQ(r.problems[0].column, 3);

    r = read("a,b\n1,\"x\"y\n2,3\n");
    ASSERT_EQ(r.problems.size(), 1u);
    EXPECT_EQ(r.problems[0].column, 6);
    EXPECT_EQ(r.table.rows.size(), 2u);

    r = read("a,b\n1,x\"y\n");
    ASSERT_EQ(r.problems.size(), 1u);
    EXPECT_EQ(r.problems[0].column, 4);

    r = read("a,b\n1\n1,2,3\n4,5\n");
    ASSERT_EQ(r.problems.size(), 2u);
    EXPECT_EQ(r.problems[0].line, 2);
    EXPECT_EQ(r.problems[1].line, 3);
    EXPECT_EQ(r.problems[1].column, 5);
    EXPECT_EQ(r.table.rows.size(), 1u);

    r = read("");
    EXPECT_EQ(r.problems.size(), 1u);
    r = read("a,b\n\xff,1\n");
    ASSERT_EQ(r.problems.size(), 1u);
    EXPECT_EQ(r.problems[0].line, 2);
}

TEST(CsvTest, LimitsAreCheckedBeforeMemoryIsSpent) {
    EXPECT_EQ(read("a\n" + std::string(limits::csv_cell_bytes_max + 1, 'x')).problems.size(), 1u);
    EXPECT_EQ(read("a\n\"" + std::string(limits::csv_cell_bytes_max + 1, 'x')).problems.size(), 1u);
    EXPECT_EQ(read("a\n" + std::string(limits::csv_columns_max + 5, ',')).problems.size(), 1u);
    std::string wide = "a";
    for (int i = 0; i < 20; ++i) {
        wide += "," + std::string(limits::csv_cell_bytes_max - 1, 'y');
    }
    EXPECT_EQ(read(wide).problems.size(), 1u);
    std::string tall = "a\n";
    for (std::size_t i = 0; i < limits::csv_rows_max + 10; ++i) {
        tall += "1\n";
    }
    const Read r = read(tall);
    EXPECT_EQ(r.problems.size(), 1u);
    EXPECT_EQ(r.table.rows.size(), limits::csv_rows_max);
    EXPECT_EQ(read(std::string(limits::csv_bytes_max + 1, 'x')).problems.size(), 1u);
}

/// Cells of characters that matter to CSV, and one of two bytes.
rc::Gen<std::string> cell_text() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                            "a", "b", ",", "\"", "\n", "\r", " ", "\xc3\xa9", ";")),
                        [](const std::vector<std::string>& parts) {
                            std::string text;
                            for (const std::string& part : parts) {
                                text += part;
                            }
                            return text;
                        });
}

TEST(CsvTest, WhatIsWrittenReadsBack) {
    EXPECT_TRUE(rc::check("CSV round trip", [] {
        const int columns = *rc::gen::inRange(1, 5);
        const int row_count = *rc::gen::inRange(0, 6);
        std::vector<std::vector<std::string>> rows;
        std::string text;
        const bool crlf = *rc::gen::arbitrary<bool>();
        for (int i = 0; i <= row_count; ++i) {
            rows.push_back(*rc::gen::container<std::vector<std::string>>(static_cast<std::size_t>(columns),
                                                                         cell_text()));
            text += format_csv_row(rows.back()) + (crlf ? "\r\n" : "\n");
        }
        const Read r = read(text);
        RC_ASSERT(r.problems.empty());
        RC_ASSERT(r.table.rows.size() == static_cast<std::size_t>(row_count));
        for (int i = 0; i <= row_count; ++i) {
            const std::vector<CsvCell>& cells =
                i == 0 ? r.table.header : r.table.rows[static_cast<std::size_t>(i - 1)].cells;
            RC_ASSERT(cells.size() == static_cast<std::size_t>(columns));
            for (int k = 0; k < columns; ++k) {
                RC_ASSERT(cells[static_cast<std::size_t>(k)].text ==
                          rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)]);
            }
        }
    }));
}

}  // namespace
}  // namespace upsurge

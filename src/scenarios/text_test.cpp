#include "scenarios/text.h"

#include <gtest/gtest.h>

#include "scenarios/nearest_name.h"

namespace upsurge {
namespace {

TEST(TextTest, Utf8IsCheckedToTheLetter) {
    EXPECT_FALSE(find_invalid_utf8("plain, \xc3\xa9, \xe2\x82\xac, \xf0\x9f\x98\x80").has_value());
    for (const char* bad : {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80",
                            "\xf4\x90\x80\x80", "\xff"}) {
        EXPECT_TRUE(find_invalid_utf8(bad).has_value());
    }
    EXPECT_EQ(*find_invalid_utf8("a\nb\xc3\xa9\xff"), (TextPosition{2, 3}));
}

TEST(TextTest, QuotesAreSafeToShow) {
    EXPECT_EQ(in_quotes("a\tb\x1b[31m"), "'a\\x09b\\x1b[31m'");
    EXPECT_EQ(in_quotes("\xe2\x80\xae"
                        "abc"),
              "'\\u202eabc'");  // turns the direction of writing
    EXPECT_EQ(in_quotes("\xff"), "'\\xff'");
    EXPECT_EQ(in_quotes("\xd0\x90\xd0\xbb"), "'\xd0\x90\xd0\xbb'");
    EXPECT_EQ(count_characters(in_quotes(std::string(500, 'x'))), 65u);
}

TEST(TextTest, Lists) {
    EXPECT_EQ(joined({}), "");
    EXPECT_EQ(joined({"a"}), "a");
    EXPECT_EQ(joined({"a", "b", "c"}), "a, b and c");
}

TEST(NearestNameTest, FindsWhatWasMeant) {
    const std::vector<std::string> names = {"crowd", "violent_crowd", "dead_total", "injured_total"};
    EXPECT_EQ(nearest_name("crwod", names), "crowd");
    EXPECT_EQ(nearest_name("Crowd", names), "crowd");
    EXPECT_EQ(nearest_name("violentcrowd", names), "violent_crowd");
    EXPECT_EQ(nearest_name("deadtotals", names), "dead_total");
    EXPECT_EQ(nearest_name("weather", names), "");
    EXPECT_EQ(nearest_name("", names), "");
    EXPECT_EQ(edit_distance("abc", "acb"), 1);
    EXPECT_EQ(edit_distance("", "abc"), 3);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
}

}  // namespace
}  // namespace upsurge

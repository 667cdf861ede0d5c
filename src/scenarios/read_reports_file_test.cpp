/// A reports file from outside: the scenario's places, new sources, all problems at once.
#include "scenarios/read_reports_file.h"

#include <gtest/gtest.h>

#include "scenarios/scenario_fixture.h"

namespace upsurge {
namespace {

class ReadReportsFile : public ScenarioFixture {};

constexpr const char* head =
    "id,event_start,published_at,published_precision,place,observable,form,value,source,reliability\n";

TEST_F(ReadReportsFile, ReadsReportsOfASourceNobodyKnows) {
    ASSERT_TRUE(read_files());
    const auto file = folder() / "other.csv";
    std::ofstream(file)
        << head
        << "new-1,2030-01-02T12:00+05:00,2030-01-02T20:00+05:00,minute,L-W,crowd,count,300,nobody,D\n";
    const auto reports = read_reports_file(file, folder(), {});
    ASSERT_TRUE(reports);
    ASSERT_EQ(reports->size(), 1u);
    EXPECT_EQ(reports->front().source, "nobody");
    EXPECT_EQ(reports->front().reliability, 'D');
    EXPECT_EQ(reports->front().places.size(), 1u);
}

TEST_F(ReadReportsFile, FindsAllProblemsAtOnce) {
    ASSERT_TRUE(read_files());
    const auto file = folder() / "other.csv";
    std::ofstream(file) << head
                        << "a,2030-01-02T12:00+05:00,2030-01-02T20:00+05:00,minute,L-V,crowd,count,300,s,D\n"
                        << "b,2030-01-02,2030-01-02T20:00+05:00,minute,L-W,crwd,count,-1,s,D\n";
    const auto reports = read_reports_file(file, folder(), {});
    ASSERT_FALSE(reports);
    ASSERT_GE(reports.error().size(), 3u);
    EXPECT_EQ(reports.error()[0].file, file.string());
    EXPECT_EQ(reports.error()[0].line, 2);
    EXPECT_EQ(reports.error()[0].column, 56);
    EXPECT_EQ(reports.error()[1].line, 3);
    EXPECT_FALSE(read_reports_file(folder() / "absent.csv", folder(), {}));
}

}  // namespace
}  // namespace upsurge

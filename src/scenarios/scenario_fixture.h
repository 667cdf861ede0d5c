/// A small valid scenario for tests, written to a folder of its own, in which one thing can be changed.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "scenarios/instant.h"
#include "scenarios/read_scenario.h"

namespace upsurge {

inline const char* const fixture_toml = R"toml(format = 1
name = "Test land"
summary = "Two regions, four leaf places."

[clock]
start = 2030-01-01T00:00:00+05:00
end = 2030-01-03T00:00:00+05:00
tick_hours = 1
hindsight_until = 2030-02-01T00:00:00+05:00

[resolution.coarse]
hardship_cuts = [0.95, 0.998]
risk_aversion_bins = 2

[[strata]]
id = "workers"
name = "Workers"
share = 0.6
active = true

[[strata]]
id = "others"
share = 0.4
active = false

[mechanisms]
on = ["grievance", "participation", "diffusion", "policing"]

[switches]
"participation.form" = "decision"

[parameters]
"grievance.price_weight" = { value = 0.2, prior = "log_uniform(0.02, 1)", source = "a study", mark = "literature" }

[[place_parameters]]
parameter = "grievance.exposure"
places = ["L-W"]
value = 0.5
prior = "beta(2, 2)"
source = "a table"
mark = "measured"
free = true

[[groups]]
id = "west"
name = "The west"
places = ["L-W"]

[[schedule]]
kind = "price"
places = ["L"]
from = 2029-12-01T00:00:00+05:00
value = 60
source = "a report"
mark = "measured"

[[schedule]]
kind = "price"
places = ["L"]
from = 2030-01-01T06:00:00+05:00
value = 120
reports = ["r1"]

[[schedule]]
kind = "curfew"
places = ["L-W-A"]
from = 2030-01-01T18:00:00+05:00
until = 2030-01-02T18:00:00+05:00
hours = ["23:00", "07:00"]
)toml";

inline const char* const fixture_places =
    "id,name,kind,parent,latitude,longitude,time_zone,population,urban_share,map_shape\n"
    "L,Land,country,,45,60,+05:00,1000,0.5,\n"
    "L-W,West,region,L,45,55,+05:00,600,0.5,\n"
    "L-W-A,Alpha,city,L-W,45.5,55.5,+05:00,400,1,\n"
    "L-W-R,Rest of the west,remainder,L-W,45,55,+05:00,200,,\n"
    "L-E,East,region,L,45,65,+06:00,400,0.5,\n";

inline const char* const fixture_reports =
    "id,event_start,event_end,published_at,published_precision,place,observable,form,value,low,high,unit,"
    "source,"
    "claimant,side,reliability,credibility,origin_group,supersedes,hedge,note,url\n"
    "r1,2030-01-01T12:00+05:00,2030-01-01T14:00+05:00,2030-01-01T15:00+05:00,minute,L-W-A,crowd,count,30,,,"
    "people,"
    "gazette,,independent,B,2,,,,,\n"
    "r2,2030-01-01T12:00+05:00,,2030-01-02T12:00+05:00,day,L-W;L-E,crowd,interval,,10,50,people,wire,,"
    "foreign,C,3,,,,,\n"
    "r3,2030-01-02T12:00+05:00,,2030-01-02T13:00+05:00,hour,L,dead_total,at_least,,1,,people,wire,,foreign,C,"
    "3,,r2,,,\n"
    "r4,2030-01-02T12:00+05:00,,2030-01-02T13:00+05:00,unknown,L,,occurred,,,,,gazette,,independent,B,3,,,,a "
    "note,\n";

inline const char* const fixture_sources =
    "id,name,type,side,reliability,known_from,argument,url\n"
    "gazette,The gazette,local_independent,independent,B,,has reporters on the spot,\n"
    "wire,A wire,western_media,foreign,C,2030-01-01T00:00Z,copies others,\n";

inline const char* const fixture_strata =
    "place,stratum,share,source,mark\n"
    "L-W,workers,0.7,a census,measured\n"
    "L-W,others,0.3,a census,measured\n";

class ScenarioFixture : public testing::Test {
  protected:
    std::map<std::string, std::string> files = {{"scenario.toml", fixture_toml},
                                                {"places.csv", fixture_places},
                                                {"reports.csv", fixture_reports},
                                                {"sources.csv", fixture_sources},
                                                {"strata.csv", fixture_strata}};
    ScenarioOptions options;

    /// Replaces the first occurrence; the test fails if there is none.
    void change(const std::string& file, const std::string& from, const std::string& to) {
        const std::size_t at = files[file].find(from);
        ASSERT_NE(at, std::string::npos) << file << " has no " << from;
        files[file].replace(at, from.size(), to);
    }

    Result<ReadScenario> read_files() {
        for (const auto& [name, text] : files) {
            std::ofstream(folder_ / name, std::ios::binary) << text;
        }
        return read_scenario(folder_, options);
    }

    /// The problems of a reading that must fail.
    Problems problems() {
        Result<ReadScenario> result = read_files();
        EXPECT_FALSE(result.has_value());
        return result ? Problems{} : result.error();
    }

    /// Expects exactly one problem, in `file` at line:column, whose text has `what`.
    void expect_one(const std::string& file, int line, int column, const std::string& what) {
        const Problems found = problems();
        ASSERT_EQ(found.size(), 1u) << text_of(found);
        EXPECT_EQ(found[0].file, (folder_ / file).string());
        EXPECT_EQ(found[0].line, line) << text_of(found);
        EXPECT_EQ(found[0].column, column) << text_of(found);
        EXPECT_NE((found[0].what + "|" + found[0].expected + "|" + found[0].hint).find(what),
                  std::string::npos)
            << text_of(found);
    }

    static std::string text_of(const Problems& problems) {
        std::string text;
        for (const Problem& problem : problems) {
            text += problem.file + ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column) +
                    ": " + problem.what + " | " + problem.expected + " | " + problem.hint + "\n";
        }
        return text;
    }

    const std::filesystem::path& folder() const { return folder_; }

    void SetUp() override {
        static std::atomic<int> count = 0;
        folder_ = std::filesystem::temp_directory_path() /
                  ("upsurge-scenario-test-" + std::to_string(getpid()) + "-" + std::to_string(count++));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace upsurge

// Every fault a scenario can have is found where it stands; ten of them are found together.
#include <tuple>

#include "scenarios/problem_list.h"
#include "scenarios/scenario_fixture.h"

namespace upsurge {
namespace {

class ScenarioFaultsTest : public ScenarioFixture {};

// The ten of the project's promise, each alone.

TEST_F(ScenarioFaultsTest, MisspeltKey) {
    change("scenario.toml", "tick_hours", "tick_hour");
    expect_one("scenario.toml", 8, 1, "did you mean 'tick_hours'?");
}

TEST_F(ScenarioFaultsTest, MisspeltRequiredKeyIsOneProblem) {
    change("scenario.toml", "name = \"Test land\"", "nmae = \"Test land\"");
    expect_one("scenario.toml", 2, 1, "did you mean 'name'?");
}

TEST_F(ScenarioFaultsTest, UnknownPlace) {
    change("scenario.toml", "places = [\"L-W-A\"]", "places = [\"L-W-AA\"]");
    expect_one("scenario.toml", 66, 11, "did you mean 'L-W-A'?");
}

TEST_F(ScenarioFaultsTest, UnknownPlaceInAListInACell) {
    change("reports.csv", "L-W;L-E", "L-W;L-X");
    expect_one("reports.csv", 3, 59, "unknown place 'L-X'");
}

TEST_F(ScenarioFaultsTest, SharesNotSumming) {
    change("scenario.toml", "share = 0.4", "share = 0.5");
    expect_one("scenario.toml", 23, 9, "sum to 1.1");
}

TEST_F(ScenarioFaultsTest, SharesOfAPlaceNotSumming) {
    change("strata.csv", "0.3", "0.29");
    expect_one("strata.csv", 2, 13, "the shares of 'L-W' sum to 0.99");
}

TEST_F(ScenarioFaultsTest, NegativeRate) {
    change("scenario.toml", "\"grievance.price_weight\" = { value = 0.2",
           "\"participation.join_rate\" = { value = -0.2 }\n\"grievance.price_weight\" = { value = 0.2");
    expect_one("scenario.toml", 33, 39, "participation.join_rate is -0.2");
}

TEST_F(ScenarioFaultsTest, DuplicateId) {
    change("reports.csv", "r4,", "r1,");
    expect_one("reports.csv", 5, 1, "the report 'r1' is there twice");
}

TEST_F(ScenarioFaultsTest, BadDate) {
    change("reports.csv", "2030-01-01T12:00+05:00,2030-01-01T14:00",
           "2030-02-30T12:00+05:00,2030-01-01T14:00");
    expect_one("reports.csv", 2, 4, "has no such day");
}

TEST_F(ScenarioFaultsTest, NotANumber) {
    change("scenario.toml", "value = 120", "value = nan");
    expect_one("scenario.toml", 61, 9, "'value' is nan");
}

TEST_F(ScenarioFaultsTest, NotANumberInACell) {
    change("places.csv", "45.5,55.5", "NaN,55.5");
    expect_one("places.csv", 4, 22, "latitude is 'NaN'");
}

TEST_F(ScenarioFaultsTest, UnknownColumn) {
    change("sources.csv", "argument,url", "argument,url,colour");
    change("sources.csv", "on the spot,", "on the spot,,red");
    change("sources.csv", "copies others,", "copies others,,blue");
    expect_one("sources.csv", 1, 55, "unknown column 'colour'");
}

TEST_F(ScenarioFaultsTest, MisspeltColumnIsReadAsMeant) {
    change("sources.csv", "reliability", "relaibility");
    expect_one("sources.csv", 1, 19, "did you mean 'reliability'?");
}

TEST_F(ScenarioFaultsTest, MissingFile) {
    files.erase("places.csv");
    change("scenario.toml", "[\"L-W-A\"]", "[\"nowhere\"]");  // cannot be known without places.csv
    expect_one("places.csv", 0, 0, "the file is missing");
}

TEST_F(ScenarioFaultsTest, MissingFileNamedInACell) {
    change("places.csv", ",400,1,", ",400,1,alpha-shape");
    expect_one("places.csv", 4, 45, "there is no map.topo.json");
}

TEST_F(ScenarioFaultsTest, PriorOutsideItsRange) {
    change("scenario.toml", "log_uniform(0.02, 1)", "log_uniform(0.02, 7)");
    expect_one("scenario.toml", 33, 51, "goes beyond the range of price_weight");
}

TEST_F(ScenarioFaultsTest, TenAtOnce) {
    change("scenario.toml", "tick_hours", "tick_hour");                             // misspelt key
    change("scenario.toml", "places = [\"L-W-A\"]", "places = [\"L-W-AA\"]");       // unknown place
    change("scenario.toml", "share = 0.4", "share = 0.5");                          // shares
    change("scenario.toml", "value = 0.2", "value = -0.2");                         // negative
    change("reports.csv", "r4,", "r1,");                                            // duplicate id
    change("reports.csv", "2030-01-01T12:00+05:00,,", "2030-13-01T12:00+05:00,,");  // bad date
    change("scenario.toml", "value = 120", "value = nan");                          // not a number
    change("strata.csv", "source,mark", "source,mark,extra");                       // unknown column
    change("strata.csv", "0.7,a census,measured", "0.7,a census,measured,");
    change("strata.csv", "0.3,a census,measured", "0.3,a census,measured,");
    change("places.csv", ",400,1,", ",400,1,alpha-shape");                    // missing file, named there
    change("scenario.toml", "log_uniform(0.02, 1)", "log_uniform(0.02, 7)");  // prior outside
    const Problems found = problems();
    ASSERT_EQ(found.size(), 10u) << text_of(found);
    const std::vector<std::tuple<std::string, int, std::string>> expected = {
        {"scenario.toml", 8, "unknown key 'tick_hour'"},
        {"scenario.toml", 23, "shares"},
        {"scenario.toml", 33, "grievance.price_weight is -0.2"},
        {"scenario.toml", 33, "log_uniform(0.02, 7)"},
        {"scenario.toml", 61, "nan"},
        {"scenario.toml", 66, "unknown place 'L-W-AA'"},
        {"places.csv", 4, "no map.topo.json"},
        {"strata.csv", 1, "unknown column 'extra'"},
        {"reports.csv", 3, "no such month"},
        {"reports.csv", 5, "there twice"},
    };
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& [file, line, what] = expected[i];
        EXPECT_EQ(found[i].file, (folder() / file).string()) << text_of(found);
        EXPECT_EQ(found[i].line, line) << text_of(found);
        EXPECT_GT(found[i].column, 0) << text_of(found);
        EXPECT_NE(found[i].what.find(what), std::string::npos) << text_of(found);
    }
}

TEST_F(ScenarioFaultsTest, TomlSyntaxErrorsComeAlone) {
    change("scenario.toml", "tick_hours = 1", "tick_hours = ");
    change("reports.csv", "r4,", "r1,");
    const Problems found = problems();
    ASSERT_EQ(found.size(), 1u) << text_of(found);
    EXPECT_EQ(found[0].line, 8);
    EXPECT_GT(found[0].column, 0);
}

TEST_F(ScenarioFaultsTest, NoSuchFolder) {
    const Result<ReadScenario> result = read_scenario(folder() / "elsewhere");
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().size(), 1u);
}

TEST_F(ScenarioFaultsTest, AFolderInPlaceOfAFile) {
    files.erase("reports.csv");
    std::filesystem::create_directory(folder() / "reports.csv");
    expect_one("reports.csv", 0, 0, "not a file");
}

// One change and one problem each, at a known line.
struct OneFault {
    const char* file;
    const char* from;
    const char* to;
    int line;
    const char* what;
};

class OneFaultTest : public ScenarioFixture, public testing::WithParamInterface<OneFault> {};

TEST_P(OneFaultTest, IsFoundAlone) {
    const OneFault& fault = GetParam();
    change(fault.file, fault.from, fault.to);
    const Problems found = problems();
    ASSERT_EQ(found.size(), 1u) << text_of(found);
    EXPECT_EQ(found[0].file, (folder() / fault.file).string());
    EXPECT_EQ(found[0].line, fault.line) << text_of(found);
    EXPECT_NE((found[0].what + "|" + found[0].expected + "|" + found[0].hint).find(fault.what),
              std::string::npos)
        << text_of(found);
}

const OneFault one_faults[] = {
    // scenario.toml
    {"scenario.toml", "format = 1", "format = 2", 1, "format 1"},
    {"scenario.toml", "format = 1\n", "", 1, "has no 'format'"},
    {"scenario.toml", "end = 2030-01-03T00:00:00+05:00", "end = 2030-01-01T00:00:00+05:00", 7,
     "ends at or before"},
    {"scenario.toml", "end = 2030-01-03T00:00:00+05:00", "end = 2030-01-03", 7, "a date without time"},
    {"scenario.toml", "end = 2030-01-03T00:00:00+05:00", "end = 2030-01-03T00:00:00", 7, "no offset"},
    {"scenario.toml", "end = 2030-01-03T00:00:00+05:00", "end = 3", 7, "a whole number"},
    {"scenario.toml", "tick_hours = 1", "tick_hours = 0.7", 7, "whole number of ticks"},
    {"scenario.toml", "tick_hours = 1", "tick_hours = 0", 8, "'tick_hours' is 0"},
    {"scenario.toml", "0.95, 0.998", "0.998, 0.95", 12, "the cut 0.95"},
    {"scenario.toml", "risk_aversion_bins = 2", "risk_aversion_bins = 99", 13, "1 to 16"},
    {"scenario.toml", "[resolution.coarse]", "[resolution.corse]", 11, "did you mean 'coarse'?"},
    {"scenario.toml", "id = \"west\"", "id = \"the west\"", 45, "cannot be an id"},
    {"scenario.toml", "active = true", "active = \"yes\"", 19, "true or false"},
    {"scenario.toml", "\"diffusion\",", "\"difusion\",", 27, "did you mean 'diffusion'?"},
    {"scenario.toml", "\"participation.form\"", "\"participation.from\"", 30,
     "did you mean 'participation.form'?"},
    {"scenario.toml", "\"decision\"", "\"decisoin\"", 30, "did you mean 'decision'?"},
    {"scenario.toml", "\"grievance.price_weight\"", "\"grievance.price_wieght\"", 33, "did you mean"},
    {"scenario.toml", "mark = \"literature\"", "mark = \"known\"", 33, "measured, literature or assumed"},
    {"scenario.toml", "\"log_uniform(0.02, 1)\"", "\"log_uniform(0.02)\"", 33, "log_uniform"},
    {"scenario.toml", "\"log_uniform(0.02, 1)\"", "\"log_uniform(0.5, 1)\"", 33,
     "impossible under its prior"},
    {"scenario.toml", "parameter = \"grievance.exposure\"", "parameter = \"grievance.price_weight\"", 36,
     "cannot differ between places"},
    {"scenario.toml", "free = true", "free = 1", 42, "true or false"},
    {"scenario.toml", "id = \"west\"\nname = \"The west\"\nplaces = [\"L-W\"]", "id = \"west\"\nplaces = []",
     46, "at least one place"},
    {"scenario.toml", "kind = \"price\"", "kind = \"prize\"", 50, "did you mean 'price'?"},
    {"scenario.toml", "value = 60", "value = -60", 53, "'value' is -60"},
    {"scenario.toml", "value = 60\n", "", 49, "has no 'value'"},
    {"scenario.toml", "value = 60", "value = 60\nuntil = 2030-01-01T00:00:00+05:00", 54,
     "means nothing here"},
    {"scenario.toml", "value = 60", "value = 60\nlevel = 2", 54, "means nothing here"},
    {"scenario.toml", "from = 2029-12-01T00:00:00+05:00", "from = 2030-01-01T01:00:00+05:00", 52,
     "the first price of"},
    {"scenario.toml", "from = 2029-12-01T00:00:00+05:00", "from = 2030-01-01T06:00:00+05:00", 60,
     "starts at the same time"},
    {"scenario.toml", "reports = [\"r1\"]", "reports = [\"r11\"]", 62, "unknown report 'r11'"},
    {"scenario.toml", "until = 2030-01-02T18:00:00+05:00", "until = 2030-01-01T18:00:00+05:00", 68,
     "not after 'from'"},
    {"scenario.toml", "\"23:00\", \"07:00\"", "\"23:00\"", 69, "two local times"},
    {"scenario.toml", "\"23:00\", \"07:00\"", "\"23:00\", \"24:00\"", 69, "no time of day"},
    {"scenario.toml", "hours = [\"23:00\", \"07:00\"]", "hours = \"23:00\"", 69, "a list of texts"},
    // places.csv
    {"places.csv", "L-W-R,", "L-W-A,", 5, "there twice"},
    {"places.csv", "West,region", "West,regoin", 3, "did you mean 'region'?"},
    {"places.csv", "Alpha,city,L-W,", "Alpha,city,L,", 4, "the parent 'L' is a country"},
    {"places.csv", "East,region,L,", "East,region,,", 6, "the parent is empty"},
    {"places.csv", "Land,country,,", "Land,country,L-E,", 2, "the country has a parent"},
    {"places.csv", "55.5,+05:00", "55.5,Asia/Almaty", 4, "no offset"},
    {"places.csv", ",200,,", ",201,,", 3, "but the 2 places within have 601"},
    {"places.csv", ",1000,0.5", ",1000.5,0.5", 2, "a whole number"},
    {"places.csv", ",400,0.5", ",400,1.5", 6, "urban_share is '1.5'"},
    {"places.csv", "45.5,55.5", "95.5,55.5", 4, "-90 to 90"},
    {"places.csv", "Alpha,", ",", 4, "the name is empty"},
    {"places.csv", "Alpha,", "\"Al\"pha,", 4, "closing quote"},
    {"places.csv", "Alpha,", "Al\xffpha,", 4, "UTF-8"},
    // strata.csv
    {"strata.csv", "L-W,workers", "L-X,workers", 2, "unknown place 'L-X'"},
    {"strata.csv", "others", "other", 3, "did you mean 'others'?"},
    {"strata.csv", "others", "workers", 3, "two shares"},
    {"strata.csv", "0.3", "-0.3", 3, "share is '-0.3'"},
    {"strata.csv", "0.3,a census,measured", "0.3,a census", 3, "5 cells"},
    // sources.csv
    {"sources.csv", "western_media", "western_medium", 3, "did you mean 'western_media'?"},
    {"sources.csv", ",foreign,C", ",foreign,G", 3, "reliability is 'G'"},
    {"sources.csv", "2030-01-01T00:00Z", "2030", 3, "no date and time"},
    {"sources.csv", "copies others", "", 3, "the argument is empty"},
    // reports.csv
    {"reports.csv", "minute", "minutes", 2, "did you mean 'minute'?"},
    {"reports.csv", ",crowd,count", ",crwd,count", 2, "did you mean 'crowd'?"},
    {"reports.csv", ",count,30", ",cuont,30", 2, "did you mean 'count'?"},
    {"reports.csv", ",crowd,count", ",regions_active,count", 2, "counted in the country"},
    {"reports.csv", ",count,30", ",count,", 2, "value is empty"},
    {"reports.csv", ",count,30", ",count,-30", 2, "value is '-30'"},
    {"reports.csv", ",count,30,,", ",count,30,3,", 2, "has no low"},
    {"reports.csv", "interval,,10,50", "interval,,60,50", 3, "low is 60"},
    {"reports.csv", "at_least,,1", "at_least,,", 4, "low is empty"},
    {"reports.csv", "2030-01-01T14:00+05:00", "2030-01-01T11:00+05:00", 2, "ends before it starts"},
    {"reports.csv", "2030-01-01T15:00+05:00", "2030-01-01T09:00+05:00", 2, "published before the event"},
    {"reports.csv", "L-W;L-E", "L-W;;L-E", 3, "a place is empty"},
    {"reports.csv", "L-W;L-E", "L-W;L-W", 3, "stands twice"},
    {"reports.csv", "gazette,,independent,B,2", "gazete,,independent,B,2", 2, "did you mean 'gazette'?"},
    {"reports.csv", ",independent,B,2", ",neutral,B,2", 2, "side is 'neutral'"},
    {"reports.csv", ",independent,B,2", ",independent,b,2", 2, "reliability is 'b'"},
    {"reports.csv", ",independent,B,2", ",independent,B,7", 2, "credibility is '7'"},
    {"reports.csv", ",C,3,,r2,", ",C,3,,r22,", 4, "unknown report 'r22'"},
    {"reports.csv", ",C,3,,r2,", ",C,3,,r3,", 4, "form a circle"},
    {"reports.csv", "2030-01-02T12:00+05:00,day", "2030-01-05T12:00+05:00,day", 4, "published later"},
    {"reports.csv", "r4,2030", "r 4,2030", 5, "cannot be an id"},
};

INSTANTIATE_TEST_SUITE_P(Each, OneFaultTest, testing::ValuesIn(one_faults));

TEST_F(ScenarioFaultsTest, UntrustedReportsDoNotCascade) {
    files.erase("reports.csv");
    expect_one("reports.csv", 0, 0, "the file is missing");
}

TEST_F(ScenarioFaultsTest, AMissingFileUnderASimilarName) {
    files["report.csv"] = files["reports.csv"];
    files.erase("reports.csv");
    expect_one("reports.csv", 0, 0, "did you mean 'report.csv'?");
}

TEST_F(ScenarioFaultsTest, ThreeFreeParametersAtOnePlace) {
    for (const char* parameter : {"grievance.memory", "grievance.legitimacy"}) {
        files["scenario.toml"] += std::string("\n[[place_parameters]]\nparameter = \"") + parameter +
                                  "\"\nplaces = [\"L-W-A\"]\nfree = true\n";
    }
    const Problems found = problems();
    ASSERT_EQ(found.size(), 1u) << text_of(found);
    EXPECT_NE(found[0].what.find("'L-W-A' has more than 2 free parameters"), std::string::npos)
        << text_of(found);
}

TEST_F(ScenarioFaultsTest, OneParameterTwiceForOnePlace) {
    files["scenario.toml"] +=
        "\n[[place_parameters]]\nparameter = \"grievance.exposure\"\nplaces = [\"L-W\"]\n";
    const Problems found = problems();
    ASSERT_EQ(found.size(), 1u) << text_of(found);
    EXPECT_EQ(found[0].line, 73);
}

TEST_F(ScenarioFaultsTest, ADiscrepancyHasAPriorThatLeavesItOpen) {
    const std::string before = files["scenario.toml"];
    files["scenario.toml"] += "\n[fit]\nparameters = [\"grievance.price_weight\"]\n";
    const std::string plain = files["scenario.toml"];
    const auto without = read_files();
    ASSERT_TRUE(without);
    EXPECT_TRUE(without->model.discrepancy_estimated.empty());
    EXPECT_TRUE(without->model.reported_crowd.empty());
    files["scenario.toml"] =
        plain + "estimated_discrepancy = \"half_normal(0.5)\"\nreported_crowd = \"log_uniform(50, 5000)\"\n";
    const auto with = read_files();
    ASSERT_TRUE(with);
    EXPECT_EQ(with->model.discrepancy_estimated, "half_normal(0.5)");
    EXPECT_TRUE(with->model.discrepancy_listed.empty());
    EXPECT_EQ(with->model.reported_crowd, "log_uniform(50, 5000)");
    files["scenario.toml"] = plain + "estimated_discrepancy = \"normal(0, 1)\"\n" +
                             "listed_discrepancy = \"fixed(0.5)\"\nother_discrepancy = \"\"\n";
    const Problems found = problems();
    ASSERT_EQ(found.size(), 3u) << text_of(found);
    EXPECT_NE(found[1].what.find("listed_discrepancy is held fast"), std::string::npos) << text_of(found);
}

TEST_F(ScenarioFaultsTest, DestinationsAreChecked) {
    files["destinations.csv"] =
        "place,location,share,source,mark\nL-W-R,L-W-A,0.6,guess,assumed\nL-W-R,L-E,0.6,guess,assumed\n"
        "L-W,L-X,0.1,,\nL-E,L-E,0.1,,\nL-W-R,L-W-A,0.1,,certain\n";
    const Problems found = problems();
    ASSERT_EQ(found.size(), 5u) << text_of(found);
    EXPECT_EQ(found[0].line, 3);
    EXPECT_EQ(found[1].line, 4);
    EXPECT_EQ(found[2].line, 5);
    EXPECT_EQ(found[3].line, 6);
    EXPECT_EQ(found[4].line, 6);
}

TEST_F(ScenarioFaultsTest, ShapesMustBeInTheMap) {
    files["map.topo.json"] =
        R"({"type":"Topology","objects":{"p":{"type":"GeometryCollection","geometries":[{"type":"Polygon","id":"alpha"}]}}})";
    change("places.csv", ",400,1,", ",400,1,alpah");
    expect_one("places.csv", 4, 45, "did you mean 'alpha'?");
    change("places.csv", "alpah", "alpha");
    EXPECT_TRUE(read_files().has_value());
    files["map.topo.json"] = "{}";
    expect_one("map.topo.json", 0, 0, "no TopoJSON");
    files["map.topo.json"] = std::string(100000, '[');
    expect_one("map.topo.json", 0, 0, "nest");
}

TEST_F(ScenarioFaultsTest, TooManyProblemsAreCounted) {
    std::string rows;
    for (int i = 0; i < 5000; ++i) {
        rows += "nowhere,workers,0.5,,\n";
    }
    files["strata.csv"] += rows;
    const Problems found = problems();
    EXPECT_EQ(found.size(), ProblemList::problems_max + 1);
    EXPECT_NE(found.back().what.find("3000 more problems"), std::string::npos);
}

}  // namespace
}  // namespace upsurge

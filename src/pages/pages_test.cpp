/// The page's JSON is whole, safe inside HTML, and says what it must say.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engines/row_engine.h"
#include "models/parameter_values.h"
#include "pages/page_file.h"
#include "pages/page_sentences.h"
#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

constexpr std::string_view slot = R"(<script type="application/json" id="upsurge-data">)";

ReadScenario tutorial() {
    const auto read = read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios/tutorial-town");
    EXPECT_TRUE(read);
    return *read;
}

HistoryValues two_runs(const Model& model) {
    std::vector<History> histories;
    for (std::uint64_t run = 0; run < 2; ++run) {
        histories.push_back(run_rows(model, point_values(model),
                                     make_run_key(1, Purpose::simulate, 0, run, 0), VectorPath::portable)
                                .history);
    }
    return HistoryValues(std::move(histories));
}

TEST(PageTemplate, HasOnePlaceForData) {
    const std::string_view page = page_template();
    const std::string whole = std::string(slot) + "{}</script>";
    EXPECT_NE(page.find(whole), std::string_view::npos);
    EXPECT_EQ(page.find(whole), page.rfind(whole));
}

TEST(PageData, CarriesRunsAndEvidence) {
    const ReadScenario scenario = tutorial();
    const HistoryValues runs = two_runs(scenario.model);
    Manifest manifest;
    manifest.runs_done = 2;
    manifest.parameters = "point";
    PageInput input;
    input.model = &scenario.model;
    input.manifest = &manifest;
    input.runs = &runs;
    const auto json = nlohmann::json::parse(page_data_text(input));
    const std::size_t ticks = static_cast<std::size_t>(scenario.model.clock.ticks());
    EXPECT_EQ(json["times"].size(), ticks);
    EXPECT_EQ(json["times"][0], "2030-05-06T01:00:00+02:00");
    ASSERT_TRUE(json["series"].contains("crowd"));
    ASSERT_TRUE(json["series"]["crowd"].contains("town"));
    for (const char* name : {"mean", "q05", "q25", "q50", "q75", "q95"}) {
        EXPECT_EQ(json["series"]["crowd"]["TL"][name].size(), ticks);
    }
    EXPECT_EQ(json["reports"].size(), 10u);
    EXPECT_EQ(json["reports"][6]["superseded_by"], "tt-08");
    EXPECT_TRUE(json["reports"][6]["withdrawn"]);
    EXPECT_FALSE(json["comparisons"].empty());
    EXPECT_FALSE(json["gaps"].empty());
    EXPECT_EQ(json["banner"], "Tuned to these reports in hindsight. Not a forecast. Bands show chance only.");
    bool hindsight = false;
    for (const auto& sentence : json["limits"]) {
        hindsight = hindsight ||
                    sentence.get<std::string>().find("the designers knew the ending") != std::string::npos;
    }
    EXPECT_TRUE(hindsight);

    input.manifest = nullptr;
    input.runs = nullptr;
    const auto evidence = nlohmann::json::parse(page_data_text(input));
    EXPECT_TRUE(evidence["study"].is_null());
    EXPECT_TRUE(evidence["series"].empty());
    EXPECT_EQ(evidence["reports"].size(), 10u);
    EXPECT_EQ(evidence["banner"], "");
}

TEST(PageData, NothingInAFileCanEndTheScriptElement) {
    ReadScenario scenario = tutorial();
    const std::string hostile = "</script><script>alert(1)</script><!-- \xff";
    scenario.model.name = hostile;
    scenario.model.reports[0].note = hostile;
    scenario.model.places[0].name = hostile;
    PageInput input;
    input.model = &scenario.model;
    input.readme = "# What it gets wrong\n- " + hostile + "\n";
    const std::string data = page_data_text(input);
    EXPECT_EQ(data.find('<'), std::string::npos);
    const auto json = nlohmann::json::parse(data);
    EXPECT_EQ(json["scenario"]["name"].get<std::string>().substr(0, 9), "</script>");
    const std::string html = page_html(input);
    EXPECT_NE(html.find(data), std::string::npos);
}

TEST(Readme, MissesAreThePointsUnderTheirHeading) {
    const std::string readme =
        "# Case\n- not this\n## What it gets wrong\n\n- one\n  goes on\n* two\n## Licence\n- not this "
        "either\n";
    EXPECT_EQ(readme_misses(readme), (std::vector<std::string>{"one goes on", "two"}));
    EXPECT_TRUE(readme_misses("").empty());
}

}  // namespace
}  // namespace upsurge

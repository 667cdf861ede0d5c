/// A page made from a hand-written counterfactual folder holds exactly its numbers; a folder that does not
/// belong to the study is refused.
#include "pages/page_counterfactuals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "experiments/counterfactual_study.h"
#include "numbers/hash.h"
#include "pages/page_data.h"
#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

constexpr const char* cells_head =
    "hypothesis,intervention,hypothesis_name,intervention_name,from,runs,state_hash\n";
constexpr const char* frequencies_head =
    "hypothesis,intervention,outcome,kind,runs,count,frequency,low,high\n";
constexpr const char* differences_head =
    "hypothesis,intervention,outcome,kind,runs,gained,lost,difference,low,high\n";
constexpr const char* quantities_head =
    "hypothesis,intervention,quantity,runs,mean,low,high,runs_that_differ,difference,difference_low,"
    "difference_high\n";

class PageCounterfactuals : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "upsurge-page-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
        const auto read = read_scenario(fs::path(UPSURGE_SOURCE_DIR) / "scenarios/tutorial-town");
        ASSERT_TRUE(read);
        scenario_ = *read;
        study_.scenario_id = "tutorial-town";
        study_.scenario_hash = hex(scenario_.hash);
        study_.runs_done = 2;
        study_.parameters = "point";
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// A manifest of the study's scenario, as `upsurge counterfactuals` writes it.
    Manifest manifest() const {
        Manifest manifest = study_;
        manifest.command = "counterfactuals";
        manifest.command_line = "upsurge counterfactuals tutorial-town --runs 4 --seed 9";
        manifest.seed = 9;
        manifest.complete = true;
        return manifest;
    }
    fs::path write(const std::string& name, const Manifest& manifest, const std::string& hypothesis) const {
        const fs::path folder = folder_ / name;
        fs::create_directories(folder);
        const std::string& h = hypothesis;
        std::ofstream(folder / "manifest.json") << manifest_text(manifest);
        std::ofstream(folder / "cells.csv")
            << cells_head << h << ",,a name,,,4,0123456789abcdef\n"
            << h
            << ",half-the-arrests,a name,Half the arrests,2030-05-07T00:00:00+02:00,4,fedcba9876543210\n";
        std::ofstream(folder / "outcome_frequencies.csv")
            << frequencies_head << h << ",,restoration,final,4,1,0.25,0.0456,0.6994\n"
            << h << ",,restoration,provisional,4,1,0.25,0.0456,0.6994\n"
            << h << ",,restoration,held,4,2,0.5,0.15,0.85\n"
            << h << ",,stalemate,final,4,2,0.5,0.15,0.85\n"
            << h << ",,stalemate,provisional,4,0,0,0,0.49\n"
            << h << ",,stalemate,held,4,2,0.5,0.15,0.85\n"
            << h << ",,fall,held,4,0,0,0,0.49\n"
            << h << ",half-the-arrests,restoration,held,4,3,0.75,0.30063,0.95441\n"
            << h << ",half-the-arrests,restoration,final,4,3,0.75,0.30063,0.95441\n"
            << h << ",half-the-arrests,stalemate,held,4,1,0.25,0.0456,0.6994\n"
            << h << ",half-the-arrests,fall,held,4,0,0,0,0.49\n";
        std::ofstream(folder / "outcome_differences.csv")
            << differences_head << h << ",half-the-arrests,restoration,held,4,1,0,0.25,-0.1234567890123,0.7\n"
            << h << ",half-the-arrests,restoration,final,4,2,0,0.5,0.01,0.8\n"
            << h << ",half-the-arrests,stalemate,held,4,0,1,-0.25,-0.7,-0.001\n"
            << h << ",half-the-arrests,fall,held,4,0,0,0,-0.4,0.4\n";
        std::ofstream(folder / "quantities.csv")
            << quantities_head << h << ",,peak_crowd,4,1234.5,1000,1500,0,,,\n"
            << h << ",half-the-arrests,peak_crowd,4,1300.25,,,3,65.75,-20.5,150\n"
            << h << ",,civilians_dead,4,0,0,0,0,,,\n"
            << h << ",half-the-arrests,civilians_dead,4,0,0,0,0,0,0,0\n";
        return folder;
    }
    /// What is wrong with these folders, one line each.
    std::string problems(const std::vector<fs::path>& folders) const {
        const auto read = read_counterfactual_studies(folders, study_);
        std::string text;
        if (!read) {
            for (const Problem& problem : read.error()) {
                text += problem.what + "\n";
            }
        }
        return text;
    }

    fs::path folder_;
    ReadScenario scenario_;
    Manifest study_;
};

TEST_F(PageCounterfactuals, ThePageHoldsExactlyTheNumbersOfTheFolder) {
    const auto read = read_counterfactual_studies(
        {write("b", manifest(), "ORGANISED"), write("a", manifest(), "")}, study_);
    ASSERT_TRUE(read);
    std::vector<History> histories(
        1, History(scenario_.model.clock.ticks(), static_cast<int>(scenario_.model.places.size())));
    const HistoryValues runs(std::move(histories));
    PageInput input;
    input.model = &scenario_.model;
    input.manifest = &study_;
    input.runs = &runs;
    input.counterfactuals = *read;
    const auto json = nlohmann::json::parse(page_data_text(input))["counterfactuals"];

    ASSERT_EQ(json["explanations"].size(), 2u);
    EXPECT_EQ(json["explanations"][0]["id"], "") << "the scenario's own settings come first";
    const auto& organised = json["explanations"][1];
    EXPECT_EQ(organised["id"], "ORGANISED");
    EXPECT_EQ(organised["study"], 0);
    EXPECT_FALSE(organised["summary"].get<std::string>().empty());
    std::vector<std::string> measures;
    for (const auto& measure : json["measures"]) {
        measures.push_back(measure["id"]);
    }
    EXPECT_EQ(measures,
              (std::vector<std::string>{"restoration", "restoration:final", "stalemate", "peak_crowd"}))
        << "what no run has stands in no list";
    EXPECT_EQ(json["first"], "stalemate") << "the one whose differences leave zero out";

    using Json = nlohmann::json;
    ASSERT_EQ(organised["cells"].size(), 2u);
    const auto& base = organised["cells"][0];
    EXPECT_EQ(base["intervention"], "");
    EXPECT_EQ(base["runs"], 4);
    EXPECT_EQ(base["values"]["restoration"], Json::parse("[0.5,0.15,0.85,2]"));
    EXPECT_EQ(base["values"]["restoration:final"], Json::parse("[0.25,0.0456,0.6994,1]"));
    EXPECT_EQ(base["values"]["peak_crowd"], Json::parse("[1234.5,1000.0,1500.0]"));
    EXPECT_TRUE(base["changes"].empty());
    const auto& half = organised["cells"][1];
    EXPECT_EQ(half["values"]["restoration"], Json::parse("[0.75,0.30063,0.95441,3]"));
    EXPECT_EQ(half["values"]["peak_crowd"], Json::parse("[1300.25,null,null]"));
    EXPECT_EQ(half["changes"]["restoration"], Json::parse("[0.25,-0.1234567890123,0.7,1,0]"));
    EXPECT_EQ(half["changes"]["restoration:final"], Json::parse("[0.5,0.01,0.8,2,0]"));
    EXPECT_EQ(half["changes"]["stalemate"], Json::parse("[-0.25,-0.7,-0.001,0,1]"));
    EXPECT_EQ(half["changes"]["peak_crowd"], Json::parse("[65.75,-20.5,150.0,3]"));

    ASSERT_EQ(json["interventions"].size(), 2u);
    EXPECT_EQ(json["interventions"][0]["name"], "As it was");
    EXPECT_EQ(json["interventions"][1]["name"], "Half the arrests");
    EXPECT_EQ(json["interventions"][1]["from"], "2030-05-07T00:00:00+02:00");
    EXPECT_FALSE(json["interventions"][1]["changes"].empty());
    ASSERT_EQ(json["studies"].size(), 2u);
    EXPECT_EQ(json["studies"][0]["seed"], "9");
    EXPECT_EQ(json["studies"][0]["parameters"], "point");

    EXPECT_TRUE(counterfactuals_json(scenario_.model, {}).is_null());
}

TEST_F(PageCounterfactuals, AFolderThatDoesNotBelongIsRefused) {
    const fs::path good = write("good", manifest(), "ORGANISED");
    EXPECT_EQ(problems({good}), "");
    EXPECT_NE(problems({good, write("twice", manifest(), "ORGANISED")}).find("ORGANISED is also in"),
              std::string::npos);
    EXPECT_NE(problems({good, good}).find("ORGANISED is also in"), std::string::npos);
    Manifest other = manifest();
    other.scenario_id = "elsewhere";
    EXPECT_NE(problems({write("other", other, "")}).find("of the scenario 'elsewhere'"), std::string::npos);
    other = manifest();
    other.scenario_hash = "0000000000000000";
    EXPECT_NE(
        problems({write("changed", other, "")}).find("the files of the scenario 'tutorial-town' differ"),
        std::string::npos);
    other = manifest();
    other.command = "run";
    other.command_line = "upsurge run tutorial-town";
    EXPECT_NE(problems({write("run", other, "")}).find("made by `upsurge run tutorial-town`"),
              std::string::npos);
    EXPECT_NE(problems({folder_ / "nowhere"}), "");
    const fs::path torn = write("torn", manifest(), "");
    fs::remove(torn / "quantities.csv");
    EXPECT_NE(problems({torn}), "");
    const fs::path empty = write("empty", manifest(), "");
    std::ofstream(empty / "cells.csv") << cells_head;
    EXPECT_NE(problems({empty}).find("no hypothesis of this study has a run yet"), std::string::npos);
    // Every folder's problem at once.
    EXPECT_NE(problems({folder_ / "run", folder_ / "changed"}).find("differ"), std::string::npos);
    EXPECT_NE(problems({folder_ / "run", folder_ / "changed"}).find("made by"), std::string::npos);
}

}  // namespace
}  // namespace upsurge

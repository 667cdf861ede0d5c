/// The page's JSON is whole, safe inside HTML, and says what it must say.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engines/row_engine.h"
#include "mechanisms/registry.h"
#include "models/parameter_values.h"
#include "pages/odd_protocol.h"
#include "pages/page_file.h"
#include "pages/page_sentences.h"
#include "pages/page_society.h"
#include "pages/rival_words.h"
#include "scenarios/apply_rival.h"
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

/// Two histories to be filled by hand.
std::vector<History> empty_histories(const Model& model) {
    return std::vector<History>(2, History(model.clock.ticks(), static_cast<int>(model.places.size())));
}

TEST(PageSociety, OutcomesAreCountedWithWilsonsInterval) {
    const Model model = tutorial().model;
    RunTables tables;
    tables.runs = {0, 1, 2, 3};
    tables.outcomes.resize(4);
    const auto removal = static_cast<std::size_t>(Outcome::removal);
    tables.outcomes[0][removal] = Held::yes;
    tables.outcomes[1][removal] = Held::provisional;
    const Json all = outcomes_json(model, tables);
    ASSERT_EQ(all.size(), static_cast<std::size_t>(outcome_count));
    const Json& one = all[removal];
    EXPECT_EQ(one["final"]["runs"], 1);
    EXPECT_EQ(one["held"]["runs"], 2);
    // 1 of 4 by Wilson 1927: (0.25 + 1.9207 / 4 -+ ...) / (1 + 3.8415 / 4), worked by hand.
    EXPECT_NEAR(one["final"]["low"].get<double>(), 0.0456, 0.0001);
    EXPECT_NEAR(one["final"]["high"].get<double>(), 0.6994, 0.0001);
    EXPECT_EQ(all[0]["final"]["low"], 0);
    Model without = model;
    std::erase(without.mechanisms, "outcomes");
    EXPECT_TRUE(outcomes_json(without, tables).empty());
    EXPECT_TRUE(outcomes_json(model, RunTables()).empty());
}

TEST(PageSociety, DecisionsStandWithWhatWasKnownAndWhatWasSo) {
    const Model model = tutorial().model;
    std::vector<History> histories = empty_histories(model);
    histories[1].at(9, model.leaves[0], Observable::crowd) = 345;
    const HistoryValues runs(std::move(histories));
    RunTables tables;
    tables.runs = {0, 1};
    tables.outcomes.resize(2);
    RunDecision decision;
    decision.run = 1;
    decision.decision.step = 10;
    decision.decision.actor = "government";
    decision.decision.action = "emergency";
    decision.decision.leaf = 0;
    decision.decision.reported_crowd = 120;
    tables.decisions = {decision, decision};
    tables.decisions[1].decision.step = 0;
    const Json json = decisions_json(model, runs, tables);
    ASSERT_EQ(json["summary"].size(), 1u);
    EXPECT_EQ(json["summary"][0]["taken"]["runs"], 1);
    EXPECT_EQ(json["summary"][0]["times"]["q50"], 2);
    EXPECT_EQ(json["runs_without"], 1);
    ASSERT_EQ(json["lists"].size(), 1u);
    const Json& row = json["lists"][0]["decisions"][0];
    EXPECT_EQ(row[6], 120);
    EXPECT_EQ(row[7], 345);
    EXPECT_TRUE(json["lists"][0]["decisions"][1][7].is_null()) << "nothing was yet when the run began";
    EXPECT_TRUE(decisions_json(model, runs, RunTables()).is_null());
}

TEST(PageSociety, ControlIsAShareOfRunsByTick) {
    Model model = tutorial().model;
    model.facilities.clear();
    Facility hall;
    hall.id = "hall";
    hall.name = "Town hall";
    hall.critical = true;
    model.facilities.push_back(hall);
    std::vector<History> histories = empty_histories(model);
    EXPECT_TRUE(control_json(model, HistoryValues(histories)).empty()) << "nothing fell";
    const int place = model.leaves[0];
    histories[1].at(5, place, Observable::sites_lost) = 1;
    for (int tick = 5; tick < model.clock.ticks(); ++tick) {
        histories[1].at(tick, place, Observable::sites_stormed_total) = 1;
    }
    const Json all = control_json(model, HistoryValues(histories));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0]["site_lost"][4], 0);
    EXPECT_EQ(all[0]["site_lost"][5], 0.5);
    EXPECT_EQ(all[0]["site_lost"][6], 0);
    EXPECT_EQ(all[0]["city_lost"][5], 0);
    EXPECT_EQ(all[0]["fell"]["runs"], 1);
    EXPECT_EQ(all[0]["facilities"][0]["name"], "Town hall");
}

TEST(PageSociety, SharesOfWeaponsAreOverRunsThatHaveAny) {
    const Model model = tutorial().model;
    std::vector<History> histories = empty_histories(model);
    EXPECT_TRUE(weapon_sources_json(HistoryValues(histories)).empty());
    const int last = model.clock.ticks() - 1;
    histories[0].at(last, 0, Observable::weapons_looted) = 30;
    histories[0].at(last, 0, Observable::weapons_inflow) = 10;
    const Json all = weapon_sources_json(HistoryValues(histories));
    ASSERT_EQ(all.size(), 6u);
    EXPECT_EQ(all[0]["runs"], 1);
    EXPECT_EQ(all[0]["share"]["q50"], 0.75);
    EXPECT_EQ(all[5]["share"]["q50"], 0.25);
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

TEST(Banner, SaysWhatWasChanged) {
    Manifest manifest;
    manifest.parameters = "point";
    EXPECT_EQ(banner_text(&manifest).find("hypothesis"), std::string::npos);
    manifest.hypothesis = "E1";
    manifest.intervention = "no-shutdown";
    const std::string text = banner_text(&manifest);
    EXPECT_NE(text.find("Under the hypothesis E1."), std::string::npos);
    EXPECT_NE(text.find("(no-shutdown): the reports speak of what happened without it"), std::string::npos);
}

TEST(OddProtocol, HasEverySectionAndWhatIsOn) {
    Model model = tutorial().model;
    std::erase(model.mechanisms, "rumour");
    model.name = "A | bar";
    model.places[0].name = "one\n| two";
    const std::string text = odd_protocol(model);
    std::size_t at = 0;
    for (const char* heading : {"# Overview",
                                "## 1. Purpose and patterns",
                                "## 2. Entities, state variables and scales",
                                "## 3. Process overview and scheduling",
                                "# Design concepts",
                                "## 4. Design concepts",
                                "**Basic principles.**",
                                "**Emergence.**",
                                "**Adaptation.**",
                                "**Objectives.**",
                                "**Learning.**",
                                "**Prediction.**",
                                "**Sensing.**",
                                "**Interaction.**",
                                "**Stochasticity.**",
                                "**Collectives.**",
                                "**Observation.**",
                                "# Details",
                                "## 5. Initialization",
                                "## 6. Input data",
                                "## 7. Submodels"}) {
        const std::size_t next = text.find(heading, at);
        ASSERT_NE(next, std::string::npos) << heading;
        at = next;
    }
    for (const Mechanism* mechanism : all_mechanisms()) {
        const bool told = text.find("(`" + std::string(mechanism->name) + "`, ") != std::string::npos;
        EXPECT_EQ(told, std::string(mechanism->name) != "rumour") << mechanism->name;
    }
    EXPECT_NE(text.find("Off: `rumour`."), std::string::npos);
    EXPECT_EQ(text.find("Word of mouth about harm"), std::string::npos);
    EXPECT_NE(text.find("| `threshold` | 0.41 |"), std::string::npos)
        << "the scenario's threshold, not the usual value";
    EXPECT_NE(text.find("one \\| two"), std::string::npos);
    // Every row of a table has as many cells as its head.
    std::size_t cells = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        const std::string line = text.substr(begin, end - begin);
        std::size_t bars = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\') ? 1 : 0;
        }
        if (!line.starts_with("| ") && !line.starts_with("|--")) {
            cells = 0;
        } else if (cells == 0) {
            cells = bars;
        } else {
            EXPECT_EQ(bars, cells) << line;
        }
        begin = end + 1;
    }
}

TEST(OddProtocol, TellsAnInterventionsParameters) {
    const Result<Model> changed = apply_intervention(tutorial().model, "half-the-arrests");
    ASSERT_TRUE(changed.has_value());
    EXPECT_NE(odd_protocol(*changed).find("- `policing.arrest_rate` = 0.005 from 2030-05-07T00:00:00+02:00"),
              std::string::npos);
}

TEST(RivalWords, SayWhatChangesWhere) {
    const auto read = read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios/kazakhstan-2022");
    ASSERT_TRUE(read.has_value());
    const Model& model = read->model;
    const auto phrases = [&](std::string_view id) {
        for (const Intervention& one : model.interventions) {
            if (one.id == id) {
                return change_phrases(model, one.change);
            }
        }
        return std::vector<std::string>{};
    };
    EXPECT_EQ(phrases("no-shutdown"), std::vector<std::string>{"shutdown everywhere is removed"});
    const auto phased = phrases("price-phased");
    ASSERT_EQ(phased.size(), 4u);
    EXPECT_EQ(phased[1], "price 70 is added in KZ-MAN from 2022-01-01T01:00:00+06:00");
    EXPECT_EQ(phrases("concession-earlier")[0],
              "concession everywhere until 2022-01-06T00:00:00+06:00 comes 24 h earlier");
}

}  // namespace
}  // namespace upsurge

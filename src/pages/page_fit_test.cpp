/// A page of fitted histories says what the tables of the fit say, to the number. The tables are written by
/// hand.
#include "pages/page_fit.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "fitting/fit_models.h"
#include "numbers/philox.h"
#include "pages/outlook_study.h"
#include "pages/page_data.h"
#include "scenarios/read_scenario.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

class PageFit : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "upsurge-page-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
        fs::copy(fs::path(UPSURGE_SOURCE_DIR) / "scenarios/tutorial-town", folder_ / "scenario",
                 fs::copy_options::recursive);
        std::string toml = *read_whole(folder_ / "scenario/scenario.toml");
        toml.insert(toml.find("[fit]\n") + 6, "listed_discrepancy = \"half_normal(0.5)\"\n");
        std::ofstream(folder_ / "scenario/scenario.toml") << toml;
        const auto read = read_scenario(folder_ / "scenario");
        ASSERT_TRUE(read);
        scenario_ = *read;
        manifest_.scenario_id = scenario_.model.id;
        manifest_.draw_scheme = draw_scheme_version;
        manifest_.command = "reconstruct";
        manifest_.parameters = "fitted";
        manifest_.resolution = "coarse";
        manifest_.runs_done = 4;
        std::ofstream(folder_ / "histories.csv")
            << "run,hypothesis,draw,replay\n0,PRICE,0,yes\n1,PRICE,0,yes\n2,PRICE,1,yes\n3,ORGANISED,0,yes\n";
        std::ofstream(folder_ / "manifest.json") << manifest_text(manifest_);
        write_fit();
    }
    void TearDown() override { fs::remove_all(folder_); }

    void table(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / "scenario/fitted" / name) << text;
    }
    void write_fit(const std::string& as_of = {}) const {
        fs::create_directories(folder_ / "scenario/fitted");
        Manifest fit = manifest_;
        fit.command = "fit";
        fit.options = {"--draws=16", "--particles=4", "--replicates=2", "--hypothesis=PRICE",
                       "--hypothesis=ORGANISED"};
        if (!as_of.empty()) {
            fit.options.push_back("--as-of=" + as_of);
        }
        table("manifest.json", manifest_text(fit));
        table("explanations.csv",
              "hypothesis,name,status,beta,log_evidence,log_evidence_error,replicates,passes,evaluations,"
              "reports,log_likelihood_variance,log_evidence_half_width,effective_half_width,"
              "log_evidence_double_width,effective_double_width,failure,sentence\n"
              "PRICE,the price,fitted,1,-40,0.1,2,9,99,9,0.8,-41,20,-42,30,none,\n"
              "ORGANISED,a movement,failed,1,-42,0.1,2,9,99,9,3.5,-40,4,-44,30,too_noisy,take more\n");
        table("evidence_replicates.csv",
              "hypothesis,replicate,beta,log_evidence,log_likelihood_variance,failure\n"
              "PRICE,0,1,-40,0.8,none\nPRICE,1,1,-40,0.8,none\n"
              "ORGANISED,0,1,-42,3.5,none\nORGANISED,1,1,-42,3.5,too_noisy\n");
        table("evidence_without.csv",
              "hypothesis,without,reports,log_evidence,effective_draws\n"
              "PRICE,state,3,-30,12\nPRICE,social_media,1,-38,15\n"
              "ORGANISED,state,3,-30,11\nORGANISED,social_media,1,-39,3\n");
        table("reports_scored.csv",
              "report,hypothesis,source,q05,q50,q95,chance_known,log_factor,effective_draws\n"
              "tt-02,PRICE,town-gazette,1,2,3,0.5,-3,20\ntt-02,ORGANISED,town-gazette,1,2,3,0.5,-2,20\n"
              "tt-03,PRICE,town-police,1,2,3,0.5,-1,20\ntt-03,ORGANISED,town-police,1,2,3,0.5,-4,5\n");
        table("sources_learned.csv",
              "hypothesis,source,reports,reliability_before,reliability,log_evidence_without\n"
              "ORGANISED,town-police,3,0.6,0.9,-1\nPRICE,town-police,3,0.6,0.35,-1\n"
              "PRICE,town-gazette,2,0.7,0.75,-1\n");
        table("held_out.csv", "report\n");
        table("paths.csv", "hypothesis,draw,evaluation,slot,segment,first_tick,end_tick\n");
        write_draws();
    }
    void write_draws() const {
        const auto models = fit_models(scenario_.model, {"PRICE", "ORGANISED"});
        ASSERT_TRUE(models.has_value());
        std::vector<std::vector<std::string>> names;
        std::vector<std::string> columns;
        for (std::size_t i = 0; i < models->size(); ++i) {
            const auto fit = ExplanationFit::make((*models)[i], static_cast<int>(i), FitDesign());
            ASSERT_TRUE(fit.has_value());
            auto& own = names.emplace_back();
            for (const FittedParameter& parameter : (*fit)->fitted().all()) {
                own.push_back(parameter.name);
                if (std::find(columns.begin(), columns.end(), parameter.name) == columns.end()) {
                    columns.push_back(parameter.name);
                }
            }
        }
        std::string text = "hypothesis,draw,replicate,weight,log_likelihood,evaluation,readings_hash";
        for (const std::string& column : columns) {
            text += "," + column;
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            for (int draw = 0; draw < 2; ++draw) {
                text += std::string("\n") + (i == 0 ? "PRICE," : "ORGANISED,") + std::to_string(draw) +
                        ",0,0.5,-30,7,0123456789abcdef";
                for (const std::string& column : columns) {
                    const bool has = std::find(names[i].begin(), names[i].end(), column) != names[i].end();
                    text += has ? ",0.1" : ",";
                }
            }
        }
        table("draws.csv", text + "\n");
    }
    FittedStudy fitted() const {
        auto read = read_fitted_study(folder_, manifest_);
        EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().front().what);
        return std::move(*read.value());
    }
    /// Four histories of which only the weapons taken matter.
    HistoryValues histories() const {
        const Model& model = scenario_.model;
        std::vector<History> all(4, History(model.clock.ticks(), static_cast<int>(model.places.size())));
        const int last = model.clock.ticks() - 1;
        all[0].at(last, 0, Observable::weapons_looted) = 30;
        all[1].at(last, 0, Observable::weapons_looted) = 6;
        all[3].at(last, 0, Observable::weapons_inflow) = 5;
        return HistoryValues(std::move(all));
    }
    Json data(const FittedStudy& study) const {
        const HistoryValues runs = histories();
        PageInput input;
        input.model = &scenario_.model;
        input.manifest = &manifest_;
        input.runs = &runs;
        input.fitted = &study;
        return Json::parse(page_data_text(input));
    }

    fs::path folder_;
    ReadScenario scenario_;
    Manifest manifest_;
};

TEST_F(PageFit, WhyHoldsTheTablesOfTheFit) {
    const Json json = data(fitted());
    const Json& why = json["why"];
    const Json& price = why["explanations"][0];
    // Log evidences -40 and -42: 1 / (1 + exp(-2)).
    EXPECT_NEAR(price["probability"][0].get<double>(), 0.880797, 1e-6);
    EXPECT_EQ(price["noise"], 0.8);
    EXPECT_TRUE(price["width_told"]);
    // Halved widths: -41 against -40; doubled: -42 against -44.
    EXPECT_NEAR(price["width"][0].get<double>(), 0.268941, 1e-6);
    EXPECT_NEAR(price["width"][1].get<double>(), 0.880797, 1e-6);
    const Json& organised = why["explanations"][1];
    EXPECT_EQ(organised["claimant"], "town police (invented)");
    EXPECT_EQ(organised["status"], "failed");
    EXPECT_FALSE(organised["width_told"]) << "four draws carry the halved widths";
    EXPECT_EQ(why["between"], Json({"PRICE", "ORGANISED"}));
    ASSERT_EQ(why["deciding"].size(), 2u);
    EXPECT_EQ(why["deciding"][0]["report"], "tt-03");
    EXPECT_EQ(why["deciding"][0]["log_factor"], 3);
    EXPECT_FALSE(why["deciding"][0]["told"]);
    EXPECT_EQ(why["deciding"][1]["log_factor"], -1);
    EXPECT_TRUE(why["deciding"][1]["told"]);
    ASSERT_EQ(why["without"].size(), 2u);
    EXPECT_EQ(why["without"][0]["probabilities"], Json({0.5, 0.5}));
    EXPECT_TRUE(why["without"][0]["told"]);
    EXPECT_FALSE(why["without"][1]["told"]) << "three draws carry one of them";
    ASSERT_EQ(why["weapons"].size(), 2u);
    EXPECT_EQ(why["weapons"][0]["histories"], 3);
    EXPECT_EQ(why["weapons"][0]["by_source"]["weapons_looted"], 12);
    EXPECT_EQ(why["weapons"][1]["by_source"]["weapons_inflow"], 5);
    EXPECT_EQ(why["sources"]["hypothesis"], "PRICE");
    EXPECT_EQ(why["discrepancy"], (Json{{"listed", {0.1, 0.1, 0.1}}}));
    ASSERT_EQ(why["sources"]["rows"].size(), 2u);
    EXPECT_EQ(why["sources"]["rows"][0]["after"], 0.35);
    for (const char* absent : {"indicators", "recovery", "claims", "outlooks", "scores"}) {
        EXPECT_TRUE(json[absent].is_null()) << absent;
    }
}

TEST_F(PageFit, SentencesSayWhatWasFitted) {
    const Json json = data(fitted());
    const int reports = json["why"]["reports"];
    const std::string count = std::to_string(reports) + " reports";
    EXPECT_EQ(json["banner"], "Histories that agree with " + count +
                                  ", under 2 explanations; of these models, given these reports. Some fits "
                                  "failed by their own measure of noise.");
    EXPECT_EQ(json.dump().find("Tuned to these reports"), std::string::npos);
    EXPECT_EQ(json.dump().find("have not been compared yet"), std::string::npos);
    EXPECT_NE(json["limits"].dump().find("Each history has its own draw"), std::string::npos);
    EXPECT_NE(json["brief"].dump().find("cannot be told apart"), std::string::npos);

    manifest_.options = {"--hypothesis=PRICE"};
    EXPECT_NE(data(fitted())["banner"].get<std::string>().find("under 1 explanation;"), std::string::npos);
    manifest_.command = "run";
    EXPECT_EQ(data(fitted())["banner"].get<std::string>().find("New histories with parameters fitted to"),
              0u);
    manifest_.command = "forecast";
    write_fit("2030-05-07T22:00:00+02:00");
    const Json forecast = data(fitted());
    EXPECT_EQ(forecast["banner"].get<std::string>().find("As of 7 May, 22:00 (UTC+02:00), from "), 0u)
        << forecast["banner"];
    EXPECT_LT(forecast["why"]["reports"].get<int>(), reports);
}

TEST_F(PageFit, TablesMadeOfTheFitAreShown) {
    table("indicators.csv",
          "rank,observable,place,event_start,event_end,threshold,expected_information,standard_error,"
          "probabilities,question\n"
          "1,crowd,TL-P-T,,,500,0.31,0.02,PRICE=0.31;ORGANISED=0.80;broken,\"Did 500, or more, come?\"\n");
    table("recovery.csv", "truth,winner,count\nPRICE,PRICE,7\nPRICE,ORGANISED,3\nORGANISED,ORGANISED,10\n");
    table("claims_checked.csv",
          "claim,verdict,number,low,high,basis,reports\ntc-2,contradicted,900,700,,crowd,tt-04;tt-05\n"
          "tc-5,untestable,,,,,\n");
    const FittedStudy study = fitted();
    const Json asked = indicators_json(study);
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0]["question"], "Did 500, or more, come?");
    EXPECT_EQ(asked[0]["bits"], 0.31);
    EXPECT_EQ(asked[0]["probabilities"],
              Json::parse(R"([{"id":"PRICE","probability":0.31},{"id":"ORGANISED","probability":0.8}])"));
    const Json recovery = recovery_json(study);
    EXPECT_EQ(recovery["counts"], Json::parse("[[7,3],[0,10]]"));
    EXPECT_NE(recovery["sentence"].get<std::string>().find("cannot separate PRICE and ORGANISED"),
              std::string::npos);
    const Json claims = claims_json(scenario_.model, study);
    ASSERT_EQ(claims.size(), 2u);
    EXPECT_EQ(claims[0]["text"], "About fifteen hundred people marched on the second day");
    EXPECT_EQ(claims[0]["author"], "organisers of the march");
    EXPECT_EQ(claims[0]["low"], 700);
    EXPECT_TRUE(claims[0]["high"].is_null());
    EXPECT_EQ(claims[0]["reports"], Json({"tt-04", "tt-05"}));

    table("recovery.csv", "truth,PRICE,ORGANISED\nPRICE,9,1\nORGANISED,2,8\n");
    const Json wide = recovery_json(fitted());
    EXPECT_EQ(wide["counts"], Json::parse("[[9,1],[2,8]]"));
    EXPECT_EQ(wide["sentence"].get<std::string>().find("No pair"), 0u);
}

TEST_F(PageFit, ABrokenTableIsRefusedByName) {
    table("claims_checked.csv", "claim,opinion\ntc-2,no\n");
    table("recovery.csv", "truth,winner,count\nPRICE,PRICE\n");
    const auto read = read_fitted_study(folder_, manifest_);
    ASSERT_FALSE(read.has_value());
    ASSERT_EQ(read.error().size(), 2u);
    EXPECT_NE(read.error()[1].file.find("claims_checked.csv"), std::string::npos);
    EXPECT_NE(read.error()[1].what.find("'verdict'"), std::string::npos);
}

TEST_F(PageFit, AnOutlookIsShownByItsDate) {
    write_fit("2030-05-07T22:00:00+02:00");
    EXPECT_FALSE(read_outlook_studies({folder_}, manifest_).has_value()) << "a reconstruction is no forecast";
    manifest_.command = "forecast";
    std::ofstream(folder_ / "manifest.json") << manifest_text(manifest_);
    EXPECT_FALSE(read_outlook_studies({folder_}, manifest_).has_value()) << "no outlook.csv";
    std::ofstream(folder_ / "outlook.csv")
        << "kind,subject,place,threshold,count,runs,probability,low,high,word,sentence\n"
           "crowd,crowd,TL-P-T,50,3,4,0.75,0.3,0.95,likely,\"Town: a crowd: likely (75%, 30 to 95%)\"\n";
    std::ofstream(folder_ / "score_summary.csv") << "forecaster,mean_log_score,note\nruns,-2.5,\n";
    const auto read = read_outlook_studies({folder_}, manifest_);
    ASSERT_TRUE(read.has_value());
    const Json json = outlooks_json(*read);
    EXPECT_EQ(json[0]["as_of"], "2030-05-07T22:00:00+02:00");
    EXPECT_EQ(json[0]["reports"], 9);
    EXPECT_EQ(json[0]["statements"][0]["what"], "Town: a crowd");
    EXPECT_EQ(json[0]["statements"][0]["probability"], 0.75);
    EXPECT_EQ(json[0]["scores"]["rows"], Json::parse(R"([["runs",-2.5,null]])"));
    Manifest other = manifest_;
    other.scenario_hash = "another";
    EXPECT_FALSE(read_outlook_studies({folder_}, other).has_value());
}

}  // namespace
}  // namespace upsurge

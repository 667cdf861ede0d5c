#include "scenarios/read_scenario.h"

#include "mechanisms/registry.h"
#include "numbers/prior.h"
#include "scenarios/prior_check.h"
#include "scenarios/scenario_fixture.h"

namespace upsurge {
namespace {

class ReadScenarioTest : public ScenarioFixture {};

TEST_F(ReadScenarioTest, ReadsTheWholeModel) {
    const Result<ReadScenario> read_result = read_files();
    ASSERT_TRUE(read_result.has_value()) << text_of(read_result.error());
    const Model& model = read_result->model;
    EXPECT_EQ(model.id, folder().filename().string());
    EXPECT_EQ(model.name, "Test land");
    EXPECT_EQ(model.clock.ticks(), 48);
    EXPECT_EQ(model.clock.utc_offset_minutes, 300);
    ASSERT_EQ(model.places.size(), 5u);
    ASSERT_EQ(model.leaves.size(), 3u);
    EXPECT_EQ(model.places[static_cast<std::size_t>(model.leaves[0])].id, "L-W-A");
    EXPECT_EQ(model.population(), 1000);
    EXPECT_EQ(model.people[0], (std::vector<std::int64_t>{280, 120}));  // the west's own shares, inherited
    EXPECT_EQ(model.people[2], (std::vector<std::int64_t>{240, 160}));  // the default shares
    EXPECT_EQ(model.layout.places, 3);
    EXPECT_EQ(model.layout.strata, 2);
    EXPECT_EQ(model.layout.bins(), 3 * 2 * 2);
    EXPECT_EQ(model.mechanisms.size(), 4u);
    EXPECT_EQ(model.switches.at("participation.form"), "decision");

    const auto weight = static_cast<std::size_t>(*find_parameter("grievance.price_weight"));
    EXPECT_EQ(model.parameters.global[weight].value, 0.2);
    EXPECT_EQ(model.parameters.global[weight].mark, Mark::literature);
    EXPECT_FALSE(model.parameters.global[weight].is_default);
    const auto exposure = static_cast<std::size_t>(*find_parameter("grievance.exposure"));
    ASSERT_EQ(model.parameters.place[exposure].size(), 3u);
    EXPECT_EQ(model.parameters.place[exposure][0].value, 0.5);
    EXPECT_TRUE(model.parameters.place[exposure][1].free);
    EXPECT_TRUE(model.parameters.place[exposure][2].is_default);

    ASSERT_EQ(model.schedule.size(), 3u);
    EXPECT_EQ(model.schedule[0].leaves, (std::vector<int>{0, 1, 2}));
    EXPECT_EQ(model.schedule[2].curfew_from_minute, 23 * 60);
    EXPECT_EQ(model.schedule[2].curfew_to_minute, 7 * 60);
    ASSERT_EQ(model.reports.size(), 4u);
    EXPECT_EQ(model.reports[1].places.size(), 2u);
    EXPECT_EQ(model.reports[1].event_end, model.reports[1].event_start);
    // Precision day: the end of the local day.
    EXPECT_EQ(format_instant(model.reports[1].published_at, 300), "2030-01-02T23:59:59+05:00");
    EXPECT_FALSE(model.reports[3].observable.has_value());
    EXPECT_EQ(model.sources[0].reliability, 'B');
    EXPECT_EQ(model.sources[0].graded_at, 0);
    EXPECT_EQ(model.sources[1].graded_at, 1893456000);  // 2030-01-01
    EXPECT_EQ(read_result->files, (std::vector<std::string>{"scenario.toml", "places.csv", "strata.csv",
                                                            "sources.csv", "reports.csv"}));
    EXPECT_FALSE(read_result->defaults_used.empty());
}

TEST_F(ReadScenarioTest, OptionalFilesMayBeAbsentAndDefaultsAreTold) {
    files.erase("sources.csv");
    files.erase("strata.csv");
    const Result<ReadScenario> result = read_files();
    ASSERT_TRUE(result.has_value()) << text_of(result.error());
    EXPECT_EQ(result->model.people[0], (std::vector<std::int64_t>{240, 160}));
    std::string defaults;
    for (const std::string& sentence : result->defaults_used) {
        defaults += sentence + "\n";
    }
    EXPECT_NE(defaults.find("no strata.csv"), std::string::npos);
    EXPECT_NE(defaults.find("no sources.csv"), std::string::npos);
    EXPECT_NE(defaults.find("no destinations.csv"), std::string::npos);
    EXPECT_NE(defaults.find("no map.topo.json"), std::string::npos);
    EXPECT_NE(defaults.find("No officers are present"), std::string::npos);
}

TEST_F(ReadScenarioTest, HashChangesWithAnyFile) {
    const std::uint64_t before = read_files()->hash;
    EXPECT_EQ(read_files()->hash, before);
    change("reports.csv", "a note", "another note");
    EXPECT_NE(read_files()->hash, before);
}

TEST_F(ReadScenarioTest, SettingsReplaceThoseOfTheFiles) {
    options.set = {"grievance.price_weight=0.7", "grievance.exposure=0.1", "participation.form=thresholds",
                   "clock.tick_hours=0.5",       "diffusion=off",          "rumour=on"};
    options.until = parse_instant("2030-01-02T00:00+05:00")->instant;
    const Result<ReadScenario> result = read_files();
    ASSERT_TRUE(result.has_value()) << text_of(result.error());
    const Model& model = result->model;
    const ParameterSetting& weight =
        model.parameters.global[static_cast<std::size_t>(*find_parameter("grievance.price_weight"))];
    EXPECT_EQ(weight.value, 0.7);
    EXPECT_TRUE(weight.prior.empty());
    for (const ParameterSetting& here :
         model.parameters.place[static_cast<std::size_t>(*find_parameter("grievance.exposure"))]) {
        EXPECT_EQ(here.value, 0.1);
    }
    EXPECT_EQ(model.switches.at("participation.form"), "thresholds");
    EXPECT_EQ(model.clock.ticks(), 48);
    EXPECT_EQ(model.mechanisms,
              (std::vector<std::string>{"rumour", "grievance", "policing", "participation"}));
}

TEST_F(ReadScenarioTest, ALongClockHasLongTicksUnlessToldOtherwise) {
    options.until = parse_instant("2030-07-01T00:00+05:00")->instant;
    Result<ReadScenario> result = read_files();
    ASSERT_TRUE(result.has_value()) << text_of(result.error());
    EXPECT_EQ(result->model.clock.tick_hours, 6);
    EXPECT_EQ(result->model.clock.steps_per_tick, 6);
    EXPECT_EQ(result->model.clock.ticks(), 181 * 4);
    EXPECT_EQ(result->model.clock.step_at(7), result->model.clock.start + 7 * 3600);
    options.set = {"clock.step_hours=1"};
    EXPECT_EQ(read_files()->model.clock.tick_hours, 1);
    options.set = {"clock.tick_hours=12", "clock.step_hours=2"};
    EXPECT_EQ(read_files()->model.clock.steps_per_tick, 6);
    options.set = {"clock.tick_hours=12", "clock.step_hours=5"};
    EXPECT_NE(text_of(problems()).find("no whole number of steps of 5 hours"), std::string::npos);
}

TEST_F(ReadScenarioTest, WrongSettingsAreProblems) {
    options.set = {"grievance.price_wieght=1", "grievance.price_weight=many", "nothing",
                   "participation.form=guess", "diffusion=perhaps"};
    const Problems found = problems();
    EXPECT_EQ(found.size(), 5u) << text_of(found);
    EXPECT_NE(text_of(found).find("did you mean 'grievance.price_weight'?"), std::string::npos);
    options.set = {};
    options.resolution = "cosre";
    EXPECT_NE(text_of(problems()).find("'coarse'"), std::string::npos);
    options.resolution = "fine";
    EXPECT_NE(text_of(problems()).find("there is no [resolution.fine]"), std::string::npos);
    options.resolution = "coarse";
    options.until = parse_instant("2029-01-02T00:00+05:00")->instant;
    EXPECT_EQ(problems()[0].file, "--until");
}

TEST_F(ReadScenarioTest, TheSmallerPlaceHoldsWhateverTheOrder) {
    files["scenario.toml"] += R"(
[[place_parameters]]
parameter = "grievance.exposure"
places = ["L-W-A"]
value = 0.9

[[place_parameters]]
parameter = "grievance.exposure"
places = ["L"]
value = 0.1
)";
    const Result<ReadScenario> result = read_files();
    ASSERT_TRUE(result.has_value()) << text_of(result.error());
    const auto& exposure =
        result->model.parameters.place[static_cast<std::size_t>(*find_parameter("grievance.exposure"))];
    EXPECT_EQ(exposure[0].value, 0.9);
    EXPECT_EQ(exposure[1].value, 0.5);
    EXPECT_EQ(exposure[2].value, 0.1);
    EXPECT_NE(exposure[0].origin, exposure[1].origin);
}

TEST_F(ReadScenarioTest, PeopleSumExactlyWhateverTheShares) {
    change("strata.csv", "0.7", "0.6180339887");
    change("strata.csv", "0.3", "0.3819660113");
    change("places.csv", ",400,1,", ",399,1,");
    change("places.csv", ",600,", ",599,");
    change("places.csv", ",1000,", ",999,");
    const Result<ReadScenario> result = read_files();
    ASSERT_TRUE(result.has_value()) << text_of(result.error());
    EXPECT_EQ(result->model.population(), 999);
    EXPECT_EQ(result->model.people[0][0] + result->model.people[0][1], 399);
}

TEST(ShippedScenariosTest, AllReadWithoutProblems) {
    const std::filesystem::path root = std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios";
    int read_count = 0;
    for (const char* name : {"tutorial-town", "kazakhstan-2022"}) {
        const Result<ReadScenario> result = read_scenario(root / name);
        std::string text;
        if (!result) {
            for (const Problem& problem : result.error()) {
                text += problem.file + ":" + std::to_string(problem.line) + ": " + problem.what + "\n";
            }
        }
        ASSERT_TRUE(result.has_value()) << text;
        EXPECT_GE(result->model.reports.size(), 10u);
        ++read_count;
    }
    EXPECT_EQ(read_count, 2);
    EXPECT_EQ(read_scenario(root / "kazakhstan-2022")->model.people_of_country(), 19503159);
}

TEST(RegisteredParametersTest, DefaultsSatisfyTheirOwnChecks) {
    for (const RegisteredParameter& parameter : all_parameters()) {
        const ParameterSpec& spec = *parameter.spec;
        EXPECT_LE(spec.low, spec.value) << parameter.id;
        EXPECT_LE(spec.value, spec.high) << parameter.id;
        const auto fault = fault_of_prior(spec.prior, spec);
        EXPECT_FALSE(fault.has_value()) << parameter.id << ": " << fault->what << "; " << fault->expected;
    }
}

}  // namespace
}  // namespace upsurge

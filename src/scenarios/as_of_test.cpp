/// The model as of a moment: what is left out, what stays, and who decides from then on.
#include "scenarios/as_of.h"

#include <gtest/gtest.h>

#include "models/schedule.h"
#include "scenarios/scenario_fixture.h"

namespace upsurge {
namespace {

constexpr const char* moment_text = "2030-01-01T12:00:00+05:00";

Instant at(const char* text) {
    return parse_instant(text)->instant;
}

class AsOfTest : public ScenarioFixture {
  protected:
    void SetUp() override {
        ScenarioFixture::SetUp();
        change("scenario.toml", "\"policing\"]",
               "\"policing\", \"forced_actions\", \"state_policy\", \"loyalty\"]");
        files["units.csv"] =
            "id,name,service,place,heads,units,hunting,service_rifle,pistol,other,known_from\n"
            "old,Old,police,L-W-A,20,1,0,0,0,0,\n"
            "then,Then,police,L-E,20,2,0,0,0,0,2030-01-01T12:00+05:00\n"
            "late,Late,guard,,90,3,0,0,0,0,2030-01-01T12:01+05:00\n";
        files["workplaces.csv"] =
            "id,name,place,stratum,employees,organisation,isolation,value_added,known_from\n"
            "late,Late,L-W-A,workers,10,0.5,0,1,2030-01-02T00:00+05:00\n"
            "old,Old,L-W-A,workers,20,0.5,0,1,2029-01-02T00:00+05:00\n";
        files["facilities.csv"] =
            "id,name,place,kind,critical,garrison,guarded_by,hunting,service_rifle,pistol,other,known_from\n"
            "late,Late,L-E,police,no,5,police,0,0,0,0,2030-01-02T00:00+05:00\n"
            "late-shop,Late,L-E,gun_shop,no,0,police,7,0,0,0,2030-01-02T00:00+05:00\n"
            "old,Old,L-E,police,no,5,police,0,0,0,0,\n"
            "old-shop,Old,L-E,gun_shop,no,0,police,8,0,0,0,\n";
    }
    Model read() {
        const Result<ReadScenario> result = read_files();
        EXPECT_TRUE(result) << (result ? "" : text_of(result.error()));
        return result ? result->model : Model{};
    }
    void add_entry(const std::string& text) { files["scenario.toml"] += "\n[[schedule]]\n" + text; }
};

TEST_F(AsOfTest, RowsKnownLaterAreLeftOut) {
    const Model whole = read();
    ASSERT_EQ(whole.units.size(), 6U);
    const Model model = as_of(whole, at(moment_text));
    ASSERT_EQ(model.units.size(), 3U);
    EXPECT_EQ(model.units[0].id, "old");
    EXPECT_EQ(model.units[2].id, "then-2") << "known at the moment itself";
    ASSERT_EQ(model.workplaces.size(), 1U);
    EXPECT_EQ(model.workplaces[0].id, "old");
    ASSERT_EQ(model.facilities.size(), 1U);
    EXPECT_EQ(model.facilities[0].id, "old");
    ASSERT_EQ(model.gun_shops.size(), 1U);
    EXPECT_EQ(model.gun_shops[0].weapons[0], 8);
    const Model later = as_of(whole, at("2030-01-02T00:00:00+05:00"));
    EXPECT_EQ(later.units.size(), 6U);
    EXPECT_EQ(later.gun_shops.size(), 2U);
}

TEST_F(AsOfTest, EntriesKnownLaterAreLeftOutAndTheOneBeforeHoldsOn) {
    change("scenario.toml", "value = 120\n", "value = 120\nknown_from = 2030-01-01T18:00:00+05:00\n");
    const Model whole = read();
    const Model model = as_of(whole, at(moment_text));
    EXPECT_EQ(model.schedule.size(), whole.schedule.size() - 1);
    Forcing forcing;
    evaluate_forcing(whole, {20}, forcing);
    EXPECT_EQ(forcing.price[0], 120);
    evaluate_forcing(model, {20}, forcing);
    EXPECT_EQ(forcing.price[0], 60);
}

TEST_F(AsOfTest, TheGovernmentDecidesFromThenOnAndWhatWasAnnouncedHappens) {
    // Begun and known by then; announced by then; unknown until it begins.
    add_entry(
        "kind = \"shutdown\"\nplaces = [\"L\"]\nfrom = 2030-01-01T08:00:00+05:00\n"
        "until = 2030-01-02T00:00:00+05:00\nvalue = 0.3\nknown_from = 2030-01-01T08:00:00+05:00\n");
    add_entry(
        "kind = \"shutdown\"\nplaces = [\"L\"]\nfrom = 2030-01-01T20:00:00+05:00\n"
        "until = 2030-01-01T22:00:00+05:00\nvalue = 0.4\nknown_from = 2030-01-01T11:00:00+05:00\n");
    add_entry(
        "kind = \"shutdown\"\nplaces = [\"L\"]\nfrom = 2030-01-01T14:00:00+05:00\n"
        "until = 2030-01-01T16:00:00+05:00\nvalue = 0.9\nknown_from = 2030-01-01T14:00:00+05:00\n");
    const Model model = as_of(read(), at(moment_text));
    EXPECT_EQ(model.switches.at("state_policy.policy"), "endogenous");
    EXPECT_EQ(model.endogenous_from, at(moment_text));
    Forcing forcing;
    evaluate_forcing(model, {11}, forcing);
    EXPECT_EQ(forcing.government_decides, 0);
    EXPECT_EQ(forcing.policing[0], Policing::contain);
    EXPECT_EQ(forcing.shutdown[0], 0.3);
    evaluate_forcing(model, {12}, forcing);
    EXPECT_EQ(forcing.government_decides, 1);
    EXPECT_EQ(forcing.policing[0], Policing::tolerate);
    EXPECT_EQ(forcing.shutdown[0], 0.3);
    evaluate_forcing(model, {15}, forcing);
    EXPECT_EQ(forcing.shutdown[0], 0.3);
    evaluate_forcing(model, {21}, forcing);
    EXPECT_EQ(forcing.shutdown[0], 0.4);
    EXPECT_EQ(forcing.curfew[0], 0);
    evaluate_forcing(model, {23}, forcing);
    EXPECT_EQ(forcing.curfew[0], 1) << "an entry without known_from is known from the start";
}

TEST_F(AsOfTest, AGovernmentThatDecidesAlreadyGoesOn) {
    change("scenario.toml", "[switches]\n", "[switches]\n\"state_policy.policy\" = \"endogenous\"\n");
    const Model model = as_of(read(), at(moment_text));
    EXPECT_EQ(model.switches.at("state_policy.policy"), "endogenous");
    EXPECT_EQ(model.endogenous_from, 0);
    EXPECT_EQ(model.units.size(), 3U);
}

TEST_F(AsOfTest, OneHeldToItsDatesStaysWithThem) {
    options.set = {"state_policy.policy=scheduled"};
    const Model model = as_of(read(), at(moment_text));
    EXPECT_EQ(model.switches.at("state_policy.policy"), "scheduled");
    EXPECT_EQ(model.endogenous_from, 0);
}

TEST_F(AsOfTest, WithoutStatePolicyNobodyDecides) {
    change("scenario.toml", "\"state_policy\", ", "");
    const Model model = as_of(read(), at(moment_text));
    EXPECT_EQ(model.switches.at("state_policy.policy"), "scheduled");
    EXPECT_EQ(model.endogenous_from, 0);
}

TEST_F(AsOfTest, AMomentThatIsNoneIsReportedWhereItStands) {
    change("units.csv", "2030-01-01T12:01+05:00", "2030-01-01");
    expect_one("units.csv", 4, 31, "2030-01-01");
}

}  // namespace
}  // namespace upsurge

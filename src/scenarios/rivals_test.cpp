// What hypotheses and interventions do to a model, and the problems they can have.
#include <algorithm>

#include "mechanisms/registry.h"
#include "models/parameter_values.h"
#include "models/schedule.h"
#include "scenarios/apply_rival.h"
#include "scenarios/scenario_fixture.h"

namespace upsurge {
namespace {

const char* const hypotheses = R"toml([E0]
name = "as it is"
claimant = "ours"
summary = "Nothing changed."

[E1]
name = "organised"
claimant = "an article"
summary = "More people are organised."
mechanisms = { off = ["policing"] }
switches = { "participation.link" = "threshold" }

[E1.parameters]
"participation.organised_share" = { value = 0.2, prior = "beta(2, 8)", source = "a guess", mark = "assumed" }
"participation.threshold" = { value = 0.3 }

[[E1.place_parameters]]
parameter = "grievance.exposure"
places = ["L-W-A"]
value = 0.9

[[E1.place_parameters]]
parameter = "grievance.exposure"
places = ["L"]
value = 0.1

[E1.predicts]
S1 = "below zero"
S11 = "workplaces"

[E4]
name = "both"
claimant = "ours"
summary = "E1 and a curfew everywhere."
inherits = "E1"
parameters = { "participation.threshold" = { value = 0.4 } }

[[E4.schedule]]
kind = "curfew"
places = ["L"]
from = 2030-01-01T20:00:00+05:00
hours = ["20:00", "06:00"]

[NONE]
name = "persistence"
claimant = "ours"
summary = "Tomorrow is like today."
dull = true
predicts = { S10 = "nothing" }
)toml";

const char* const interventions = R"toml([late-price]
name = "The price rises later"
summary = "Twelve hours later."
from = 2030-01-01T06:00:00+05:00
shift = [{ kind = "price", hours = 12 }]

[no-curfew]
name = "No curfew"
summary = "None in the west."
from = 2030-01-01T12:00:00+05:00
remove = [{ kind = "curfew", places = ["L-W"] }]

[curfew-ends]
name = "The curfew ends early"
summary = "After six hours."
from = 2030-01-02T00:00:00+05:00
remove = [{ kind = "curfew", cut = true }]

[price-back-in-the-east]
name = "The east gets its price back"
summary = "From noon."
from = 2030-01-01T05:00:00+05:00
remove = [{ kind = "price", places = ["L-E"], value = 120 }]
parameters = { "participation.join_rate" = { value = 0.02 } }

[calm]
name = "Nobody is organised"
summary = "From the start."
from = 2030-01-01T00:00:00+05:00
parameters = { "participation.organised_share" = { value = 0 } }
)toml";

class RivalsTest : public ScenarioFixture {
  protected:
    RivalsTest() {
        files["hypotheses.toml"] = hypotheses;
        files["interventions.toml"] = interventions;
    }
    Model model_with(const std::string& hypothesis, const std::string& intervention = {}) {
        options.hypothesis = hypothesis;
        options.intervention = intervention;
        const Result<ReadScenario> read = read_files();
        EXPECT_TRUE(read.has_value()) << (read ? "" : text_of(read.error()));
        return read ? read->model : Model{};
    }
    static std::size_t index_of(const char* id) { return static_cast<std::size_t>(*find_parameter(id)); }
    static const ParameterSetting& global(const Model& model, const char* id) {
        return model.parameters.global[index_of(id)];
    }
    static bool has(const Model& model, const char* mechanism) {
        return std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism) !=
               model.mechanisms.end();
    }
    static Instant at(const char* text) { return parse_instant(text)->instant; }
    /// Entries of a kind, in the order of the schedule.
    static std::vector<ScheduleEntry> entries(const Model& model, ScheduleKind kind) {
        std::vector<ScheduleEntry> found;
        std::copy_if(model.schedule.begin(), model.schedule.end(), std::back_inserter(found),
                     [&](const ScheduleEntry& entry) { return entry.kind == kind; });
        return found;
    }
};

TEST_F(RivalsTest, WithoutAnIdNothingIsApplied) {
    const Model model = model_with("");
    EXPECT_EQ(model.hypotheses.size(), 4u);
    EXPECT_EQ(model.interventions.size(), 5u);
    EXPECT_TRUE(has(model, "policing"));
    EXPECT_EQ(global(model, "participation.threshold").value,
              all_parameters()[index_of("participation.threshold")].spec->value);
    EXPECT_TRUE(model.parameter_changes.empty());
    EXPECT_EQ(model.hypotheses[1].predicts.at("S11"), "workplaces");
}

TEST_F(RivalsTest, AHypothesisSetsWhatItSays) {
    const Model model = model_with("E1");
    EXPECT_EQ(model.hypothesis, "E1");
    EXPECT_FALSE(has(model, "policing"));
    EXPECT_TRUE(has(model, "diffusion"));
    EXPECT_EQ(model.switches.at("participation.link"), "threshold");
    // Place-scoped, set everywhere.
    const auto& organised = model.parameters.place[index_of("participation.organised_share")];
    for (const ParameterSetting& here : organised) {
        EXPECT_EQ(here.value, 0.2);
        EXPECT_EQ(here.prior, "beta(2, 8)");
    }
    // A value without a prior is fixed.
    EXPECT_EQ(global(model, "participation.threshold").prior, "");
    // The smaller place holds, and it replaces what scenario.toml says of the west.
    const auto& exposure = model.parameters.place[index_of("grievance.exposure")];
    EXPECT_EQ(exposure[0].value, 0.9);
    EXPECT_EQ(exposure[1].value, 0.1);
    EXPECT_EQ(exposure[2].value, 0.1);
    EXPECT_NE(exposure[0].origin, exposure[1].origin);
    EXPECT_EQ(exposure[1].origin, exposure[2].origin);
}

TEST_F(RivalsTest, InheritedChangesComeFirst) {
    const Model model = model_with("E4");
    EXPECT_FALSE(has(model, "policing"));
    EXPECT_EQ(global(model, "participation.threshold").value, 0.4);
    EXPECT_EQ(entries(model, ScheduleKind::curfew).size(), 2u);
}

TEST_F(RivalsTest, SeveralAreInheritedInTheirOrder) {
    files["hypotheses.toml"] +=
        "[E5]\nname = \"n\"\nclaimant = \"c\"\nsummary = \"s\"\ninherits = [\"E4\", \"E1\", \"E0\"]\n";
    // E1 comes before E4, which inherits it, and only once.
    EXPECT_EQ(global(model_with("E5"), "participation.threshold").value, 0.4);
}

TEST_F(RivalsTest, TheCommandLineHasTheLastWord) {
    options.set = {"participation.threshold=0.25", "policing=on", "participation.link=logistic"};
    const Model model = model_with("E4");
    EXPECT_EQ(global(model, "participation.threshold").value, 0.25);
    EXPECT_TRUE(has(model, "policing"));
    EXPECT_EQ(model.switches.at("participation.link"), "logistic");
}

TEST_F(RivalsTest, AHypothesisMovesNoOtherDraw) {
    const RunKey key = make_run_key(3, Purpose::prior, 0, 0, 0);
    const ParameterValues before = prior_values(model_with(""), key);
    const Model model = model_with("E1");
    const ParameterValues after = prior_values(model, key);
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        const std::string& id = all_parameters()[i].id;
        if (id != "participation.organised_share" && id != "participation.threshold" &&
            id != "grievance.exposure") {
            EXPECT_EQ(before.at(static_cast<int>(i), 0), after.at(static_cast<int>(i), 0)) << id;
        }
    }
    EXPECT_EQ(after.at(static_cast<int>(index_of("participation.threshold")), 0), 0.3);
    EXPECT_NE(after.at(static_cast<int>(index_of("participation.organised_share")), 0), 0.2);
}

TEST_F(RivalsTest, ADullHypothesisSimulatesNothing) {
    options.hypothesis = "NONE";
    const Problems found = problems();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_NE(found[0].what.find("simulates nothing"), std::string::npos);
    EXPECT_NE(found[0].hint.find("fit"), std::string::npos);
}

TEST_F(RivalsTest, UnknownIdsNameTheNearest) {
    options.hypothesis = "E9";
    EXPECT_NE(problems()[0].hint.find("did you mean 'E0'?"), std::string::npos);
    options.hypothesis.clear();
    options.intervention = "no-curfw";
    EXPECT_NE(problems()[0].hint.find("did you mean 'no-curfew'?"), std::string::npos);
    files.erase("interventions.toml");
    std::filesystem::remove(folder() / "interventions.toml");
    EXPECT_NE(problems()[0].hint.find("has no interventions.toml"), std::string::npos);
}

TEST_F(RivalsTest, OneAtATime) {
    const Model model = model_with("E1", "no-curfew");
    EXPECT_FALSE(apply_hypothesis(model, "E0").has_value());
    EXPECT_FALSE(apply_intervention(model, "late-price").has_value());
}

TEST_F(RivalsTest, ShiftMovesWhatBeginsAtOrAfterTheTime) {
    const std::vector<ScheduleEntry> prices = entries(model_with("", "late-price"), ScheduleKind::price);
    ASSERT_EQ(prices.size(), 2u);
    EXPECT_EQ(prices[0].from, at("2029-12-01T00:00:00+05:00"));
    EXPECT_EQ(prices[1].from, at("2030-01-01T18:00:00+05:00"));
    EXPECT_TRUE(prices[1].reports.empty()) << "no report says what did not happen";
    EXPECT_EQ(prices[1].mark, Mark::assumed);
}

TEST_F(RivalsTest, RemoveTakesWhatBeginsLater) {
    EXPECT_TRUE(entries(model_with("", "no-curfew"), ScheduleKind::curfew).empty());
}

TEST_F(RivalsTest, CutEndsWhatIsInForce) {
    const std::vector<ScheduleEntry> curfews = entries(model_with("", "curfew-ends"), ScheduleKind::curfew);
    ASSERT_EQ(curfews.size(), 1u);
    EXPECT_EQ(curfews[0].from, at("2030-01-01T18:00:00+05:00"));
    EXPECT_EQ(curfews[0].until, at("2030-01-02T00:00:00+05:00"));
}

TEST_F(RivalsTest, AnEntryIsSplitByPlace) {
    const Model model = model_with("", "price-back-in-the-east");
    Forcing forcing;
    evaluate_forcing(model, {12}, forcing);
    EXPECT_EQ(forcing.price, (std::vector<double>{120, 120, 60}));
    const std::vector<ScheduleEntry> prices = entries(model, ScheduleKind::price);
    ASSERT_EQ(prices.size(), 2u);
    EXPECT_EQ(prices[1].place_ids, (std::vector<std::string>{"L-W-A", "L-W-R"}));
}

TEST_F(RivalsTest, AParameterChangesInMidRunOrFromTheStart) {
    const Model later = model_with("", "price-back-in-the-east");
    ASSERT_EQ(later.parameter_changes.size(), 1u);
    EXPECT_EQ(later.parameter_changes[0].from, at("2030-01-01T05:00:00+05:00"));
    EXPECT_EQ(later.parameter_changes[0].value, 0.02);
    EXPECT_EQ(later.parameter_changes[0].leaf, -1);
    EXPECT_NE(global(later, "participation.join_rate").value, 0.02);
    const Model from_start = model_with("", "calm");
    EXPECT_TRUE(from_start.parameter_changes.empty());
    EXPECT_EQ(from_start.parameters.place[index_of("participation.organised_share")][2].value, 0);
}

TEST_F(RivalsTest, TheFilesAreInTheHash) {
    const std::uint64_t before = read_files()->hash;
    change("interventions.toml", "Twelve hours later.", "Later.");
    EXPECT_NE(read_files()->hash, before);
}

// Faults, each alone and where it stands.

TEST_F(RivalsTest, MisspeltKeyOfAHypothesis) {
    change("hypotheses.toml", "claimant = \"an article\"", "claimnat = \"an article\"");
    expect_one("hypotheses.toml", 8, 1, "did you mean 'claimant'?");
}

TEST_F(RivalsTest, UnknownParameter) {
    change("hypotheses.toml", "participation.organised_share", "participation.organized_share");
    expect_one("hypotheses.toml", 14, 1, "did you mean 'participation.organised_share'?");
}

TEST_F(RivalsTest, UnknownMechanismSwitchAndOption) {
    change("hypotheses.toml", "\"policing\"", "\"polcing\"");
    expect_one("hypotheses.toml", 10, 23, "did you mean 'policing'?");
    change("hypotheses.toml", "\"polcing\"", "\"policing\"");
    change("hypotheses.toml", "\"threshold\"", "\"treshold\"");
    expect_one("hypotheses.toml", 11, 37, "did you mean 'threshold'?");
}

TEST_F(RivalsTest, ValueOutsideItsRangeAndPrior) {
    change("hypotheses.toml", "value = 0.2, prior", "value = 7, prior");
    expect_one("hypotheses.toml", 14, 45, "participation.organised_share is 7");
    change("hypotheses.toml", "value = 7, prior = \"beta(2, 8)\"",
           "value = 0.2, prior = \"uniform(0.3, 0.5)\"");
    expect_one("hypotheses.toml", 14, 1, "impossible under its prior");
}

TEST_F(RivalsTest, UnknownSignature) {
    change("hypotheses.toml", "S11 =", "S12 =");
    expect_one("hypotheses.toml", 29, 1, "unknown key 'S12'");
}

TEST_F(RivalsTest, Inheritance) {
    change("hypotheses.toml", "inherits = \"E1\"", "inherits = \"E7\"");
    expect_one("hypotheses.toml", 35, 12, "unknown hypothesis 'E7'");
    change("hypotheses.toml", "inherits = \"E7\"", "inherits = [\"NONE\"]");
    expect_one("hypotheses.toml", 35, 13, "is dull");
    change("hypotheses.toml", "inherits = [\"NONE\"]", "inherits = \"E1\"");
    change("hypotheses.toml", "mechanisms = {", "inherits = \"E4\"\nmechanisms = {");
    expect_one("hypotheses.toml", 36, 12, "would inherit itself");
}

TEST_F(RivalsTest, ADullOneChangesNothing) {
    files["hypotheses.toml"] += "switches = { \"participation.link\" = \"threshold\" }\n";
    change("hypotheses.toml", "predicts = { S10 = \"nothing\" }\n", "");
    expect_one("hypotheses.toml", 49, 1, "a dull hypothesis simulates nothing");
}

TEST_F(RivalsTest, ATieWithTheSchedule) {
    change("hypotheses.toml", "from = 2030-01-01T20:00:00+05:00", "from = 2030-01-01T18:00:00+05:00");
    change("hypotheses.toml", "places = [\"L\"]\nfrom", "places = [\"L-W-A\"]\nfrom");
    expect_one("hypotheses.toml", 41, 1, "two entries of kind curfew");
}

TEST_F(RivalsTest, ASyntaxErrorIsOneProblem) {
    change("hypotheses.toml", "dull = true", "dull =");
    expect_one("hypotheses.toml", 48, 7, "not valid TOML");
}

TEST_F(RivalsTest, NothingBeforeAnInterventionMayChange) {
    change("interventions.toml", "hours = 12", "hours = -1");
    expect_one("interventions.toml", 5, 10, "before the intervention");
    change("interventions.toml", "hours = -1", "hours = 12");
    files["interventions.toml"] +=
        "[[calm.schedule]]\nkind = \"refusal\"\nplaces = [\"L\"]\nfrom = 2029-12-31T00:00:00+05:00\n";
    expect_one("interventions.toml", 34, 1, "begins before the intervention");
}

TEST_F(RivalsTest, WhatIsFoundedCannotChangeInMidRun) {
    change("interventions.toml", "from = 2030-01-01T00:00:00+05:00", "from = 2030-01-01T01:00:00+05:00");
    expect_one("interventions.toml", 30, 16, "acts only when the society is founded");
}

TEST_F(RivalsTest, MechanismsAndSwitchesHoldFromTheStart) {
    change("interventions.toml", "shift = [{ kind = \"price\", hours = 12 }]",
           "mechanisms = { off = [\"policing\"] }");
    expect_one("interventions.toml", 5, 1, "mechanisms cannot be switched in mid-run");
    change("interventions.toml", "mechanisms = { off = [\"policing\"] }",
           "switches = { \"participation.link\" = \"threshold\" }");
    expect_one("interventions.toml", 5, 1, "switches cannot be turned in mid-run");
}

TEST_F(RivalsTest, AnotherStartChecksOnlyWhatIsAskedFor) {
    options.set = {"clock.start=2030-01-01T00:00:00+06:00"};  // an hour before "calm" begins
    EXPECT_TRUE(read_files().has_value());
    options.intervention = "calm";
    expect_one("interventions.toml", 30, 16, "acts only when the society is founded");
}

TEST_F(RivalsTest, AnInterventionHasNoPrior) {
    change("interventions.toml", "{ value = 0.02 }", "{ value = 0.02, prior = \"uniform(0, 1)\" }");
    expect_one("interventions.toml", 24, 60, "'prior' means nothing here");
}

TEST_F(RivalsTest, AMatchThatPicksNothing) {
    change("interventions.toml", "value = 120", "value = 121");
    expect_one("interventions.toml", 23, 11, "no entry of kind price is picked");
}

TEST_F(RivalsTest, UnknownKindAndPlace) {
    change("interventions.toml", "kind = \"curfew\", places", "kind = \"curfw\", places");
    expect_one("interventions.toml", 11, 20, "did you mean 'curfew'?");
    change("interventions.toml", "\"curfw\", places = [\"L-W\"]", "\"curfew\", places = [\"L-WW\"]");
    expect_one("interventions.toml", 11, 40, "did you mean 'L-W'?");
}

TEST_F(RivalsTest, CutNeedsSomethingInForce) {
    change("interventions.toml", "kind = \"curfew\", cut", "kind = \"refusal\", cut");
    expect_one("interventions.toml", 17, 37, "acts once");
}

TEST_F(RivalsTest, AnInterventionThatChangesNothing) {
    change("interventions.toml", "shift = [{ kind = \"price\", hours = 12 }]\n", "");
    expect_one("interventions.toml", 1, 2, "changes nothing");
}

TEST_F(RivalsTest, TheFirstPriceHoldsAtTheStart) {
    change("interventions.toml",
           "from = 2030-01-01T06:00:00+05:00\nshift = [{ kind = \"price\", hours = 12 }]",
           "from = 2029-01-01T06:00:00+05:00\nremove = [{ kind = \"price\", value = 60 }]");
    expect_one("interventions.toml", 1, 2, "would begin after the clock's start");
}

}  // namespace
}  // namespace upsurge

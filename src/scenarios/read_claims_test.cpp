// Claims: every tie resolves, and what is tied to nothing says why.
#include "mechanisms/registry.h"
#include "scenarios/scenario_fixture.h"

namespace upsurge {
namespace {

class ClaimsTest : public ScenarioFixture {
  protected:
    ClaimsTest() {
        files["hypotheses.toml"] = "[E0]\nname = \"a\"\nclaimant = \"ours\"\nsummary = \"b\"\n";
        files["claims.csv"] =
            "id,text,author,hedge,kind,reports,parameter,switch,observable,hypothesis,untestable,note\n"
            "c1,The price did it,an article,,causal,r1;r2,grievance.exposure@L-W;grievance.price_weight,"
            "policing;participation.form=thresholds,crowd@L-W-A;dead_total,E0,,\n"
            "c2,It was a tragedy,an article,perhaps,factual,,,,,,no observable of it,a note\n";
    }
};

TEST_F(ClaimsTest, AreReadWithTheirTies) {
    const Result<ReadScenario> read = read_files();
    ASSERT_TRUE(read.has_value()) << text_of(read.error());
    const std::vector<Claim>& claims = read->model.claims;
    ASSERT_EQ(claims.size(), 2u);
    const Claim& first = claims[0];
    EXPECT_EQ(first.kind, ClaimKind::causal);
    EXPECT_EQ(first.reports, (std::vector<std::string>{"r1", "r2"}));
    ASSERT_EQ(first.parameters.size(), 2u);
    EXPECT_EQ(read->model.places[static_cast<std::size_t>(first.parameters[0].place)].id, "L-W");
    EXPECT_EQ(first.parameters[1].place, -1);
    ASSERT_EQ(first.switches.size(), 2u);
    EXPECT_EQ(first.switches[0].option, "");
    EXPECT_EQ(first.switches[1].option, "thresholds");
    ASSERT_EQ(first.observables.size(), 2u);
    EXPECT_EQ(first.observables[1].observable, Observable::dead_total);
    EXPECT_TRUE(first.tied());
    EXPECT_FALSE(claims[1].tied());
    EXPECT_EQ(claims[1].hedge, "perhaps");
}

TEST_F(ClaimsTest, EveryUnresolvedTieIsReportedWithTheNearest) {
    change("claims.csv", "r1;r2", "r1;rr");
    change("claims.csv", "grievance.exposure@L-W", "grievance.exposre@L-W");
    change("claims.csv", "policing;participation.form=thresholds", "polcing;participation.form=treshold");
    change("claims.csv", "crowd@L-W-A;dead_total", "crowd@L-W-B;ded_total");
    change("claims.csv", "E0", "E00");
    const Problems found = problems();
    ASSERT_EQ(found.size(), 7u) << text_of(found);
    const std::vector<std::string> expected = {
        "unknown report 'rr'",      "did you mean 'grievance.exposure'?",
        "did you mean 'policing'?", "did you mean 'thresholds'?",
        "did you mean 'L-W-A'?",    "did you mean 'dead_total'?",
        "did you mean 'E0'?"};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NE((found[i].what + found[i].hint).find(expected[i]), std::string::npos) << text_of(found);
        EXPECT_EQ(found[i].line, 2);
        EXPECT_EQ(found[i].file, (folder() / "claims.csv").string());
        EXPECT_TRUE(i == 0 || found[i].column > found[i - 1].column) << text_of(found);
    }
}

TEST_F(ClaimsTest, TiedOrUntestableNeverBoth) {
    change("claims.csv", ",no observable of it,", ",,");
    expect_one("claims.csv", 3, 1, "nothing is tied to the claim 'c2'");
    change("claims.csv", "E0,,", "E0,why,");
    change("claims.csv", "factual,,,,,,,", "factual,,,,,E0,,");
    expect_one("claims.csv", 2, 157, "untestable and yet tied");
}

TEST_F(ClaimsTest, OtherFaults) {
    change("claims.csv", "c2,", "c1,");
    expect_one("claims.csv", 3, 1, "the claim 'c1' is there twice");
    change("claims.csv", "c1,It was", "c2,It was");
    change("claims.csv", ",factual,", ",factua,");
    expect_one("claims.csv", 3, 40, "did you mean 'factual'?");
    change("claims.csv", ",factua,", ",factual,");
    change("claims.csv", "policing;", "policing;policing;");
    expect_one("claims.csv", 2, 101, "stands twice");
    change("claims.csv", "policing;policing;", "policing;;");
    expect_one("claims.csv", 2, 101, "a part of switch is empty");
    change("claims.csv", "policing;;", "participation.form;");
    expect_one("claims.csv", 2, 92, "has no option");
    change("claims.csv", "participation.form;participation.form=thresholds", "policing");
    change("claims.csv", "grievance.price_weight", "grievance.price_weight@L-W");
    expect_one("claims.csv", 2, 92, "cannot differ between places");
}

TEST_F(ClaimsTest, BrokenHypothesesAreNotReportedAgain) {
    change("hypotheses.toml", "claimant =", "claimant");
    const Problems found = problems();
    ASSERT_EQ(found.size(), 1u) << text_of(found);
    EXPECT_NE(found[0].file.find("hypotheses.toml"), std::string::npos);
}

}  // namespace
}  // namespace upsurge

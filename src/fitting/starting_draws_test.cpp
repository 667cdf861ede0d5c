// Draws of an earlier fit for a later one: matched by name, and refused where the earlier fit knew too much.
#include "fitting/starting_draws.h"

#include <gtest/gtest.h>

#include "scenarios/instant.h"
#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

Model tutorial() {
    const auto read =
        read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios" / "tutorial-town");
    EXPECT_TRUE(read);
    return read->model;
}

FitDesign small(std::optional<Instant> as_of = {}) {
    FitDesign design;
    design.draws = 16;
    design.particles = 4;
    design.as_of = as_of;
    return design;
}

/// A fit with two draws; draw k has the (k + 1)/4 quantile of every prior.
ReadFit earlier_fit(const Model& model, std::optional<Instant> as_of = {}) {
    ReadFit fit;
    fit.folder = "earlier";
    fit.design = small(as_of);
    ReadExplanation one;
    one.hypothesis = model.hypothesis;
    auto made = ExplanationFit::make(model, 0, fit.design);
    EXPECT_TRUE(made);
    one.replicates.push_back(std::move(*made));
    for (const double p : {0.25, 0.5}) {
        ReadDraw draw;
        draw.weight = p;
        for (const FittedParameter& parameter : one.fit().fitted().all()) {
            draw.coordinates.push_back(parameter.prior.quantile(p));
        }
        one.draws.push_back(std::move(draw));
    }
    fit.explanations.push_back(std::move(one));
    return fit;
}

TEST(StartingDraws, AreMatchedByNameWhateverTheOrder) {
    const Model model = tutorial();
    const ReadFit earlier = earlier_fit(model);
    Model fewer = model;
    ASSERT_GT(fewer.fitted.size(), 1u);
    fewer.fitted.erase(fewer.fitted.begin());
    const auto same = starting_draws(earlier, {model}, small());
    const auto less = starting_draws(earlier, {fewer}, small());
    ASSERT_TRUE(same && less);
    ASSERT_EQ(same->front().values.size(), 2u);
    EXPECT_EQ(same->front().weights, (std::vector<double>{0.25, 0.5}));
    EXPECT_EQ(same->front().values[1], earlier.explanations[0].draws[1].coordinates);
    const auto moved = FittedParameters::of(fewer);
    ASSERT_TRUE(moved);
    for (std::size_t i = 0; i < moved->all().size(); ++i) {
        EXPECT_EQ(less->front().values[0][i], moved->all()[i].prior.quantile(0.25)) << moved->all()[i].name;
    }
}

TEST(StartingDraws, AreRefusedWithEveryReasonAtOnce) {
    const Model model = tutorial();
    const Instant noon = model.clock.start + 2 * 24 * 3600;
    Model other = model;
    other.hypothesis = "other";
    FitDesign later = small(noon);
    later.hold_out = 0.2;
    // Hindsight before an as-of, reports held out, an explanation that the earlier fit does not have.
    const auto refused = starting_draws(earlier_fit(model), {model, other}, later);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().size(), 3u);
    // A date after that of the new fit is refused as hindsight is; an earlier one and the same are not.
    EXPECT_FALSE(starting_draws(earlier_fit(model, noon + 3600), {model}, small(noon)));
    EXPECT_TRUE(starting_draws(earlier_fit(model, noon), {model}, small(noon)));
    EXPECT_TRUE(starting_draws(earlier_fit(model, noon), {model}, small(noon + 3600)));
    EXPECT_TRUE(starting_draws(earlier_fit(model, noon), {model}, small()));
    // A parameter that the earlier fit did not move.
    Model fewer = model;
    fewer.fitted.erase(fewer.fitted.begin());
    const auto missing = starting_draws(earlier_fit(fewer), {model}, small());
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().front().what.find("did not move"), std::string::npos);
}

TEST(StartingDraws, BringTheSamplerNearThem) {
    const Model model = tutorial();
    const ReadFit earlier = earlier_fit(model);
    const auto from = starting_draws(earlier, {model}, small());
    ASSERT_TRUE(from);
    const auto near = ExplanationFit::make(model, 0, small(), 0, nullptr, from->front());
    const auto prior = ExplanationFit::make(model, 0, small());
    ASSERT_TRUE(near && prior);
    EXPECT_NE((*near)->sampler().pending()[0].values, (*prior)->sampler().pending()[0].values);
    EXPECT_EQ((*near)->sampler().pending().size(), (*prior)->sampler().pending().size());
}

// An intervention on a parameter that the fit moves must not be undone by the draw.
TEST(ReadExplanation, LeavesWhatAnInterventionSetsToIt) {
    const Model model = tutorial();
    const ReadFit fit = earlier_fit(model);
    const ReadExplanation& one = fit.explanations[0];
    const FittedParameter& first = one.fit().fitted().all().front();
    Model changed = model;
    changed.parameters.global[static_cast<std::size_t>(first.parameter)].value *= 0.5;
    const ParameterValues as_fitted = one.values(model, one.draws[0]);
    const ParameterValues intervened = one.values(changed, one.draws[0]);
    EXPECT_EQ(as_fitted.at(first.parameter, 0), one.draws[0].coordinates[0]);
    EXPECT_EQ(intervened.at(first.parameter, 0), point_values(changed).at(first.parameter, 0));
    const FittedParameter& second = one.fit().fitted().all()[1];
    EXPECT_EQ(intervened.at(second.parameter, 0), one.draws[0].coordinates[1]);
}

}  // namespace
}  // namespace upsurge

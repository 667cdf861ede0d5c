// What a mechanism carries of an intervention's effect, where it is known: all of it when the intervention
// acts through that mechanism alone, none of it for one that has nothing to do.
#include "experiments/why_trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "experiments/undrawn_fit.h"

namespace upsurge {
namespace {

/// The tutorial with three draws and a history for each.
ReadFit tutorial_fit() {
    ReadFit fit = undrawn_fit("tutorial-town");
    ReadExplanation& one = fit.explanations[0];
    for (std::uint64_t number = 0; number < 3; ++number) {
        ReadDraw draw;
        draw.weight = 1.0 / 3;
        for (const FittedParameter& parameter : one.fit().fitted().all()) {
            draw.coordinates.push_back(parameter.prior.quantile(0.3 + 0.2 * static_cast<double>(number)));
        }
        draw.path = one.fit().filter().evaluate({number, draw.coordinates}).chosen.path;
        EXPECT_FALSE(draw.path.empty());
        one.draws.push_back(std::move(draw));
    }
    return fit;
}

WhyTraceOptions options_of(const char* intervention) {
    WhyTraceOptions options;
    options.intervention = intervention;
    options.hypotheses = {""};
    options.runs = 6;
    options.threads = 1;
    return options;
}

std::vector<WhyTracePart> of_quantity(const std::vector<WhyTracePart>& parts, std::string_view quantity) {
    std::vector<WhyTracePart> found;
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(found),
                 [&](const WhyTracePart& one) { return one.quantity == quantity; });
    return found;
}

TEST(WhyTrace, GivesAllOfTheEffectToTheMechanismItGoesThrough) {
    const ReadFit fit = tutorial_fit();
    const auto parts = why_trace(fit, options_of("half-the-arrests"));
    ASSERT_TRUE(parts);
    const auto detentions = of_quantity(*parts, "detentions");
    const auto policing = std::find_if(detentions.begin(), detentions.end(),
                                       [](const WhyTracePart& one) { return one.mechanism == "policing"; });
    ASSERT_NE(policing, detentions.end());
    // The fit moves the arrest rate; the intervention's value stands all the same.
    EXPECT_LT(policing->effect, 0);
    EXPECT_EQ(policing->carried, policing->effect);
    EXPECT_EQ(policing->runs, 6);
    // Ranked by what they carry, under one effect.
    for (std::size_t i = 1; i < detentions.size(); ++i) {
        EXPECT_GE(std::abs(detentions[i - 1].carried), std::abs(detentions[i].carried));
        EXPECT_EQ(detentions[i].effect, detentions[0].effect);
    }
    EXPECT_TRUE(std::none_of(parts->begin(), parts->end(),
                             [](const WhyTracePart& one) { return one.mechanism == "outcomes"; }));
    const std::string text = why_trace_text(*parts);
    EXPECT_EQ(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), parts->size() + 1);
}

TEST(WhyTrace, RefusesWhatTheFitDoesNotHave) {
    const ReadFit fit = tutorial_fit();
    EXPECT_FALSE(why_trace(fit, options_of("half-the-arrest")));
    WhyTraceOptions options = options_of("half-the-arrests");
    options.hypotheses = {"E9"};
    EXPECT_FALSE(why_trace(fit, options));
}

}  // namespace
}  // namespace upsurge

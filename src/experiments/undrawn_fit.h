/// For tests: a fit of a scenario that ships, made and without draws yet.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "fitting/read_fit.h"
#include "scenarios/read_scenario.h"

namespace upsurge {

inline ReadFit undrawn_fit(const char* scenario) {
    const auto read = read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios" / scenario);
    EXPECT_TRUE(read);
    ReadFit fit;
    fit.scenario = *read;
    fit.design.draws = 16;
    fit.design.particles = 2;
    ReadExplanation one;
    auto made = ExplanationFit::make(read->model, 0, fit.design);
    EXPECT_TRUE(made);
    one.replicates.push_back(std::move(*made));
    fit.explanations.push_back(std::move(one));
    return fit;
}

}  // namespace upsurge

#include "models/parameter_values.h"

#include <gtest/gtest.h>

#include <set>

#include "mechanisms/registry.h"
#include "numbers/hash.h"

namespace upsurge {
namespace {

constexpr int leaves = 3;

/// Usual values everywhere, as the reader would make them.
Model usual_model() {
    Model model;
    for (int leaf = 0; leaf < leaves; ++leaf) {
        model.places.emplace_back();
        model.places.back().leaf = leaf;
        model.leaves.push_back(leaf);
    }
    for (const RegisteredParameter& parameter : all_parameters()) {
        ParameterSetting setting;
        setting.value = parameter.spec->value;
        setting.prior = parameter.spec->prior;
        model.parameters.global.push_back(setting);
        model.parameters.place.emplace_back();
        if (parameter.spec->scope == Scope::place) {
            model.parameters.place.back().assign(leaves, setting);
        }
    }
    return model;
}

RunKey key(int draw) {
    return make_run_key(1, Purpose::prior, 0, static_cast<std::uint64_t>(draw), 0);
}

TEST(ParameterValuesTest, NoTwoParametersShareAnAddress) {
    std::set<std::uint32_t> rows;
    for (const RegisteredParameter& parameter : all_parameters()) {
        StateHash name;
        name.add_text(parameter.id);
        EXPECT_TRUE(rows.insert(static_cast<std::uint32_t>(name.value())).second) << parameter.id;
    }
}

TEST(ParameterValuesTest, PointValuesAreTheSettings) {
    Model model = usual_model();
    const int exposure = *find_parameter("grievance.exposure");
    model.parameters.place[static_cast<std::size_t>(exposure)][1].value = 0.77;
    const ParameterValues values = point_values(model);
    EXPECT_EQ(values.leaves(), leaves);
    EXPECT_EQ(values.at(exposure, 1), 0.77);
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        EXPECT_EQ(values.at(static_cast<int>(i), 0), all_parameters()[i].spec->value)
            << all_parameters()[i].id;
    }
}

TEST(ParameterValuesTest, DrawsStayInRangeAndFixedOnesStay) {
    const Model model = usual_model();
    for (int draw = 0; draw < 200; ++draw) {
        const ParameterValues values = prior_values(model, key(draw));
        for (std::size_t i = 0; i < all_parameters().size(); ++i) {
            const ParameterSpec& spec = *all_parameters()[i].spec;
            for (int leaf = 0; leaf < leaves; ++leaf) {
                const double value = values.at(static_cast<int>(i), leaf);
                EXPECT_GE(value, spec.low) << all_parameters()[i].id;
                EXPECT_LE(value, spec.high) << all_parameters()[i].id;
                if (std::string_view(spec.prior).empty()) {
                    EXPECT_EQ(value, spec.value) << all_parameters()[i].id;
                }
            }
        }
    }
}

TEST(ParameterValuesTest, ADrawIsTheSameWhateverElseIsDrawn) {
    const Model model = usual_model();
    Model fewer = model;
    int last = -1;  // with a prior
    for (std::size_t i = 0; i < model.parameters.global.size(); ++i) {
        last = model.parameters.global[i].prior.empty() ? last : static_cast<int>(i);
    }
    ASSERT_GT(last, 0);
    for (std::size_t i = 0; i < fewer.parameters.global.size(); ++i) {
        if (static_cast<int>(i) == last) {
            continue;
        }
        fewer.parameters.global[i].prior.clear();
        for (ParameterSetting& setting : fewer.parameters.place[i]) {
            setting.prior.clear();
        }
    }
    EXPECT_EQ(prior_values(model, key(5)).at(last, 0), prior_values(fewer, key(5)).at(last, 0));
    EXPECT_NE(prior_values(model, key(5)).at(last, 0), prior_values(model, key(6)).at(last, 0));
}

TEST(ParameterValuesTest, WhatWasWrittenOnceIsDrawnOnce) {
    Model model = usual_model();
    const int exposure = *find_parameter("grievance.exposure");
    auto& settings = model.parameters.place[static_cast<std::size_t>(exposure)];
    for (ParameterSetting& setting : settings) {
        setting.prior = "uniform(0, 1)";
    }
    settings[2].origin = 1;
    const ParameterValues values = prior_values(model, key(0));
    EXPECT_EQ(values.at(exposure, 0), values.at(exposure, 1));
    EXPECT_NE(values.at(exposure, 0), values.at(exposure, 2));
}

}  // namespace
}  // namespace upsurge

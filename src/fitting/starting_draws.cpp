#include "fitting/starting_draws.h"

#include <algorithm>
#include <optional>
#include <string>

#include "scenarios/as_of.h"

namespace upsurge {
namespace {

Problem about(const ReadFit& earlier, std::string what, std::string hint) {
    Problem problem;
    problem.file = earlier.folder.string();
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    return problem;
}

/// Where each parameter of the later fit stands in the earlier one; nothing for one that it did not move.
std::vector<std::optional<std::size_t>> positions(const FittedParameters& later,
                                                  const FittedParameters& earlier) {
    std::vector<std::optional<std::size_t>> found;
    for (const FittedParameter& wanted : later.all()) {
        found.emplace_back();
        for (std::size_t i = 0; i < earlier.all().size() && !found.back(); ++i) {
            if (earlier.all()[i].name == wanted.name) {
                found.back() = i;
            }
        }
    }
    return found;
}

}  // namespace

Result<std::vector<StartingDraws>> starting_draws(const ReadFit& earlier, const std::vector<Model>& models,
                                                  const FitDesign& later) {
    Problems problems;
    if (later.as_of && (!earlier.design.as_of || *earlier.design.as_of > *later.as_of)) {
        problems.push_back(about(earlier, "this fit knew reports from after the date of the new one",
                                 "start from a fit as of the same date or an earlier one"));
    }
    if (later.hold_out > 0 || !later.without.empty()) {
        problems.push_back(about(earlier, "this fit may have seen the reports that the new one holds back",
                                 "leave out --from, or --hold-out and --without"));
    }
    std::vector<StartingDraws> all;
    for (const Model& own : models) {
        const auto found =
            std::find_if(earlier.explanations.begin(), earlier.explanations.end(),
                         [&](const ReadExplanation& one) { return one.hypothesis == own.hypothesis; });
        if (found == earlier.explanations.end() || found->draws.empty()) {
            problems.push_back(about(earlier, "this fit has no draws of " + own.hypothesis,
                                     "fit that explanation by itself, without --from"));
            continue;
        }
        const Result<FittedParameters> moved =
            FittedParameters::of(later.as_of ? as_of(own, *later.as_of) : own);
        if (!moved) {
            return tl::unexpected(moved.error());
        }
        const auto from = positions(*moved, found->fit().fitted());
        for (std::size_t i = 0; i < from.size(); ++i) {
            if (!from[i]) {
                problems.push_back(
                    about(earlier, "this fit did not move " + moved->all()[i].name + " of " + own.hypothesis,
                          "fit without --from, or with the parameters of the earlier fit"));
            }
        }
        StartingDraws draws;
        for (const ReadDraw& draw : found->draws) {
            draws.values.emplace_back();
            for (const auto& position : from) {
                draws.values.back().push_back(position ? draw.coordinates[*position] : 0.0);
            }
            draws.weights.push_back(draw.weight);
        }
        all.push_back(std::move(draws));
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return all;
}

}  // namespace upsurge

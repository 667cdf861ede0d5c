#include "scoring/skill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "numbers/elementary.h"
#include "numbers/quantiles.h"
#include "numbers/samplers.h"

namespace upsurge {

namespace {

double mean_of(std::span<const double> values) {
    double sum = 0.0;
    for (double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

double skill_of(double score, double rival) {
    return rival > 0.0 ? 1.0 - score / rival : elementary::quiet_nan;
}

/// The length of blocks that balances bias and spread grows with the cube root (Hall, Horowitz and Jing
/// 1995).
int default_block(std::size_t outcomes) {
    int block = 1;
    while (static_cast<std::size_t>(block) * block * block < outcomes) {
        ++block;
    }
    return block;
}

Problems problems_of(std::span<const double> scores, std::span<const double> rivals,
                     const SkillOptions& options) {
    Problems problems;
    const auto add = [&](std::string what, std::string hint) {
        Problem problem;
        problem.what = std::move(what);
        problem.hint = std::move(hint);
        problems.push_back(std::move(problem));
    };
    if (scores.size() != rivals.size()) {
        add(fmt::format("{} scores of the forecast beside {} of its rival", scores.size(), rivals.size()),
            "score both on the same outcomes");
    }
    if (scores.size() < 2) {
        add(fmt::format("{} scores tell nothing about chance", scores.size()), "score at least 2 outcomes");
    }
    for (const auto& [whose, values] : {std::pair{"forecast", scores}, std::pair{"rival", rivals}}) {
        const auto bad =
            std::find_if(values.begin(), values.end(), [](double value) { return !std::isfinite(value); });
        if (bad != values.end()) {
            add(fmt::format("score {} of the {} is {}", bad - values.begin() + 1, whose, *bad),
                "an outcome that a forecast held for impossible has no finite log score: use bins with "
                "draws added, or the CRPS");
        }
    }
    if (options.block < 0 || static_cast<std::size_t>(options.block) > scores.size()) {
        add(fmt::format("blocks of {} of {} outcomes", options.block, scores.size()),
            "0 for the usual length, or 1 up to the number of outcomes");
    }
    if (options.resamples < 1 || options.resamples > (1 << 24)) {
        add(fmt::format("{} resamples", options.resamples), "from 1 up to 16777216");
    }
    if (!(options.level > 0.0 && options.level < 1.0)) {
        add(fmt::format("intervals of level {}", options.level), "between 0 and 1, such as 0.9");
    }
    return problems;
}

}  // namespace

Result<Skill> paired_skill(std::span<const double> scores, std::span<const double> rival_scores,
                           const SkillOptions& options) {
    Problems problems = problems_of(scores, rival_scores, options);
    if (!problems.empty()) {
        return tl::unexpected<Problems>(std::move(problems));
    }
    const std::size_t count = scores.size();
    const int block = options.block > 0 ? options.block : default_block(count);
    Skill result;
    result.outcomes = static_cast<int>(count);
    result.block = block;
    result.mean_score = mean_of(scores);
    result.mean_rival = mean_of(rival_scores);
    result.difference = result.mean_score - result.mean_rival;
    result.skill = skill_of(result.mean_score, result.mean_rival);

    std::vector<double> differences(static_cast<std::size_t>(options.resamples));
    std::vector<double> skills(differences.size());
    for (std::size_t resample = 0; resample < differences.size(); ++resample) {
        Draws draws(options.key, {.row = static_cast<std::uint32_t>(resample)});
        double score = 0.0;
        double rival = 0.0;
        for (std::size_t taken = 0; taken < count;) {
            std::size_t at = static_cast<std::size_t>(uniform_below(draws, count));
            for (int i = 0; i < block && taken < count; ++i, ++taken) {
                score += scores[at];
                rival += rival_scores[at];
                at = at + 1 == count ? 0 : at + 1;
            }
        }
        score /= static_cast<double>(count);
        rival /= static_cast<double>(count);
        differences[resample] = score - rival;
        skills[resample] = skill_of(score, rival);
        result.share_better += score < rival ? 1.0 : (score == rival ? 0.5 : 0.0);
    }
    result.share_better /= static_cast<double>(options.resamples);
    const double tail = 0.5 * (1.0 - options.level);
    std::sort(differences.begin(), differences.end());
    result.difference_low = quantile_of_sorted(differences, tail);
    result.difference_high = quantile_of_sorted(differences, 1.0 - tail);
    result.skill_low = result.skill_high = elementary::quiet_nan;
    if (std::none_of(skills.begin(), skills.end(), [](double value) { return std::isnan(value); })) {
        std::sort(skills.begin(), skills.end());
        result.skill_low = quantile_of_sorted(skills, tail);
        result.skill_high = quantile_of_sorted(skills, 1.0 - tail);
    }
    return result;
}

}  // namespace upsurge

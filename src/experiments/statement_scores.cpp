#include "experiments/statement_scores.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "numbers/elementary.h"
#include "numbers/quantiles.h"
#include "reports/sample_report.h"
#include "reports/statement_background.h"
#include "scoring/coverage.h"
#include "scoring/scores.h"
#include "scoring/thousand_draws.h"
#include "scoring/weights.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

/// The number that a rounded statement names: the multiple of its unit in its cell.
double named_number(const Statement& said, const ReportScale& scale) {
    const std::int64_t multiple = (said.low + said.unit - 1) / said.unit * said.unit;
    return scale.number_at(static_cast<double>(multiple));
}

/// Draws of what is said, a thousand of equal weight, those of one number side by side.
struct SaidDraws {
    std::vector<double> values;
    std::vector<std::size_t> group_ends;  ///< where the draws of each number end
};

SaidDraws said_draws(const ScoredReport& report, std::span<const double> numbers,
                     std::span<const double> shares, std::span<const Discrepancy> off, RunKey key) {
    ScoredReport trusted = report;
    trusted.trust = 1;
    if (score_kind(report.statement) == ScoreKind::range) {
        trusted.statement = rounded_statement(0, 1, report.scale);
    }
    const ErrorModel own = report.error;
    const auto picks = thousand_draws(shares);
    UPSURGE_CHECK(picks.has_value(), "weights of runs that are no weights");
    SaidDraws said;
    for (std::size_t i = 0; i < picks->size(); ++i) {
        const std::uint32_t run = (*picks)[i];
        if (i > 0 && run != (*picks)[i - 1]) {
            said.group_ends.push_back(i);
        }
        Draws draws(key, {.row = static_cast<std::uint32_t>(i)});
        trusted.error = off.empty() ? own : seen_with(own, off[run]);
        said.values.push_back(
            named_number(sample_statement(draws, trusted, 1.0, numbers[run]), report.scale));
    }
    said.group_ends.push_back(said.values.size());
    return said;
}

/// The score that the distribution behind the numbers can expect: pairs of draws of one number count for
/// nothing, as no draw counts beside itself in the fair score.
double fair_crps(const SaidDraws& said, double outcome) {
    const double all = static_cast<double>(said.values.size());
    double distance = 0;        // mean |x - outcome|
    double within = 0;          // sum of share^2 mean |x - x'| of one number
    double squared_shares = 0;  // sum of share^2
    std::size_t begin = 0;
    for (const std::size_t end : said.group_ends) {
        const std::span<const double> group(said.values.data() + begin, end - begin);
        double sum = 0;
        for (const double value : group) {
            sum += std::abs(value - outcome);
        }
        const double own = sum / static_cast<double>(group.size());
        const double share = static_cast<double>(group.size()) / all;
        distance += share * own;
        within += share * share * 2.0 * (own - crps_ensemble(group, {}, outcome));
        squared_shares += share * share;
        begin = end;
    }
    if (said.group_ends.size() < 2) {
        return StatementScores::none;
    }
    const double between = 2.0 * (distance - crps_ensemble(said.values, {}, outcome)) - within;
    return distance - 0.5 * between / (1.0 - squared_shares);
}

}  // namespace

ScoreKind score_kind(const Statement& statement) {
    switch (statement.form) {
        case Statement::Form::rounded:
            return ScoreKind::number;
        case Statement::Form::occurred:
        case Statement::Form::denied:
            return ScoreKind::event;
        default:
            return ScoreKind::range;
    }
}

std::string_view name_of(ScoreKind kind) {
    return kind == ScoreKind::number ? "number" : kind == ScoreKind::range ? "range" : "event";
}

double prior_reliability(const ScoredReport& report, const Reliability& source) {
    double mean = 0;
    for (std::size_t node = 0; node < source.node.size(); ++node) {
        mean += source.weight[node] * report.reliability(source.node[node]);
    }
    return mean;
}

StatementScores statement_scores(const ScoredReport& report, double reliability,
                                 std::span<const double> numbers, std::span<const double> weights,
                                 std::span<const Discrepancy> off, RunKey key) {
    const std::vector<double> shares = normalised_weights(weights, numbers.size());
    const auto mean_kernel = [&](const Statement& statement) {
        double sum = 0;
        for (std::size_t run = 0; run < numbers.size(); ++run) {
            const ErrorModel error = off.empty() ? report.error : seen_with(report.error, off[run]);
            sum += shares[run] * statement_kernel(statement, report.scale, error, numbers[run]);
        }
        return sum;
    };
    StatementScores scores;
    scores.log_score = -log_of(
        reliability * mean_kernel(report.statement) +
        (1.0 - reliability) * statement_background(report.statement, report.scale, report.occurred_rate));
    const ScoreKind kind = score_kind(report.statement);
    if (kind == ScoreKind::event) {
        scores.probability = mean_kernel(occurred_statement(true));
        scores.brier = brier_score(scores.probability, report.statement.form == Statement::Form::occurred);
        return scores;
    }
    const SaidDraws said = said_draws(report, numbers, shares, off, key);
    std::vector<double> sorted = said.values;
    std::sort(sorted.begin(), sorted.end());
    constexpr double levels[] = {0.05, 0.25, 0.5, 0.75, 0.95};
    double quantiles[std::size(levels)];
    for (std::size_t i = 0; i < std::size(levels); ++i) {
        quantiles[i] = quantile_of_sorted(sorted, levels[i]);
    }
    scores.q05 = quantiles[0];
    scores.q50 = quantiles[2];
    scores.q95 = quantiles[4];
    scores.width = scores.q95 - scores.q05;
    if (kind == ScoreKind::range) {
        const double low = report.scale.number_at(static_cast<double>(report.statement.low));
        const double high = report.statement.high == report.scale.top
                                ? elementary::infinity
                                : report.scale.number_at(static_cast<double>(report.statement.high));
        scores.inside = scores.q05 <= high && low <= scores.q95;
        return scores;
    }
    const double outcome = named_number(report.statement, report.scale);
    scores.inside = scores.q05 <= outcome && outcome <= scores.q95;
    scores.crps = fair_crps(said, outcome);
    scores.wis = weighted_interval_score(levels, quantiles, outcome);
    scores.interval_score = interval_score(scores.q05, scores.q95, score_interval_level, outcome);
    scores.pit = ensemble_pit(sorted, outcome, key, static_cast<std::uint32_t>(sorted.size()));
    return scores;
}

}  // namespace upsurge

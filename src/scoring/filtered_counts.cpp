// The likelihood of bounded counts: a forward pass over the bins that each day's bounds allow.
#include <algorithm>
#include <cstddef>

#include "numbers/count_tails.h"
#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "scoring/negative_binomial_autoregression.h"

namespace upsurge {

namespace {

using elementary::infinity;

/// Bins that weigh less than exp of this beside the heaviest are not followed.
constexpr double negligible = -45.0;

std::int64_t largest_number(const CountSeries& series) {
    std::int64_t largest = 1;
    for (const CountBounds& bounds : series) {
        largest = std::max(largest, bounds.high == no_upper_bound ? bounds.low : bounds.high);
    }
    return largest;
}

/// log P(bin | mean) of every bin, which follow each other without gaps.
void row_of(const std::vector<CountBin>& bins, double mean, double size, std::vector<double>& row) {
    row.resize(bins.size());
    LogTails low_tails{};
    bool have_tails = false;
    for (std::size_t j = 0; j < bins.size(); ++j) {
        const CountBin& bin = bins[j];
        if (bin.high - bin.low < 4) {  // no difference for an open bin: its high is far away
            row[j] = negative_binomial_log_between(bin.low, bin.high, mean, size);
            have_tails = false;
            continue;
        }
        if (!have_tails) {
            low_tails = negative_binomial_log_tails(bin.low, mean, size);
        }
        if (bin.high == no_upper_bound) {
            row[j] = low_tails.at_least;
            return;
        }
        const LogTails end_tails = negative_binomial_log_tails(bin.high + 1, mean, size);
        row[j] = log_between_tails(low_tails, end_tails);
        low_tails = end_tails;
        have_tails = true;
    }
}

double log_sum(const std::vector<double>& values) {
    const double high = *std::max_element(values.begin(), values.end());
    if (high == -infinity) {
        return high;
    }
    double sum = 0.0;
    for (double value : values) {
        sum += exp_of(value - high);
    }
    return high + log_of(sum);
}

}  // namespace

double mean_after(const Autoregression& model, const AutoregressionParameters& parameters, double previous) {
    const double largest = static_cast<double>(model.largest);
    const double mean = model.link == CountLink::identity
                            ? exp_of(parameters.a) + parameters.b * previous
                            : exp_of(parameters.a + parameters.b * log1p_of(previous));
    return std::min(mean, largest);
}

FilteredCounts filtered_counts(const Autoregression& model, const AutoregressionParameters& parameters,
                               const CountSeries& series) {
    FilteredCounts result;
    result.log_probabilities.reserve(series.size());
    const std::int64_t known = largest_number(series);
    const std::int64_t top = known > model.largest / 64 ? model.largest : 64 * known;
    std::vector<std::int64_t> ends;  // made when a day needs them
    std::vector<CountBin> all_bins;
    std::vector<std::vector<double>> all_rows;  // from each of all_bins to all of them, where needed twice
    std::vector<CountBin> bins;
    std::vector<double> weights;  // logarithms, summing to 1
    std::vector<double> row;
    bool from_all = false;
    for (std::size_t day = 0; day < series.size(); ++day) {
        const CountBounds& bounds = series[day];
        const bool to_all = bounds.says_nothing();
        std::vector<CountBin> next;
        if (bounds.exact()) {
            const double count = static_cast<double>(bounds.low);
            next = {{bounds.low, bounds.high, count}};
        } else {
            if (ends.empty()) {
                ends = bin_ends(top, model.bins_per_doubling);
                all_bins = bins_within(CountBounds::missing(), ends);
                all_rows.resize(all_bins.size());
            }
            next = to_all ? all_bins : bins_within(bounds, ends);
        }
        std::vector<double> reached(next.size(), -infinity);
        if (day == 0) {
            for (std::size_t j = 0; j < next.size(); ++j) {
                reached[j] = first_day_log_probability({next[j].low, next[j].high}, model.largest);
            }
        } else if (bins.size() == 1) {
            row_of(next, mean_after(model, parameters, bins[0].middle), parameters.size, reached);
        } else {
            const double heaviest = *std::max_element(weights.begin(), weights.end());
            std::vector<double> sums(next.size(), 0.0);
            std::vector<std::vector<double>> paths;
            for (std::size_t i = 0; i < bins.size(); ++i) {
                if (!(weights[i] > heaviest + negligible)) {
                    continue;
                }
                const bool kept = from_all && to_all;
                std::vector<double>& used = kept ? all_rows[i] : row;
                if (!kept || used.empty()) {
                    row_of(next, mean_after(model, parameters, bins[i].middle), parameters.size, used);
                }
                std::vector<double> path(used);
                for (std::size_t j = 0; j < path.size(); ++j) {
                    path[j] += weights[i];
                    reached[j] = std::max(reached[j], path[j]);
                }
                paths.push_back(std::move(path));
            }
            for (const std::vector<double>& path : paths) {
                for (std::size_t j = 0; j < path.size(); ++j) {
                    sums[j] += reached[j] == -infinity ? 0.0 : exp_of(path[j] - reached[j]);
                }
            }
            for (std::size_t j = 0; j < next.size(); ++j) {
                reached[j] += reached[j] == -infinity ? 0.0 : log_of(sums[j]);
            }
        }
        const double probability = log_sum(reached);
        result.log_probabilities.push_back(probability);
        result.log_likelihood += probability;
        if (probability == -infinity) {
            result.log_probabilities.resize(series.size(), -infinity);
            result.last_bins = next;
            result.last_weights.assign(next.size(), 0.0);
            return result;
        }
        for (double& weight : reached) {
            weight -= probability;
        }
        bins = std::move(next);
        weights = std::move(reached);
        from_all = to_all;
    }
    result.last_bins = std::move(bins);
    for (double weight : weights) {
        result.last_weights.push_back(exp_of(weight));
    }
    return result;
}

}  // namespace upsurge

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "pages/page_fit.h"

namespace upsurge {
namespace {

/// A pair of explanations is not separated when one wins this share or more of the tests in which the other
/// is true.
constexpr double confused_share = 0.25;

/// Tests by the explanation that made their reports and the one that came out the likeliest.
struct Recovery {
    std::vector<std::string> truths;
    std::vector<std::string> winners;
    std::vector<std::vector<double>> counts;  ///< [truth][winner]
};

std::size_t position_in(std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) {
        return static_cast<std::size_t>(found - names.begin());
    }
    names.push_back(name);
    return names.size() - 1;
}

Recovery recovery_of(const PlainTable& table, const ReadFit& fit) {
    Recovery found;
    const bool long_form = table.has("winner");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        position_in(found.truths, table.text(row, "truth"));
    }
    found.winners = found.truths;
    if (!long_form) {
        for (const ReadExplanation& one : fit.explanations) {
            if (table.has(one.hypothesis)) {
                position_in(found.winners, one.hypothesis);
            }
        }
    }
    const auto add = [&](const std::string& truth, const std::string& winner, double count) {
        std::vector<double>& counts = found.counts[position_in(found.truths, truth)];
        const std::size_t at = position_in(found.winners, winner);
        if (counts.size() <= at) {
            counts.resize(at + 1, 0.0);
        }
        counts[at] += count;
    };
    found.counts.resize(found.truths.size());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string& truth = table.text(row, "truth");
        if (long_form) {
            add(truth, table.text(row, "winner"), table.number(row, "count").value_or(1));
            continue;
        }
        for (const std::string& winner : std::vector<std::string>(found.winners)) {
            add(truth, winner, table.number(row, winner).value_or(0));
        }
    }
    for (std::vector<double>& counts : found.counts) {
        counts.resize(found.winners.size(), 0.0);
    }
    return found;
}

double share(const Recovery& recovery, std::size_t truth, const std::string& winner) {
    const auto at = std::find(recovery.winners.begin(), recovery.winners.end(), winner);
    double sum = 0;
    for (const double count : recovery.counts[truth]) {
        sum += count;
    }
    return at == recovery.winners.end() || sum <= 0
               ? 0
               : recovery.counts[truth][static_cast<std::size_t>(at - recovery.winners.begin())] / sum;
}

std::string shown(const std::string& id) {
    return id.empty() ? "own settings" : id;
}

std::string sentence_of(const Recovery& recovery) {
    std::string pairs;
    for (std::size_t a = 0; a < recovery.truths.size(); ++a) {
        for (std::size_t b = a + 1; b < recovery.truths.size(); ++b) {
            if (share(recovery, a, recovery.truths[b]) >= confused_share ||
                share(recovery, b, recovery.truths[a]) >= confused_share) {
                pairs += fmt::format("{}{} and {}", pairs.empty() ? "" : "; ", shown(recovery.truths[a]),
                                     shown(recovery.truths[b]));
            }
        }
    }
    if (pairs.empty()) {
        return "No pair of these explanations is mistaken for each other in a quarter or more of the tests.";
    }
    return fmt::format(
        "A record like this one cannot separate {}: in a quarter or more of the tests of one, the other "
        "wins.",
        pairs);
}

}  // namespace

Json recovery_json(const FittedStudy& study) {
    if (!study.recovery || study.recovery->rows.empty()) {
        return nullptr;
    }
    const Recovery recovery = recovery_of(*study.recovery, study.fit);
    return {{"truths", recovery.truths},
            {"winners", recovery.winners},
            {"counts", recovery.counts},
            {"sentence", sentence_of(recovery)}};
}

}  // namespace upsurge

#include "inference/sbc.h"

#include <algorithm>
#include <cstdio>

#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

constexpr int simulations = 4000;

/// Smaller tail of Binomial(n, p) at each count 0 .. n, doubled and at most 1: small means far out.
std::vector<double> two_sided_tails(int n, double p) {
    std::vector<double> mass;
    for (int k = 0; k <= n; ++k) {
        mass.push_back(exp_of(binomial_log_mass(k, n, p)));
    }
    std::vector<double> below(mass.size());
    std::vector<double> above(mass.size());
    double sum = 0.0;
    for (std::size_t k = 0; k < mass.size(); ++k) {
        sum += mass[k];
        below[k] = sum;
    }
    sum = 0.0;
    for (std::size_t k = mass.size(); k-- > 0;) {
        sum += mass[k];
        above[k] = sum;
    }
    for (std::size_t k = 0; k < mass.size(); ++k) {
        below[k] = std::min(1.0, 2.0 * std::min(below[k], above[k]));
    }
    return below;
}

}  // namespace

int rank_of(double truth, std::span<const double> draws, Draws& ties) {
    int below = 0;
    int equal = 0;
    for (const double draw : draws) {
        below += draw < truth ? 1 : 0;
        equal += draw == truth ? 1 : 0;
    }
    return below +
           (equal == 0 ? 0 : static_cast<int>(uniform_below(ties, static_cast<std::uint64_t>(equal) + 1)));
}

SbcVerdict sbc_verdict(std::span<const int> ranks, int draws, int bins, double false_alarm,
                       std::uint64_t seed) {
    UPSURGE_CHECK(bins >= 2 && (draws + 1) % bins == 0 && !ranks.empty(), "calibration: bad bins");
    UPSURGE_CHECK(false_alarm >= 1.0 / simulations && false_alarm <= 0.5, "calibration: bad false alarm");
    const int replicates = static_cast<int>(ranks.size());
    const int width = (draws + 1) / bins;
    std::vector<std::vector<double>> tails;  // [bins - 1] at the end of each bin but the last
    for (int bin = 1; bin < bins; ++bin) {
        tails.push_back(two_sided_tails(replicates, static_cast<double>(bin) / bins));
    }
    const auto farthest = [&](const std::vector<int>& in_bin) {
        double least = 1.0;
        int count = 0;
        for (std::size_t bin = 0; bin < tails.size(); ++bin) {
            count += in_bin[bin];
            least = std::min(least, tails[bin][static_cast<std::size_t>(count)]);
        }
        return least;
    };
    std::vector<double> simulated;
    for (int i = 0; i < simulations; ++i) {
        Draws chance(make_run_key(seed, Purpose::calibration, 0, static_cast<std::uint64_t>(i), 0), {});
        std::vector<int> in_bin(static_cast<std::size_t>(bins), 0);
        for (int k = 0; k < replicates; ++k) {
            ++in_bin[static_cast<std::size_t>(chance.uniform() * bins)];
        }
        simulated.push_back(farthest(in_bin));
    }
    std::sort(simulated.begin(), simulated.end());
    // Sets strictly farther out than this are a share false_alarm at most.
    const double limit = simulated[static_cast<std::size_t>(false_alarm * simulations)];

    std::vector<int> in_bin(static_cast<std::size_t>(bins), 0);
    for (const int rank : ranks) {
        UPSURGE_CHECK(rank >= 0 && rank <= draws, "calibration: rank out of range");
        ++in_bin[static_cast<std::size_t>(rank / width)];
    }
    SbcVerdict verdict;
    verdict.false_alarm = false_alarm;
    verdict.uniform = true;
    int count = 0;
    for (int bin = 0; bin + 1 < bins; ++bin) {
        const std::vector<double>& tail = tails[static_cast<std::size_t>(bin)];
        count += in_bin[static_cast<std::size_t>(bin)];
        EnvelopePoint point;
        point.rank = (bin + 1) * width - 1;
        point.count = count;
        point.expected = replicates * static_cast<double>(bin + 1) / bins;
        const auto inside = [&](int k) { return tail[static_cast<std::size_t>(k)] >= limit; };
        while (!inside(point.low)) {
            ++point.low;
        }
        point.high = replicates;
        while (!inside(point.high)) {
            --point.high;
        }
        verdict.uniform = verdict.uniform && inside(count);
        verdict.points.push_back(point);
    }
    const double seen = farthest(in_bin);
    const auto as_far = std::upper_bound(simulated.begin(), simulated.end(), seen) - simulated.begin();
    verdict.p_value = (static_cast<double>(as_far) + 1.0) / (simulations + 1.0);
    return verdict;
}

std::string SbcVerdict::sentence() const {
    int out = 0;
    for (const EnvelopePoint& point : points) {
        out += point.count < point.low || point.count > point.high ? 1 : 0;
    }
    char text[200];
    std::snprintf(text, sizeof text,
                  "%s: %d of %d points outside an envelope that uniform ranks leave with chance %g; p %.4f",
                  uniform ? "calibrated" : "not calibrated", out, static_cast<int>(points.size()),
                  false_alarm, p_value);
    return text;
}

}  // namespace upsurge

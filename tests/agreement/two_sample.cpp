#include "two_sample.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "numbers/elementary.h"

namespace upsurge {

namespace {

double two_sided(double z) {
    return 2.0 * normal_cdf(-std::fabs(z));
}

double mean_of(const std::vector<double>& x) {
    double sum = 0;
    for (double value : x) {
        sum += value;
    }
    return sum / static_cast<double>(x.size());
}

}  // namespace

double mean_p_value(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> both = a;
    both.insert(both.end(), b.begin(), b.end());
    const double centre = mean_of(both);
    double squares = 0;
    for (double value : both) {
        squares += (value - centre) * (value - centre);
    }
    if (!(squares > 0)) {
        return 1;
    }
    const double n = static_cast<double>(a.size());
    const double m = static_cast<double>(b.size());
    const double variance = squares / (n + m - 1.0) * (1.0 / n + 1.0 / m);
    return two_sided((mean_of(a) - mean_of(b)) / std::sqrt(variance));
}

double rank_sum_p_value(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<std::pair<double, int>> both;
    for (double value : a) {
        both.emplace_back(value, 0);
    }
    for (double value : b) {
        both.emplace_back(value, 1);
    }
    std::sort(both.begin(), both.end());
    const double n = static_cast<double>(a.size());
    const double m = static_cast<double>(b.size());
    const double total = n + m;
    double rank_sum = 0;  // of a
    double ties = 0;      // sum of t^3 - t
    for (std::size_t first = 0; first < both.size();) {
        std::size_t last = first;
        double of_a = 0;
        while (last < both.size() && both[last].first == both[first].first) {
            of_a += both[last].second == 0 ? 1 : 0;
            ++last;
        }
        const double t = static_cast<double>(last - first);
        const double rank = static_cast<double>(first) + (t + 1.0) / 2.0;
        rank_sum += of_a * rank;
        ties += t * t * t - t;
        first = last;
    }
    const double variance = n * m / 12.0 * (total + 1.0 - ties / (total * (total - 1.0)));
    if (!(variance > 0)) {
        return 1;
    }
    return two_sided((rank_sum - n * (total + 1.0) / 2.0) / std::sqrt(variance));
}

double spread_p_value(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> both = a;
    both.insert(both.end(), b.begin(), b.end());
    const auto middle = both.begin() + static_cast<std::ptrdiff_t>(both.size() / 2);
    std::nth_element(both.begin(), middle, both.end());
    const double median = *middle;
    std::vector<double> distances_a;
    std::vector<double> distances_b;
    for (double value : a) {
        distances_a.push_back(std::fabs(value - median));
    }
    for (double value : b) {
        distances_b.push_back(std::fabs(value - median));
    }
    return rank_sum_p_value(distances_a, distances_b);
}

double kolmogorov_smirnov_p_value(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> x = a;
    std::vector<double> y = b;
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    const double n = static_cast<double>(x.size());
    const double m = static_cast<double>(y.size());
    double largest = 0;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < x.size() && j < y.size()) {
        const double at = std::min(x[i], y[j]);
        while (i < x.size() && x[i] == at) {
            ++i;
        }
        while (j < y.size() && y[j] == at) {
            ++j;
        }
        largest = std::max(largest, std::fabs(static_cast<double>(i) / n - static_cast<double>(j) / m));
    }
    const double scaled = largest * std::sqrt(n * m / (n + m));
    if (scaled < 0.3) {
        return 1;  // the limit law gives 0.99999 here
    }
    double p = 0;
    for (int k = 1; k <= 50; ++k) {
        p += (k % 2 == 1 ? 2.0 : -2.0) * exp_of(-2.0 * k * k * scaled * scaled);
    }
    return std::clamp(p, 0.0, 1.0);
}

double chi_square_p_value(const std::vector<double>& counts, const std::vector<double>& probabilities) {
    double total = 0;
    for (double count : counts) {
        total += count;
    }
    double x = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double expected = total * probabilities[i];
        x += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    constexpr double pi = 3.14159265358979323846;
    return two_sided(std::sqrt(x)) + std::sqrt(2.0 * x / pi) * exp_of(-0.5 * x);
}

std::vector<NamedPValue> holm_rejections(std::vector<NamedPValue> tests, double level) {
    std::stable_sort(tests.begin(), tests.end(),
                     [](const NamedPValue& x, const NamedPValue& y) { return x.p < y.p; });
    std::size_t rejected = 0;
    while (rejected < tests.size() &&
           tests[rejected].p <= level / static_cast<double>(tests.size() - rejected)) {
        ++rejected;
    }
    tests.resize(rejected);
    return tests;
}

}  // namespace upsurge

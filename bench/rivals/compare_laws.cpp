#include "compare_laws.h"

#include <algorithm>
#include <map>

#include "upsurge/result.h"

namespace upsurge::bench {

namespace {

/// How many values of both differ from the commonest one.
std::size_t off_the_mode(const std::vector<double>& a, const std::vector<double>& b) {
    std::map<double, std::size_t> times;
    for (const auto* sample : {&a, &b}) {
        for (const double value : *sample) {
            ++times[value];
        }
    }
    std::size_t commonest = 0;
    for (const auto& [value, count] : times) {
        commonest = std::max(commonest, count);
    }
    return a.size() + b.size() - commonest;
}

bool is_fixed(const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(),
                       [&values](double value) { return value == values.front(); });
}

}  // namespace

LawComparison compare_laws(const std::vector<NamedSample>& ours, const std::vector<NamedSample>& theirs) {
    UPSURGE_CHECK(ours.size() == theirs.size() && !ours.empty(), "rivals record different numbers");
    LawComparison comparison;
    comparison.runs = std::min(ours.front().values.size(), theirs.front().values.size());
    std::vector<NamedPValue> tests;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const auto runs = static_cast<std::ptrdiff_t>(comparison.runs);
        const std::vector<double> a(ours[i].values.begin(), ours[i].values.begin() + runs);
        const std::vector<double> b(theirs[i].values.begin(), theirs[i].values.begin() + runs);
        if (is_fixed(a) && is_fixed(b)) {
            if (a.front() != b.front()) {
                tests.push_back({ours[i].name + ", fixed", 0.0});
            }
            continue;
        }
        if (off_the_mode(a, b) < std::min<std::size_t>(40, comparison.runs)) {
            continue;  // too rare for normal approximations that far out
        }
        ++comparison.numbers;
        tests.push_back({ours[i].name + ", mean", mean_p_value(a, b)});
        tests.push_back({ours[i].name + ", ranks", rank_sum_p_value(a, b)});
        tests.push_back({ours[i].name + ", spread", spread_p_value(a, b)});
        tests.push_back({ours[i].name + ", distribution", kolmogorov_smirnov_p_value(a, b)});
    }
    comparison.tests = tests.size();
    for (const NamedPValue& test : tests) {
        const double corrected = std::min(1.0, test.p * static_cast<double>(tests.size()));
        if (corrected < comparison.smallest_p || comparison.smallest_name.empty()) {
            comparison.smallest_p = corrected;
            comparison.smallest_name = test.name;
        }
    }
    comparison.rejections = holm_rejections(std::move(tests), false_alarm_rate);
    return comparison;
}

}  // namespace upsurge::bench

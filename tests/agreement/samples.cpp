#include "samples.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <thread>

#include "engines/row_engine.h"

namespace upsurge {

namespace {

/// Nine digits: the engines may add up fields in different orders.
double rounded(double x) {
    return std::floor(x * 1e9 + 0.5) / 1e9;
}

/// One run's values: those of each point, then those of each pool.
std::vector<double> values_of(const Samples& samples, const History& history) {
    std::vector<double> values;
    for (const int tick : samples.ticks) {
        for (int place = 0; place < samples.places; ++place) {
            for (int o = 0; o < observable_count; ++o) {
                values.push_back(rounded(history.at(tick, place, static_cast<Observable>(o))));
            }
        }
    }
    for (int place = 0; place < samples.places; ++place) {
        for (int o = 0; o < observable_count; ++o) {
            double sum = 0;
            for (int tick = 0; tick < history.ticks(); ++tick) {
                sum += history.at(tick, place, static_cast<Observable>(o));
            }
            values.push_back(rounded(sum / history.ticks()));
        }
    }
    return values;
}

/// Run i goes into slot i, so threads change nothing but the time.
Samples sample(const Model& model, int runs, const std::function<History(int)>& run) {
    Samples samples;
    samples.places = static_cast<int>(model.places.size());
    for (int tick = 0; tick < model.clock.ticks(); tick += tick < 3 ? 1 : 3) {
        samples.ticks.push_back(tick);
    }
    const std::size_t per_tick = static_cast<std::size_t>(samples.places) * observable_count;
    const auto length = static_cast<std::size_t>(runs);
    samples.points.assign(samples.ticks.size() * per_tick, std::vector<double>(length));
    samples.pools.assign(per_tick, std::vector<double>(length));
    const int threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8);
    const auto work = [&](int first) {
        for (int i = first; i < runs; i += threads) {
            const std::vector<double> values = values_of(samples, run(i));
            const auto slot = static_cast<std::size_t>(i);
            for (std::size_t at = 0; at < values.size(); ++at) {
                const bool is_point = at < samples.points.size();
                (is_point ? samples.points[at] : samples.pools[at - samples.points.size()])[slot] =
                    values[at];
            }
        }
    };
    std::vector<std::thread> workers;
    for (int first = 1; first < threads; ++first) {
        workers.emplace_back(work, first);
    }
    work(0);
    for (std::thread& worker : workers) {
        worker.join();
    }
    return samples;
}

/// How many values of both differ from the commonest one.
std::size_t off_the_mode(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> both = a;
    both.insert(both.end(), b.begin(), b.end());
    std::sort(both.begin(), both.end());
    std::size_t commonest = 0;
    for (std::size_t first = 0; first < both.size();) {
        std::size_t last = first;
        while (last < both.size() && both[last] == both[first]) {
            ++last;
        }
        commonest = std::max(commonest, last - first);
        first = last;
    }
    return both.size() - commonest;
}

void compare(const std::string& name, const std::vector<double>& a, const std::vector<double>& b,
             std::size_t least, std::vector<NamedPValue>& tests) {
    const auto [low, high] = std::minmax_element(a.begin(), a.end());
    const auto [low_b, high_b] = std::minmax_element(b.begin(), b.end());
    if (*low == *high && *low_b == *high_b) {
        const bool same = std::fabs(*low - *low_b) <= 2e-9 * std::max(1.0, std::fabs(*low));
        if (!same) {
            tests.push_back({name + " fixed", 0.0});
        }
        return;
    }
    if (std::max(*high, *high_b) - std::min(*low, *low_b) < 1e-8) {
        return;  // rounding only
    }
    if (off_the_mode(a, b) < least) {
        return;  // too rare for a normal approximation that far out in the tail
    }
    tests.push_back({name + " mean", mean_p_value(a, b)});
    tests.push_back({name + " ranks", rank_sum_p_value(a, b)});
    tests.push_back({name + " spread", spread_p_value(a, b)});
    tests.push_back({name + " distribution", kolmogorov_smirnov_p_value(a, b)});
}

std::string name_at(int place, std::size_t observable) {
    return std::string(observable_descriptions[observable].id) + " of place " + std::to_string(place);
}

}  // namespace

Samples sample_rows(const Model& model, int runs, std::uint64_t seed) {
    const ParameterValues values = point_values(model);
    return sample(model, runs, [&](int i) {
        const RunKey key = make_run_key(seed, Purpose::simulate, 0, static_cast<std::uint64_t>(i), 0);
        return run_rows(model, values, key, VectorPath::portable).history;
    });
}

Samples sample_reference(const Model& model, int runs, std::uint64_t seed, const ReferenceFault& fault) {
    const ParameterValues values = point_values(model);
    return sample(model, runs, [&](int i) {
        const RunKey key = make_run_key(seed, Purpose::simulate, 0, static_cast<std::uint64_t>(i), 0);
        return run_reference(model, values, key, fault);
    });
}

std::vector<NamedPValue> compare_points(const Samples& a, const Samples& b) {
    std::vector<NamedPValue> tests;
    for (std::size_t i = 0; i < a.points.size(); ++i) {
        const std::size_t runs = std::min(a.points[i].size(), b.points[i].size());
        const auto length = static_cast<std::ptrdiff_t>(runs);
        const std::vector<double> x(a.points[i].begin(), a.points[i].begin() + length);
        const std::vector<double> y(b.points[i].begin(), b.points[i].begin() + length);
        const std::size_t observable = i % observable_count;
        const int place = static_cast<int>(i / observable_count) % a.places;
        const int tick = a.ticks[i / observable_count / static_cast<std::size_t>(a.places)];
        compare(name_at(place, observable) + " at tick " + std::to_string(tick), x, y, 50, tests);
    }
    return tests;
}

std::vector<NamedPValue> compare_pools(const Samples& a, const Samples& b) {
    std::vector<NamedPValue> tests;
    for (std::size_t i = 0; i < a.pools.size(); ++i) {
        const std::size_t least = a.pools[i].size() == b.pools[i].size() ? 50 : 400;
        compare(name_at(static_cast<int>(i / observable_count), i % observable_count) + " over time",
                a.pools[i], b.pools[i], least, tests);
    }
    return tests;
}

std::string told(const std::vector<NamedPValue>& rejections) {
    std::ostringstream text;
    for (const NamedPValue& rejection : rejections) {
        text << rejection.name << ": p = " << rejection.p << '\n';
    }
    return text.str();
}

}  // namespace upsurge

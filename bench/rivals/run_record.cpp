#include "run_record.h"

#include <functional>

namespace upsurge::bench {

namespace {

/// One series of one place, or of the country (place -1).
std::vector<double> course(const RunRecord& record, int place, Series series) {
    std::vector<double> values(static_cast<std::size_t>(record.ticks()));
    for (int tick = 0; tick < record.ticks(); ++tick) {
        for (int p = 0; p < record.places(); ++p) {
            if (place < 0 || p == place) {
                values[static_cast<std::size_t>(tick)] += record.at(tick, p, series);
            }
        }
    }
    return values;
}

double sum_over(const std::vector<double>& by_place, int place) {
    double sum = 0;
    for (std::size_t p = 0; p < by_place.size(); ++p) {
        sum += place < 0 || p == static_cast<std::size_t>(place) ? by_place[p] : 0;
    }
    return sum;
}

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

/// Tick of the first largest value.
std::size_t peak_of(const std::vector<double>& values) {
    std::size_t at = 0;
    for (std::size_t tick = 1; tick < values.size(); ++tick) {
        at = values[tick] > values[at] ? tick : at;
    }
    return at;
}

/// The compared numbers of one run at one place, in a fixed order; `tell` gets each with its name.
void tell_numbers(const RunRecord& record, int place, const std::function<void(std::string, double)>& tell) {
    const std::vector<double> crowd = course(record, place, Series::crowd);
    const std::size_t peak = peak_of(crowd);
    tell("crowd at its peak", crowd[peak]);
    tell("hour of the peak", static_cast<double>(peak));
    tell("crowd, mean", mean_of(crowd));
    for (const std::size_t tick : {5U, 23U, 47U, 71U}) {
        if (tick < crowd.size()) {
            tell("crowd after " + std::to_string(tick + 1) + " ticks", crowd[tick]);
        }
    }
    tell("joinings", course(record, place, Series::joinings).back());
    tell("detentions", course(record, place, Series::detentions).back());
    tell("detained, mean", mean_of(course(record, place, Series::detained)));
    tell("withdrawn, mean", mean_of(course(record, place, Series::withdrawn)));
    tell("hardship steps", sum_over(record.hardship_steps, place));
    tell("risk-aversion steps", sum_over(record.risk_steps, place));
}

}  // namespace

std::vector<NamedSample> samples_of(const std::vector<RunRecord>& records,
                                    const std::vector<std::string>& places) {
    std::vector<NamedSample> samples;
    for (std::size_t run = 0; run < records.size(); ++run) {
        std::size_t next = 0;
        for (int place = -1; place < static_cast<int>(places.size()); ++place) {
            const std::string where = place < 0 ? "country" : places[static_cast<std::size_t>(place)];
            tell_numbers(records[run], place, [&](const std::string& what, double value) {
                if (run == 0) {
                    samples.push_back({what + ", " + where, {}});
                }
                samples[next++].values.push_back(value);
            });
        }
    }
    return samples;
}

}  // namespace upsurge::bench

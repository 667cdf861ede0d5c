#include "studies/run_values.h"

#include <algorithm>

namespace upsurge {

std::vector<double> HistoryValues::values(Observable observable, int place) const {
    std::vector<double> all;
    all.reserve(histories_.size() * static_cast<std::size_t>(ticks()));
    for (const History& history : histories_) {
        for (int tick = 0; tick < history.ticks(); ++tick) {
            all.push_back(history.at(tick, place, observable));
        }
    }
    return all;
}

bool adds_up(Observable observable) {
    return describe(observable).aggregation == Aggregation::sum;
}

bool lies_in(const Model& model, int place, int ancestor) {
    for (; place >= 0; place = model.places[static_cast<std::size_t>(place)].parent) {
        if (place == ancestor) {
            return true;
        }
    }
    return false;
}

std::vector<int> outermost_places(const Model& model, const std::vector<int>& places) {
    std::vector<int> outermost;
    for (int place : places) {
        const bool inside_another = std::any_of(places.begin(), places.end(), [&](int other) {
            return other != place && lies_in(model, place, other);
        });
        if (!inside_another && std::find(outermost.begin(), outermost.end(), place) == outermost.end()) {
            outermost.push_back(place);
        }
    }
    return outermost;
}

std::vector<double> combined_values(const Model& model, const RunValues& runs, Observable observable,
                                    const std::vector<int>& places) {
    const std::vector<int> counted = outermost_places(model, places);
    const std::size_t size = static_cast<std::size_t>(runs.runs()) * static_cast<std::size_t>(runs.ticks());
    if (counted.size() == 1) {
        return runs.values(observable, counted.front());
    }
    std::vector<double> sum(size, 0.0);
    double weight_sum = 0;
    const Aggregation aggregation = describe(observable).aggregation;
    for (int place : counted) {
        if (aggregation == Aggregation::count_regions) {
            const std::vector<double> crowd = runs.values(Observable::crowd, place);
            for (std::size_t i = 0; i < size; ++i) {
                sum[i] += crowd[i] >= model.event_size ? 1.0 : 0.0;
            }
            continue;
        }
        const double weight =
            aggregation == Aggregation::sum
                ? 1.0
                : static_cast<double>(model.places[static_cast<std::size_t>(place)].population);
        weight_sum += weight;
        const std::vector<double> one = runs.values(observable, place);
        for (std::size_t i = 0; i < size; ++i) {
            sum[i] += weight * one[i];
        }
    }
    if (aggregation == Aggregation::mean_by_population && weight_sum > 0) {
        for (double& value : sum) {
            value /= weight_sum;
        }
    }
    return sum;
}

}  // namespace upsurge

/// The small country as plain numbers, for programs that know nothing of Upsurge.
///
/// What the rules do with these numbers stands in bench/rivals/README.md and is written anew by each rival.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/model.h"

namespace upsurge::bench {

struct Country {
    struct Town {
        std::string id;
        double latitude = 0;
        double longitude = 0;
        std::int64_t population = 0;
        std::vector<std::int64_t> active;  ///< people by active stratum
    };
    /// In force while from_hour <= t < until_hour; hours since the start, -1: no end.
    struct Entry {
        std::string kind;  ///< price, police or policing
        std::vector<int> towns;
        double from_hour = 0;
        double until_hour = -1;
        double value = 0;   ///< price, or officers at each town
        std::string order;  ///< of policing: tolerate, contain or disperse
    };

    int ticks = 0;
    double tick_hours = 1;
    std::vector<Town> towns;
    std::vector<double> hardship_cuts;  ///< quantiles
    int risk_aversion_bins = 1;
    std::map<std::string, double> parameters;  ///< "mechanism.parameter"
    std::vector<Entry> schedule;
};

/// Every number of the model that the rules of the README use.
Country country_of(const Model& model);

/// The country as JSON text.
std::string json_of(const Country& country);

}  // namespace upsurge::bench

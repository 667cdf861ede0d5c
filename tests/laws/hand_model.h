/// Models made by hand for tests: a few places, no files.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/model.h"
#include "models/parameter_values.h"

namespace upsurge::tests {

struct HandModel {
    std::vector<std::int64_t> people = {1'000'000};  ///< per place, all in one active stratum
    std::vector<std::string> mechanisms;             ///< on
    std::map<std::string, std::string> switches;
    std::vector<double> hardship_cuts;
    std::vector<double> hardship_values;
    int risk_aversion_bins = 1;
    int organised_bins = 1;
    double tick_hours = 1;
    int ticks = 24;
    bool street_at_once = false;      ///< see Model
    double kilometres_between = 100;  ///< places stand in a row, going north
    std::vector<Workplace> workplaces;
    std::vector<int> abroad;   ///< places outside the country
    bool clandestine = false;  ///< the one stratum is of clandestine networks
    std::vector<Unit> units;
    std::vector<Facility> facilities;
    std::vector<Clique> cliques;
    std::vector<Power> powers;
};

/// Country, one region per place. Clock starts at 1970-01-01T00:00Z, UTC everywhere.
Model make_model(const HandModel& hand);

/// Table defaults with the given values everywhere. Stops on an unknown name.
ParameterValues make_values(const Model& model, const std::vector<std::pair<std::string, double>>& values);

/// A schedule entry for all leaves from `hour` on.
ScheduleEntry at_hour(const Model& model, ScheduleKind kind, double hour, double value = 0,
                      double until_hour = 0);

}  // namespace upsurge::tests

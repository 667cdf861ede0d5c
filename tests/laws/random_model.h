/// Random societies: any number of places, strata, bins and table entries, any schedule, any values.
///
/// A RandomModel is a plan from which the model is built, so that a part can be left out of a plan and what
/// remains is still a whole model (simpler_model.h).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/model.h"
#include "models/parameter_values.h"

namespace upsurge::tests {

struct RandomPlace {
    bool abroad = false;
    double latitude = 0;
    double longitude = 0;
    int utc_offset_minutes = 0;
    std::vector<std::int64_t> people;  ///< [stratum]; the first >= 1, the others >= 0
};

/// A parameter away from its usual value, at one leaf or (-1) everywhere.
struct RandomSetting {
    int parameter = 0;
    int leaf = -1;
    double value = 0;
};

struct RandomModel {
    std::uint64_t number = 0;         ///< names the society and the run's chance
    std::vector<RandomPlace> places;  ///< the first is of the country
    std::vector<Stratum> strata;      ///< the first is active
    std::vector<double> hardship_cuts;
    int risk_aversion_bins = 1;
    int organised_bins = 1;
    double tick_hours = 1;
    int steps_per_tick = 1;
    int ticks = 24;
    bool street_at_once = false;
    std::vector<std::string> mechanisms;
    std::map<std::string, std::string> switches;
    std::vector<ScheduleEntry> schedule;
    Instant endogenous_from = 0;  ///< as Model::endogenous_from
    std::vector<ParameterChange> parameter_changes;
    std::vector<Destination> destinations;
    std::vector<Workplace> workplaces;
    std::vector<Unit> units;
    std::vector<Facility> facilities;
    std::vector<GunShop> gun_shops;
    std::vector<Clique> cliques;
    std::vector<Power> powers;
    std::vector<RandomSetting> settings;
};

/// The society of that number. Every part may be absent or present; parameters are usual, from their prior
/// or anywhere in the range that files accept, its ends included.
RandomModel draw_model(std::uint64_t number);

Model build_model(const RandomModel& plan);
ParameterValues build_values(const RandomModel& plan, const Model& model);

}  // namespace upsurge::tests

/// The checked model: everything a run needs, nothing left to verify.
///
/// Made by scenarios/ from files or by hand in tests; engines read it and never change it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/model_change.h"
#include "models/schedule_entry.h"
#include "numbers/parameter.h"
#include "reports/claim.h"
#include "reports/report.h"
#include "society/actors.h"
#include "society/facilities.h"
#include "society/layout.h"
#include "society/units.h"
#include "society/workplaces.h"

namespace upsurge {

/// `abroad` is outside the country: its people are people of the model, but no part of the country.
enum class PlaceKind { country, region, city, town, remainder, abroad };

/// A node of the tree of places. People live in leaves.
struct Place {
    std::string id;
    std::string name;
    PlaceKind kind = PlaceKind::city;
    int parent = -1;  ///< index into Model::places; -1 for the country and for a place abroad
    double latitude = 0;
    double longitude = 0;
    int utc_offset_minutes = 0;
    std::int64_t population = 0;
    double urban_share = 0;
    std::string map_shape;
    int leaf = -1;  ///< ordinal among leaves, -1 for a place with children
};

struct Stratum {
    std::string id;
    std::string name;
    double share = 0;
    bool active = true;        ///< may take part in protest
    bool clandestine = false;  ///< its presence in a crowd provokes escalation
    std::string source;
    Mark mark = Mark::assumed;
};

/// Part of the crowd of `leaf` goes to `destination`.
struct Destination {
    int leaf = 0;
    int destination = 0;
    double share = 0;
};

/// A named set of places shown together.
struct PlaceGroup {
    std::string id;
    std::string name;
    std::vector<int> places;  ///< indices into Model::places
};

/// Where a parameter's value came from and what it is allowed to be.
struct ParameterSetting {
    double value = 0;
    std::string prior;  ///< empty: fixed
    std::string source;
    Mark mark = Mark::assumed;
    bool free = false;  ///< adjusted by the point search
    bool is_default = true;
    /// 0: the value for every place; k > 0: the k-th entry for named places. Settings of one parameter with
    /// the same origin share one draw from the prior.
    int origin = 0;
};

/// Values of all parameters of the mechanisms that are on. Index = position in all_parameters()
/// (mechanisms/registry.h). Place-scoped parameters have one setting per leaf.
struct ParameterTable {
    std::vector<ParameterSetting> global;              ///< [parameter]
    std::vector<std::vector<ParameterSetting>> place;  ///< [parameter][leaf]; empty unless place-scoped
};

struct Clock {
    Instant start = 0;
    Instant end = 0;
    double tick_hours = 1;        ///< the history keeps the end of every tick
    int steps_per_tick = 1;       ///< of a tick in which something goes on; a quiet tick is a single step
    Instant hindsight_until = 0;  ///< reports published by then were used to choose parameters
    int utc_offset_minutes = 0;   ///< offset in which the scenario writes times
    int ticks() const {
        return static_cast<int>(static_cast<double>(end - start) / (tick_hours * 3600.0) + 0.5);
    }
    /// Start of tick k (its end is the start of tick k + 1).
    Instant at(int tick) const {
        return start + static_cast<Instant>(static_cast<double>(tick) * tick_hours * 3600.0 + 0.5);
    }
    double step_hours() const { return tick_hours / steps_per_tick; }
    /// Start of step k: steps are numbered as if no tick were quiet.
    Instant step_at(int step) const {
        return start + static_cast<Instant>(static_cast<double>(step) * step_hours() * 3600.0 + 0.5);
    }
};

struct Model {
    std::string id;
    std::string name;
    std::string summary;
    Clock clock;
    std::string resolution = "coarse";
    std::vector<Place> places;  ///< country first
    std::vector<int> leaves;    ///< leaf ordinal -> index into places
    std::vector<Stratum> strata;
    std::vector<std::vector<std::int64_t>> people;  ///< [leaf][stratum], exact head counts
    Layout layout;
    std::vector<double> hardship_cuts;  ///< quantiles in (0,1), hardship_bins - 1 of them
    std::vector<double>
        hardship_values;  ///< [hardship bin] fixed values replacing Beta(1,b) means; usually empty
    std::vector<std::string> mechanisms;          ///< names of those switched on, in registry order
    std::map<std::string, std::string> switches;  ///< "mechanism.switch" -> chosen option
    ParameterTable parameters;
    std::vector<ParameterChange> parameter_changes;  ///< in mid-run, by time; those of an intervention
    std::vector<ScheduleEntry> schedule;             ///< by time, then by depth
    std::vector<Destination> destinations;
    std::vector<Workplace> workplaces;
    std::vector<Unit> units;
    std::vector<Facility> facilities;
    std::vector<GunShop> gun_shops;
    std::vector<Clique> cliques;
    std::vector<Power> powers;
    /// With state_policy.policy = endogenous, the government acts as dated up to this moment and decides by
    /// itself from it on; decisions of the schedule after it do not act. 0: the clock's start.
    Instant endogenous_from = 0;
    std::vector<PlaceGroup> groups;
    std::vector<Report> reports;
    std::vector<Source> sources;
    std::vector<Claim> claims;
    std::vector<Hypothesis> hypotheses;         ///< rival explanations that could be applied
    std::vector<Intervention> interventions;    ///< changes that could be applied
    std::string hypothesis;                     ///< id of the one applied; may be empty
    std::string intervention;                   ///< the same
    std::set<std::string, std::less<>> pinned;  ///< keys set on the command line: no change moves them
    /// The street phase draws all arrows at once from the state at its start (the plain chain of exact
    /// answers) instead of in, out, in.
    bool street_at_once = false;
    std::vector<int> fitted;  ///< parameters that a fit moves, by prior; rising indices in all_parameters()
    /// Priors of how far the model's counts are off (reports/discrepancy.h); empty: not at all.
    std::string discrepancy_estimated;
    std::string discrepancy_listed;
    /// Prior of Attention::reported_crowd, see reports/silence.h; empty: silence says nothing.
    std::string reported_crowd;
    double event_size = 50;  ///< a region counts as active from this crowd on

    /// People of the country, without those abroad.
    std::int64_t people_of_country() const { return places.front().population; }
    /// Everybody in the model, also people abroad.
    std::int64_t population() const {
        std::int64_t sum = 0;
        for (const auto& strata_of_place : people) {
            for (std::int64_t count : strata_of_place) {
                sum += count;
            }
        }
        return sum;
    }
};

}  // namespace upsurge

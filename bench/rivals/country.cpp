#include "country.h"

#include <nlohmann/json.hpp>

#include "mechanisms/registry.h"
#include "models/parameter_values.h"
#include "upsurge/result.h"

namespace upsurge::bench {

namespace {

/// The parameters of the README's rules.
constexpr const char* used[] = {"grievance.exposure",           "grievance.memory",
                                "grievance.hardship_shape",     "grievance.price_weight",
                                "grievance.loss_aversion",      "grievance.reference_days",
                                "grievance.legitimacy",         "participation.join_rate",
                                "participation.leave_rate",     "participation.threshold",
                                "participation.risk_weight",    "participation.sharpness",
                                "participation.reinforcement",  "participation.reinforcement_half",
                                "participation.organised_push", "participation.organised_share",
                                "participation.deterrence",     "withdrawal.fatigue_rate",
                                "withdrawal.recovery_rate",     "diffusion.local_weight",
                                "diffusion.distance_weight",    "diffusion.media_weight",
                                "diffusion.distance_km",        "diffusion.distance_power",
                                "diffusion.memory_hours",       "policing.arrest_rate",
                                "policing.disperse_rate",       "policing.detention_capacity",
                                "detention.detention_hours",    "detention.radicalised_share",
                                "detention.cowed_share"};

const char* order_of(Policing policing) {
    UPSURGE_CHECK(policing != Policing::fire, "the small country has no rule for firing");
    return policing == Policing::tolerate   ? "tolerate"
           : policing == Policing::disperse ? "disperse"
                                            : "contain";
}

}  // namespace

Country country_of(const Model& model) {
    Country country;
    country.ticks = model.clock.ticks();
    country.tick_hours = model.clock.tick_hours;
    country.hardship_cuts = model.hardship_cuts;
    country.risk_aversion_bins = model.layout.risk_aversion_bins;
    for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
        const Place& place = model.places[static_cast<std::size_t>(model.leaves[leaf])];
        Country::Town town{place.id, place.latitude, place.longitude, place.population, {}};
        for (std::size_t stratum = 0; stratum < model.strata.size(); ++stratum) {
            if (model.strata[stratum].active) {
                town.active.push_back(model.people[leaf][stratum]);
            }
        }
        country.towns.push_back(town);
    }
    const ParameterValues values = point_values(model);
    for (const char* id : used) {
        const std::optional<int> index = find_parameter(id);
        UPSURGE_CHECK(index.has_value(), "a parameter of the rivals' rules is not registered");
        country.parameters[id] = values.at(*index, 0);
        for (int leaf = 1; leaf < values.leaves(); ++leaf) {
            UPSURGE_CHECK(values.at(*index, leaf) == values.at(*index, 0),
                          "the rivals' rules have one value of each parameter for all places");
        }
    }
    for (const ScheduleEntry& entry : model.schedule) {
        const double start = static_cast<double>(entry.from - model.clock.start) / 3600.0;
        const double end =
            entry.until == 0 ? -1.0 : static_cast<double>(entry.until - model.clock.start) / 3600.0;
        UPSURGE_CHECK(entry.kind == ScheduleKind::price || entry.kind == ScheduleKind::police ||
                          entry.kind == ScheduleKind::policing,
                      "the rivals' rules know prices, police and policing only");
        UPSURGE_CHECK(entry.officers.empty() || entry.leaves.size() == 1,
                      "the rivals' rules have one number of officers in an entry");
        Country::Entry made{std::string(name_of(entry.kind)), entry.leaves, start, end, entry.value, ""};
        if (entry.kind == ScheduleKind::policing) {
            made.order = order_of(entry.policing);
        }
        country.schedule.push_back(made);
    }
    return country;
}

std::string json_of(const Country& country) {
    nlohmann::json json = {{"ticks", country.ticks},
                           {"tick_hours", country.tick_hours},
                           {"hardship_cuts", country.hardship_cuts},
                           {"risk_aversion_bins", country.risk_aversion_bins},
                           {"parameters", country.parameters}};
    for (const Country::Town& town : country.towns) {
        json["towns"].push_back({{"id", town.id},
                                 {"latitude", town.latitude},
                                 {"longitude", town.longitude},
                                 {"population", town.population},
                                 {"active", town.active}});
    }
    for (const Country::Entry& entry : country.schedule) {
        json["schedule"].push_back({{"kind", entry.kind},
                                    {"towns", entry.towns},
                                    {"from_hour", entry.from_hour},
                                    {"until_hour", entry.until_hour},
                                    {"value", entry.value},
                                    {"order", entry.order}});
    }
    return json.dump(1) + "\n";
}

}  // namespace upsurge::bench

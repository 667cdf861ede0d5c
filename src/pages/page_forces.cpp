#include "pages/page_forces.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "pages/page_numbers.h"
#include "studies/statistics.h"

namespace upsurge {
namespace {

constexpr std::array<const char*, 4> service_titles = {"Police", "National guard", "Army",
                                                       "Special services"};
static_assert(service_titles.size() == service_count);

/// Members of one service in one state: [run x tick].
std::vector<double> members_over_time(const Model& model, const RunTables& tables, Service service,
                                      std::size_t state) {
    const auto ticks = static_cast<std::size_t>(model.clock.ticks());
    std::map<int, std::size_t> position;
    for (std::size_t i = 0; i < tables.runs.size(); ++i) {
        position[tables.runs[i]] = i;
    }
    std::vector<double> values(tables.runs.size() * ticks, 0.0);
    for (const ServiceChange& change : *tables.services) {
        const auto found = position.find(change.run);
        if (change.service != service || found == position.end()) {
            continue;
        }
        // A later change overwrites the rest.
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(found->second * ticks);
        std::fill(first + change.tick, first + static_cast<std::ptrdiff_t>(ticks),
                  static_cast<double>(change.members[state]));
    }
    return values;
}

Json series_json(const std::vector<SampleSummary>& ticks) {
    Json json;
    const std::pair<const char*, double SampleSummary::*> parts[] = {
        {"mean", &SampleSummary::mean}, {"q05", &SampleSummary::q05}, {"q25", &SampleSummary::q25},
        {"q50", &SampleSummary::q50},   {"q75", &SampleSummary::q75}, {"q95", &SampleSummary::q95}};
    for (const auto& [name, member] : parts) {
        Json numbers = Json::array();
        for (const SampleSummary& tick : ticks) {
            numbers.push_back(figures(tick.*member, 4));
        }
        json[name] = std::move(numbers);
    }
    return json;
}

/// Null when no run has any member in this state.
Json state_json(const Model& model, const RunTables& tables, Service service, std::size_t state) {
    const std::vector<double> values = members_over_time(model, tables, service, state);
    const auto ticks = static_cast<std::size_t>(model.clock.ticks());
    std::vector<double> peaks;
    std::vector<double> hours;
    for (std::size_t run = 0; run < tables.runs.size(); ++run) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(run * ticks);
        const auto end = begin + static_cast<std::ptrdiff_t>(ticks);
        const auto first = std::find_if(begin, end, [](double members) { return members > 0; });
        if (first != end) {
            peaks.push_back(*std::max_element(begin, end));
            hours.push_back(static_cast<double>(first - begin + 1) * model.clock.tick_hours);
        }
    }
    if (hours.empty()) {
        return nullptr;
    }
    Json json = {
        {"state", unit_state_names[static_cast<std::size_t>(followed_unit_states[state])]},
        {"any", share_json(hours.size(), tables.runs.size())},
    };
    json["most"] = band_json(std::move(peaks));
    json["first_hours"] = band_json(std::move(hours));
    json["series"] =
        series_json(summarise_ticks(values, static_cast<int>(tables.runs.size()), model.clock.ticks()));
    return json;
}

}  // namespace

Json facilities_json(const Model& model, const RunTables& tables) {
    if (!tables.losses || tables.runs.empty() || model.facilities.empty()) {
        return nullptr;
    }
    std::vector<std::vector<double>> hours(model.facilities.size());
    for (const FacilityLoss& loss : *tables.losses) {
        hours[static_cast<std::size_t>(loss.facility)].push_back((loss.tick + 1) * model.clock.tick_hours);
    }
    Json all = Json::array();
    for (std::size_t f = 0; f < model.facilities.size(); ++f) {
        const Facility& facility = model.facilities[f];
        const int place = model.leaves[static_cast<std::size_t>(facility.leaf)];
        Json row = {{"id", facility.id},
                    {"name", facility.name},
                    {"place", model.places[static_cast<std::size_t>(place)].id},
                    {"kind", facility_kind_names[static_cast<std::size_t>(facility.kind)]},
                    {"critical", facility.critical}};
        row["fell"] = share_json(hours[f].size(), tables.runs.size());
        row["first_hours"] = hours[f].empty() ? Json(nullptr) : band_json(hours[f]);
        all.push_back(std::move(row));
    }
    return all;
}

Json services_json(const Model& model, const RunTables& tables) {
    if (!tables.services || tables.runs.empty()) {
        return nullptr;
    }
    Json all = Json::array();
    for (int s = 0; s < service_count; ++s) {
        const auto service = static_cast<Service>(s);
        int members = 0;
        for (const Unit& unit : model.units) {
            members += unit.service == service ? unit.heads : 0;
        }
        Json states = Json::array();
        for (std::size_t state = 0; members > 0 && state < followed_unit_states.size(); ++state) {
            if (Json one = state_json(model, tables, service, state); !one.is_null()) {
                states.push_back(std::move(one));
            }
        }
        if (!states.empty()) {
            all.push_back({{"service", service_names[static_cast<std::size_t>(s)]},
                           {"name", service_titles[static_cast<std::size_t>(s)]},
                           {"members", members},
                           {"states", std::move(states)}});
        }
    }
    return all;
}

Json actors_json(const Model& model) {
    Json names = Json::object();
    for (const Clique& clique : model.cliques) {
        names[clique.id] = clique.name;
    }
    for (const Power& power : model.powers) {
        names[power.id] = power.name;
    }
    return names;
}

}  // namespace upsurge

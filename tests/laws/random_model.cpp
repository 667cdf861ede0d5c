#include "random_model.h"

#include <algorithm>
#include <cmath>

#include "mechanisms/registry.h"
#include "models/founding_parameters.h"
#include "numbers/prior.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge::tests {
namespace {

/// Random choices in a row.
class Choices {
  public:
    explicit Choices(std::uint64_t number)
        : draws_(make_run_key(1009, Purpose::simulate, 0, number, 0), Address{}) {}

    double share() { return draws_.uniform(); }
    double between(double low, double high) { return low + (high - low) * share(); }
    bool chance(double p) { return share() < p; }
    /// low .. high, both included.
    int whole(int low, int high) {
        return low + std::min(high - low, static_cast<int>((high - low + 1) * share()));
    }
    /// 0 .. high, small numbers as likely as large ones.
    std::int64_t size(double high) { return static_cast<std::int64_t>(std::pow(high + 1, share())) - 1; }
    template <class T>
    const T& one_of(const std::vector<T>& list) {
        return list[static_cast<std::size_t>(whole(0, static_cast<int>(list.size()) - 1))];
    }
    Draws& draws() { return draws_; }

  private:
    Draws draws_;
};

WeaponCounts draw_weapons(Choices& choose) {
    WeaponCounts weapons{};
    for (int& count : weapons) {
        count = choose.chance(0.5) ? static_cast<int>(choose.size(3000)) : 0;
    }
    return weapons;
}

Service draw_service(Choices& choose) {
    return static_cast<Service>(choose.whole(0, service_count - 1));
}

void draw_people(Choices& choose, RandomModel& plan) {
    const int strata = choose.whole(1, 4);
    for (int s = 0; s < strata; ++s) {
        Stratum stratum;
        stratum.id = "stratum" + std::to_string(s);
        stratum.active = s == 0 || choose.chance(0.7);
        stratum.clandestine = choose.chance(0.25);
        plan.strata.push_back(stratum);
    }
    const int places = choose.whole(1, 5);
    const bool few = choose.chance(0.25);
    for (int p = 0; p < places; ++p) {
        RandomPlace place;
        place.abroad = p > 0 && choose.chance(0.3);
        place.latitude = choose.between(-80, 80);
        place.longitude = choose.between(-180, 180);
        place.utc_offset_minutes = 30 * choose.whole(-24, 28);
        for (int s = 0; s < strata; ++s) {
            place.people.push_back(few || choose.chance(0.1)
                                       ? (s == 0 ? 1 : 0) + choose.size(30)
                                       : static_cast<std::int64_t>(std::pow(1e6, choose.between(0.4, 1))));
        }
        plan.places.push_back(place);
    }
    for (int p = 0; p < places; ++p) {
        double left = 1;
        for (int to = 0; to < places; ++to) {
            if (to != p && choose.chance(0.25)) {
                const double share = choose.chance(0.2) ? left : left * choose.share();
                plan.destinations.push_back({p, to, share});
                left -= share;
            }
        }
    }
    for (int cut = choose.whole(0, 3); cut > 0; --cut) {
        plan.hardship_cuts.push_back(choose.between(0.01, 0.99));
    }
    std::ranges::sort(plan.hardship_cuts);
    plan.risk_aversion_bins = choose.whole(1, 3);
    plan.organised_bins = choose.whole(1, 2);
}

void draw_tables(Choices& choose, RandomModel& plan) {
    const int last = static_cast<int>(plan.places.size()) - 1;
    for (int i = choose.whole(0, 2); i > 0; --i) {
        Clique clique;
        clique.id = "clique" + std::to_string(plan.cliques.size());
        for (int leaf = 0; leaf <= last; ++leaf) {
            if (choose.chance(0.5)) {
                clique.leaves.push_back(leaf);
            }
        }
        for (int service = 0; service < service_count; ++service) {
            if (choose.chance(0.5)) {
                clique.services.push_back(static_cast<Service>(service));
            }
        }
        clique.cache = draw_weapons(choose);
        plan.cliques.push_back(clique);
    }
    for (int i = choose.whole(0, 4); i > 0; --i) {
        Workplace workplace;
        workplace.id = "workplace" + std::to_string(plan.workplaces.size());
        workplace.leaf = choose.whole(0, last);
        workplace.employees = 1 + static_cast<int>(choose.size(20'000));
        workplace.organisation = choose.share();
        workplace.isolation = choose.share();
        workplace.value_added = choose.chance(0.2) ? 0 : choose.between(0, 100);
        plan.workplaces.push_back(workplace);
    }
    for (int i = choose.whole(0, 5); i > 0; --i) {
        Unit unit;
        unit.id = "unit" + std::to_string(plan.units.size());
        unit.service = draw_service(choose);
        unit.home = choose.whole(-1, last);
        unit.heads = 1 + static_cast<int>(choose.size(5000));
        unit.clique = choose.whole(-1, static_cast<int>(plan.cliques.size()) - 1);
        unit.weapons = draw_weapons(choose);
        plan.units.push_back(unit);
    }
    for (int i = choose.whole(0, 4); i > 0; --i) {
        Facility facility;
        facility.id = "facility" + std::to_string(plan.facilities.size());
        facility.leaf = choose.whole(0, last);
        facility.kind = static_cast<FacilityKind>(choose.whole(0, facility_kind_count - 1));
        facility.critical = choose.chance(0.5);
        facility.garrison = static_cast<int>(choose.size(3000));
        facility.guarded_by = draw_service(choose);
        facility.weapons = draw_weapons(choose);
        plan.facilities.push_back(facility);
    }
    for (int i = choose.whole(0, 3); i > 0; --i) {
        plan.gun_shops.push_back({choose.whole(0, last), draw_weapons(choose)});
    }
    for (int i = choose.whole(0, 3); i > 0; --i) {
        Power power;
        power.id = "power" + std::to_string(plan.powers.size());
        power.side = choose.chance(0.6) ? PowerSide::ally : PowerSide::rival;
        power.benefit = choose.between(0, 2);
        power.cost = choose.between(0, 0.5);
        power.reputation = choose.between(0, 0.2);
        power.troops = static_cast<int>(choose.size(5000));
        power.weapons = draw_weapons(choose);
        plan.powers.push_back(power);
    }
}

ScheduleEntry draw_entry(Choices& choose, const RandomModel& plan, ScheduleKind kind, double last_hour) {
    ScheduleEntry entry;
    entry.kind = kind;
    for (int leaf = 0; leaf < static_cast<int>(plan.places.size()); ++leaf) {
        if (choose.chance(0.7)) {
            entry.leaves.push_back(leaf);
        }
    }
    const double from = choose.between(-last_hour / 2, last_hour);
    entry.from = static_cast<Instant>(from * 3600);
    if (!acts_once(kind) && choose.chance(0.4)) {
        entry.until = static_cast<Instant>(choose.between(from, last_hour + 1) * 3600) + 1;
    }
    switch (kind) {
        case ScheduleKind::price:
            entry.value = choose.between(1, 500);
            break;
        case ScheduleKind::shutdown:
            entry.value = choose.chance(0.3) ? 1 : choose.share();
            break;
        case ScheduleKind::police:
        case ScheduleKind::foreign_troops:
            entry.value = static_cast<double>(choose.size(20'000));
            break;
        default:
            entry.value = 1;
    }
    entry.policing = static_cast<Policing>(choose.whole(0, 3));
    entry.concession = {choose.between(1, 3), choose.share()};
    entry.curfew_from_minute = choose.whole(0, 1439);
    entry.curfew_to_minute = choose.whole(0, 1439);
    entry.forced = choose.chance(0.2);
    return entry;
}

/// Anywhere in the range: usual, from the prior, an end, or spread over the range's orders of magnitude.
double draw_value(Choices& choose, const ParameterSpec& spec) {
    if (choose.chance(0.5) && *spec.prior != '\0') {
        const auto prior = parse_prior(spec.prior);
        UPSURGE_CHECK(prior.has_value(), "a prior does not read");
        return std::clamp(prior->sample(choose.draws()), spec.low, spec.high);
    }
    if (choose.chance(0.2)) {
        return choose.chance(0.5) ? spec.low : spec.high;
    }
    if (spec.low >= 0 && spec.high > 10) {
        const double low = std::max(spec.low, 1e-6);
        return std::min(spec.high, low * std::pow(spec.high / low, choose.share()));
    }
    return choose.between(spec.low, spec.high);
}

/// Values at which something happens; what is drawn afterwards may undo them.
void stir_up(Choices& choose, RandomModel& plan) {
    struct Stirred {
        const char* id;
        double low;
        double high;
    };
    constexpr Stirred stirred[] = {
        {"participation.threshold", -0.3, 0.3},  {"participation.join_rate", 0.05, 0.5},
        {"information.unreached_share", 0, 0.5}, {"infiltration.cadre_rate", 0.01, 0.2},
        {"elites.activation_hour", 0, 10},       {"elites.activation_rate", 0.1, 2},
        {"state_policy.purge_at", 1, 8},         {"state_policy.purge_delay", 1, 6},
        {"state_policy.negotiation_at", 2, 8},   {"state_policy.request_at", 2, 8},
        {"state_policy.disperse_at", 2, 6},      {"state_policy.fire_at", 3, 8},
        {"loyalty.cost_police", 0.3, 0.8},       {"loyalty.cost_army", 0.3, 0.8},
        {"loyalty.strength", 0.2, 0.9},          {"backlash.escalation_base", 0.01, 0.2},
        {"policing.harm_rate_fire", 0.05, 0.5},  {"policing.arrest_rate", 0.01, 0.3},
        {"clashes.aim_armed", 0.01, 0.3},        {"arming.arm_violent", 0.1, 1},
        {"strikes.onset_rate", 0.001, 0.1},
    };
    for (const Stirred& one : stirred) {
        const auto parameter = find_parameter(one.id);
        UPSURGE_CHECK(parameter.has_value(), "a test names a parameter that does not exist");
        plan.settings.push_back({*parameter, -1, choose.between(one.low, one.high)});
    }
}

void draw_settings(Choices& choose, RandomModel& plan) {
    // From a society that differs in a few values to one that differs in all.
    const double away = choose.share() * choose.share();
    const int last = static_cast<int>(plan.places.size()) - 1;
    for (int parameter = 0; parameter < static_cast<int>(all_parameters().size()); ++parameter) {
        const ParameterSpec& spec = *all_parameters()[static_cast<std::size_t>(parameter)].spec;
        if (!choose.chance(away)) {
            continue;
        }
        if (spec.scope == Scope::place) {
            for (int leaf = 0; leaf <= last; ++leaf) {
                plan.settings.push_back({parameter, leaf, draw_value(choose, spec)});
            }
        } else {
            plan.settings.push_back({parameter, -1, draw_value(choose, spec)});
        }
    }
    for (int i = choose.whole(0, 4); i > 0; --i) {
        const int parameter = choose.whole(0, static_cast<int>(all_parameters().size()) - 1);
        if (!acts_only_at_start(parameter)) {
            plan.parameter_changes.push_back(
                {static_cast<Instant>(choose.between(0, plan.ticks * plan.tick_hours) * 3600), parameter, -1,
                 draw_value(choose, *all_parameters()[static_cast<std::size_t>(parameter)].spec)});
        }
    }
    std::ranges::sort(plan.parameter_changes, {}, &ParameterChange::from);
}

}  // namespace

RandomModel draw_model(std::uint64_t number) {
    Choices choose(number);
    RandomModel plan;
    plan.number = number;
    plan.tick_hours = choose.one_of(std::vector<double>{1, 1, 1, 0.25, 0.5, 1.0 / 6, 3, 6});
    plan.street_at_once = choose.chance(0.2);
    draw_people(choose, plan);
    draw_tables(choose, plan);
    const bool stirred = choose.chance(0.6);
    const double on = stirred && choose.chance(0.7) ? 1 : choose.between(0.5, 1);
    for (const Mechanism* mechanism : all_mechanisms()) {
        if (choose.chance(on)) {
            plan.mechanisms.emplace_back(mechanism->name);
        }
    }
    for (const RegisteredSwitch& known : all_switches()) {
        const auto& options = known.spec->options;
        plan.switches[known.id] =
            options[static_cast<std::size_t>(choose.whole(0, static_cast<int>(options.size()) - 1))];
    }
    for (std::size_t kind = 0; kind < schedule_kind_names.size(); ++kind) {
        for (int i = choose.whole(0, 3); i > 0; --i) {
            plan.schedule.push_back(
                draw_entry(choose, plan, static_cast<ScheduleKind>(kind), plan.ticks * plan.tick_hours));
        }
    }
    if (choose.chance(0.5)) {
        plan.endogenous_from = static_cast<Instant>(choose.between(-1, plan.ticks * plan.tick_hours) * 3600);
    }
    if (stirred) {
        stir_up(choose, plan);
    }
    draw_settings(choose, plan);
    plan.steps_per_tick = choose.one_of(std::vector<int>{1, 1, 1, 2, 3, 6});
    return plan;
}

Model build_model(const RandomModel& plan) {
    Model model;
    model.id = "random";
    model.clock.tick_hours = plan.tick_hours;
    model.clock.steps_per_tick = plan.steps_per_tick;
    model.clock.end = static_cast<Instant>(plan.ticks * plan.tick_hours * 3600.0 + 0.5);
    Place country;
    country.id = "country";
    country.kind = PlaceKind::country;
    model.places.push_back(country);
    for (std::size_t i = 0; i < plan.places.size(); ++i) {
        const RandomPlace& from = plan.places[i];
        Place place;
        place.id = "place" + std::to_string(i);
        place.kind = from.abroad ? PlaceKind::abroad : PlaceKind::region;
        place.parent = from.abroad ? -1 : 0;
        place.latitude = from.latitude;
        place.longitude = from.longitude;
        place.utc_offset_minutes = from.utc_offset_minutes;
        place.leaf = static_cast<int>(i);
        for (const std::int64_t people : from.people) {
            place.population += people;
        }
        model.places[0].population += from.abroad ? 0 : place.population;
        model.leaves.push_back(static_cast<int>(model.places.size()));
        model.places.push_back(place);
        model.people.push_back(from.people);
    }
    model.strata = plan.strata;
    model.hardship_cuts = plan.hardship_cuts;
    model.layout.places = static_cast<int>(plan.places.size());
    model.layout.strata = static_cast<int>(plan.strata.size());
    model.layout.hardship_bins = static_cast<int>(plan.hardship_cuts.size()) + 1;
    model.layout.risk_aversion_bins = plan.risk_aversion_bins;
    model.layout.organised_bins = plan.organised_bins;
    model.mechanisms = plan.mechanisms;
    model.switches = plan.switches;
    model.schedule = plan.schedule;
    std::ranges::stable_sort(model.schedule, {}, &ScheduleEntry::from);
    model.endogenous_from = plan.endogenous_from;
    model.parameter_changes = plan.parameter_changes;
    model.destinations = plan.destinations;
    model.workplaces = plan.workplaces;
    model.units = plan.units;
    model.facilities = plan.facilities;
    model.gun_shops = plan.gun_shops;
    model.cliques = plan.cliques;
    model.powers = plan.powers;
    model.street_at_once = plan.street_at_once;
    return model;
}

ParameterValues build_values(const RandomModel& plan, const Model& model) {
    const auto& parameters = all_parameters();
    ParameterValues values(static_cast<int>(parameters.size()), model.layout.places);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        values.set_everywhere(static_cast<int>(i), parameters[i].spec->value);
    }
    for (const RandomSetting& setting : plan.settings) {
        if (setting.leaf < 0) {
            values.set_everywhere(setting.parameter, setting.value);
        } else {
            values.set(setting.parameter, setting.leaf, setting.value);
        }
    }
    return values;
}

}  // namespace upsurge::tests

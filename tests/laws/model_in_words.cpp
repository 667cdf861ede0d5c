#include <sstream>

#include "mechanisms/registry.h"
#include "simpler_model.h"

namespace upsurge::tests {
namespace {

constexpr const char* policing_names[] = {"tolerate", "contain", "disperse", "fire"};

std::string weapons_in_words(const WeaponCounts& weapons) {
    std::string text;
    for (int t = 0; t < weapon_type_count; ++t) {
        const int count = weapons[static_cast<std::size_t>(t)];
        if (count != 0) {
            text += (text.empty() ? ", weapons: " : ", ") + std::to_string(count) + " " +
                    std::string(weapon_type_names[static_cast<std::size_t>(t)]);
        }
    }
    return text;
}

std::string list_of(const std::vector<int>& leaves) {
    std::string text;
    for (const int leaf : leaves) {
        text += " place" + std::to_string(leaf);
    }
    return text.empty() ? " nowhere" : text;
}

std::string service_of(Service service) {
    return std::string(service_names[static_cast<std::size_t>(service)]);
}

double hour_of(Instant instant) {
    return static_cast<double>(instant) / 3600;
}

void write_people(const RandomModel& plan, std::ostream& out) {
    for (std::size_t p = 0; p < plan.places.size(); ++p) {
        const RandomPlace& place = plan.places[p];
        out << "place" << p << (place.abroad ? ", abroad:" : ":");
        for (std::size_t s = 0; s < plan.strata.size(); ++s) {
            const Stratum& stratum = plan.strata[s];
            out << (s == 0 ? " " : ", ") << place.people[s] << " of " << stratum.id
                << (stratum.active ? "" : " (not active)") << (stratum.clandestine ? " (clandestine)" : "");
        }
        out << '\n';
    }
    for (const Destination& destination : plan.destinations) {
        out << destination.share << " of the crowd of place" << destination.leaf << " goes to place"
            << destination.destination << '\n';
    }
    out << plan.hardship_cuts.size() + 1 << " x " << plan.risk_aversion_bins << " x " << plan.organised_bins
        << " bins\n";
}

void write_tables(const RandomModel& plan, std::ostream& out) {
    for (const Workplace& one : plan.workplaces) {
        out << one.id << ": " << one.employees << " at place" << one.leaf << ", organised "
            << one.organisation << '\n';
    }
    for (const Clique& one : plan.cliques) {
        out << one.id << " at" << list_of(one.leaves) << weapons_in_words(one.cache) << '\n';
    }
    for (const Unit& one : plan.units) {
        out << one.id << ": " << one.heads << " of the " << service_of(one.service);
        if (one.home >= 0) {
            out << " at place" << one.home;
        }
        if (one.clique >= 0) {
            out << ", of " << plan.cliques[static_cast<std::size_t>(one.clique)].id;
        }
        out << weapons_in_words(one.weapons) << '\n';
    }
    for (const Facility& one : plan.facilities) {
        out << one.id << (one.critical ? " (critical)" : "") << " at place" << one.leaf << ", "
            << one.garrison << " of the " << service_of(one.guarded_by) << weapons_in_words(one.weapons)
            << '\n';
    }
    for (const GunShop& one : plan.gun_shops) {
        out << "gun shop at place" << one.leaf << weapons_in_words(one.weapons) << '\n';
    }
    for (const Power& one : plan.powers) {
        out << one.id << (one.side == PowerSide::ally ? ", an ally, " : ", a rival, ") << one.troops
            << " troops" << weapons_in_words(one.weapons) << '\n';
    }
}

void write_schedule(const RandomModel& plan, std::ostream& out) {
    if (plan.endogenous_from != 0) {
        out << "the government's dated decisions end at hour " << hour_of(plan.endogenous_from) << '\n';
    }
    for (const ScheduleEntry& entry : plan.schedule) {
        out << "from hour " << hour_of(entry.from);
        if (entry.until != 0) {
            out << " until " << hour_of(entry.until);
        }
        out << ": " << name_of(entry.kind);
        if (entry.kind == ScheduleKind::policing) {
            out << ' ' << policing_names[static_cast<std::size_t>(entry.policing)];
        } else if (entry.kind == ScheduleKind::concession) {
            out << " of level " << entry.concession.level << ", credibility " << entry.concession.credibility;
        } else if (!acts_once(entry.kind)) {
            out << ' ' << entry.value;
        }
        out << " at" << list_of(entry.leaves) << '\n';
    }
}

}  // namespace

std::string in_words(const RandomModel& plan) {
    std::ostringstream out;
    out << "society " << plan.number << ", " << plan.ticks << " ticks of " << plan.tick_hours << " hours in "
        << plan.steps_per_tick << " steps" << (plan.street_at_once ? ", street at once" : "") << '\n';
    write_people(plan, out);
    out << "mechanisms:";
    for (const std::string& mechanism : plan.mechanisms) {
        out << ' ' << mechanism;
    }
    out << '\n';
    for (const auto& [name, option] : plan.switches) {
        out << name << " = " << option << '\n';
    }
    write_tables(plan, out);
    write_schedule(plan, out);
    for (const RandomSetting& setting : plan.settings) {
        out << all_parameters()[static_cast<std::size_t>(setting.parameter)].id << " = " << setting.value;
        if (setting.leaf >= 0) {
            out << " at place" << setting.leaf;
        }
        out << '\n';
    }
    for (const ParameterChange& change : plan.parameter_changes) {
        out << "from hour " << hour_of(change.from) << ": "
            << all_parameters()[static_cast<std::size_t>(change.parameter)].id << " = " << change.value
            << '\n';
    }
    return out.str();
}

}  // namespace upsurge::tests

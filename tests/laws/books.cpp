#include "books.h"

#include <array>
#include <cmath>
#include <numeric>

namespace upsurge::tests {
namespace {

template <class Span>
std::int64_t sum_of(const Span& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
}

template <class Span>
bool any_negative(const Span& numbers) {
    for (const auto number : numbers) {
        if (number < 0) {
            return true;
        }
    }
    return false;
}

std::vector<std::int64_t> weapons_by_type(const State& state) {
    std::vector<std::int64_t> sums;
    for (int t = 0; t < weapon_type_count; ++t) {
        const auto type = static_cast<WeaponType>(t);
        std::int64_t sum =
            sum_of(state.column(unit_weapons(type))) + sum_of(state.column(facility_weapons(type)));
        for (int h = 0; h < holding_count; ++h) {
            sum += sum_of(state.weapons(type, static_cast<Holding>(h)));
        }
        sums.push_back(sum);
    }
    return sums;
}

std::string wrong(const std::string& what, std::int64_t expected, std::int64_t found) {
    return what + ": " + std::to_string(expected) + " expected, " + std::to_string(found) + " found";
}

struct Range {
    Field field;
    double low;
    double high;
};
constexpr double unbounded = 1e300;
constexpr Range field_ranges[] = {
    {Field::reference_price, 1e-300, unbounded},
    {Field::legitimacy, 0, 1},
    {Field::anger, -1, 1},
    {Field::relief, 0, unbounded},
    {Field::embolden, 0, unbounded},
    {Field::demand_level, 1, 3},
    {Field::activity_memory, 0, unbounded},
    {Field::turnout_mean, 0, unbounded},
    {Field::harm_expected, 0, unbounded},
    {Field::harm_news, 0, unbounded},
    {Field::perceived_activity, 0, unbounded},
    {Field::reported_crowd, 0, 2e9},
    {Field::reported_violent, 0, 2e9},
    {Field::reported_armed, 0, 2e9},
    {Field::reported_lost, 0, 1e4},
    {Field::reported_defected, 0, 1e9},
    {Field::organisation, 0, 1},
    {Field::committee, 0, 1},
    {Field::regime_strength, -1, 2},
    {Field::attack_hours, 0, unbounded},
    {Field::city_contest, 0, 1},
    {Field::lost_hours, 0, unbounded},
};

struct NationalRange {
    National number;
    const char* name;
    double low;
    double high;
};
constexpr NationalRange national_ranges[] = {
    {National::output_lost, "output_lost", 0, 1},
    {National::split, "split", 0, 1},
    {National::regime_strength, "regime_strength", -1, 2},
    {National::guarantee, "guarantee", 0, 1},
    {National::requested, "requested", 0, 1},
    {National::foreign_troops, "foreign_troops", 0, 1e9},
    {National::concession_level, "concession_level", 0, 3},
    {National::threat, "threat", 0, unbounded},
    {National::cabinet_dismissed, "cabinet_dismissed", 0, 1},
    {National::resigned, "resigned", 0, 1},
    {National::shutdown, "shutdown", 0, 1},
    {National::settlement, "settlement", 0, 1},
    {National::reported_output, "reported_output", 0, 1},
};

struct Total {
    Tally tally;
    const char* name;
};
constexpr Total running_totals[] = {
    {Tally::detentions_total, "detentions_total"},
    {Tally::injured_total, "injured_total"},
    {Tally::dead_total, "dead_total"},
    {Tally::security_dead_total, "security_dead_total"},
    {Tally::security_injured_total, "security_injured_total"},
    {Tally::foreign_detained_total, "foreign_detained_total"},
    {Tally::foreign_dead_total, "foreign_dead_total"},
    {Tally::defections_total, "defections_total"},
    {Tally::stood_aside_total, "stood_aside_total"},
    {Tally::sites_abandoned_total, "sites_abandoned_total"},
    {Tally::sites_stormed_total, "sites_stormed_total"},
};

}  // namespace

Books::Books(const Model& model, const State& first)
    : model_(model), weapons_(weapons_by_type(first)), last_(first) {}

std::string Books::enter(const State& state) {
    for (const std::string& fault :
         {people(state), weapons(state), tables(state), totals(state), ranges(state)}) {
        if (!fault.empty()) {
            return fault;
        }
    }
    last_ = state;
    return {};
}

std::int64_t Books::count(const State& state, int leaf, int stratum, PersonState which) const {
    return sum_of(state.counts().subspan(model_.layout.block(leaf, stratum, which),
                                         static_cast<std::size_t>(model_.layout.bins())));
}

std::string Books::people(const State& state) {
    if (any_negative(state.counts())) {
        return "a negative number of people";
    }
    for (int leaf = 0; leaf < model_.layout.places; ++leaf) {
        const std::string place = "place" + std::to_string(leaf);
        std::int64_t armed = 0;
        std::int64_t dead = 0;
        for (int stratum = 0; stratum < model_.layout.strata; ++stratum) {
            const auto s = static_cast<std::size_t>(stratum);
            std::int64_t sum = 0;
            std::int64_t out = 0;
            for (int w = 0; w < person_state_count; ++w) {
                const auto which = static_cast<PersonState>(w);
                const std::int64_t here = count(state, leaf, stratum, which);
                sum += here;
                const bool at_home_or_hurt = which == PersonState::at_home || which == PersonState::injured ||
                                             which == PersonState::dead;
                out += at_home_or_hurt ? 0 : here;
            }
            const std::int64_t listed = model_.people[static_cast<std::size_t>(leaf)][s];
            if (sum != listed) {
                return wrong("people of " + place + ", " + model_.strata[s].id, listed, sum);
            }
            if (!model_.strata[s].active && out != 0) {
                return wrong("people of an inactive stratum out at " + place, 0, out);
            }
            if (count(state, leaf, stratum, PersonState::not_reached) >
                count(last_, leaf, stratum, PersonState::not_reached)) {
                return "people of " + place + " forgot the news";
            }
            if (count(state, leaf, stratum, PersonState::dead) <
                count(last_, leaf, stratum, PersonState::dead)) {
                return "people of " + place + " rose from the dead";
            }
            armed += count(state, leaf, stratum, PersonState::armed);
            dead += count(state, leaf, stratum, PersonState::dead);
        }
        std::int64_t held = 0;
        for (int t = 0; t < weapon_type_count; ++t) {
            held += state.weapons(static_cast<WeaponType>(t), Holding::held)[static_cast<std::size_t>(leaf)];
        }
        if (armed != held) {
            return wrong("weapons held by the armed people of " + place, armed, held);
        }
        const auto rumour = state.tally(Tally::rumour_ignorant)[static_cast<std::size_t>(leaf)] +
                            state.tally(Tally::rumour_spreader)[static_cast<std::size_t>(leaf)] +
                            state.tally(Tally::rumour_stifler)[static_cast<std::size_t>(leaf)];
        const auto before = last_.tally(Tally::rumour_ignorant)[static_cast<std::size_t>(leaf)] +
                            last_.tally(Tally::rumour_spreader)[static_cast<std::size_t>(leaf)] +
                            last_.tally(Tally::rumour_stifler)[static_cast<std::size_t>(leaf)];
        if (rumour != before) {
            return wrong("people of " + place + " who tell, told or do not know the rumour", before, rumour);
        }
    }
    std::int64_t dead = 0;
    for (int leaf = 0; leaf < model_.layout.places; ++leaf) {
        for (int stratum = 0; stratum < model_.layout.strata; ++stratum) {
            dead += count(state, leaf, stratum, PersonState::dead);
        }
    }
    if (dead != sum_of(state.tally(Tally::dead_total))) {
        return wrong("dead_total of all places", dead, sum_of(state.tally(Tally::dead_total)));
    }
    return {};
}

std::string Books::weapons(const State& state) const {
    const std::vector<std::int64_t> now = weapons_by_type(state);
    for (int t = 0; t < weapon_type_count; ++t) {
        const auto type = static_cast<WeaponType>(t);
        const std::string name(weapon_type_names[static_cast<std::size_t>(t)]);
        if (now[static_cast<std::size_t>(t)] != weapons_[static_cast<std::size_t>(t)]) {
            return wrong("weapons of type " + name, weapons_[static_cast<std::size_t>(t)],
                         now[static_cast<std::size_t>(t)]);
        }
        bool negative = any_negative(state.column(unit_weapons(type))) ||
                        any_negative(state.column(facility_weapons(type)));
        for (int h = 0; h < holding_count; ++h) {
            negative = negative || any_negative(state.weapons(type, static_cast<Holding>(h)));
        }
        for (int s = 0; s < weapon_source_count; ++s) {
            negative = negative || any_negative(state.taken(type, static_cast<WeaponSource>(s)));
        }
        if (negative) {
            return "a negative number of weapons of type " + name;
        }
    }
    return {};
}

std::string Books::tables(const State& state) const {
    for (std::size_t unit = 0; unit < model_.units.size(); ++unit) {
        std::int64_t members = 0;
        for (int s = 0; s < unit_state_count; ++s) {
            const std::int32_t here = state.column(static_cast<UnitColumn>(s))[unit];
            if (here < 0) {
                return "a negative number of members of " + model_.units[unit].id;
            }
            members += here;
        }
        if (members != model_.units[unit].heads) {
            return wrong("members of " + model_.units[unit].id, model_.units[unit].heads, members);
        }
        const std::int32_t location = state.column(UnitColumn::location)[unit];
        if (location < -1 || location >= model_.layout.places) {
            return model_.units[unit].id + " is nowhere";
        }
    }
    std::vector<std::int64_t> absent(model_.people.size() * model_.strata.size());
    for (std::size_t i = 0; i < model_.workplaces.size(); ++i) {
        const Workplace& workplace = model_.workplaces[i];
        const std::int32_t out = state.column(WorkplaceColumn::out)[i];
        const std::int32_t away = state.column(WorkplaceColumn::absent)[i];
        if (out < 0 || out > workplace.employees || away < 0 || away > out) {
            return workplace.id + ": " + std::to_string(away) + " absent of " + std::to_string(out) +
                   " out of " + std::to_string(workplace.employees);
        }
        absent[static_cast<std::size_t>(workplace.leaf) * model_.strata.size() +
               static_cast<std::size_t>(workplace.stratum)] += away;
    }
    for (int leaf = 0; leaf < model_.layout.places; ++leaf) {
        for (int stratum = 0; stratum < model_.layout.strata; ++stratum) {
            // The street moves strikers after workplaces have counted them.
            const std::int64_t listed = absent[static_cast<std::size_t>(leaf) * model_.strata.size() +
                                               static_cast<std::size_t>(stratum)];
            const std::int64_t here = count(state, leaf, stratum, PersonState::on_strike);
            if (here > listed) {
                return wrong("people on strike at place" + std::to_string(leaf) + ", at most", listed, here);
            }
        }
    }
    for (std::size_t i = 0; i < model_.facilities.size(); ++i) {
        const std::int32_t lost = state.column(FacilityColumn::lost)[i];
        const std::int32_t aside = state.column(FacilityColumn::aside)[i];
        if (lost < 0 || lost > 1 || aside < 0 || aside > 1) {
            return model_.facilities[i].id + " is neither held nor lost";
        }
    }
    return {};
}

std::string Books::totals(const State& state) {
    for (const Total& total : running_totals) {
        const auto now = state.tally(total.tally);
        const auto before = last_.tally(total.tally);
        for (std::size_t p = 0; p < now.size(); ++p) {
            if (now[p] < before[p]) {
                return std::string(total.name) + " of place" + std::to_string(p) + " fell";
            }
        }
    }
    for (std::size_t p = 0; p < model_.people.size(); ++p) {
        if (state.tally(Tally::foreign_detained_total)[p] > state.tally(Tally::detentions_total)[p]) {
            return "more foreign people than people detained at place" + std::to_string(p);
        }
        if (any_negative(std::array{state.tally(Tally::crowd_peaceful)[p],
                                    state.tally(Tally::crowd_violent)[p], state.tally(Tally::crowd_armed)[p],
                                    state.tally(Tally::joined_today)[p], state.tally(Tally::deaths_last)[p],
                                    state.tally(Tally::injuries_last)[p],
                                    state.tally(Tally::arrests_last)[p]})) {
            return "a negative count at place" + std::to_string(p);
        }
    }
    return {};
}

std::string Books::ranges(const State& state) const {
    for (int f = 0; f < field_count; ++f) {
        for (const double value : state.field(static_cast<Field>(f))) {
            if (!std::isfinite(value)) {
                return std::string(field_descriptions[static_cast<std::size_t>(f)].name) + " is not finite";
            }
        }
    }
    for (const Range& range : field_ranges) {
        for (const double value : state.field(range.field)) {
            if (value < range.low || value > range.high) {
                return std::string(field_descriptions[static_cast<std::size_t>(range.field)].name) + " is " +
                       std::to_string(value);
            }
        }
    }
    for (int n = 0; n < national_count; ++n) {
        if (!std::isfinite(state.national(static_cast<National>(n)))) {
            return "number " + std::to_string(n) + " of the country is not finite";
        }
    }
    for (const NationalRange& range : national_ranges) {
        const double value = state.national(range.number);
        if (value < range.low || value > range.high) {
            return std::string(range.name) + " is " + std::to_string(value);
        }
    }
    for (int n = 0; n < workplace_number_count; ++n) {
        for (const double value : state.numbers(static_cast<WorkplaceNumber>(n))) {
            if (!std::isfinite(value)) {
                return "a number of a workplace is not finite";
            }
        }
    }
    return {};
}

}  // namespace upsurge::tests

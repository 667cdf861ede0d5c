#include <cmath>

#include "engines/reference_run.h"

namespace upsurge {

std::vector<std::size_t> ReferenceRun::weapons_at(Keeper keeper, int at) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < weapons_.size(); ++i) {
        if (weapons_[i].keeper == keeper && weapons_[i].at == at) {
            found.push_back(i);
        }
    }
    return found;
}

/// People who carry no weapon any longer left theirs somewhere: which one, anybody's guess.
void ReferenceRun::hide_dropped_weapons() {
    release_weapons(ReferenceDraw::drop, Keeper::hidden);
}

void ReferenceRun::seize_weapons_of_the_taken() {
    release_weapons(ReferenceDraw::seizure, Keeper::recovered);
}

void ReferenceRun::release_weapons(ReferenceDraw purpose, Keeper to) {
    if (!rules_.arming) {
        return;
    }
    for (int p = 0; p < model_.layout.places; ++p) {
        std::size_t armed = 0;
        for (const Person& person : people_) {
            armed += person.home == p && person.state == PersonState::armed ? 1 : 0;
        }
        std::vector<std::size_t> held = weapons_at(Keeper::held, p);
        Draws dice = draws(purpose, p);
        while (held.size() > armed) {
            weapons_[take_any(held, dice)].keeper = to;
        }
    }
}

void ReferenceRun::arm(int location) {
    const auto& m8 = parameters_.arming;
    const ReferencePlace& place = places_[location];
    double fighters = 0;  // V + G
    for (const Person& person : people_) {
        const bool fights = person.state == PersonState::violent || person.state == PersonState::armed;
        fighters += fights && person.location == location ? 1 : 0;
    }
    const double force = fighters > 0 ? fighters / (fighters + value(m8.loot_crowd_half)) : 0.0;
    const bool unguarded = !rules_.control || place.city_contest >= value(m8.loot_contest);
    Draws dice = draws(ReferenceDraw::weapons, location);
    if (unguarded) {
        loosen(location, Keeper::shop, WeaponSource::loot, fault("loot") * value(m8.loot_rate) * force, dice);
    }
    loosen(location, Keeper::household, WeaponSource::own_guns, value(m8.own_gun_rate) * force, dice);
    hand_over(location, Keeper::clique, WeaponSource::distribution, place.distribution_per_hour, dice);
    hand_over(location, Keeper::abroad, WeaponSource::inflow, place.inflow_per_hour, dice);
    take_up_weapons(location, dice);
    search(location, dice);
}

/// Each weapon comes loose at a rate.
void ReferenceRun::loosen(int location, Keeper from, WeaponSource source, double rate, Draws& dice) {
    for (std::size_t w : weapons_at(from, location)) {
        if (dice.uniform() < chance_to_go(rate, dt_)) {
            weapons_[w].keeper = Keeper::loose;
            places_[location].weapons_taken[static_cast<int>(source)] += 1;
        }
    }
}

/// So many weapons an hour come loose while there are any.
void ReferenceRun::hand_over(int location, Keeper from, WeaponSource source, double per_hour, Draws& dice) {
    if (!(per_hour > 0)) {
        return;
    }
    std::vector<std::size_t> there = weapons_at(from, location);
    double due = std::floor(per_hour * dt_ + dice.uniform());
    for (; due > 0 && !there.empty(); due -= 1) {
        weapons_[take_any(there, dice)].keeper = Keeper::loose;
        places_[location].weapons_taken[static_cast<int>(source)] += 1;
    }
}

void ReferenceRun::take_up_weapons(int location, Draws& dice) {
    const auto& m8 = parameters_.arming;
    const ReferencePlace& place = places_[location];
    std::vector<std::size_t> wanting;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const Person& person = people_[i];
        double rate = 0;
        if (person.state == PersonState::violent && person.location == location) {
            rate = fault("arm") * value(m8.arm_violent);
        } else if (person.state == PersonState::peaceful && person.location == location) {
            rate = value(m8.arm_peaceful);
        } else if (person.state == PersonState::at_home && person.home == location && active(person) &&
                   model_.strata[person.stratum].clandestine && place.clique_active) {
            rate = value(m8.arm_client);
        }
        if (rate > 0 && dice.uniform() < chance_to_go(rate * place.refusal_factor, dt_)) {
            wanting.push_back(i);
        }
    }
    std::vector<std::size_t> loose = weapons_at(Keeper::loose, location);
    while (!wanting.empty() && !loose.empty()) {
        Person& person = people_[take_any(wanting, dice)];
        move(person, PersonState::armed);
        person.location = location;
        Weapon& weapon = weapons_[take_any(loose, dice)];
        weapon.keeper = Keeper::held;
        weapon.at = person.home;
    }
}

void ReferenceRun::search(int location, Draws& dice) {
    const double officers = police_act(location) ? officers_present(location) : 0.0;
    if (!(officers > 0)) {
        return;
    }
    const double rule = officers / (officers + places_[location].crowd());  // of the last tick
    for (Keeper keeper : {Keeper::hidden, Keeper::loose}) {
        for (std::size_t w : weapons_at(keeper, location)) {
            if (dice.uniform() < chance_to_go(value(parameters_.arming.search_rate) * rule, dt_)) {
                weapons_[w].keeper = Keeper::recovered;
            }
        }
    }
}

}  // namespace upsurge

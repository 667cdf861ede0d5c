#include <algorithm>
#include <cmath>

#include "engines/reference_run.h"
#include "numbers/samplers.h"

namespace upsurge {

/// One side has lost its share for this tick.
bool ReferenceRun::broken_off(int location) const {
    const ReferencePlace& place = places_[location];
    const double limit = value(parameters_.clashes.break_off);
    if (!(limit < 1)) {
        return false;
    }
    return (place.state_losses > 0 && place.state_losses >= limit * place.state_strength) ||
           (place.armed_losses > 0 && place.armed_losses >= limit * place.armed_strength);  // Reading 26
}

/// A loyal or a switched member at a location is hit; which one does not matter.
void ReferenceRun::hit_member(int location, MemberState state, Draws& dice) {
    std::vector<MemberState*> targets;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        for (MemberState& member : units_[i].members) {
            if (present(static_cast<int>(i), location) && member == state) {
                targets.push_back(&member);
            }
        }
    }
    const double chance_of_death = 1.0 / (1.0 + value(parameters_.clashes.injured_per_death_security));
    const bool dies = dice.uniform() < chance_of_death;
    if (!targets.empty()) {  // Reading 27
        *take_any(targets, dice) = dies ? MemberState::dead : MemberState::injured;
    }
    ReferencePlace& place = places_[location];
    (dies ? place.security_dead_total : place.security_injured_total) += 1;
}

/// Armed people and security forces shoot at each other, shot by shot.
void ReferenceRun::clash(int location, int sub_tick, double hours) {
    if (!rules_.clashes) {
        return;
    }
    const auto& m8 = parameters_.clashes;
    ReferencePlace& place = places_[location];
    std::vector<std::size_t> armed;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        if (people_[i].location == location && people_[i].state == PersonState::armed) {
            armed.push_back(i);
        } else if (people_[i].location == location && in_street(people_[i])) {
            others.push_back(i);
        }
    }
    double state = officers_present(location);
    double switched = switched_present(location);
    if (!rules_.loyalty) {
        state = std::floor(state) - place.state_losses;
    }
    if (sub_tick == 0) {
        place.state_strength = state;
        place.armed_strength = static_cast<double>(armed.size()) + switched;
    }
    if (!disperse_or_fire(location)) {
        return;
    }
    const double mu = value(m8.intelligence);
    const double chance_of_death = 1.0 / (1.0 + value(parameters_.policing.injured_per_death, location));
    Draws dice = draws(ReferenceDraw::clash, location, sub_tick);
    double left = hours;
    while (!broken_off(location)) {
        const double y = static_cast<double>(armed.size()) + switched;
        const double a = static_cast<double>(others.size());
        if (!(state > 0) || !(y > 0)) {
            return;
        }
        const double state_loss = fault("aim") * value(m8.aim_armed) * y;
        const double shooters = std::min(state, value(m8.engagement) * y);
        const double armed_loss = value(m8.aim_state) * shooters * (mu + (1.0 - mu) * y / (y + a));
        const double bystander_loss = value(m8.aim_state) * shooters * (1.0 - mu) * a / (y + a);
        const double total = state_loss + armed_loss + bystander_loss;
        if (!(total > 0)) {
            return;
        }
        left -= exponential(dice) / total;
        if (left < 0) {
            return;
        }
        const double u = dice.uniform() * total;
        if (u < state_loss) {
            hit_member(location, MemberState::loyal, dice);
            state -= 1;
            place.state_losses += 1;
        } else if (u < state_loss + armed_loss) {
            place.armed_losses += 1;
            if (dice.uniform() * y < switched) {
                hit_member(location, MemberState::switched, dice);
                switched -= 1;
            } else {
                hit_person(people_[take_any(armed, dice)], location, chance_of_death, dice);
            }
        } else if (!others.empty()) {
            hit_person(people_[take_any(others, dice)], location, chance_of_death, dice);
        }
    }
}

}  // namespace upsurge

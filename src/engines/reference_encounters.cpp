#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engines/reference_run.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {

namespace {

/// Someone who may be picked.
struct Candidate {
    std::size_t person;
    double weight;
};

/// Picks one candidate with chance in proportion to weight and takes it off the list.
std::size_t take_one(std::vector<Candidate>& candidates, double u) {
    double total = 0;
    for (const Candidate& candidate : candidates) {
        total += candidate.weight;
    }
    double rest = u * total;
    std::size_t chosen = candidates.size() - 1;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (rest < candidates[i].weight) {
            chosen = i;
            break;
        }
        rest -= candidates[i].weight;
    }
    const std::size_t person = candidates[chosen].person;
    candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(chosen));
    return person;
}

}  // namespace

void ReferenceRun::count_crowds() {
    for (ReferencePlace& place : places_) {
        place.crowd_peaceful = 0;
        place.crowd_violent = 0;
        place.crowd_armed = 0;
    }
    for (const Person& person : people_) {
        if (person.state == PersonState::peaceful) {
            places_[person.location].crowd_peaceful += 1;
        } else if (person.state == PersonState::violent) {
            places_[person.location].crowd_violent += 1;
        } else if (person.state == PersonState::armed) {
            places_[person.location].crowd_armed += 1;
        }
    }
}

void ReferenceRun::encounter() {
    for (ReferencePlace& place : places_) {
        place.deaths_last = 0;
        place.injuries_last = 0;
        place.arrests_last = 0;
        place.state_losses = 0;
        place.armed_losses = 0;
    }
    count_crowds();
    const int sub_ticks = std::max(1, static_cast<int>(std::floor(6.0 * dt_ + 0.5)));  // Reading 11
    const double hours = dt_ / sub_ticks;
    for (int sub_tick = 0; sub_tick < sub_ticks; ++sub_tick) {
        for (int l = 0; l < model_.layout.places; ++l) {
            if (places_[l].crowd() > 0 && officers_present(l) > 0 && police_act(l)) {
                arrest(l, sub_tick, hours);
                if (police_disperse(l)) {
                    harm(l, sub_tick, hours);
                }
            }
            clash(l, sub_tick, hours);
        }
    }
    count_crowds();
}

/// Somebody is shot at a location.
void ReferenceRun::hit_person(Person& victim, int location, double chance_of_death, Draws& dice) {
    ReferencePlace& place = places_[location];
    if (dice.uniform() < chance_of_death) {
        move(victim, PersonState::dead);
        place.deaths_last += 1;
        place.dead_total += 1;
        place.foreign_dead_total += abroad(victim.home) ? 1 : 0;
    } else {
        move(victim, PersonState::injured);
        place.injuries_last += 1;
        place.injured_total += 1;
    }
}

void ReferenceRun::arrest(int location, int sub_tick, double hours) {
    const auto& m5 = parameters_.policing;
    ReferencePlace& place = places_[location];
    std::vector<Candidate> crowd;
    double held = 0;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const Person& person = people_[i];
        if (person.state == PersonState::peaceful && person.location == location) {
            crowd.push_back({i, 1.0});
        } else if (person.state == PersonState::violent && person.location == location) {
            crowd.push_back({i, value(m5.arrest_weight_violent, location)});
        } else if (person.state == PersonState::armed && person.location == location) {
            crowd.push_back({i, value(m5.arrest_weight_armed, location)});
        } else if (person.state == PersonState::on_strike && person.home == location &&
                   value(m5.arrest_weight_striker, location) > 0) {  // Reading 13
            crowd.push_back({i, value(m5.arrest_weight_striker, location)});
        } else if (person.state == PersonState::detained && person.home == location) {
            held += 1;  // Reading 12
        }
    }
    Draws dice = draws(ReferenceDraw::arrest, location, sub_tick);
    const double expected =
        fault("arrest") * officers_present(location) * value(m5.arrest_rate, location) * hours;
    const double room =
        std::max(0.0, std::floor(value(m5.detention_capacity, location) * place.people) - held);
    double count = std::floor(expected + dice.uniform());
    count = std::min({count, static_cast<double>(crowd.size()), room});
    for (int taken = 0; taken < count; ++taken) {
        Person& taken_person = people_[take_one(crowd, dice.uniform())];
        move(taken_person, PersonState::detained);
        place.detentions_total += 1;
        place.arrests_last += 1;
        place.foreign_detained_total += abroad(taken_person.home) ? 1 : 0;
    }
    count_crowds();
}

void ReferenceRun::harm(int location, int sub_tick, double hours) {
    const auto& m5 = parameters_.policing;
    ReferencePlace& place = places_[location];
    const bool fire = forcing_.policing[location] == Policing::fire;

    std::vector<Candidate> pool;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const Person& person = people_[i];
        double weight = 0;
        if (person.state == PersonState::peaceful && person.location == location) {
            weight = 1;
        } else if (in_street(person) && person.location == location) {
            weight = value(m5.harm_weight_violent, location);
        } else if (person.state == PersonState::at_home && person.home == location) {
            weight = value(m5.bystander_weight, location);
        }
        if (weight > 0) {  // Reading 13
            pool.push_back({i, weight});
        }
    }
    const double officers = officers_present(location);
    const double crowd = place.crowd();
    const double rate = value(fire ? m5.harm_rate_fire : m5.harm_rate_disperse, location);
    const double mean = rate * officers * crowd / (crowd + officers) * hours;
    const double injured_per_death =
        value(fire ? m5.injured_per_death : m5.injured_per_death_disperse, location);
    const double chance_of_death = 1.0 / (1.0 + injured_per_death);
    if (!(mean > 0)) {
        return;
    }

    Draws dice = draws(ReferenceDraw::harm, location, sub_tick);
    std::int64_t hits = negative_binomial(dice, mean, value(m5.harm_dispersion, location));
    hits = std::min(hits, static_cast<std::int64_t>(pool.size()));
    for (std::int64_t hit = 0; hit < hits; ++hit) {
        // Each victim dies with the same chance: deaths in each state are binomial and fall on anybody.
        hit_person(people_[take_one(pool, dice.uniform())], location, chance_of_death, dice);
    }
    count_crowds();
}

void ReferenceRun::leave_detention_and_wounds() {
    if (!rules_.detention) {
        return;
    }
    const auto& m5 = parameters_.detention;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        Person& person = people_[i];
        const int p = person.home;
        if (person.state != PersonState::detained && person.state != PersonState::injured) {
            continue;
        }
        const double u = uniform(ReferenceDraw::release, static_cast<int>(i));
        if (person.state == PersonState::detained) {
            const double rate = fault("release") / value(m5.detention_hours, p);
            if (u < chance_to_go(rate, dt_)) {
                move(person, PersonState::at_home);
                const double changed = uniform(ReferenceDraw::release, static_cast<int>(i), 1);
                const double radicalised = value(m5.radicalised_share, p);
                const double cowed = value(m5.cowed_share, p);
                if (changed < radicalised) {
                    person.hardship = std::min(person.hardship + 1, model_.layout.hardship_bins - 1);
                } else if (changed < radicalised + cowed) {
                    person.risk_aversion =
                        std::min(person.risk_aversion + 1, model_.layout.risk_aversion_bins - 1);
                }
            }
        } else {
            const double heal = fault("heal") * value(m5.heal_rate, p);
            const double die = value(m5.wound_death_rate, p);
            const double go = chance_to_go(heal + die, dt_);
            if (u < go) {
                if (u < go * heal / (heal + die)) {
                    move(person, PersonState::at_home);
                } else {
                    move(person, PersonState::dead);
                    places_[p].dead_total += 1;
                    places_[p].foreign_dead_total += abroad(p) ? 1 : 0;
                }
            }
        }
    }
}

}  // namespace upsurge

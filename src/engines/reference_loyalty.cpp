#include <algorithm>
#include <cmath>

#include "engines/reference_game.h"
#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

void ReferenceRun::weigh_strength() {
    const auto& m10 = parameters_.loyalty;
    double sum = 0;
    double people = 0;
    for (int l = 0; l < model_.layout.places; ++l) {
        ReferencePlace& place = places_[l];
        double heads = 0;
        double loyal = 0;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            if (present(static_cast<int>(i), l)) {  // Reading 17
                heads += static_cast<double>(units_[i].members.size());
                loyal += units_[i].under_orders();
            }
        }
        const double share = heads > 0 ? loyal / heads : 1.0;
        const double troops = rules_.guarantee_bodies ? country_.foreign_troops / 1000.0 : 0.0;
        place.loyal_share = share;
        place.strength = clipped(
            value(m10.strength) + value(m10.loyal_effect) * (share - 1.0) +
                value(m10.bodies_effect) * troops -
                value(m10.crowd_effect) * log1p_of(place.crowd() / value(m10.crowd_scale)) -
                value(m10.split_effect) * country_.split - value(m10.output_effect) * country_.output_lost,
            -1.0, 2.0);
        if (!abroad(l)) {
            sum += place.people * place.strength;
            people += place.people;
        }
    }
    country_.regime_strength = people > 0 ? sum / people : 0.0;
}

/// cst of a unit; of the police without clique for unit -1.
double ReferenceRun::cost_share(int unit) const {
    const auto& m10 = parameters_.loyalty;
    const int costs[service_count] = {m10.cost_police, m10.cost_guard, m10.cost_army, m10.cost_special};
    const Service service = unit < 0 ? Service::police : model_.units[unit].service;
    double cost = value(costs[static_cast<int>(service)]);
    if (country_.guarantee && rules_.guarantee_cost) {
        cost += value(m10.guarantee_cost);
    }
    cost = clipped(cost, 0.01, 0.99);
    const int clique = unit < 0 ? -1 : model_.units[unit].clique;
    if (clique >= 0 && cliques_[clique].active) {
        const double reward = value(parameters_.elites.reward) * (1.0 - country_.output_lost);
        cost = std::max(0.01, cost * (1.0 - reward));
    }
    return cost;
}

bool ReferenceRun::ordered_aside(int unit) const {
    const int clique = model_.units[unit].clique;
    if (clique < 0 || !cliques_[clique].active || !rules_.clique_orders) {
        return false;
    }
    const std::vector<int>& leaves = model_.cliques[clique].leaves;
    return std::find(leaves.begin(), leaves.end(), units_[unit].location) != leaves.end();
}

/// The game at a location at a given cost.
AttackGame ReferenceRun::game_at(int location, double cost) const {
    const auto& m10 = parameters_.loyalty;
    const ReferencePlace& place = places_[location];
    const double crowds =
        clipped(value(m10.strength) + value(m10.loyal_effect) * (place.loyal_share - 1.0) -
                    value(m10.crowd_effect) * log1p_of(place.crowd() / value(m10.crowd_scale)),
                -1.0, 2.0);
    const double crowds_precision = value(m10.precision_crowds);
    const double broadcasts = place.strength + value(m10.broadcast_slant);
    const double broadcasts_precision = value(m10.precision_broadcasts) * place.news_factor;
    double announcement_precision = 0;
    if (country_.guarantee && rules_.guarantee_signal) {
        announcement_precision =
            value(m10.precision_guarantee) * exp_of(-country_.guarantee_hours / value(m10.fade_hours));
    }
    AttackGame game;
    game.public_precision = crowds_precision + broadcasts_precision + announcement_precision;
    game.public_signal = (crowds_precision * crowds + broadcasts_precision * broadcasts +
                          announcement_precision * value(m10.guarantee_shown)) /
                         game.public_precision;
    game.private_precision = value(m10.precision_private);
    game.cost = cost;
    return game;
}

void ReferenceRun::weigh_thresholds() {
    const auto& m10 = parameters_.loyalty;
    for (int l = 0; l < model_.layout.places; ++l) {
        ReferencePlace& place = places_[l];
        bool anybody = false;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            anybody = anybody || present(static_cast<int>(i), l);
        }
        if (anybody) {
            place.threshold =
                nearest_root(attack_roots(game_at(l, cost_share(-1))), place.threshold).threshold;
        }
        bool ready = false;
        for (std::size_t i = 0; i < units_.size() && place.threshold > place.survived; ++i) {
            const int unit = static_cast<int>(i);
            if (present(unit, l) && units_[i].count(MemberState::loyal) > 0) {
                const double limit = std::max(critical_signal(unit, false), critical_signal(unit, true));
                ready = ready || private_signal(unit) < limit;
            }
        }
        place.attack_hours = ready ? place.attack_hours + dt_ : 0.0;
        if (place.attack_hours > value(m10.attack_window) && !place.fallen) {
            place.survived = place.threshold;
            place.attack_hours = 0;
        }
    }
}

/// x_i
double ReferenceRun::private_signal(int unit) const {
    return places_[units_[unit].location].strength +
           units_[unit].noise / std::sqrt(value(parameters_.loyalty.precision_private));
}

/// x* of a unit, or x_T*, below which it stands aside.
double ReferenceRun::critical_signal(int unit, bool to_stand_aside) const {
    double cost = cost_share(unit);
    if (to_stand_aside) {
        cost = std::max(0.005, value(parameters_.loyalty.stand_aside_cost) * cost);
        cost = ordered_aside(unit) ? cost / 2.0 : cost;
    }
    const int here = units_[unit].location;
    return nearest_root(attack_roots(game_at(here, cost)), places_[here].threshold).signal;
}

void ReferenceRun::move_members() {
    const auto& m10 = parameters_.loyalty;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const int u = static_cast<int>(i);
        ReferenceUnit& unit = units_[i];
        if (unit.location < 0 || !present(u, unit.location)) {
            continue;
        }
        ReferencePlace& place = places_[unit.location];
        const bool is_news = place.threshold > place.survived;
        Draws dice = draws(ReferenceDraw::unit, u);
        const double acting = unit.under_orders() + unit.count(MemberState::aside) +
                              unit.count(MemberState::switched);  // u of the page
        // Those in `from` move one by one, each with the chance of the rate.
        const auto change = [&](MemberState from, MemberState to, double rate) {
            double moved = 0;
            const double chance = chance_to_go(rate, dt_);
            for (MemberState& member : unit.members) {
                if (member == from && dice.uniform() < chance) {
                    member = to;
                    moved += 1;
                }
            }
            return moved;
        };
        const double reaction = fault("react") * value(m10.reaction_rate);
        const double signal = private_signal(u);
        const int clique = model_.units[i].clique;
        const bool to_the_street = clique < 0 || !cliques_[clique].active;
        const auto go_over = [&](MemberState from) {
            const double gone = change(from, MemberState::switched, reaction);
            place.defections_total += gone;
            if (gone > 0 && to_the_street) {
                loosen_weapons_of(u, gone / acting, dice);
            }
        };
        const bool switches = signal < critical_signal(u, false);
        const bool stands_aside = !switches && signal < critical_signal(u, true);
        if (switches && is_news) {
            go_over(MemberState::loyal);
            go_over(MemberState::aside);
        } else if (stands_aside && is_news) {
            change(MemberState::loyal, MemberState::aside, reaction);
        } else if (!switches && !stands_aside) {
            change(MemberState::aside, MemberState::reserve, value(m10.recall_rate));
        }
        if (place.city_contest < value(m10.amnesty_contest)) {
            change(MemberState::switched, MemberState::captured, value(m10.amnesty_rate));
        }
    }
    for (int l = 0; l < model_.layout.places; ++l) {
        double heads = 0;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            heads += present(static_cast<int>(i), l) ? static_cast<double>(units_[i].members.size()) : 0.0;
        }
        places_[l].fallen = heads > 0 && switched_present(l) / heads > places_[l].strength;
    }
}

void ReferenceRun::heal_members() {
    const double chance = chance_to_go(value(parameters_.loyalty.heal_rate), dt_);
    for (std::size_t i = 0; i < units_.size(); ++i) {
        Draws dice = draws(ReferenceDraw::healing, static_cast<int>(i));
        for (MemberState& member : units_[i].members) {
            if (member == MemberState::injured && dice.uniform() < chance) {
                member = MemberState::reserve;
            }
        }
    }
}

}  // namespace upsurge

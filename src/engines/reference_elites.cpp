#include <algorithm>
#include <cmath>

#include "engines/reference_game.h"
#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

/// Whether a facility lies at a place of the clique and is guarded by one of its services.
bool ReferenceRun::commands(int clique, int facility) const {
    const Clique& facts = model_.cliques[clique];
    const Facility& site = model_.facilities[facility];
    return std::find(facts.leaves.begin(), facts.leaves.end(), site.leaf) != facts.leaves.end() &&
           std::find(facts.services.begin(), facts.services.end(), site.guarded_by) != facts.services.end();
}

void ReferenceRun::decide_cliques() {
    if (!rules_.elites || !(rules_.act_at_hour || rules_.act_by_turnout)) {
        return;
    }
    const double shock_hours = value(parameters_.elites.purge_shock_hours);
    country_.split_shock = relaxed(country_.split_shock, 0.0, dt_, shock_hours);
    renew_elite();
    for (std::size_t k = 0; k < cliques_.size(); ++k) {
        if (!cliques_[k].active && !cliques_[k].purged) {
            activate_clique(static_cast<int>(k));
        }
        if (cliques_[k].active) {
            order_garrisons(static_cast<int>(k));
        }
    }
}

/// What follows from who is active now: the split, who hands out weapons, where clients are called.
void ReferenceRun::renew_elite() {
    const auto& m10 = parameters_.elites;
    for (ReferencePlace& place : places_) {
        place.distribution_per_hour = 0;
        place.clique_active = false;
    }
    double acting = 0;
    for (std::size_t k = 0; k < cliques_.size(); ++k) {
        if (!cliques_[k].active) {
            continue;
        }
        acting += 1;
        const std::vector<int>& leaves = model_.cliques[k].leaves;
        for (int l : leaves) {
            places_[l].clique_active = true;
            places_[l].distribution_per_hour +=
                value(m10.distribution_rate) / static_cast<double>(leaves.size());
        }
    }
    const double share = acting / static_cast<double>(cliques_.size());
    country_.split = clipped(value(m10.split_size) * share + country_.split_shock, 0.0, 1.0);
}

void ReferenceRun::activate_clique(int clique) {
    const auto& m10 = parameters_.elites;
    const auto& units = parameters_.loyalty;
    bool acts = rules_.act_at_hour && clock_hours() >= value(m10.activation_hour);
    if (rules_.act_by_turnout && !model_.cliques[clique].leaves.empty()) {
        const Clique& facts = model_.cliques[clique];
        double theta = 0;
        for (int l : facts.leaves) {
            const double crowd = places_[l].reported_crowd / value(units.crowd_scale);
            const double seen = value(units.strength) - value(units.crowd_effect) * log1p_of(crowd) -
                                value(units.split_effect) * country_.split;
            theta += clipped(seen, -1.0, 2.0) / static_cast<double>(facts.leaves.size());
        }
        const double kept = 1.0 - value(m10.reward) * (1.0 - country_.reported_output);
        const AttackGame game = {value(m10.precision_public), theta, value(m10.precision_private),
                                 clipped(value(m10.cost) * kept, 0.01, 0.99)};
        const double seen = theta + cliques_[clique].noise / std::sqrt(value(m10.precision_private));
        const double chance = chance_to_go(fault("activate") * value(m10.activation_rate), dt_);
        acts = seen < attack_roots(game).front().signal && uniform(ReferenceDraw::clique, clique) < chance;
    }
    if (acts) {
        cliques_[clique].active = true;
        cliques_[clique].since_tick = tick_;
        renew_elite();
    }
}

/// Garrisons that an active clique commands are told, one by one, to stand aside.
void ReferenceRun::order_garrisons(int clique) {
    const auto& m10 = parameters_.elites;
    for (std::size_t f = 0; f < facilities_.size() && rules_.clique_orders; ++f) {
        ReferenceFacility& facility = facilities_[f];
        const double chance = chance_to_go(value(m10.order_rate), dt_);
        if (commands(clique, static_cast<int>(f)) && !facility.lost && !facility.aside &&
            uniform(ReferenceDraw::order, static_cast<int>(f), clique) < chance) {
            facility.aside = true;
        }
    }
}

/// The active clique that comes first, if there is one.
void ReferenceRun::purge_first_clique() {
    for (std::size_t k = 0; k < cliques_.size(); ++k) {
        if (!cliques_[k].active) {
            continue;
        }
        cliques_[k].active = false;
        cliques_[k].purged = true;
        for (std::size_t f = 0; f < facilities_.size(); ++f) {
            if (commands(static_cast<int>(k), static_cast<int>(f)) && !facilities_[f].lost) {
                facilities_[f].aside = false;
            }
        }
        country_.split_shock += value(parameters_.elites.purge_shock);
        country_.purges += 1;
        country_.last_purge_tick = tick_;
        renew_elite();
        return;
    }
}

}  // namespace upsurge

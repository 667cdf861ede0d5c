/// M10, elites: when cliques act, and what they do.
///
///   theta   mean over a clique's places of the strength that reported turnout shows it
///   acts    at a given hour, or at activation_rate while theta + eps/sqrt(bet) < x*(theta, cost)
///   split   split_size x share of cliques that are active + what purges left
///
/// An active clique hands out weapons, tells its units and garrisons to stand aside and sends out its
/// clients, until the government purges it (purge.h).
#include <algorithm>
#include <cmath>

#include "mechanisms/decision_log.h"
#include "mechanisms/global_game.h"
#include "mechanisms/mechanism.h"
#include "mechanisms/purge.h"
#include "mechanisms/registry.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

enum Index {
    activation_hour,
    activation_rate,
    cost,
    precision_private,
    precision_public,
    reward,
    distribution_rate,
    order_rate,
    seeding_rate,
    split_size,
    purge_shock,
    purge_shock_hours
};

constexpr ParameterSpec table[] = {
    {"activation_hour", "hour", 72, -10000, 100000, "uniform(48, 120)", Mark::assumed, "ours",
     "hours of the clock at which cliques act, where the switch says so"},
    {"activation_rate", "1/hour", 0.2, 0, 100, "log_uniform(0.05, 1)", Mark::assumed, "ours",
     "rate of acting once a clique sees the regime as weak enough"},
    {"cost", "share", 0.5, 0.01, 0.99, "beta(3, 3)", Mark::assumed, "ours",
     "punishment over punishment plus reward for a clique that fails"},
    {"precision_private", "1/strength^2", 1, 0.01, 1000, "log_uniform(0.5, 10)", Mark::assumed, "ours",
     "precision of what a clique knows by itself"},
    {"precision_public", "1/strength^2", 1, 0.01, 1000, "log_uniform(0.5, 10)", Mark::assumed, "ours",
     "precision of what turnout tells it"},
    {"reward", "share", 0.3, 0, 1, "beta(2, 4)", Mark::assumed, "ours",
     "how much an active clique's rewards lower the cost of defecting; falls with lost output"},
    {"distribution_rate", "weapons/hour", 0, 0, 100000, "log_uniform(1, 100)", Mark::assumed,
     "ours: no distribution unless a hypothesis says so", "weapons that an active clique hands out"},
    {"order_rate", "1/hour", 0.2, 0, 100, "log_uniform(0.05, 1)", Mark::assumed, "ours",
     "rate at which a garrison of its services is told to stand aside"},
    {"seeding_rate", "1/hour", 0, 0, 10, "log_uniform(0.001, 0.1)", Mark::assumed,
     "ours: no seeding unless a hypothesis says so",
     "rate at which clients of clandestine networks are sent out"},
    {"split_size", "0..1", 0.5, 0, 1, "uniform(0, 1)", Mark::assumed, "ours",
     "division of the elite when every clique is active"},
    {"purge_shock", "0..1", 0.2, 0, 1, "uniform(0, 0.5)", Mark::assumed, "ours",
     "division that a purge adds at first"},
    {"purge_shock_hours", "hour", 12, 0.1, 1000, "uniform(6, 24)", Mark::assumed, "ours",
     "how fast that fades"},
};

constexpr const char* activation_options[] = {"off", "at_hour", "by_turnout"};
constexpr const char* orders_options[] = {"on", "off"};
enum SwitchIndex { activation_switch, orders_switch };
constexpr SwitchSpec switches[] = {
    {"activation", activation_options,
     "whether cliques ever act: never, at a given hour, or when turnout shows the regime weak"},
    {"orders", orders_options, "whether an active clique tells its units and garrisons to stand aside"},
};
enum Activation { never, at_hour, by_turnout };

bool can_act(const TickContext& tick) {
    return !tick.society.cliques.empty() && tick.option(activation_switch) != never;
}

void start(TickContext& tick) {
    if (!can_act(tick)) {
        return;
    }
    const auto noise = tick.state.numbers(CliqueNumber::signal_noise);
    for (std::size_t k = 0; k < noise.size(); ++k) {
        Draws draws = tick.draws(Process::elites_start, static_cast<std::uint32_t>(k));
        noise[k] = normal(draws);
    }
}

/// Strength of the regime as turnout shows it to a clique, in the terms of `loyalty` whether it is on or not.
double strength_seen(const TickContext& tick, const Clique& clique) {
    static const int strength = *find_parameter("loyalty.strength");
    static const int crowd_effect = *find_parameter("loyalty.crowd_effect");
    static const int crowd_scale = *find_parameter("loyalty.crowd_scale");
    static const int split_effect = *find_parameter("loyalty.split_effect");
    const auto reported = static_cast<const State&>(tick.state).field(Field::reported_crowd);
    double sum = 0;
    for (const int leaf : clique.leaves) {
        const double crowd = reported[static_cast<std::size_t>(leaf)];
        sum += std::clamp(
            tick.value_of(strength, leaf) -
                tick.value_of(crowd_effect, leaf) * log1p_of(crowd / tick.value_of(crowd_scale, leaf)) -
                tick.value_of(split_effect, leaf) * tick.state.national(National::split),
            -1.0, 2.0);
    }
    return sum / static_cast<double>(clique.leaves.size());
}

/// Whether the regime looks weak enough to a clique for an attempt.
bool is_tempted(const TickContext& tick, std::size_t k) {
    const Clique& clique = tick.society.cliques[k];
    if (clique.leaves.empty()) {
        return false;
    }
    const double theta = strength_seen(tick, clique);
    AttackGame game;
    game.public_precision = tick.value(precision_public);
    game.private_precision = tick.value(precision_private);
    game.public_signal = theta;
    const double left = 1.0 - tick.state.national(National::reported_output);
    game.cost_share = std::clamp(tick.value(cost) * (1.0 - tick.value(reward) * left), 0.01, 0.99);
    const double seen =
        theta + tick.state.numbers(CliqueNumber::signal_noise)[k] / std::sqrt(game.private_precision);
    return seen < solve_attack(game).lowest().signal_limit(game.private_precision);
}

bool starts_now(const TickContext& tick, std::size_t k) {
    if (tick.option(activation_switch) == at_hour) {
        return tick.clock_hours >= tick.value(activation_hour);
    }
    if (!is_tempted(tick, k)) {
        return false;
    }
    Draws draws = tick.draws(Process::elites, static_cast<std::uint32_t>(k));
    return binomial_exit(draws, 1, tick.value(activation_rate) * tick.hours) == 1;
}

/// Garrisons that the clique commands are told, one by one, to stand aside.
void order_garrisons(TickContext& tick, std::size_t k) {
    const auto lost = tick.state.column(FacilityColumn::lost);
    const auto aside = tick.state.column(FacilityColumn::aside);
    for (std::size_t f = 0; f < lost.size(); ++f) {
        if (lost[f] != 0 || aside[f] != 0 ||
            !commands_facility(tick.society, static_cast<int>(k), static_cast<int>(f))) {
            continue;
        }
        Draws draws =
            tick.draws(Process::elites, static_cast<std::uint32_t>(k), 1 + static_cast<std::uint32_t>(f));
        if (binomial_exit(draws, 1, tick.value(order_rate) * tick.hours) == 1) {
            aside[f] = 1;
            const Facility& facility = tick.society.facilities[f];
            note_decision(tick, tick.society.cliques[k].id, "stand_aside", facility.leaf, facility.id);
        }
    }
}

void decide(TickContext& tick) {
    if (!can_act(tick)) {
        return;
    }
    State& state = tick.state;
    state.national(National::split_shock) *= exp_of(-tick.hours / tick.value(purge_shock_hours));
    renew_elite(tick);
    const auto active = state.numbers(CliqueNumber::active);
    const auto active_hours = state.numbers(CliqueNumber::active_hours);
    const auto purged = state.numbers(CliqueNumber::purged);
    for (std::size_t k = 0; k < active.size(); ++k) {
        if (active[k] != 0) {
            active_hours[k] += tick.hours;
        } else if (purged[k] == 0 && starts_now(tick, k)) {
            note_decision(tick, tick.society.cliques[k].id, "activation");
            active[k] = 1;
            renew_elite(tick);
        }
        if (active[k] != 0 && tick.option(orders_switch) == 0) {
            order_garrisons(tick, k);
        }
    }
}

void add_seeding(const TickContext& tick, int place, int stratum, std::span<double> hazard) {
    const auto p = static_cast<std::size_t>(place);
    if (tick.society.stratum_clandestine[static_cast<std::size_t>(stratum)] == 0 ||
        tick.derived.clique_active_at[p] == 0 || tick.society.is_abroad(p)) {
        return;
    }
    for (double& h : hazard) {
        h += tick.value(seeding_rate, place);
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::street, {PersonState::at_home, PersonState::peaceful}, add_seeding, true},
};

}  // namespace

extern const Mechanism elites;
const Mechanism elites = {
    .name = "elites",
    .title = "Cliques of the elite",
    .group = "M10",
    .summary =
        "Factions inside the state act when it looks weak: they hand out arms, order units aside and divide "
        "the elite, until purged.",
    .source =
        "Boix and Svolik 2013 doi:10.1017/S0022381613000029; Casper and Tyson 2014 "
        "doi:10.1017/S0022381613001485; the equations are ours",
    .parameters = table,
    .switches = switches,
    .start = start,
    .decide = decide,
    .hazards = hazards,
};

}  // namespace upsurge

/// M12, state policy: threat as reported, and what the government does about it.
#include <algorithm>
#include <cmath>

#include "mechanisms/decision_log.h"
#include "mechanisms/mechanism.h"
#include "mechanisms/purge.h"
#include "mechanisms/registry.h"
#include "numbers/elementary.h"

namespace upsurge {
namespace {

enum Index {
    threat_crowd,
    threat_violent,
    threat_armed,
    threat_sites,
    threat_output,
    threat_defections,
    contain_at,
    disperse_at,
    fire_at,
    emergency_at,
    officers_per_person,
    officers_max,
    refusal_at,
    refusal_cooldown,
    price_at,
    price_cooldown,
    price_credibility,
    price_cut,
    dismissal_at,
    dismissal_credibility,
    negotiation_at,
    negotiation_cooldown,
    negotiation_credibility,
    settlement_share,
    shutdown_at,
    shutdown_depth,
    request_at,
    purge_at,
    purge_delay,
    purge_cooldown,
    resignation_at,
    decision_hours,
    choice_sharpness
};

constexpr ParameterSpec table[] = {
    {"threat_crowd", "threat", 1, 0, 100, "", Mark::assumed, "ours: sets the scale",
     "threat per unit of ln(1 + people in the street)"},
    {"threat_violent", "threat/1000 people", 0.5, 0, 100, "half_normal(0.5)", Mark::assumed, "ours",
     "threat per thousand violent protesters"},
    {"threat_armed", "threat/1000 people", 5, 0, 1000, "half_normal(5)", Mark::assumed, "ours",
     "threat per thousand armed people"},
    {"threat_sites", "threat/facility", 0.3, 0, 100, "half_normal(0.3)", Mark::assumed, "ours",
     "threat per facility lost"},
    {"threat_output", "threat", 3, 0, 1000, "half_normal(3)", Mark::assumed, "ours",
     "threat when all listed output is lost"},
    {"threat_defections", "threat", 0.3, 0, 100, "half_normal(0.3)", Mark::assumed, "ours",
     "threat per unit of ln(1 + members gone over)"},
    {"contain_at", "threat", 6.5, 0, 1000, "normal(6.5, 1.5)", Mark::assumed,
     "ours; one government leaves hundreds alone in one place and not dozens in another",
     "threat at a place from which its officers step in at all"},
    {"disperse_at", "threat", 8, 0, 1000, "normal(8, 1)", Mark::assumed, "ours",
     "threat of a place from which crowds are dispersed"},
    {"fire_at", "threat", 11, 0, 1000, "normal(11, 1.5)", Mark::assumed, "ours",
     "threat of a place from which fire is ordered"},
    {"emergency_at", "threat", 8.5, 0, 1000, "normal(8.5, 1)", Mark::assumed, "ours",
     "threat of a place from which an emergency and a curfew are declared"},
    {"officers_per_person", "ratio", 0.3, 0, 100, "log_uniform(0.05, 1)", Mark::assumed, "ours",
     "officers wanted per person in the street"},
    {"officers_max", "people", 3000, 0, 100000000.0, "", Mark::assumed, "ours",
     "most officers wanted at a place beyond those scheduled"},
    {"refusal_at", "threat", 7, 0, 1000, "normal(7, 1)", Mark::assumed, "ours",
     "national threat at which the government publicly refuses, while price_at is not reached"},
    {"refusal_cooldown", "hour", 18, 0, 100000, "", Mark::assumed,
     "after the case: two refusals within 18 hours", "least time between two refusals"},
    {"price_at", "threat", 9, 0, 1000, "normal(9, 1)", Mark::assumed, "ours",
     "national threat at which the price is cut"},
    {"price_cooldown", "hour", 48, 0, 100000, "", Mark::assumed, "ours", "least time between two price cuts"},
    {"price_credibility", "0..1", 0.4, 0, 1, "beta(2, 3)", Mark::assumed, "ours",
     "how far a price cut is believed"},
    {"price_cut", "share", 0.85, 0.01, 10, "", Mark::assumed, "after the case: 50 of 60",
     "price offered over the price of the start"},
    {"dismissal_at", "threat", 11, 0, 1000, "normal(11, 1.5)", Mark::assumed, "ours",
     "national threat at which the cabinet is dismissed"},
    {"dismissal_credibility", "0..1", 0.4, 0, 1, "beta(2, 3)", Mark::assumed, "ours",
     "how far that is believed as a concession"},
    {"negotiation_at", "threat", 30, 0, 1000, "normal(30, 10)", Mark::assumed, "ours",
     "national threat at which the government negotiates"},
    {"negotiation_cooldown", "hour", 24, 0, 100000, "", Mark::assumed, "ours",
     "least time between two negotiations"},
    {"negotiation_credibility", "0..1", 0.5, 0, 1, "beta(3, 3)", Mark::assumed, "ours",
     "how far negotiations are believed"},
    {"settlement_share", "share", 0.3, 0, 1, "uniform(0.1, 0.6)", Mark::assumed, "ours",
     "share satisfied from which a settlement is signed"},
    {"shutdown_at", "threat", 10, 0, 1000, "normal(10, 1.5)", Mark::assumed, "ours",
     "national threat at which the internet is cut"},
    {"shutdown_depth", "0..1", 0.9, 0, 1, "", Mark::assumed, "ours", "how deep it is cut"},
    {"request_at", "threat", 13, 0, 1000, "normal(13, 2)", Mark::assumed, "ours",
     "national threat at which allies are asked for help"},
    {"purge_at", "threat", 12, 0, 1000, "normal(12, 2)", Mark::assumed, "ours",
     "national threat at which an active clique is purged"},
    {"purge_delay", "hour", 24, 0, 100000, "log_uniform(6, 96)", Mark::assumed, "ours",
     "how long a clique acts before it can be identified"},
    {"purge_cooldown", "hour", 24, 0, 100000, "", Mark::assumed, "ours", "least time between two purges"},
    {"resignation_at", "threat", 60, 0, 1000, "normal(60, 15)", Mark::assumed, "ours",
     "national threat at which the incumbent goes"},
    {"decision_hours", "hour", 3, 0.1, 1000, "", Mark::assumed, "ours",
     "time between two choices by the softmax rule"},
    {"choice_sharpness", "1/threat", 1, 0, 1000, "log_uniform(0.5, 5)", Mark::literature,
     "after McKelvey and Palfrey 1995; value ours", "how sharply the softmax rule follows the threat"},
};

constexpr const char* policy_options[] = {"scheduled", "endogenous"};
constexpr const char* rule_options[] = {"thresholds", "softmax"};
enum SwitchIndex { policy_switch, rule_switch };
constexpr SwitchSpec switches[] = {
    {"policy", policy_options, "whether the government acts as dated in the schedule or decides by itself"},
    {"rule", rule_options, "how it decides by itself: fixed thresholds, or by chance around them"},
};

/// Actions of the whole country, in the order in which the threshold rule takes them.
enum class Action { ignore, refusal, price, dismissal, negotiation, shutdown, request, purge, resignation };
constexpr int action_count = 9;
constexpr const char* action_names[action_count] = {
    "ignore", "refusal", "price", "dismissal", "negotiation", "shutdown", "request", "purge", "resignation"};
constexpr int level_of_action[action_count] = {-1,           refusal_at,     price_at,
                                               dismissal_at, negotiation_at, shutdown_at,
                                               request_at,   purge_at,       resignation_at};
constexpr double long_ago_hours = 1e9;

bool decides(const TickContext& tick) {
    return tick.option(policy_switch) == 1 && tick.forcing.government_decides != 0 &&
           tick.state.national(National::resigned) == 0;
}

void start(TickContext& tick) {
    for (const National since : {National::hours_since_refusal, National::hours_since_price,
                                 National::hours_since_negotiation, National::hours_since_purge}) {
        tick.state.national(since) = long_ago_hours;
    }
}

double threat_of(const TickContext& tick, double crowd, double violent, double armed, double lost) {
    return tick.value(threat_crowd) * log1p_of(crowd) + tick.value(threat_violent) * violent / 1000.0 +
           tick.value(threat_armed) * armed / 1000.0 + tick.value(threat_sites) * lost;
}

double threat_at(const TickContext& tick, std::size_t place) {
    const State& state = tick.state;
    return threat_of(tick, state.field(Field::reported_crowd)[place],
                     state.field(Field::reported_violent)[place], state.field(Field::reported_armed)[place],
                     state.field(Field::reported_lost)[place]);
}

/// Over the country; what is reported from abroad is no threat to it.
double sum_of(const TickContext& tick, Field field) {
    const auto values = static_cast<const State&>(tick.state).field(field);
    double sum = 0;
    for (std::size_t p = 0; p < values.size(); ++p) {
        sum += tick.society.is_abroad(p) ? 0.0 : values[p];
    }
    return sum;
}

double national_threat(const TickContext& tick) {
    return threat_of(tick, sum_of(tick, Field::reported_crowd), sum_of(tick, Field::reported_violent),
                     sum_of(tick, Field::reported_armed), sum_of(tick, Field::reported_lost)) +
           tick.value(threat_output) * tick.state.national(National::reported_output) +
           tick.value(threat_defections) * log1p_of(sum_of(tick, Field::reported_defected));
}

void note(TickContext& tick, const char* action, int place = -1) {
    note_decision(tick, "government", action, place);
}

/// A concession that the schedule or the government makes stands from now on.
void concede(TickContext& tick, const Concession& concession) {
    double& level = tick.state.national(National::concession_level);
    level = std::max(level, concession.level);
}
void grant(TickContext& tick, double level, double credibility) {
    tick.derived.granted.push_back({level, credibility});
    concede(tick, tick.derived.granted.back());
}

/// What the schedule says the government does now.
void follow_schedule(TickContext& tick) {
    State& state = tick.state;
    if (tick.forcing.requests > 0) {
        state.national(National::requested) = 1;
        note(tick, "request");
    }
    for (int i = 0; i < tick.forcing.purges; ++i) {
        purge_clique(tick);
    }
    if (tick.forcing.dismissals > 0) {
        state.national(National::cabinet_dismissed) = 1;
        note(tick, "dismissal");
    }
    for (const auto& announced : tick.forcing.concessions) {
        for (const Concession& concession : announced) {
            concede(tick, concession);
        }
    }
}

void order_place(TickContext& tick, int place) {
    const auto p = static_cast<std::size_t>(place);
    const double threat = threat_at(tick, p);
    std::int64_t& order = tick.state.tally(Tally::order_policing)[p];
    std::int64_t& emergency = tick.state.tally(Tally::order_emergency)[p];
    // An order stands until the threat is a fifth below the level that raised it.
    constexpr double kept_until = 0.8;
    const double levels[] = {0.0, tick.value(contain_at), tick.value(disperse_at), tick.value(fire_at)};
    constexpr const char* raised[] = {"tolerate", "contain", "disperse", "fire"};
    constexpr const char* lowered[] = {"tolerate", "stop_dispersing", "hold_fire"};
    std::int64_t reached = 3;
    while (reached > 0 && threat < levels[reached]) {
        --reached;
    }
    if (reached > order) {
        order = reached;
        note(tick, raised[order], place);
    } else if (order > 0 && threat < kept_until * levels[order]) {
        --order;
        note(tick, lowered[order], place);
    }
    if (emergency == 0 && threat >= tick.value(emergency_at)) {
        emergency = 1;
        note(tick, "emergency", place);
    } else if (emergency == 1 && threat < tick.value(emergency_at) / 2.0) {
        emergency = 0;
        note(tick, "end_emergency", place);
    }
}

bool may_purge(const TickContext& tick) {
    const auto active = tick.state.numbers(CliqueNumber::active);
    const auto hours = tick.state.numbers(CliqueNumber::active_hours);
    for (std::size_t k = 0; k < active.size(); ++k) {
        if (active[k] != 0 && hours[k] >= tick.value(purge_delay)) {
            return tick.state.national(National::hours_since_purge) > tick.value(purge_cooldown);
        }
    }
    return false;
}

bool is_available(const TickContext& tick, Action action) {
    const State& state = tick.state;
    switch (action) {
        case Action::ignore:
            return true;
        case Action::refusal:
            return state.national(National::threat) < tick.value(price_at) &&
                   state.national(National::hours_since_refusal) > tick.value(refusal_cooldown);
        case Action::price:
            return state.national(National::hours_since_price) > tick.value(price_cooldown);
        case Action::dismissal:
            return state.national(National::cabinet_dismissed) == 0;
        case Action::negotiation:
            return state.national(National::hours_since_negotiation) > tick.value(negotiation_cooldown);
        case Action::shutdown:
            return state.national(National::shutdown) == 0;
        case Action::request:
            return state.national(National::requested) == 0 && state.national(National::guarantee) == 0;
        case Action::purge:
            return may_purge(tick);
        case Action::resignation:
            return state.national(National::resigned) == 0;
    }
    return false;
}

/// Share of the people whom an offer of negotiations satisfies, by the rule of `concessions`.
double share_satisfied(const TickContext& tick) {
    static const int width = *find_parameter("concessions.satisfaction_width");
    const auto demand = tick.state.field(Field::demand_level);
    double satisfied = 0;
    double people = 0;
    for (std::size_t p = 0; p < demand.size(); ++p) {
        if (tick.society.abroad[p] != 0) {
            continue;
        }
        const double believed =
            std::min(1.0, tick.value(negotiation_credibility) * tick.derived.credibility_factor[p]);
        const auto here = static_cast<double>(tick.society.population[p]);
        satisfied +=
            here * believed * logistic((3.0 - demand[p]) / tick.value_of(width, static_cast<int>(p)));
        people += here;
    }
    return people > 0 ? satisfied / people : 0.0;
}

void take(TickContext& tick, Action action) {
    State& state = tick.state;
    switch (action) {
        case Action::ignore:
            return;
        case Action::refusal:
            state.national(National::hours_since_refusal) = 0;
            for (std::uint8_t& refusals : tick.orders->refusals) {
                ++refusals;
            }
            break;
        case Action::price:
            state.national(National::hours_since_price) = 0;
            grant(tick, 1.0, tick.value(price_credibility));
            break;
        case Action::dismissal:
            state.national(National::cabinet_dismissed) = 1;
            grant(tick, 2.0, tick.value(dismissal_credibility));
            break;
        case Action::negotiation:
            state.national(National::hours_since_negotiation) = 0;
            grant(tick, 3.0, tick.value(negotiation_credibility));
            if (share_satisfied(tick) >= tick.value(settlement_share)) {
                state.national(National::settlement) = 1;
                note(tick, "settlement");
            }
            break;
        case Action::shutdown:
            state.national(National::shutdown) = tick.value(shutdown_depth);
            break;
        case Action::request:
            state.national(National::requested) = 1;
            break;
        case Action::purge:
            purge_clique(tick);
            return;  // notes itself
        case Action::resignation:
            state.national(National::resigned) = 1;
            grant(tick, 3.0, 1.0);
            std::ranges::fill(state.tally(Tally::order_policing), 0);
            std::ranges::fill(state.tally(Tally::order_emergency), 0);
            state.national(National::shutdown) = 0;
            break;
    }
    note(tick, action_names[static_cast<std::size_t>(action)]);
}

void decide_by_thresholds(TickContext& tick) {
    const double threat = tick.state.national(National::threat);
    for (int a = 1; a < action_count; ++a) {
        const auto action = static_cast<Action>(a);
        if (threat >= tick.value(level_of_action[a]) && is_available(tick, action)) {
            take(tick, action);
        }
    }
}

/// Quantal response: the nearer the threat is to an action's level, the likelier the action.
void decide_by_chance(TickContext& tick) {
    const double every = tick.value(decision_hours);
    if (std::floor(tick.clock_hours / every) == std::floor((tick.clock_hours - tick.hours_before) / every)) {
        return;
    }
    double chances[action_count];
    double sum = 0;
    for (int a = 0; a < action_count; ++a) {
        const double level = a == 0 ? 0.0 : tick.value(level_of_action[a]);
        const double distance = std::fabs(tick.state.national(National::threat) - level);
        chances[a] = is_available(tick, static_cast<Action>(a))
                         ? exp_of(-tick.value(choice_sharpness) * distance)
                         : 0.0;
        sum += chances[a];
    }
    double left = tick.draws(Process::policy, 0).uniform() * sum;
    for (int a = 0; a < action_count; ++a) {
        left -= chances[a];
        if (left < 0) {
            take(tick, static_cast<Action>(a));
            return;
        }
    }
}

void decide(TickContext& tick) {
    State& state = tick.state;
    for (const National since : {National::hours_since_refusal, National::hours_since_price,
                                 National::hours_since_negotiation, National::hours_since_purge}) {
        state.national(since) += tick.hours;
    }
    state.national(National::threat) = national_threat(tick);
    follow_schedule(tick);
    if (!decides(tick)) {
        return;
    }
    for (int place = 0; place < tick.places(); ++place) {
        if (tick.society.abroad[static_cast<std::size_t>(place)] == 0) {
            order_place(tick, place);
        }
    }
    if (state.national(National::shutdown) > 0 &&
        state.national(National::threat) < tick.value(shutdown_at) / 2.0) {
        state.national(National::shutdown) = 0;
        note(tick, "end_shutdown");
    }
    if (tick.option(rule_switch) == 0) {
        decide_by_thresholds(tick);
    } else {
        decide_by_chance(tick);
    }
}

/// Orders of earlier ticks act on top of what the schedule imposes.
void impose(TickContext& tick) {
    if (tick.option(policy_switch) != 1) {
        return;
    }
    const State& state = tick.state;
    Forcing& forcing = *tick.orders;
    const bool price_offered = state.national(National::hours_since_price) < long_ago_hours;
    for (std::size_t p = 0; p < forcing.price.size(); ++p) {
        if (tick.society.abroad[p] != 0) {
            continue;
        }
        forcing.shutdown[p] = std::max(forcing.shutdown[p], state.national(National::shutdown));
        if (price_offered) {
            forcing.price[p] =
                std::min(forcing.price[p], tick.value(price_cut) * tick.society.first_price[p]);
        }
        const auto order = static_cast<Policing>(state.tally(Tally::order_policing)[p]);
        forcing.policing[p] = std::max(forcing.policing[p], order);
        if (state.tally(Tally::order_emergency)[p] != 0) {
            forcing.emergency[p] = 1;
            const double hour = forcing.hour_of_day[p];
            if (hour >= 23.0 || hour < 7.0) {
                forcing.curfew[p] = 1;
            }
        }
        if (decides(tick)) {
            const double wanted = state.field(Field::reported_crowd)[p] * tick.value(officers_per_person);
            forcing.officers[p] = std::max(forcing.officers[p], std::min(wanted, tick.value(officers_max)));
        }
    }
}

}  // namespace

extern const Mechanism state_policy;
const Mechanism state_policy = {
    .name = "state_policy",
    .title = "The government decides",
    .group = "M12",
    .summary =
        "The government weighs the threat it is told of and concedes, clears streets, cuts networks, asks "
        "for help, purges or goes.",
    .source =
        "Svolik 2012 doi:10.1017/CBO9781139176040; McKelvey and Palfrey 1995 doi:10.1006/game.1995.1023 "
        "(quantal response); the rules are ours",
    .parameters = table,
    .switches = switches,
    .start = start,
    .impose = impose,
    .decide = decide,
};

}  // namespace upsurge

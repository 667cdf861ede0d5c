/// M11, outside powers: request, council, guarantee, troops; rivals in a war.
///
///   lag     council_median exp(council_spread normal) + delay_hours
///   assent  L((benefit (1 - s) help_gain - cost cost_weight - reputation)/vote_width) of every ally,
///           s = L((regime_strength - 1/2)/survival_width); one refusal is enough
///   troops  all allies' x clip((guarantee_hours - arrival_hours)/full_hours, 0, 1)
///   rival   nothing 0, arms benefit (1 - s) - cost, long war attrition 4 s (1 - s) - cost, deal s; softmax
///
/// What the schedule says of guarantees and troops holds whatever the powers would decide.
#include <algorithm>
#include <array>
#include <cmath>

#include "mechanisms/decision_log.h"
#include "mechanisms/mechanism.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

enum Index {
    council_median,
    council_spread,
    delay_hours,
    survival_width,
    help_gain,
    cost_weight,
    vote_width,
    arrival_hours,
    full_hours,
    withdrawal_threat,
    withdrawal_hours,
    war_people,
    attrition,
    deal,
    rival_rate
};

constexpr ParameterSpec table[] = {
    {"council_median", "hour", 8, 0.1, 10000, "log_uniform(2, 48)", Mark::assumed,
     "ours; the case took one night", "median time from a request to the council's vote"},
    {"council_spread", "log", 0.5, 0, 3, "", Mark::assumed, "ours", "spread of its logarithm"},
    {"delay_hours", "hour", 0, 0, 100000, "", Mark::assumed, "0 unless an intervention delays the guarantee",
     "added to that time"},
    {"survival_width", "strength", 0.2, 0.001, 10, "", Mark::assumed, "ours",
     "how sharply survival follows the regime's strength"},
    {"help_gain", "share", 0.6, 0, 1, "uniform(0.2, 1)", Mark::assumed, "ours",
     "how much of the danger help would remove"},
    {"cost_weight", "factor", 1, 0, 100, "", Mark::assumed, "ours", "weight of allies' costs"},
    {"vote_width", "value", 0.1, 0.001, 100, "log_uniform(0.03, 0.5)", Mark::assumed, "ours",
     "spread of unseen motives of powers"},
    {"arrival_hours", "hour", 12, 0, 1000, "uniform(6, 24)", Mark::assumed,
     "after the case: first units within a day", "from the guarantee to the first troops"},
    {"full_hours", "hour", 60, 0.1, 10000, "", Mark::assumed,
     "after the case: full strength within three days", "from the first troops to all"},
    {"withdrawal_threat", "threat", 3, 0, 1000000000.0, "", Mark::assumed, "ours",
     "threat below which the guarantee is no longer needed"},
    {"withdrawal_hours", "hour", 120, 0, 100000, "", Mark::assumed, "after the case: about a week",
     "how long it must stay below"},
    {"war_people", "people", 500, 1, 1000000000.0, "log_uniform(100, 5000)", Mark::assumed, "ours",
     "armed people from which rivals see a war"},
    {"attrition", "value", 0.3, 0, 100, "half_normal(0.3)", Mark::assumed, "ours",
     "what a long war is worth to a rival"},
    {"deal", "value", 0.5, 0, 100, "half_normal(0.5)", Mark::assumed, "ours",
     "what a deal with a surviving incumbent is worth to a rival"},
    {"rival_rate", "weapons/hour", 20, 0, 100000, "log_uniform(1, 200)", Mark::assumed, "ours",
     "weapons that a rival who arms the other side sends"},
};

constexpr const char* guarantee_options[] = {"decided", "refused"};
constexpr const char* decide_options[] = {"on", "off"};
enum SwitchIndex { guarantee_switch, decide_switch };
constexpr SwitchSpec switches[] = {
    {"guarantee", guarantee_options, "whether the council may guarantee at all"},
    {"decide", decide_options, "whether powers decide by themselves where nothing is scheduled"},
};

enum Choice { nothing, arms, long_war, deal_with_incumbent };
constexpr std::array<const char*, 4> choice_names = {"nothing", "arms", "long_war", "deal"};

bool is_ally(const Power& power) {
    return power.side == PowerSide::ally;
}

bool decides(const TickContext& tick) {
    return !tick.society.powers.empty() && tick.option(decide_switch) == 0;
}

/// s: chance that the incumbent survives without help.
double survival(const TickContext& tick) {
    return logistic((tick.state.national(National::regime_strength) - 0.5) / tick.value(survival_width));
}

/// Whether the guarantee in force was given by the council: all allies assented.
bool is_given_by_allies(const TickContext& tick) {
    const std::vector<Power>& powers = tick.society.powers;
    const auto assent = tick.state.numbers(PowerNumber::assent);
    bool any = false;
    for (std::size_t j = 0; j < powers.size(); ++j) {
        if (is_ally(powers[j])) {
            any = true;
            if (assent[j] == 0) {
                return false;
            }
        }
    }
    return any;
}

/// A guarantee, or its end, answers whatever was asked.
void set_guarantee(State& state, double in_force, double hours) {
    state.national(National::guarantee) = in_force;
    state.national(National::guarantee_hours) = hours;
    state.national(National::calm_hours) = 0;
    state.national(National::requested) = 0;
    state.national(National::request_hours) = 0;
    state.national(National::council_hours) = 0;
}

void draw_lag(TickContext& tick) {
    Draws draws = tick.draws(Process::council, 0);
    tick.state.national(National::council_hours) =
        tick.value(council_median) * exp_of(tick.value(council_spread) * normal(draws)) +
        tick.value(delay_hours);
    tick.state.national(National::request_hours) = 0;
}

/// Every ally votes, in order.
bool meet(TickContext& tick) {
    const std::vector<Power>& powers = tick.society.powers;
    const auto assent = tick.state.numbers(PowerNumber::assent);
    const double at_stake = (1.0 - survival(tick)) * tick.value(help_gain);
    bool all = true;
    for (std::size_t j = 0; j < powers.size(); ++j) {
        if (!is_ally(powers[j])) {
            continue;
        }
        const double worth =
            powers[j].benefit * at_stake - powers[j].cost * tick.value(cost_weight) - powers[j].reputation;
        Draws draws = tick.draws(Process::council, static_cast<std::uint32_t>(j), 1);
        assent[j] = draws.uniform() < logistic(worth / tick.value(vote_width)) ? 1.0 : 0.0;
        note_decision(tick, powers[j].id, assent[j] != 0 ? "assent" : "refusal");
        all = all && assent[j] != 0;
    }
    return all;
}

void consider_request(TickContext& tick) {
    State& state = tick.state;
    if (state.national(National::requested) == 0 || std::ranges::none_of(tick.society.powers, is_ally)) {
        return;
    }
    if (state.national(National::council_hours) == 0) {
        draw_lag(tick);
        return;
    }
    state.national(National::request_hours) += tick.hours;
    if (state.national(National::request_hours) < state.national(National::council_hours)) {
        return;
    }
    if (meet(tick) && tick.option(guarantee_switch) == 0) {
        note_decision(tick, "council", "guarantee");
        set_guarantee(state, 1, 0);
        return;
    }
    note_decision(tick, "council", "refusal");
    state.national(National::council_refusals) += 1;
    draw_lag(tick);
}

/// The guarantee ends once the threat has been low for long enough.
void weigh_withdrawal(TickContext& tick) {
    State& state = tick.state;
    double& calm = state.national(National::calm_hours);
    calm = state.national(National::threat) < tick.value(withdrawal_threat) ? calm + tick.hours : 0.0;
    if (calm >= tick.value(withdrawal_hours)) {
        note_decision(tick, "council", "withdrawal");
        set_guarantee(state, 0, 0);
    }
}

void keep_guarantee(TickContext& tick) {
    State& state = tick.state;
    const bool in_force = state.national(National::guarantee) != 0;
    if (tick.forcing.guarantee != 0) {
        set_guarantee(state, 1, tick.forcing.guarantee_hours);
        std::ranges::fill(state.numbers(PowerNumber::assent), 0.0);
    } else if (in_force && (!decides(tick) || !is_given_by_allies(tick))) {
        set_guarantee(state, 0, 0);  // its entry in the schedule has ended
    } else if (in_force) {
        state.national(National::requested) = 0;
        state.national(National::guarantee_hours) += tick.hours;
        weigh_withdrawal(tick);
    } else if (decides(tick)) {
        consider_request(tick);
    }
}

/// Troops in the country, and where: with the critical facilities.
void place_troops(TickContext& tick) {
    State& state = tick.state;
    double troops = 0;
    if (tick.forcing.foreign_troops >= 0) {
        troops = tick.forcing.foreign_troops;
    } else if (decides(tick) && state.national(National::guarantee) != 0) {
        const double arrived = std::clamp(
            (state.national(National::guarantee_hours) - tick.value(arrival_hours)) / tick.value(full_hours),
            0.0, 1.0);
        double all = 0;
        for (const Power& power : tick.society.powers) {
            all += is_ally(power) ? power.troops : 0.0;
        }
        troops = std::floor(all * arrived + 0.5);
    }
    state.national(National::foreign_troops) = troops;
    if (troops == 0) {
        return;
    }
    double critical = 0;
    for (const Facility& facility : tick.society.facilities) {
        critical += facility.critical ? 1.0 : 0.0;
    }
    for (const Facility& facility : tick.society.facilities) {
        if (facility.critical) {
            tick.derived.foreign_at[static_cast<std::size_t>(facility.leaf)] += troops / critical;
        }
    }
}

/// Is the place a lost city of the country?
bool is_lost(const TickContext& tick, std::size_t place) {
    return tick.state.tally(Tally::city_lost)[place] != 0 && !tick.society.is_abroad(place);
}

double lost_cities(const TickContext& tick) {
    double lost = 0;
    for (std::size_t l = 0; l < tick.society.population.size(); ++l) {
        lost += is_lost(tick, l) ? 1.0 : 0.0;
    }
    return lost;
}

/// It is a war for rivals while nobody guarantees, many are armed and a city is lost.
bool is_war(const TickContext& tick) {
    double armed = 0;
    for (std::size_t l = 0; l < tick.society.population.size(); ++l) {
        armed +=
            tick.society.is_abroad(l) ? 0.0 : static_cast<double>(tick.state.tally(Tally::crowd_armed)[l]);
    }
    return tick.state.national(National::guarantee) == 0 && armed >= tick.value(war_people) &&
           lost_cities(tick) > 0;
}

int choose(const TickContext& tick, std::size_t rival) {
    const Power& power = tick.society.powers[rival];
    const double s = survival(tick);
    std::array<double, 4> weights = {0.0, power.benefit * (1.0 - s) - power.cost,
                                     tick.value(attrition) * 4.0 * s * (1.0 - s) - power.cost,
                                     tick.value(deal) * s};
    const double best = *std::ranges::max_element(weights);
    double sum = 0;
    for (double& weight : weights) {
        weight = exp_of((weight - best) / tick.value(vote_width));
        sum += weight;
    }
    Draws draws = tick.draws(Process::rivals, static_cast<std::uint32_t>(rival));
    double left = draws.uniform() * sum;
    int chosen = nothing;
    while (chosen < deal_with_incumbent && left >= weights[static_cast<std::size_t>(chosen)]) {
        left -= weights[static_cast<std::size_t>(chosen)];
        ++chosen;
    }
    return chosen;
}

/// Rivals choose once a day and send weapons to the lost cities as chosen.
void consider_rivals(TickContext& tick) {
    const std::vector<Power>& powers = tick.society.powers;
    const auto choice = tick.state.numbers(PowerNumber::choice);
    if (tick.forcing.new_day[0] != 0) {
        const bool war = is_war(tick);
        for (std::size_t j = 0; j < powers.size(); ++j) {
            if (is_ally(powers[j])) {
                continue;
            }
            choice[j] = war ? choose(tick, j) : nothing;
            if (war) {
                note_decision(tick, powers[j].id, choice_names[static_cast<std::size_t>(choice[j])]);
            }
        }
    }
    double rate = 0;
    for (const double chosen : choice) {
        const auto by = static_cast<Choice>(static_cast<int>(chosen));
        rate += by == arms ? tick.value(rival_rate) : by == long_war ? 0.5 * tick.value(rival_rate) : 0.0;
    }
    if (rate == 0 || tick.state.national(National::guarantee) != 0) {
        return;
    }
    const double cities = lost_cities(tick);
    for (std::size_t l = 0; l < tick.society.population.size(); ++l) {
        if (is_lost(tick, l)) {
            tick.derived.inflow_per_hour[l] += rate / cities;
        }
    }
}

void decide(TickContext& tick) {
    std::ranges::fill(tick.derived.foreign_at, 0.0);
    keep_guarantee(tick);
    place_troops(tick);
    if (decides(tick)) {
        consider_rivals(tick);
    }
}

}  // namespace

extern const Mechanism outside_powers;
const Mechanism outside_powers = {
    .name = "outside_powers",
    .title = "Outside powers",
    .group = "M11",
    .summary =
        "Allies decide together, after lags, whether to guarantee the incumbent; rivals back whoever the "
        "allies do not, once it is war.",
    .source = "Cunningham 2016 doi:10.1017/S0020818316000047; the equations are ours",
    .parameters = table,
    .switches = switches,
    .decide = decide,
};

}  // namespace upsurge

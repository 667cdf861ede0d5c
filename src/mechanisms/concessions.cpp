/// M6, concessions and timing: what satisfies early feeds later.
///
///   satisfied share  s = credibility L((level - demand_level)/satisfaction_width)
///   grievance falls by relief_size s;  legitimacy rises by legitimacy_gain s
///   a concession while turnout grows emboldens: reinforcement gets + embolden_size level
///   demands grow with growing turnout and harm, and settle
///
/// The zero crossing of the two effects is the deadline after which a concession no longer ends the protest.
#include <algorithm>

#include "mechanisms/mechanism.h"
#include "numbers/elementary.h"

namespace upsurge {
namespace {

enum Index {
    demand_growth,
    demand_harm,
    demand_settling,
    demand_activity_half,
    relief_size,
    relief_days,
    satisfaction_width,
    legitimacy_gain,
    embolden_size,
    embolden_days,
    turnout_memory_hours,
    refusal_cost
};

constexpr ParameterSpec table[] = {
    {"demand_growth", "level/hour", 0.03, 0, 1, "log_uniform(0.01, 0.1)", Mark::assumed,
     "ours: demands turn from price to rules after 24 to 96 h of growth",
     "rise of demands while turnout grows"},
    {"demand_harm", "level/hour", 0.01, 0, 1, "log_uniform(1e-3, 0.1)", Mark::assumed, "ours",
     "rise of demands per unit of ln(1 + people harmed an hour)"},
    {"demand_settling", "1/hour", 0.005, 0, 1, "", Mark::assumed, "ours", "return of demands to the price"},
    {"demand_activity_half", "share", 1e-4, 1e-9, 1, "", Mark::assumed, "ours",
     "share of the population in the street from which growth counts half"},
    {"relief_size", "grievance", 0.15, 0, 1, "uniform(0.05, 0.3)", Mark::assumed,
     "after Leuschner and Hellmeier 2024: concessions precede more protest; size ours",
     "fall of grievance when everybody is satisfied"},
    {"relief_days", "day", 10, 0.1, 1000, "", Mark::assumed, "ours", "how long relief lasts"},
    {"satisfaction_width", "level", 0.3, 0.01, 3, "", Mark::assumed, "ours",
     "how sharply satisfaction falls when a concession is below the demand"},
    {"legitimacy_gain", "share", 0.02, 0, 1, "half_normal(0.05)", Mark::assumed, "ours",
     "rise of legitimacy when everybody is satisfied"},
    {"embolden_size", "utility", 0.05, 0, 2, "half_normal(0.1)", Mark::assumed, "ours",
     "extra pull of others after a concession made while turnout grows, per level"},
    {"embolden_days", "day", 2, 0.05, 100, "", Mark::assumed, "ours", "how long that lasts"},
    {"turnout_memory_hours", "hour", 24, 0.5, 1000, "", Mark::assumed, "ours",
     "memory against which turnout grows or falls"},
    {"refusal_cost", "share", 0.02, 0, 1, "half_normal(0.05)", Mark::assumed, "ours",
     "legitimacy lost when the government says it will not act"},
};

void start(TickContext& tick) {
    for (double& level : tick.state.field(Field::demand_level)) {
        level = 1;
    }
}

void update(TickContext& tick) {
    const auto relief = tick.state.field(Field::relief);
    const auto embolden = tick.state.field(Field::embolden);
    const auto demand = tick.state.field(Field::demand_level);
    const auto mean = tick.state.field(Field::turnout_mean);
    for (int place = 0; place < tick.places(); ++place) {
        const auto p = static_cast<std::size_t>(place);
        const double turnout = tick.derived.severity[p];
        relief[p] *= exp_of(-tick.hours / (24.0 * tick.value(relief_days, place)));
        embolden[p] *= exp_of(-tick.hours / (24.0 * tick.value(embolden_days, place)));
        const auto hear = [&](const Concession& concession) {
            const double believed =
                std::min(1.0, concession.credibility * tick.derived.credibility_factor[p]);
            const double satisfied =
                believed * logistic((concession.level - demand[p]) / tick.value(satisfaction_width, place));
            relief[p] += tick.value(relief_size, place) * satisfied;
            tick.derived.legitimacy_gain[p] += tick.value(legitimacy_gain, place) * satisfied;
            if (turnout > mean[p]) {
                embolden[p] += tick.value(embolden_size, place) * concession.level;
            }
        };
        std::ranges::for_each(tick.forcing.concessions[p], hear);
        std::ranges::for_each(tick.derived.granted, hear);
        tick.derived.legitimacy_gain[p] -= tick.value(refusal_cost, place) * tick.forcing.refusals[p];
        double growth = 0;
        if (turnout > 0) {
            const double weight = turnout / (turnout + tick.value(demand_activity_half, place));
            growth = weight * std::max(0.0, (turnout - mean[p]) / (turnout + mean[p]));
        }
        const double change = tick.value(demand_growth, place) * growth +
                              tick.value(demand_harm, place) * log1p_of(tick.derived.harm_rate[p]) -
                              tick.value(demand_settling, place) * (demand[p] - 1.0);
        demand[p] = std::clamp(demand[p] + tick.hours * change, 1.0, 3.0);
        mean[p] =
            turnout + (mean[p] - turnout) * exp_of(-tick.hours / tick.value(turnout_memory_hours, place));
    }
}

}  // namespace

extern const Mechanism concessions;
const Mechanism concessions = {
    .name = "concessions",
    .title = "Concessions and their timing",
    .group = "M6",
    .summary = "A concession satisfies those whose demands it meets and emboldens the rest.",
    .source = "Leuschner and Hellmeier 2024; de Vogel; the equations are ours",
    .parameters = table,
    .switches = {},
    .start = start,
    .update_fields = update,
};

}  // namespace upsurge

/// M10, loyalty: the global game of regime change, unit by unit.
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index {
    strength,
    loyal_effect,
    bodies_effect,
    crowd_effect,
    crowd_scale,
    split_effect,
    output_effect,
    precision_private,
    precision_crowds,
    precision_broadcasts,
    broadcast_slant,
    precision_guarantee,
    guarantee_shown,
    fade_hours,
    guarantee_cost,
    cost_police,
    cost_guard,
    cost_army,
    cost_special,
    stand_aside_cost,
    reaction_rate,
    recall_rate,
    attack_window,
    amnesty_rate,
    amnesty_contest,
    travel_hours,
    heal_rate
};

constexpr ParameterSpec table[] = {
    {"strength", "strength", 0.6, -1, 2, "normal(0.6, 0.2)", Mark::assumed, "ours",
     "strength of the regime with loyal units and empty streets"},
    {"loyal_effect", "strength", 0.3, 0, 5, "half_normal(0.5)", Mark::assumed, "ours",
     "strength lost when every unit of a place is gone"},
    {"bodies_effect", "strength/1000 troops", 0.01, 0, 5, "half_normal(0.02)", Mark::assumed,
     "ours; the alliance's own figure of about 1,600 freed staff bounds it",
     "strength added by a thousand foreign troops"},
    {"crowd_effect", "strength", 0.08, 0, 5, "half_normal(0.1)", Mark::assumed, "ours",
     "strength lost per unit of ln(1 + crowd/scale)"},
    {"crowd_scale", "people", 500, 1, 1000000000.0, "log_uniform(100, 5000)", Mark::assumed, "ours",
     "crowd that units start to notice"},
    {"split_effect", "strength", 0.3, 0, 5, "half_normal(0.3)", Mark::assumed, "ours",
     "strength lost when the elite is fully divided"},
    {"output_effect", "strength", 0.3, 0, 5, "half_normal(0.3)", Mark::assumed, "ours",
     "strength lost when all listed output is"},
    {"precision_private", "1/strength^2", 4, 0.01, 1000, "log_uniform(0.5, 10)", Mark::assumed, "ours",
     "precision of what a unit knows by itself"},
    {"precision_crowds", "1/strength^2", 1, 0.001, 1000, "log_uniform(0.5, 10)", Mark::assumed, "ours",
     "precision of what crowds show"},
    {"precision_broadcasts", "1/strength^2", 0.5, 0, 1000, "log_uniform(0.1, 5)", Mark::assumed, "ours",
     "precision of what broadcasts show"},
    {"broadcast_slant", "strength", 0.1, -1, 1, "normal(0.1, 0.1)", Mark::assumed,
     "after Edmond 2013; size ours", "how much stronger broadcasts show the regime"},
    {"precision_guarantee", "1/strength^2", 3, 0, 1000, "log_uniform(0.5, 10)", Mark::assumed, "ours",
     "precision of a guarantee's announcement when it is new"},
    {"guarantee_shown", "strength", 0.95, -1, 2, "", Mark::assumed, "ours",
     "strength that a guarantee shows"},
    {"fade_hours", "hour", 48, 0.1, 10000, "uniform(12, 72)", Mark::assumed, "ours",
     "how fast an announcement fades"},
    {"guarantee_cost", "share", 0.15, 0, 1, "half_normal(0.2)", Mark::assumed, "ours",
     "rise of the cost share once losers know that they will be punished"},
    {"cost_police", "share", 0.5, 0.01, 0.99, "beta(3, 3)", Mark::assumed, "ours",
     "punishment over punishment plus reward for police who defect"},
    {"cost_guard", "share", 0.55, 0.01, 0.99, "beta(3, 3)", Mark::assumed, "ours", "the same for the guard"},
    {"cost_army", "share", 0.55, 0.01, 0.99, "beta(3, 3)", Mark::assumed, "ours", "the same for the army"},
    {"cost_special", "share", 0.6, 0.01, 0.99, "beta(3, 3)", Mark::assumed, "ours",
     "the same for special services"},
    {"stand_aside_cost", "factor", 0.7, 0.01, 1, "beta(7, 3)", Mark::assumed, "ours",
     "cost of standing aside against going over"},
    {"reaction_rate", "1/hour", 0.5, 0, 100, "log_uniform(0.2, 2)", Mark::assumed, "ours",
     "rate at which members act once their unit is beyond its threshold"},
    {"recall_rate", "1/hour", 0.1, 0, 100, "log_uniform(0.05, 0.5)", Mark::assumed, "ours",
     "rate at which members who stand aside come back"},
    {"attack_window", "hour", 24, 0.1, 10000, "log_uniform(6, 72)", Mark::assumed, "ours",
     "how long units stay ready before surviving them is common knowledge"},
    {"amnesty_rate", "1/hour", 0.02, 0, 100, "", Mark::assumed, "ours",
     "rate at which those who went over give up where control is restored"},
    {"amnesty_contest", "0..1", 0.1, 0, 1, "", Mark::assumed, "ours",
     "contest below which control counts as restored for them"},
    {"travel_hours", "hour", 6, 0, 1000, "log_uniform(2, 24)", Mark::assumed, "ours",
     "how long a unit of the national reserve is under way"},
    {"heal_rate", "1/hour", 0.01, 0, 10, "", Mark::assumed, "as for civilians",
     "rate of recovery from wounds"},
};

constexpr const char* bodies_options[] = {"on", "off"};
constexpr const char* signal_options[] = {"on", "off"};
constexpr const char* cost_options[] = {"on", "off"};
enum SwitchIndex { bodies_switch, signal_switch, cost_switch };
constexpr SwitchSpec switches[] = {
    {"bodies", bodies_options, "a guarantee's first channel: foreign troops add strength"},
    {"signal", signal_options, "its second channel: everybody sees the announcement"},
    {"cost", cost_options, "its third channel: those who lose will be punished"},
};

}  // namespace

extern const Mechanism loyalty;
const Mechanism loyalty = {
    .name = "loyalty",
    .title = "Loyalty of units",
    .group = "M10",
    .summary =
        "Units read crowds, broadcasts and announcements, and stand aside or go over where the regime looks "
        "weaker than their cost allows.",
    .source =
        "Angeletos, Hellwig and Pavan 2007 doi:10.1111/j.1468-0262.2007.00766.x; Morris and Shin 1998; "
        "Edmond 2013 doi:10.1093/restud/rdt020",
    .parameters = table,
    .switches = switches,
};

}  // namespace upsurge

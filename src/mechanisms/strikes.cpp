/// M4, strikes: listed workplaces stop work, go on, and settle, tire or are broken.
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index {
    onset_rate,
    grievance_effect,
    organisation_effect,
    isolation_effect,
    contagion_effect,
    win_effect,
    far_weight,
    contagion_hours,
    win_days,
    join_threshold,
    solidarity,
    join_width,
    length_days,
    length_tail,
    settlement_rate,
    dismissal_rate,
    march_rate,
    output_power
};

constexpr ParameterSpec table[] = {
    {"onset_rate", "1/hour", 2e-5, 0, 10, "log_uniform(1e-6, 1e-3)", Mark::assumed,
     "ours: about one strike in a year at a quiet workplace is 1e-4",
     "rate at which a workplace without grievance, organisation or example stops work"},
    {"grievance_effect", "log/grievance", 6, -50, 50, "half_normal(6)", Mark::assumed, "ours",
     "log rise of that rate per unit of mean grievance"},
    {"organisation_effect", "log/share", 2, -20, 20, "half_normal(1)", Mark::assumed,
     "after Biggs 2005: unions carry waves; size ours", "log rise of that rate per share organised"},
    {"isolation_effect", "log/share", 1, -20, 20, "normal(0, 1)", Mark::assumed, "ours",
     "log rise of that rate with isolation of the workforce"},
    {"contagion_effect", "log/share", 2, -20, 20, "half_normal(1)", Mark::assumed,
     "after Biggs 2005; size ours", "log rise of that rate per share of other workplaces seen on strike"},
    {"win_effect", "log/win", 0.7, -10, 10, "half_normal(1)", Mark::assumed,
     "after Conell and Cohn 1995: wins and, with the other sign, defeats teach; size ours",
     "log rise of that rate per remembered settlement of others, fall per defeat"},
    {"far_weight", "factor", 0.3, 0, 1, "uniform(0, 1)", Mark::assumed, "ours",
     "weight of workplaces in other places against those in the same place"},
    {"contagion_hours", "hour", 12, 0, 1000, "log_uniform(4, 48)", Mark::assumed, "ours",
     "how long it takes for a strike elsewhere to count"},
    {"win_days", "day", 30, 0.1, 10000, "", Mark::assumed, "ours",
     "how long a settlement or a defeat is remembered"},
    {"join_threshold", "grievance", 0.35, -2, 2, "normal(0.35, 0.1)", Mark::assumed, "ours",
     "grievance at which half of the workers join without example"},
    {"solidarity", "grievance", 0.2, -2, 2, "half_normal(0.3)", Mark::assumed, "ours",
     "how much a full wave of strikes elsewhere lowers that"},
    {"join_width", "grievance", 0.1, 1e-6, 2, "", Mark::assumed, "ours", "spread of workers around it"},
    {"length_days", "day", 3, 0.01, 1000, "log_uniform(1, 10)", Mark::literature,
     "median of about three days with a heavy tail, after strike statistics; value ours",
     "median length of a strike that nobody ends"},
    {"length_tail", "power", 1.5, 0.2, 20, "", Mark::assumed, "ours: heavy tail",
     "tail power of the length: smaller, heavier"},
    {"settlement_rate", "1/hour", 0.05, 0, 10, "log_uniform(0.01, 0.3)", Mark::assumed, "ours",
     "rate of settling per unit of relief, or while the government negotiates"},
    {"dismissal_rate", "1/hour", 0.002, 0, 10, "log_uniform(2e-4, 0.02)", Mark::assumed, "ours",
     "rate at which a state of emergency breaks a strike by dismissals"},
    {"march_rate", "1/hour", 0.1, 0, 10, "log_uniform(0.05, 0.3)", Mark::assumed, "ours",
     "rate at which strikers go into the street"},
    {"output_power", "power", 1, 0.5, 1.5, "uniform(0.5, 1.5)", Mark::assumed, "ours",
     "how output falls with the share of workers at work"},
};

}  // namespace

extern const Mechanism strikes;
const Mechanism strikes = {
    .name = "strikes",
    .title = "Workplaces and strikes",
    .group = "M4",
    .summary =
        "Listed workplaces stop work, others follow wins and shrink from defeats, and lost output weakens "
        "the state.",
    .source = "Conell and Cohn 1995 doi:10.1086/230722; Biggs 2005; the equations are ours",
    .parameters = table,
    .switches = {},
};

}  // namespace upsurge

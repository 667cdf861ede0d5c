/// M10, elites: when cliques act, and what they do.
#include "mechanisms/mechanism.h"

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
};

}  // namespace upsurge

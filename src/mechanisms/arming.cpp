/// M8, arming: the ledger of weapons and the people who take them up.
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index {
    loot_rate,
    loot_crowd_half,
    loot_contest,
    households_per_thousand,
    own_gun_rate,
    arm_violent,
    arm_peaceful,
    arm_client,
    drop_rate,
    search_rate
};

constexpr ParameterSpec table[] = {
    {"loot_rate", "1/hour", 0.3, 0, 10, "log_uniform(0.05, 1)", Mark::assumed, "ours",
     "rate at which a violent crowd empties shops it has to itself"},
    {"loot_crowd_half", "people", 200, 0, 1000000000.0, "log_uniform(20, 2000)", Mark::assumed, "ours",
     "violent people at which that rate is half its ceiling"},
    {"loot_contest", "0..1", 0.3, 0, 1, "uniform(0.1, 0.7)", Mark::assumed, "ours",
     "contest of the city from which shops are open to looters"},
    {"households_per_thousand", "1/1000 people", 2, 0, 1000, "", Mark::assumed,
     "ours: about 1,300 illegal guns were handed in during one drive of 2022, part of what there is",
     "guns owned privately per thousand people at the start"},
    {"own_gun_rate", "1/hour", 0.001, 0, 10, "log_uniform(1e-5, 0.01)", Mark::assumed, "ours",
     "rate at which household guns are brought out where crowds are violent"},
    {"arm_violent", "1/hour", 0.1, 0, 10, "log_uniform(0.02, 0.2)", Mark::assumed, "ours",
     "rate at which a violent protester takes a weapon that is there"},
    {"arm_peaceful", "1/hour", 0.002, 0, 10, "log_uniform(1e-3, 0.02)", Mark::assumed, "ours",
     "the same for a peaceful protester"},
    {"arm_client", "1/hour", 0.05, 0, 10, "log_uniform(0.01, 0.2)", Mark::assumed, "ours",
     "the same for clients of clandestine networks at home where a clique is active"},
    {"drop_rate", "1/hour", 0.05, 0, 10, "log_uniform(0.01, 0.3)", Mark::assumed, "ours",
     "rate at which the armed drop their weapon"},
    {"search_rate", "1/hour", 0.01, 0, 10, "log_uniform(1e-3, 0.05)", Mark::assumed, "ours",
     "rate at which security forces find hidden weapons where they rule the street"},
};

}  // namespace

extern const Mechanism arming;
const Mechanism arming = {
    .name = "arming",
    .title = "Weapons: where they come from and who takes them",
    .group = "M8",
    .summary =
        "Shops are looted, sites stormed, units give up, households and cliques supply; people take what is "
        "there, drop and hide it.",
    .source = "the ledger and equations are ours; sources of the case in its README",
    .parameters = table,
    .switches = {},
};

}  // namespace upsurge

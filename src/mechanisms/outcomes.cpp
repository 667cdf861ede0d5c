/// M14, outcomes: the cuts by which a finished run is labelled.
//////
////// Nothing here acts in a run: the labels are read off its observables afterwards
///(engines/outcome_labels.h).
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index {
    restored_contest,
    restored_hours,
    restored_crowd,
    kept_days,
    held_days,
    war_dead,
    war_side_dead,
    low_war_dead
};

constexpr ParameterSpec table[] = {
    {"restored_contest", "0..1", 0.2, 0, 1, "", Mark::assumed, "ours",
     "contest below which a city counts as restored"},
    {"restored_hours", "hour", 72, 0, 100000, "", Mark::assumed, "ours", "how long every city must be"},
    {"restored_crowd", "share", 0.05, 0, 1, "", Mark::assumed, "ours", "crowd at the end over the largest"},
    {"kept_days", "day", 30, 0, 10000, "", Mark::assumed, "ours",
     "how long a concession or settlement must hold"},
    {"held_days", "day", 7, 0, 10000, "", Mark::literature, "as in data on coups: held a week",
     "how long a purge, a removal or a city must hold"},
    {"war_dead", "people", 1000, 0, 1000000000.0, "", Mark::literature,
     "as in data on wars: a thousand deaths", "deaths of a civil war"},
    {"war_side_dead", "people", 100, 0, 1000000000.0, "", Mark::literature,
     "as in data on civil wars: a hundred on each side", "deaths on each side"},
    {"low_war_dead", "people", 25, 0, 1000000000.0, "", Mark::literature,
     "as in data on armed conflicts: twenty-five deaths", "deaths of an armed conflict"},
};

}  // namespace

extern const Mechanism outcomes;
const Mechanism outcomes = {
    .name = "outcomes",
    .title = "Outcomes",
    .group = "M14",
    .summary =
        "What a finished run is called: restoration, concession kept, purge, removal, civil war, fall, "
        "settlement, stalemate.",
    .source = "UCDP and coup-data coding rules for the cuts; the labels are ours",
    .parameters = table,
    .switches = {},
};

}  // namespace upsurge

/// M11, outside powers: request, council, guarantee, troops; rivals in a war.
#include "mechanisms/mechanism.h"

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
};

}  // namespace upsurge

/// M9, control: who holds a site, and who holds the city.
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index {
    attack_share,
    violent_weight,
    armed_weight,
    contest_power,
    fall_rate,
    retake_share,
    capture_share,
    control_hours,
    lost_after_hours,
    lost_contest
};

constexpr ParameterSpec table[] = {
    {"attack_share", "share", 0.1, 0, 1, "log_uniform(0.02, 0.5)", Mark::assumed, "ours",
     "share of a crowd that attacks a site"},
    {"violent_weight", "factor", 5, 0, 1000, "uniform(3, 10)", Mark::assumed, "ours",
     "what a violent protester counts for against a peaceful one"},
    {"armed_weight", "factor", 50, 0, 10000, "log_uniform(20, 100)", Mark::assumed, "ours",
     "what an armed one counts for"},
    {"contest_power", "power", 2, 0.1, 10, "uniform(1, 3)", Mark::assumed, "ours",
     "how sharply superiority decides"},
    {"fall_rate", "1/hour", 0.6, 0, 100, "log_uniform(0.2, 2)", Mark::assumed, "ours",
     "rate of falling, or of being retaken, under full superiority is half of this"},
    {"retake_share", "share", 0.3, 0, 1, "uniform(0.1, 0.6)", Mark::assumed, "ours",
     "share of the officers present that retakes a site"},
    {"capture_share", "share", 0.1, 0, 1, "uniform(0, 0.5)", Mark::assumed, "ours",
     "share of an overrun garrison that is captured"},
    {"control_hours", "hour", 6, 0.1, 1000, "uniform(3, 12)", Mark::assumed, "ours",
     "how fast control of a city follows the contest in its streets"},
    {"lost_after_hours", "hour", 6, 0, 1000, "", Mark::assumed, "ours",
     "how long half of the critical sites must be lost before the city is"},
    {"lost_contest", "0..1", 0.7, 0, 1, "", Mark::assumed, "after the zones of Kalyvas 2006; cut ours",
     "contest from which the city is lost"},
};

}  // namespace

extern const Mechanism control;
const Mechanism control = {
    .name = "control",
    .title = "Facilities and control of cities",
    .group = "M9",
    .summary =
        "Sites fall when attackers outweigh a garrison that is there, and are retaken; a city is lost with "
        "them.",
    .source = "Kalyvas 2006; Luttwak 1968; contest success after Tullock 1980; the equations are ours",
    .parameters = table,
    .switches = {},
};

}  // namespace upsurge

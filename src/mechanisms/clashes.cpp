/// M8, clashes: armed people against security forces, shot by shot.
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index { aim_armed, aim_state, intelligence, break_off, injured_per_death_security };

constexpr ParameterSpec table[] = {
    {"aim_armed", "1/shooter-hour", 0.01, 0, 1000, "log_uniform(0.001, 0.05)", Mark::assumed, "ours",
     "members of the security forces hit per armed person and hour"},
    {"aim_state", "1/shooter-hour", 0.01, 0, 1000, "log_uniform(0.001, 0.05)", Mark::assumed, "ours",
     "people hit per officer and hour"},
    {"intelligence", "share", 0.33, 0, 1, "beta(2, 4)", Mark::literature,
     "after Kress and MacKay 2014: 1 is Lanchester's square law, 0 Deitchman's mixed law",
     "share of the security forces' fire that is aimed"},
    {"break_off", "share", 0.15, 0, 1, "uniform(0.05, 0.3)", Mark::assumed, "ours",
     "loss at which a side breaks off for the hour"},
    {"injured_per_death_security", "ratio", 15, 0, 1000, "uniform(10, 30)", Mark::assumed, "ours",
     "injured per death among the security forces"},
};

}  // namespace

extern const Mechanism clashes;
const Mechanism clashes = {
    .name = "clashes",
    .title = "Armed clashes",
    .group = "M8",
    .summary =
        "Armed people and security forces shoot at each other; what intelligence lacks hits the crowd.",
    .source = "Lanchester 1916; Deitchman 1962 doi:10.1287/opre.10.6.818; Kress and MacKay 2014",
    .parameters = table,
    .switches = {},
};

}  // namespace upsurge

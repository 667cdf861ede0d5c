/// M11, infiltration: cadres, weapons and media from abroad.
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index { entry_hour, cadre_rate, inflow_rate, media_push };

constexpr ParameterSpec table[] = {
    {"entry_hour", "hour", 0, -10000, 100000, "uniform(-24, 96)", Mark::assumed, "ours",
     "hours of the clock from which people come in"},
    {"cadre_rate", "1/hour", 0.02, 0, 10, "log_uniform(0.002, 0.1)", Mark::assumed, "ours",
     "rate at which each of those abroad comes in"},
    {"inflow_rate", "weapons/hour", 5, 0, 100000, "log_uniform(0.5, 50)", Mark::assumed, "ours",
     "weapons that come in"},
    {"media_push", "share", 0, 0, 1, "half_normal(0.001)", Mark::assumed, "ours",
     "perceived activity added by outside media"},
};

constexpr const char* entry_options[] = {"off", "on"};
enum SwitchIndex { entry_switch };
constexpr SwitchSpec switches[] = {
    {"entry", entry_options, "whether anything comes in from abroad"},
};

}  // namespace

extern const Mechanism infiltration;
const Mechanism infiltration = {
    .name = "infiltration",
    .title = "Entry from abroad",
    .group = "M11",
    .summary = "People and weapons come in from outside, and outside media push.",
    .source = "the equations are ours",
    .parameters = table,
    .switches = switches,
};

}  // namespace upsurge

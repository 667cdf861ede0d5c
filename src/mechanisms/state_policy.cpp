/// M12, state policy: threat as reported, and what the government does about it.
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index {
    threat_crowd,
    threat_violent,
    threat_armed,
    threat_sites,
    threat_output,
    threat_defections,
    disperse_at,
    fire_at,
    emergency_at,
    officers_per_person,
    officers_max,
    price_at,
    price_cooldown,
    price_credibility,
    price_cut,
    dismissal_at,
    dismissal_credibility,
    negotiation_at,
    negotiation_cooldown,
    negotiation_credibility,
    settlement_share,
    shutdown_at,
    shutdown_depth,
    request_at,
    purge_at,
    purge_delay,
    purge_cooldown,
    resignation_at,
    decision_hours,
    choice_sharpness
};

constexpr ParameterSpec table[] = {
    {"threat_crowd", "threat", 1, 0, 100, "", Mark::assumed, "ours: sets the scale",
     "threat per unit of ln(1 + people in the street)"},
    {"threat_violent", "threat/1000 people", 0.5, 0, 100, "half_normal(0.5)", Mark::assumed, "ours",
     "threat per thousand violent protesters"},
    {"threat_armed", "threat/1000 people", 5, 0, 1000, "half_normal(5)", Mark::assumed, "ours",
     "threat per thousand armed people"},
    {"threat_sites", "threat/facility", 0.3, 0, 100, "half_normal(0.3)", Mark::assumed, "ours",
     "threat per facility lost"},
    {"threat_output", "threat", 3, 0, 1000, "half_normal(3)", Mark::assumed, "ours",
     "threat when all listed output is lost"},
    {"threat_defections", "threat", 0.3, 0, 100, "half_normal(0.3)", Mark::assumed, "ours",
     "threat per unit of ln(1 + members gone over)"},
    {"disperse_at", "threat", 6.5, 0, 1000, "normal(6.5, 1)", Mark::assumed, "ours",
     "threat of a place from which crowds are dispersed"},
    {"fire_at", "threat", 11, 0, 1000, "normal(11, 1.5)", Mark::assumed, "ours",
     "threat of a place from which fire is ordered"},
    {"emergency_at", "threat", 8.5, 0, 1000, "normal(8.5, 1)", Mark::assumed, "ours",
     "threat of a place from which an emergency and a curfew are declared"},
    {"officers_per_person", "ratio", 0.3, 0, 100, "log_uniform(0.05, 1)", Mark::assumed, "ours",
     "officers wanted per person in the street"},
    {"officers_max", "people", 3000, 0, 100000000.0, "", Mark::assumed, "ours",
     "most officers wanted at a place beyond those scheduled"},
    {"price_at", "threat", 9, 0, 1000, "normal(9, 1)", Mark::assumed, "ours",
     "national threat at which the price is cut"},
    {"price_cooldown", "hour", 48, 0, 100000, "", Mark::assumed, "ours", "least time between two price cuts"},
    {"price_credibility", "0..1", 0.4, 0, 1, "beta(2, 3)", Mark::assumed, "ours",
     "how far a price cut is believed"},
    {"price_cut", "share", 0.85, 0.01, 10, "", Mark::assumed, "after the case: 50 of 60",
     "price offered over the price of the start"},
    {"dismissal_at", "threat", 11, 0, 1000, "normal(11, 1.5)", Mark::assumed, "ours",
     "national threat at which the cabinet is dismissed"},
    {"dismissal_credibility", "0..1", 0.4, 0, 1, "beta(2, 3)", Mark::assumed, "ours",
     "how far that is believed as a concession"},
    {"negotiation_at", "threat", 30, 0, 1000, "normal(30, 10)", Mark::assumed, "ours",
     "national threat at which the government negotiates"},
    {"negotiation_cooldown", "hour", 24, 0, 100000, "", Mark::assumed, "ours",
     "least time between two negotiations"},
    {"negotiation_credibility", "0..1", 0.5, 0, 1, "beta(3, 3)", Mark::assumed, "ours",
     "how far negotiations are believed"},
    {"settlement_share", "share", 0.3, 0, 1, "uniform(0.1, 0.6)", Mark::assumed, "ours",
     "share satisfied from which a settlement is signed"},
    {"shutdown_at", "threat", 10, 0, 1000, "normal(10, 1.5)", Mark::assumed, "ours",
     "national threat at which the internet is cut"},
    {"shutdown_depth", "0..1", 0.9, 0, 1, "", Mark::assumed, "ours", "how deep it is cut"},
    {"request_at", "threat", 13, 0, 1000, "normal(13, 2)", Mark::assumed, "ours",
     "national threat at which allies are asked for help"},
    {"purge_at", "threat", 12, 0, 1000, "normal(12, 2)", Mark::assumed, "ours",
     "national threat at which an active clique is purged"},
    {"purge_delay", "hour", 24, 0, 100000, "log_uniform(6, 96)", Mark::assumed, "ours",
     "how long a clique acts before it can be identified"},
    {"purge_cooldown", "hour", 24, 0, 100000, "", Mark::assumed, "ours", "least time between two purges"},
    {"resignation_at", "threat", 60, 0, 1000, "normal(60, 15)", Mark::assumed, "ours",
     "national threat at which the incumbent goes"},
    {"decision_hours", "hour", 3, 0.1, 1000, "", Mark::assumed, "ours",
     "time between two choices by the softmax rule"},
    {"choice_sharpness", "1/threat", 1, 0, 1000, "log_uniform(0.5, 5)", Mark::literature,
     "after McKelvey and Palfrey 1995; value ours", "how sharply the softmax rule follows the threat"},
};

constexpr const char* policy_options[] = {"scheduled", "endogenous"};
constexpr const char* rule_options[] = {"thresholds", "softmax"};
enum SwitchIndex { policy_switch, rule_switch };
constexpr SwitchSpec switches[] = {
    {"policy", policy_options, "whether the government acts as dated in the schedule or decides by itself"},
    {"rule", rule_options, "how it decides by itself: fixed thresholds, or by chance around them"},
};

}  // namespace

extern const Mechanism state_policy;
const Mechanism state_policy = {
    .name = "state_policy",
    .title = "The government decides",
    .group = "M12",
    .summary =
        "The government weighs the threat it is told of and concedes, clears streets, cuts networks, asks "
        "for help, purges or goes.",
    .source =
        "Svolik 2012 doi:10.1017/CBO9781139176040; McKelvey and Palfrey 1995 doi:10.1006/game.1995.1023 "
        "(quantal response); the rules are ours",
    .parameters = table,
    .switches = switches,
};

}  // namespace upsurge

/// M13, organisation: how it spreads, what it changes, what breaks it.
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index {
    organise_base,
    organise_contact,
    leaders_lost,
    committee_people,
    committee_break,
    persistence_effect,
    discipline_effect,
    refusal_effect,
    bargaining_effect,
    synchrony_effect,
    strike_fund
};

constexpr ParameterSpec table[] = {
    {"organise_base", "1/hour", 1e-4, 0, 1, "log_uniform(1e-5, 1e-3)", Mark::assumed, "ours",
     "rate at which a striker or protester joins an organisation"},
    {"organise_contact", "1/hour", 0.02, 0, 10, "log_uniform(2e-3, 0.1)", Mark::assumed, "ours",
     "the same per organised share of the place"},
    {"leaders_lost", "factor", 1, 0, 100, "half_normal(2)", Mark::assumed, "ours",
     "organised people scattered per arrest"},
    {"committee_people", "people", 50, 1, 1000000000.0, "log_uniform(20, 500)", Mark::assumed, "ours",
     "organised people on strike or in the street who make a committee"},
    {"committee_break", "factor", 0.3, 0, 100, "", Mark::assumed, "ours",
     "arrests in an hour, per such person, that break a committee"},
    {"persistence_effect", "1/share", 1, 0, 20, "half_normal(1)", Mark::assumed, "ours",
     "fall of leaving and fatigue per organised share"},
    {"discipline_effect", "1/share", 3, 0, 50, "half_normal(3)", Mark::assumed,
     "ours; sign after Pinckney et al. 2022", "log fall of escalation per organised share"},
    {"refusal_effect", "1/share", 3, 0, 50, "half_normal(3)", Mark::assumed, "ours",
     "how strongly the organised refuse weapons"},
    {"bargaining_effect", "1/share", 2, 0, 50, "half_normal(2)", Mark::assumed, "ours",
     "rise of the credibility of concessions and of settlements per organised share"},
    {"synchrony_effect", "factor", 1, 0, 100, "half_normal(1)", Mark::assumed, "ours",
     "weight of places with a committee for each other"},
    {"strike_fund", "1/share", 2, 0, 50, "half_normal(2)", Mark::assumed, "ours",
     "how much longer strikes last per organised share of a workplace"},
};

constexpr const char* persistence_options[] = {"on", "off"};
constexpr const char* discipline_options[] = {"on", "off"};
constexpr const char* refusal_options[] = {"on", "off"};
constexpr const char* bargaining_options[] = {"on", "off"};
constexpr const char* synchrony_options[] = {"on", "off"};
constexpr const char* fund_options[] = {"on", "off"};
enum SwitchIndex {
    persistence_switch,
    discipline_switch,
    refusal_switch,
    bargaining_switch,
    synchrony_switch,
    fund_switch
};
constexpr SwitchSpec switches[] = {
    {"persistence", persistence_options, "the effect: the organised tire and leave less"},
    {"discipline", discipline_options, "the effect: crowds escalate less"},
    {"refusal", refusal_options, "the effect: fewer take up weapons"},
    {"bargaining", bargaining_options, "the effect: concessions are believed and strikes settle"},
    {"synchrony", synchrony_options, "the effect: committees act together, also under a shutdown"},
    {"fund", fund_options, "the effect: strike funds make strikes last"},
};

}  // namespace

extern const Mechanism organisation;
const Mechanism organisation = {
    .name = "organisation",
    .title = "Organisation, committees and discipline",
    .group = "M13",
    .summary =
        "Organised people stay longer, stay disciplined, refuse arms, bargain better and act together; "
        "arrests break them up.",
    .source =
        "Dahlum, Knutsen and Wig 2019 doi:10.1017/S0022381618000932; Andrews and Biggs 2006; the equations "
        "are ours",
    .parameters = table,
    .switches = switches,
};

}  // namespace upsurge

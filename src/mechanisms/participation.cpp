/// M2, the decision to take part.
///
///   risk  a = 1 - exp(-deterrence C/(A + 1)), averaged over where the place's crowd goes
///   u     = g - R risk_weight a - threshold + (reinforcement + embolden) phi(perceived) + organised_push m
///   L     = 1/(1 + exp(-u/sharpness))
///   e(Q -> P) = join_rate c(t) L,   e(P -> Q) = leave_rate (1 - L) + curfew_leave_rate
///
/// Switches reach the limits that must come out exactly: Epstein's civil violence (no reinforcement, link
/// threshold, fast rates), Granovetter's thresholds (form thresholds), pure contagion (form contagion: SIR).
#include <cmath>

#include "mechanisms/mechanism.h"
#include "numbers/elementary.h"

namespace upsurge {
namespace {

enum Index {
    join_rate,
    leave_rate,
    threshold,
    risk_weight,
    sharpness,
    reinforcement,
    reinforcement_half,
    organised_push,
    organised_share,
    deterrence,
    fixed_risk,
    curfew_compliance,
    curfew_leave_rate,
    contagion_base,
    contagion_rate
};

constexpr ParameterSpec table[] = {
    {"join_rate", "1/hour", 0.05, 0, 1e12, "log_uniform(0.02, 1)", Mark::assumed, "ours",
     "how often a person at home decides whether to go out"},
    {"leave_rate", "1/hour", 0.15, 0, 1e12, "log_uniform(0.1, 0.5)", Mark::assumed,
     "ours: stays of 2 to 10 hours", "how often a person in the street decides whether to stay"},
    {"threshold", "utility", 0.45, -1, 1, "normal(0.45, 0.1)", Mark::assumed,
     "ours: a society without a shock stays quiet; Epstein 2002 takes 0.1 on his own scale",
     "what taking part must be worth"},
    {"risk_weight", "factor", 0.3, 0, 100, "", Mark::assumed, "ours; Epstein 2002 takes 1 on his own scale",
     "weight of the perceived risk of arrest"},
    {"sharpness", "utility", 0.03, 1e-9, 1, "log_uniform(0.02, 0.2)", Mark::assumed, "ours",
     "spread of unseen motives; towards 0 the decision becomes a step"},
    {"reinforcement", "utility", 0.1, -5, 5, "normal(0.3, 0.4)", Mark::assumed,
     "sign free: Gonzalez 2020 finds complements, Cantoni et al. 2019 substitutes",
     "pull of others' taking part at its ceiling"},
    {"reinforcement_half", "share", 0.01, 1e-8, 1, "log_uniform(1e-4, 0.1)", Mark::assumed, "ours",
     "perceived share in the street at which the pull is half its ceiling"},
    {"organised_push", "utility", 0.05, -1, 1, "half_normal(0.05)", Mark::assumed, "ours",
     "how much more an organised person is inclined to take part"},
    {"organised_share", "share", 0.02, 0, 1, "uniform(0.01, 0.05)", Mark::assumed, "ours: after legal bans",
     "share of people embedded in an organisation at the start", Scope::place},
    {"deterrence", "factor", 2.302585092994046, 0, 100, "", Mark::literature,
     "Epstein 2002: one officer per active person gives a risk of 0.9",
     "how fast perceived risk rises with officers per active person"},
    {"fixed_risk", "probability", 0, 0, 1, "", Mark::assumed, "ours", "the risk where the switch fixes it"},
    {"curfew_compliance", "share", 0.6, 0, 1, "beta(6, 4)", Mark::assumed, "ours",
     "share of would-be joiners kept home by a curfew"},
    {"curfew_leave_rate", "1/hour", 0.1, 0, 10, "log_uniform(0.02, 0.5)", Mark::assumed, "ours",
     "rate of leaving the street because of a curfew"},
    {"contagion_base", "1/hour", 0, 0, 1e12, "", Mark::assumed, "ours",
     "rate of joining alone, form contagion"},
    {"contagion_rate", "1/hour", 0, 0, 1e12, "", Mark::assumed, "Burbeck et al. 1978",
     "rate of joining per perceived share, form contagion"},
};

constexpr const char* forms[] = {"decision", "thresholds", "contagion"};
constexpr const char* links[] = {"logistic", "threshold"};
constexpr const char* risks[] = {"diluted", "diluted_floor", "fixed"};
constexpr const char* hours_options[] = {"daily", "flat"};
enum SwitchIndex { form, link, risk, hours };
enum Form { decision, thresholds, contagion };
enum Link { smooth, step };
enum Risk { diluted, diluted_floor, fixed };

constexpr SwitchSpec switches[] = {
    {"form", forms, "how people decide: by utility, by a threshold on others, or by contagion"},
    {"link", links, "smooth choice, or a step at zero utility"},
    {"risk", risks, "perceived risk diluted by the crowd, by whole officers per person, or fixed"},
    {"hours", hours_options, "whether joining follows the hours of the day"},
};

/// Share of the usual rate of joining by local hour; mean 1. Assumed: few at night, most from noon to
/// evening.
constexpr double activity_by_hour[24] = {0.35, 0.25, 0.15, 0.15, 0.15, 0.20, 0.35, 0.60,
                                         0.85, 1.10, 1.25, 1.35, 1.40, 1.45, 1.50, 1.55,
                                         1.65, 1.80, 1.90, 1.85, 1.65, 1.30, 0.85, 0.35};

void see_officers(TickContext& tick) {
    for (int p = 0; p < tick.places(); ++p) {
        const auto i = static_cast<std::size_t>(p);
        tick.derived.turnout_factor[i] =
            (tick.option(hours) == 0 ? activity_by_hour[static_cast<int>(tick.forcing.hour_of_day[i]) % 24]
                                     : 1.0) *
            (tick.forcing.curfew[i] != 0 ? 1.0 - tick.value(curfew_compliance, p) : 1.0);
    }
}

double risk_at(const TickContext& tick, int home) {
    if (tick.option(risk) == fixed) {
        return tick.value(fixed_risk, home);
    }
    double sum = 0;
    for (const Society::Destination& destination :
         tick.society.destinations[static_cast<std::size_t>(home)]) {
        const auto l = static_cast<std::size_t>(destination.location);
        const double crowd = static_cast<double>(tick.state.tally(Tally::crowd_peaceful)[l] +
                                                 tick.state.tally(Tally::crowd_violent)[l] +
                                                 tick.state.tally(Tally::crowd_armed)[l]);
        double ratio = tick.derived.officers_on_scene[l] / (crowd + 1.0);
        if (tick.option(risk) == diluted_floor) {
            ratio = std::floor(ratio);
        }
        sum += destination.share * -expm1_of(-tick.value(deterrence, home) * ratio);
    }
    return sum;
}

void weigh(TickContext& tick) {
    see_officers(tick);
    if (tick.option(form) == contagion) {
        return;
    }
    const auto perceived = tick.state.field(Field::perceived_activity);
    const auto embolden = tick.state.field(Field::embolden);
    const Layout& layout = tick.society.layout;
    const int bins = layout.bins();
    for (int place = 0; place < tick.places(); ++place) {
        const auto p = static_cast<std::size_t>(place);
        double* utility = tick.derived.propensity.data() + place * bins;
        if (tick.option(form) == thresholds) {
            for (int bin = 0; bin < bins; ++bin) {
                utility[bin] =
                    perceived[p] - tick.derived.hardship[static_cast<std::size_t>(place * bins + bin)];
            }
        } else {
            const double half = tick.value(reinforcement_half, place);
            const double seen = perceived[p] * perceived[p];
            const double pull =
                (tick.value(reinforcement, place) + embolden[p]) * seen / (seen + half * half);
            const double fear = tick.value(risk_weight, place) * risk_at(tick, place);
            const double base = pull - tick.value(threshold, place);
            const double push = tick.value(organised_push, place);
            const double* g = tick.derived.grievance.data() + place * bins;
            for (int bin = 0; bin < bins; ++bin) {
                utility[bin] =
                    g[bin] -
                    tick.society.risk_aversion[static_cast<std::size_t>(layout.risk_aversion_of(bin))] *
                        fear +
                    base + push * layout.organised_of(bin);
            }
        }
        if (tick.option(link) == step) {
            for (int bin = 0; bin < bins; ++bin) {
                utility[bin] = utility[bin] >= 0 ? 1.0 : 0.0;
            }
        } else {
            const double width = tick.value(sharpness, place);
            for (int bin = 0; bin < bins; ++bin) {
                utility[bin] /= width;
            }
            tick.arrays.logistic(utility, utility, static_cast<std::size_t>(bins));
        }
    }
}

void add_join(const TickContext& tick, int place, int, std::span<double> hazard) {
    const auto p = static_cast<std::size_t>(place);
    if (tick.society.is_abroad(p)) {
        return;  // people abroad come in as `infiltration` says
    }
    if (tick.option(form) == contagion) {
        const double rate =
            tick.value(contagion_base, place) +
            tick.value(contagion_rate, place) * tick.state.field(Field::perceived_activity)[p];
        for (double& h : hazard) {
            h += rate;
        }
        return;
    }
    const double rate = tick.value(join_rate, place) * tick.derived.turnout_factor[p];
    const double* propensity = tick.derived.propensity.data() + place * tick.bins();
    for (std::size_t bin = 0; bin < hazard.size(); ++bin) {
        hazard[bin] += rate * propensity[bin];
    }
}

double curfew_rate(const TickContext& tick, int place) {
    return tick.forcing.curfew[static_cast<std::size_t>(place)] != 0 ? tick.value(curfew_leave_rate, place)
                                                                     : 0.0;
}

void add_leave(const TickContext& tick, int place, int, std::span<double> hazard) {
    const double rate = tick.value(leave_rate, place);
    if (tick.option(form) == contagion) {
        for (double& h : hazard) {
            h += rate;
        }
        return;
    }
    const double curfew = curfew_rate(tick, place);
    const double* propensity = tick.derived.propensity.data() + place * tick.bins();
    for (std::size_t bin = 0; bin < hazard.size(); ++bin) {
        hazard[bin] +=
            rate * tick.derived.exit_factor[static_cast<std::size_t>(place)] * (1.0 - propensity[bin]) +
            curfew;
    }
}

void add_curfew(const TickContext& tick, int place, int, std::span<double> hazard) {
    if (tick.option(form) == contagion) {
        return;
    }
    const double curfew = curfew_rate(tick, place);
    for (double& h : hazard) {
        h += curfew;
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::street, {PersonState::at_home, PersonState::peaceful}, add_join},
    {FlowPhase::street, {PersonState::peaceful, PersonState::at_home}, add_leave},
    {FlowPhase::street, {PersonState::violent, PersonState::at_home}, add_curfew},
};

}  // namespace

extern const Mechanism participation;
const Mechanism participation = {
    .name = "participation",
    .title = "The decision to take part",
    .group = "M2",
    .summary = "People weigh grievance, risk and what others do, and go out or go home.",
    .source =
        "Granovetter 1978 doi:10.1086/226707; Kuran 1989 doi:10.1007/BF00116762; Epstein 2002 "
        "doi:10.1073/pnas.092080199",
    .parameters = table,
    .switches = switches,
    .update_fields = weigh,
    .hazards = hazards,
};

}  // namespace upsurge

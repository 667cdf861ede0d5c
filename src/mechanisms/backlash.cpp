/// M5, backlash: harm that surprises angers or silences, and angry crowds escalate.
///
///   v = harm an hour as the place hears of it, remembered for news_hours,  y = ln((1 + v)/(1 + expected v))
///   anger rises by (anger_gain y - anger_saturation y^2) an hour while y > 0, and relaxes
///   fear: r -> r + 1 at fear_shift_rate y
///   e(P -> V) = escalation_base + escalation_contagion phi(V/(P+V)) + escalation_anger rise+
///               + escalation_clandestine (share of clandestine strata among the active)
///
/// Mild harm angers, heavy harm silences; with both gains zero harm has no effect, which is a rival too.
#include <algorithm>

#include "mechanisms/mechanism.h"
#include "numbers/elementary.h"

namespace upsurge {
namespace {

enum Index {
    anger_gain,
    anger_saturation,
    anger_days,
    expected_harm_days,
    harm_memory,
    news_hours,
    injury_weight,
    news_reach,
    fear_shift_rate,
    escalation_base,
    escalation_contagion,
    escalation_anger,
    escalation_clandestine,
    violence_half,
    calm_rate
};

constexpr ParameterSpec table[] = {
    {"anger_gain", "grievance/hour", 0.01, 0, 2, "half_normal(0.02)", Mark::assumed,
     "sign after Steinert-Threlkeld et al. 2022; size ours", "anger an hour per unit of surprising harm"},
    {"anger_saturation", "grievance/hour", 0.002, 0, 2, "half_normal(0.005)", Mark::assumed,
     "sign after Steinert-Threlkeld et al. 2022; size ours", "loss of anger an hour per squared unit"},
    {"anger_days", "day", 5, 0.1, 100, "log_uniform(2, 14)", Mark::assumed, "ours", "how long anger lasts"},
    {"expected_harm_days", "day", 3, 0.1, 100, "log_uniform(1, 30)", Mark::assumed, "ours",
     "how long it takes to get used to harm"},
    {"harm_memory", "people/hour", 0, 0, 1000, "", Mark::assumed, "ours",
     "harm an hour already expected at the start, where memory of an earlier crackdown is alive",
     Scope::place},
    {"news_hours", "hour", 6, 0, 240, "", Mark::assumed, "ours: about a news cycle",
     "how long harm stays in the news"},
    {"injury_weight", "factor", 0.1, 0, 1, "", Mark::assumed, "ours",
     "news value of an injury against a death"},
    {"news_reach", "factor", 0.3, 0, 1, "uniform(0, 1)", Mark::assumed, "ours",
     "weight of harm in other places against harm at home"},
    {"fear_shift_rate", "1/hour", 0.005, 0, 1, "log_uniform(5e-4, 0.05)", Mark::assumed, "ours",
     "rate of becoming more risk-averse per unit of surprising harm"},
    {"escalation_base", "1/hour", 3e-4, 0, 1, "log_uniform(1e-4, 1e-3)", Mark::assumed, "ours",
     "spontaneous turn to violence"},
    {"escalation_contagion", "1/hour", 0.1, 0, 5, "log_uniform(0.02, 0.3)", Mark::assumed, "ours",
     "turn to violence where many are violent"},
    {"escalation_anger", "1/grievance", 1, 0, 100, "log_uniform(0.1, 2)", Mark::assumed, "ours",
     "turn to violence per rise of anger an hour"},
    {"escalation_clandestine", "1/hour", 0.2, 0, 5, "uniform(0, 0.5)", Mark::assumed, "ours",
     "turn to violence per share of clandestine networks among the active"},
    {"violence_half", "share", 0.2, 1e-3, 1, "", Mark::assumed, "ours",
     "violent share of the crowd at which contagion of violence is half its ceiling"},
    {"calm_rate", "1/hour", 0.2, 0, 5, "log_uniform(0.1, 0.5)", Mark::assumed, "ours",
     "return from violence, half to peaceful protest and half home"},
};

void start(TickContext& tick) {
    const auto expected = tick.state.field(Field::harm_expected);
    for (int p = 0; p < tick.places(); ++p) {
        expected[static_cast<std::size_t>(p)] = tick.value(harm_memory, p);
    }
}

void hear_of_harm(TickContext& tick) {
    const auto deaths = tick.state.tally(Tally::deaths_last);
    const auto injuries = tick.state.tally(Tally::injuries_last);
    const auto news = tick.state.field(Field::harm_news);
    const double weight = tick.value(injury_weight);
    const auto harm = [&](std::size_t p) {
        return static_cast<double>(deaths[p]) + weight * static_cast<double>(injuries[p]);
    };
    double everywhere = 0;
    for (std::size_t p = 0; p < deaths.size(); ++p) {
        everywhere += tick.society.is_abroad(p) ? 0.0 : harm(p);
    }
    for (int place = 0; place < tick.places(); ++place) {
        const auto p = static_cast<std::size_t>(place);
        const double elsewhere = tick.society.is_abroad(p) ? 0.0 : everywhere - harm(p);
        const double now =
            (harm(p) + tick.value(news_reach, place) * tick.derived.news_factor[p] * elsewhere) /
            tick.hours_before;
        const double hours = tick.value(news_hours, place);
        news[p] = hours > 0 ? now + (news[p] - now) * exp_of(-tick.hours / hours) : now;
        tick.derived.harm_rate[p] = news[p];
    }
}

/// Share of clandestine strata among the active people of each home place.
void count_clandestine(TickContext& tick) {
    const Layout& layout = tick.society.layout;
    const auto counts = static_cast<const State&>(tick.state).counts();
    for (int place = 0; place < tick.places(); ++place) {
        std::int64_t active = 0;
        std::int64_t clandestine = 0;
        for (int stratum = 0; stratum < layout.strata; ++stratum) {
            // Peaceful, violent and armed are neighbouring states: one stretch of rows.
            const std::size_t first = layout.block(place, stratum, PersonState::peaceful);
            std::int64_t here = 0;
            for (std::size_t i = 0; i < 3 * static_cast<std::size_t>(layout.bins()); ++i) {
                here += counts[first + i];
            }
            active += here;
            clandestine +=
                tick.society.stratum_clandestine[static_cast<std::size_t>(stratum)] != 0 ? here : 0;
        }
        tick.derived.clandestine_share[static_cast<std::size_t>(place)] =
            active > 0 ? static_cast<double>(clandestine) / static_cast<double>(active) : 0.0;
    }
}

void feel(TickContext& tick) {
    count_clandestine(tick);
    const auto anger = tick.state.field(Field::anger);
    const auto expected = tick.state.field(Field::harm_expected);
    const auto shock = tick.state.field(Field::harm_shock);
    for (int place = 0; place < tick.places(); ++place) {
        const auto p = static_cast<std::size_t>(place);
        const double v = tick.derived.harm_rate[p];
        const double y = log_of((1.0 + v) / (1.0 + expected[p]));
        const double rise =
            y > 0 ? tick.value(anger_gain, place) * y - tick.value(anger_saturation, place) * y * y : 0.0;
        shock[p] = y;
        tick.derived.anger_rise[p] = rise;
        anger[p] = std::clamp(
            anger[p] * exp_of(-tick.hours / (24.0 * tick.value(anger_days, place))) + tick.hours * rise, -1.0,
            1.0);
        expected[p] =
            v + (expected[p] - v) * exp_of(-tick.hours / (24.0 * tick.value(expected_harm_days, place)));
    }
}

void add_fear(const TickContext& tick, int place, int, std::span<double> hazard) {
    const double y = tick.state.field(Field::harm_shock)[static_cast<std::size_t>(place)];
    if (y > 0) {
        for (double& h : hazard) {
            h += tick.value(fear_shift_rate, place) * y;
        }
    }
}

void add_escalation(const TickContext& tick, int place, int, std::span<double> hazard) {
    const auto p = static_cast<std::size_t>(place);
    const double peaceful = static_cast<double>(tick.state.tally(Tally::crowd_peaceful)[p]);
    const double violent = static_cast<double>(tick.state.tally(Tally::crowd_violent)[p] +
                                               tick.state.tally(Tally::crowd_armed)[p]);
    const double share = violent > 0 ? violent / (peaceful + violent) : 0.0;
    const double half = tick.value(violence_half, place);
    const double rate =
        tick.derived.violence_factor[p] *
        (tick.value(escalation_base, place) +
         tick.value(escalation_contagion, place) * share * share / (share * share + half * half) +
         tick.value(escalation_anger, place) * std::max(tick.derived.anger_rise[p], 0.0) +
         tick.value(escalation_clandestine, place) * tick.derived.clandestine_share[p]);
    for (double& h : hazard) {
        h += rate;
    }
}

void add_calm(const TickContext& tick, int place, int, std::span<double> hazard) {
    for (double& h : hazard) {
        h += 0.5 * tick.value(calm_rate, place);
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::traits, {PersonState::at_home, PersonState::at_home, TraitMove::risk_aversion_up}, add_fear},
    {FlowPhase::traits,
     {PersonState::peaceful, PersonState::peaceful, TraitMove::risk_aversion_up},
     add_fear},
    {FlowPhase::traits, {PersonState::violent, PersonState::violent, TraitMove::risk_aversion_up}, add_fear},
    {FlowPhase::traits, {PersonState::armed, PersonState::armed, TraitMove::risk_aversion_up}, add_fear},
    {FlowPhase::traits,
     {PersonState::on_strike, PersonState::on_strike, TraitMove::risk_aversion_up},
     add_fear},
    {FlowPhase::traits,
     {PersonState::withdrawn, PersonState::withdrawn, TraitMove::risk_aversion_up},
     add_fear},
    {FlowPhase::street, {PersonState::peaceful, PersonState::violent}, add_escalation},
    {FlowPhase::street, {PersonState::violent, PersonState::peaceful}, add_calm},
    {FlowPhase::street, {PersonState::violent, PersonState::at_home}, add_calm},
};

}  // namespace

extern const Mechanism backlash;
const Mechanism backlash = {
    .name = "backlash",
    .title = "Backlash, fear and escalation",
    .group = "M5",
    .summary = "Harm beyond what people expect angers or silences them; crowds escalate and calm.",
    .source =
        "Davenport 2007 doi:10.1146/annurev.polisci.10.101405.143216; Steinert-Threlkeld, Chan, Joo 2022",
    .parameters = table,
    .switches = {},
    .start = start,
    .inform = hear_of_harm,
    .update_fields = feel,
    .hazards = hazards,
};

}  // namespace upsurge

/// M13, organisation: how it spreads, what it changes, what breaks it.
///
///   exit factor max(0, 1 - persistence_effect O),  escalation exp(-discipline_effect O)
///   taking up weapons 1 - O (1 - exp(-refusal_effect O)),  credibility 1 + bargaining_effect O
///   committees of different places perceive each other, whatever became of the internet
///   strikers and protesters organise at organise_base + organise_contact O; arrests scatter the organised
///
/// O is the organised share of the active people of a home place. Each effect has its own switch.
#include <algorithm>

#include "mechanisms/mechanism.h"
#include "numbers/elementary.h"

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
    {"synchrony_effect", "factor", 0.1, 0, 100, "half_normal(0.1)", Mark::assumed, "ours",
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

bool acts(const TickContext& tick, SwitchIndex effect) {
    return tick.option(effect) == 0;
}

/// What the stored O does. Also done before anybody reads it in a tick, so that a run that continues from a
/// copied state has the factors of the tick before.
void set_factors(TickContext& tick) {
    Derived& derived = tick.derived;
    const auto organised = tick.state.field(Field::organisation);
    for (int place = 0; place < tick.places(); ++place) {
        const auto p = static_cast<std::size_t>(place);
        const double share = organised[p];
        derived.exit_factor[p] = acts(tick, persistence_switch)
                                     ? std::max(0.0, 1.0 - tick.value(persistence_effect, place) * share)
                                     : 1.0;
        derived.violence_factor[p] =
            acts(tick, discipline_switch) ? exp_of(-tick.value(discipline_effect, place) * share) : 1.0;
        derived.refusal_factor[p] = acts(tick, refusal_switch)
                                        ? 1.0 + share * expm1_of(-tick.value(refusal_effect, place) * share)
                                        : 1.0;
        derived.credibility_factor[p] =
            acts(tick, bargaining_switch) ? 1.0 + tick.value(bargaining_effect, place) * share : 1.0;
    }
    derived.synchrony = acts(tick, synchrony_switch) ? tick.value(synchrony_effect) : 0.0;
    derived.strike_fund = acts(tick, fund_switch) ? tick.value(strike_fund) : 0.0;
}

void pass_news(TickContext& tick) {
    const auto memory = tick.state.field(Field::activity_memory);
    const auto committee = tick.state.field(Field::committee);
    const auto perceived = tick.state.field(Field::perceived_activity);
    double all = 0;
    for (std::size_t q = 0; q < committee.size(); ++q) {
        all += committee[q] > 0 ? tick.derived.news_kernel[q] * memory[q] : 0.0;
    }
    for (std::size_t p = 0; p < committee.size(); ++p) {
        if (committee[p] > 0) {
            // Never below 0, which a difference of sums could miss by a rounding.
            perceived[p] +=
                tick.derived.synchrony * std::max(0.0, all - tick.derived.news_kernel[p] * memory[p]);
        }
    }
}

void inform(TickContext& tick) {
    set_factors(tick);
    pass_news(tick);
}

/// Organised and all people of an active stratum of a place, and the organised on strike or peaceful in the
/// street.
struct Count {
    std::int64_t people = 0;
    std::int64_t organised = 0;
    std::int64_t gathered = 0;
};

/// Bins alternate between not organised and organised, so every second row of a stretch is organised.
std::int64_t every_second(std::span<const std::int32_t> rows) {
    std::int64_t sum = 0;
    for (std::size_t i = 1; i < rows.size(); i += 2) {
        sum += rows[i];
    }
    return sum;
}

Count count(const TickContext& tick, int place) {
    const Layout& layout = tick.society.layout;
    const auto counts = static_cast<const State&>(tick.state).counts();
    const auto bins = static_cast<std::size_t>(layout.bins());
    Count sum;
    for (int stratum = 0; stratum < layout.strata; ++stratum) {
        if (tick.society.stratum_active[static_cast<std::size_t>(stratum)] == 0) {
            continue;
        }
        // The dead are the last state: everybody alive is one stretch of rows.
        const std::size_t first = layout.block(place, stratum, PersonState::not_reached);
        const auto alive = counts.subspan(first, layout.block(place, stratum, PersonState::dead) - first);
        for (const std::int32_t people : alive) {
            sum.people += people;
        }
        sum.organised += every_second(alive);
        for (const PersonState state : {PersonState::on_strike, PersonState::peaceful}) {
            sum.gathered += every_second(counts.subspan(layout.block(place, stratum, state), bins));
        }
    }
    return sum;
}

void organise(TickContext& tick) {
    const auto organised = tick.state.field(Field::organisation);
    const auto committee = tick.state.field(Field::committee);
    const auto arrests = tick.state.tally(Tally::arrests_last);
    for (int place = 0; tick.society.layout.organised_bins == 2 && place < tick.places(); ++place) {
        const auto p = static_cast<std::size_t>(place);
        const Count here = count(tick, place);
        const auto gathered = static_cast<double>(here.gathered);
        organised[p] =
            here.people > 0 ? static_cast<double>(here.organised) / static_cast<double>(here.people) : 0.0;
        tick.derived.organised_people[p] = static_cast<double>(here.organised);
        if (gathered >= tick.value(committee_people, place)) {
            committee[p] = 1;
        }
        if (static_cast<double>(arrests[p]) / tick.hours_before >
            tick.value(committee_break, place) * gathered) {
            committee[p] = 0;
        }
    }
    set_factors(tick);
}

void add_organising(const TickContext& tick, int place, int, std::span<double> hazard) {
    const Layout& layout = tick.society.layout;
    const double rate = tick.value(organise_base, place) +
                        tick.value(organise_contact, place) *
                            tick.state.field(Field::organisation)[static_cast<std::size_t>(place)];
    for (std::size_t bin = 0; layout.organised_bins == 2 && bin < hazard.size(); bin += 2) {
        hazard[bin] += rate;
    }
}

void add_scattering(const TickContext& tick, int place, int, std::span<double> hazard) {
    const auto p = static_cast<std::size_t>(place);
    const std::int64_t arrests = tick.state.tally(Tally::arrests_last)[p];
    if (tick.society.layout.organised_bins != 2 || arrests == 0) {
        return;
    }
    const double rate = tick.value(leaders_lost, place) * static_cast<double>(arrests) /
                        (1.0 + tick.derived.organised_people[p]) / tick.hours;
    for (std::size_t bin = 1; bin < hazard.size(); bin += 2) {
        hazard[bin] += rate;
    }
}

constexpr HazardTerm organising(PersonState state) {
    return {FlowPhase::traits, {state, state, TraitMove::organised_up}, add_organising};
}
constexpr HazardTerm scattering(PersonState state) {
    return {FlowPhase::traits, {state, state, TraitMove::organised_down}, add_scattering};
}
constexpr HazardTerm hazards[] = {
    organising(PersonState::on_strike), organising(PersonState::peaceful),  scattering(PersonState::at_home),
    scattering(PersonState::on_strike), scattering(PersonState::peaceful),  scattering(PersonState::violent),
    scattering(PersonState::armed),     scattering(PersonState::withdrawn),
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
    .inform = inform,
    .update_fields = organise,
    .hazards = hazards,
};

}  // namespace upsurge

/// M7, information: what news arrives, how a shutdown bends it, and who hears of the events at all.
///
///   local_factor  = 1 + street_shutdown chi
///   news_factor   = offline_share + (1 - offline_share)(1 - chi)
///   remote_factor = slant news_factor exp(noise_sd chi z),  z an Ornstein-Uhlenbeck process
///   e(N -> Q)     = (broadcast_rate + online_rate (1 - chi)) salience + street_rate severity local_factor
///
/// chi is the depth of the shutdown. A shutdown cuts far news, raises what the street shows and widens
/// what people believe, so the sign of its net effect is free.
#include "mechanisms/mechanism.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

enum Index {
    broadcast_rate,
    online_rate,
    street_rate,
    street_shutdown,
    salience_half,
    offline_share,
    slant,
    noise_sd,
    noise_hours,
    unreached_share,
    report_hours
};

constexpr ParameterSpec table[] = {
    {"broadcast_rate", "1/hour", 0.05, 0, 1, "log_uniform(0.01, 0.2)", Mark::assumed, "ours",
     "rate at which television and radio reach people who have not heard, when there is much to tell"},
    {"online_rate", "1/hour", 0.3, 0, 5, "log_uniform(0.05, 1)", Mark::assumed,
     "after Enikolopov et al. 2020: online ties raise turnout; the rate is ours",
     "the same for online media without a shutdown"},
    {"street_rate", "1/hour", 0.2, 0, 5, "uniform(0, 0.5)", Mark::assumed, "ours",
     "the same for seeing the street, per share of the population in it"},
    {"street_shutdown", "share", 0.3, -1, 3, "normal(0.3, 0.5)", Mark::assumed,
     "after Hassanpour 2014: shutdowns disperse and localise protest",
     "extra weight of the local street under a full shutdown"},
    {"salience_half", "share", 1e-4, 1e-8, 1, "log_uniform(1e-5, 1e-3)", Mark::assumed, "ours",
     "national share in the street at which half the news is about it"},
    {"offline_share", "share", 0.3, 0, 1, "beta(3, 7)", Mark::assumed, "ours",
     "share of far news that does not need the internet"},
    {"slant", "factor", 1, 0, 3, "", Mark::assumed,
     "after Baum and Zhukov 2015: outlets under- and over-report",
     "what outlets show of far protest, as a factor"},
    {"noise_sd", "log", 0.3, 0, 2, "half_normal(0.4)", Mark::assumed, "ours",
     "spread of beliefs about far places under a full shutdown"},
    {"noise_hours", "hour", 6, 0.1, 240, "", Mark::assumed, "ours",
     "how long a rumour about far places lives"},
    {"unreached_share", "share", 0.2, 0, 1, "beta(2, 8)", Mark::assumed, "ours",
     "share of adults without daily contact with news at the start"},
    {"report_hours", "hour", 2, 0, 1000, "log_uniform(0.5, 12)", Mark::assumed, "ours",
     "how long it takes for what happens to reach those who decide"},
};

void start(TickContext& tick) {
    for (double& z : tick.state.field(Field::rumour_noise)) {
        z = 0;
    }
}

/// What happens reaches those who decide with a delay: the mean of an exponential law.
void report(TickContext& tick) {
    State& state = tick.state;
    const double delay = tick.value(report_hours);
    const double keep = delay > 0 ? exp_of(-tick.hours / delay) : 0.0;
    const auto hear = [keep](double& reported, double true_now) {
        reported = true_now + (reported - true_now) * keep;
    };
    const auto places = static_cast<std::size_t>(tick.places());
    thread_local std::vector<double> lost;
    thread_local std::vector<double> defected;
    lost.assign(places, 0.0);
    defected.assign(places, 0.0);
    for (std::size_t f = 0; f < tick.society.facilities.size(); ++f) {
        lost[static_cast<std::size_t>(tick.society.facilities[f].leaf)] +=
            state.column(FacilityColumn::lost)[f];
    }
    for (std::size_t i = 0; i < tick.society.units.size(); ++i) {
        const std::int32_t location = state.column(UnitColumn::location)[i];
        if (location >= 0) {
            defected[static_cast<std::size_t>(location)] += state.column(UnitColumn::switched)[i];
        }
    }
    for (std::size_t l = 0; l < places; ++l) {
        const auto peaceful = static_cast<double>(state.tally(Tally::crowd_peaceful)[l]);
        const auto violent = static_cast<double>(state.tally(Tally::crowd_violent)[l]);
        const auto armed = static_cast<double>(state.tally(Tally::crowd_armed)[l]);
        hear(state.field(Field::reported_crowd)[l], peaceful + violent + armed);
        hear(state.field(Field::reported_violent)[l], violent);
        hear(state.field(Field::reported_armed)[l], armed);
        hear(state.field(Field::reported_lost)[l], lost[l]);
        hear(state.field(Field::reported_defected)[l], defected[l]);
    }
    hear(state.national(National::reported_output), state.national(National::output_lost));
}

void inform(TickContext& tick) {
    report(tick);
    Derived& derived = tick.derived;
    const auto noise = tick.state.field(Field::rumour_noise);
    const double keep = exp_of(-tick.hours / tick.value(noise_hours));
    const double spread = std::sqrt(1.0 - keep * keep);
    for (int p = 0; p < tick.places(); ++p) {
        const auto i = static_cast<std::size_t>(p);
        const double chi = tick.forcing.shutdown[i];
        Draws draws = tick.draws(Process::rumour_noise, static_cast<std::uint32_t>(p));
        noise[i] = noise[i] * keep + spread * normal(draws);
        derived.local_factor[i] = 1.0 + tick.value(street_shutdown, p) * chi;
        derived.news_factor[i] =
            tick.value(offline_share, p) + (1.0 - tick.value(offline_share, p)) * (1.0 - chi);
        derived.remote_factor[i] = tick.value(slant, p) * derived.news_factor[i];
        if (chi > 0) {
            derived.remote_factor[i] *= exp_of(tick.value(noise_sd, p) * chi * noise[i]);
        }
    }
}

void add_reach(const TickContext& tick, int place, int, std::span<double> hazard) {
    const auto i = static_cast<std::size_t>(place);
    const double chi = tick.forcing.shutdown[i];
    const double rate =
        (tick.value(broadcast_rate, place) + tick.value(online_rate, place) * (1.0 - chi)) *
            tick.derived.salience +
        tick.value(street_rate, place) * tick.derived.severity[i] * tick.derived.local_factor[i];
    for (double& h : hazard) {
        h += rate;
    }
}

void set_salience(TickContext& tick) {
    const auto memory = tick.state.field(Field::activity_memory);
    double national = 0;
    for (std::size_t i = 0; i < memory.size(); ++i) {
        national += tick.derived.news_kernel[i] * memory[i];
    }
    tick.derived.salience = national / (national + tick.value(salience_half));
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::reach, {PersonState::not_reached, PersonState::at_home}, add_reach},
};

}  // namespace

extern const Mechanism information;
const Mechanism information = {
    .name = "information",
    .title = "News, shutdowns and reach",
    .group = "M7",
    .summary =
        "Who hears of the events, how far news travels, what a shutdown does to it, and when deciders hear.",
    .source =
        "Edmond 2013 doi:10.1093/restud/rdt020; Hassanpour 2014; "
        "Enikolopov, Makarin, Petrova 2020 doi:10.3982/ECTA14281",
    .parameters = table,
    .switches = {},
    .start = start,
    .inform = inform,
    .after_perception = set_salience,
    .hazards = hazards,
};

}  // namespace upsurge

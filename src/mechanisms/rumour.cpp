/// M7, rumour: word of mouth that dies when everybody has heard it.
///
///   ignorant -> spreader at contact_rate spreaders/N + seed_rate ln(1 + v)
///   spreader -> stifler  at contact_rate (spreaders + stiflers)/N
///
/// Annealed contacts inside a place, so counts are exact. Spreaders reach people who have not heard.
#include "mechanisms/mechanism.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

enum Index { contact_rate, seed_rate, reach_rate };

constexpr ParameterSpec table[] = {
    {"contact_rate", "1/hour", 0.5, 0, 1e6, "log_uniform(0.05, 2)", Mark::assumed, "ours",
     "rate at which one person tells another"},
    {"seed_rate", "1/hour", 1e-4, 0, 1, "log_uniform(1e-6, 1e-3)", Mark::assumed, "ours",
     "rate at which news of harm starts a rumour, per unit of ln(1 + people harmed an hour)"},
    {"reach_rate", "1/hour", 0.2, 0, 10, "log_uniform(0.01, 1)", Mark::assumed, "ours",
     "rate at which spreaders reach people who have not heard of the events, at full saturation"},
};

void start(TickContext& tick) {
    const auto ignorant = tick.state.tally(Tally::rumour_ignorant);
    for (std::size_t p = 0; p < ignorant.size(); ++p) {
        ignorant[p] = tick.society.population[p];
    }
}

void spread(TickContext& tick) {
    const auto ignorant = tick.state.tally(Tally::rumour_ignorant);
    const auto spreader = tick.state.tally(Tally::rumour_spreader);
    const auto stifler = tick.state.tally(Tally::rumour_stifler);
    for (int p = 0; p < tick.places(); ++p) {
        const auto i = static_cast<std::size_t>(p);
        const double people = static_cast<double>(tick.society.population[i]);
        const double contact = tick.value(contact_rate, p);
        const double heard = contact * static_cast<double>(spreader[i]) / people +
                             tick.value(seed_rate, p) * log1p_of(tick.derived.harm_rate[i]);
        const double stifled = contact * static_cast<double>(spreader[i] + stifler[i]) / people;
        Draws hearing = tick.draws(Process::rumour, static_cast<std::uint32_t>(p), 0);
        Draws stifling = tick.draws(Process::rumour, static_cast<std::uint32_t>(p), 1);
        const std::int64_t new_spreaders =
            heard > 0 ? binomial_exit(hearing, ignorant[i], heard * tick.hours) : 0;
        const std::int64_t new_stiflers =
            stifled > 0 ? binomial_exit(stifling, spreader[i], stifled * tick.hours) : 0;
        ignorant[i] -= new_spreaders;
        spreader[i] += new_spreaders - new_stiflers;
        stifler[i] += new_stiflers;
    }
}

void add_reach(const TickContext& tick, int place, int, std::span<double> hazard) {
    const auto i = static_cast<std::size_t>(place);
    const double rate = tick.value(reach_rate, place) *
                        static_cast<double>(tick.state.tally(Tally::rumour_spreader)[i]) /
                        static_cast<double>(tick.society.population[i]);
    for (double& h : hazard) {
        h += rate;
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::reach, {PersonState::not_reached, PersonState::at_home}, add_reach},
};

}  // namespace

extern const Mechanism rumour;
const Mechanism rumour = {
    .name = "rumour",
    .title = "Rumour",
    .group = "M7",
    .summary = "Word of mouth in each place: started by harm, spread by contact, dying when it is old.",
    .source = "Daley and Kendall 1965 doi:10.1093/imamat/1.1.42; Maki and Thompson 1973",
    .parameters = table,
    .switches = {},
    .start = start,
    .after_reach = spread,
    .hazards = hazards,
};

}  // namespace upsurge

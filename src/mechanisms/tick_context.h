/// What a mechanism may see and change during a tick.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "numbers/arrays.h"
#include "numbers/philox.h"
#include "society/forcing.h"
#include "society/quota_pool.h"
#include "society/society.h"
#include "society/state.h"

namespace upsurge {

/// Names the process in the address of every draw; never renumber (the draw scheme depends on it).
enum class Process : std::uint8_t {
    start = 0,
    reach = 1,
    traits = 2,
    street = 3,
    slow_exits = 4,
    location = 5,
    arrests = 6,
    harm = 7,
    rumour = 8,
    rumour_noise = 9,
    strikes = 10,        ///< departures (item 0), onsets and ends (row = workplace)
    loyalty_start = 11,  ///< row = unit
    loyalty = 12,        ///< row = unit
    elites_start = 13,   ///< row = clique
    elites = 14,         ///< row = clique
    council = 15,        ///< row = power
    rivals = 16,         ///< row = power
    policy = 17,
    weapons = 18,    ///< row = location, item = step
    clashes = 19,    ///< row = location
    control = 20,    ///< row = facility
    surrender = 21,  ///< row = unit, item = reason
};

/// The workplaces that draw on the same people: those of one place and stratum.
struct Workforce {
    int place;
    int stratum;
    std::vector<int> workplaces;  ///< ordinals, rising
};

/// What one place remembers of its clash within a tick.
struct ClashMemory {
    std::int64_t officers_before = 0;  ///< when the first sub-tick's clash began
    std::int64_t armed_before = 0;
    std::int64_t officers_lost = 0;  ///< hit since
    std::int64_t armed_lost = 0;
};

/// Quantities that follow from state and forcing each tick; nothing here survives the tick except what
/// `prepare` computed once. One entry per leaf place unless said otherwise.
struct Derived {
    std::vector<double>
        remote_kernel;  ///< [place x place] weights of remembered activity elsewhere; prepared once
    std::vector<double> news_kernel;        ///< [place] population shares; prepared once
    std::vector<double> local_factor;       ///< how much of the local street is seen, about 1
    std::vector<double> remote_factor;      ///< how much of far news arrives and how distorted
    std::vector<double> news_factor;        ///< share of long-range news that arrives, 0..1
    std::vector<double> severity;           ///< severity-weighted crowd over population, last tick
    std::vector<double> harm_rate;          ///< v: people harmed an hour, as the place hears of it
    std::vector<double> anger_rise;         ///< per hour, >= 0 when growing
    std::vector<double> legitimacy_gain;    ///< added this tick by concessions, taken by refusals
    std::vector<double> officers_on_scene;  ///< C by location: officers not told to tolerate
    std::vector<double> officer_share;      ///< C/(C+A) where policing disperses, else 0, by location
    std::vector<double> turnout_factor;     ///< c(t): hour of day and curfew
    std::vector<double> clandestine_share;  ///< of the active people of a home place
    std::vector<double> hardship;           ///< [place x bin] H; prepared once
    std::vector<double> grievance;          ///< [place x bin] g
    std::vector<double> propensity;  ///< [place x bin] L, share of those deciding who would be in the street
    double salience = 0;             ///< how much the news has to tell, 0..1
    std::vector<double> officers_present;       ///< by location: loyal members deployed, whatever their order
    std::vector<double> foreign_at;             ///< foreign troops by location
    std::vector<double> exit_factor;            ///< on leaving and fatigue, 0..1; 1 without organisation
    std::vector<double> violence_factor;        ///< on escalation, 0..1
    std::vector<double> refusal_factor;         ///< on taking up weapons, 0..1
    std::vector<double> credibility_factor;     ///< on concessions and settlements, >= 1
    std::vector<double> distribution_per_hour;  ///< weapons handed out by cliques, by location
    std::vector<double> inflow_per_hour;        ///< weapons from abroad, by location
    std::vector<std::uint8_t> clique_active_at;  ///< 1 where a clique is active, by location
    std::vector<Concession> granted;             ///< by a government that decides by itself, this tick
    std::vector<ClashMemory> clash;              ///< by location, within the tick
    double output_of_all = 0;                    ///< sum of the workplaces' value; prepared once

    std::vector<Workforce> workforces;            ///< by first workplace; prepared once
    std::vector<int> workforce_of;                ///< [workplace] ordinal of its workforce; prepared once
    std::vector<double> workforce_grievance;      ///< [workforce] mean over those at home
    std::vector<double> strikes_here, wins_here;  ///< remembered, summed over the workplaces of a place
    std::vector<double> strikes_seen, wins_seen;  ///< [workplace] of others, weighted

    std::vector<double> organised_people;  ///< of active strata and alive, by home
    double synchrony = 0;                  ///< extra weight of places with a committee for each other, >= 0
    double strike_fund = 0;  ///< lengthening of a strike per organised share of its workplace, >= 0
};

/// A decision of an actor, with what it knew then: for the page, never read by a mechanism.
struct Decision {
    int step = 0;               ///< in steps of Clock::step_at
    std::string actor;          ///< "government", or the id of a clique or power
    std::string action;         ///< one word of docs/model.md
    int leaf = -1;              ///< where; -1: the whole country
    double threat = 0;          ///< national threat as the actor saw it
    double reported_crowd = 0;  ///< of the place, or the country
    double reported_armed = 0;
    double regime_strength = 0;  ///< of the place, or the country's mean
    std::string whom;            ///< id of the clique or facility it is about, or empty
};

class TickContext {
  public:
    const Society& society;
    const Forcing& forcing;
    State& state;
    Derived& derived;
    const ArrayFunctions& arrays;
    RunKey key;
    int tick = 0;             ///< ordinal, in steps of Clock::step_at; a quiet tick passes several at once
    double hours = 1;         ///< how long this tick is
    double hours_before = 1;  ///< how long the one before it was
    double step_hours = 1;    ///< how long a step is
    double clock_hours = 0;   ///< hours from the clock's start to the start of the tick
    /// The forcing again, for the actors of the decision phase, whose orders add to it.
    Forcing* orders = nullptr;
    std::vector<Decision>* decisions = nullptr;       ///< where actors note what they decided; may be null
    std::span<const std::uint8_t> mechanism_on = {};  ///< by ordinal in all_mechanisms()

    /// The calling mechanism's parameter `index` (position in its own table) at a place.
    double value(int index, int place = 0) const {
        return values[static_cast<std::size_t>(first_parameter + index) *
                          static_cast<std::size_t>(society.layout.places) +
                      static_cast<std::size_t>(place)];
    }
    /// Value of any registered parameter (position in all_parameters()), for rules that read another
    /// mechanism's.
    double value_of(int parameter, int place = 0) const {
        return values[static_cast<std::size_t>(parameter) * static_cast<std::size_t>(society.layout.places) +
                      static_cast<std::size_t>(place)];
    }
    /// The calling mechanism's chosen option of its switch `index`.
    int option(int index) const { return options[static_cast<std::size_t>(first_switch + index)]; }

    int places() const { return society.layout.places; }
    int bins() const { return society.layout.bins(); }
    Draws draws(Process process, std::uint32_t row, std::uint32_t item = 0, int sub_tick = 0) const {
        return Draws(key, address(process, row, item, sub_tick));
    }
    Address address(Process process, std::uint32_t row, std::uint32_t item = 0, int sub_tick = 0) const {
        return {static_cast<std::uint32_t>(tick), static_cast<std::uint16_t>(sub_tick),
                static_cast<std::uint8_t>(process), row, item};
    }

    /// Set by the engine before it calls a mechanism.
    std::span<const double> values = {};
    std::span<const std::uint8_t> options = {};
    int first_parameter = 0;
    int first_switch = 0;
};

}  // namespace upsurge

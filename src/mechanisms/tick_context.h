/// What a mechanism may see and change during a tick.
#pragma once

#include <cstdint>
#include <span>
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
    fear = 2,
    street = 3,
    slow_exits = 4,
    location = 5,
    arrests = 6,
    harm = 7,
    rumour = 8,
    rumour_noise = 9,
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
};

class TickContext {
  public:
    const Society& society;
    const Forcing& forcing;
    State& state;
    Derived& derived;
    const ArrayFunctions& arrays;
    RunKey key;
    int tick = 0;
    double hours = 1;

    /// The calling mechanism's parameter `index` (position in its own table) at a place.
    double value(int index, int place = 0) const {
        return values[static_cast<std::size_t>(first_parameter + index) *
                          static_cast<std::size_t>(society.layout.places) +
                      static_cast<std::size_t>(place)];
    }
    /// The calling mechanism's chosen option of its switch `index`.
    int option(int index) const { return options[static_cast<std::size_t>(first_switch + index)]; }

    int places() const { return society.layout.places; }
    int bins() const { return society.layout.bins(); }
    Draws draws(Process process, std::uint32_t row, std::uint32_t item = 0, int sub_tick = 0) const {
        return Draws(key, Address{static_cast<std::uint32_t>(tick), static_cast<std::uint16_t>(sub_tick),
                                  static_cast<std::uint8_t>(process), row, item});
    }

    /// Set by the engine before it calls a mechanism.
    std::span<const double> values = {};
    std::span<const std::uint8_t> options = {};
    int first_parameter = 0;
    int first_switch = 0;
};

}  // namespace upsurge

/// What the schedule, or the government when it decides by itself, imposes on each place during one tick:
/// prices, shutdowns, curfews, policing, concessions; and on the country: requests, guarantees, purges.
/// Evaluated from the schedule at the start of the tick, so a changed schedule can never reach back before
/// its time.
#pragma once

#include <cstdint>
#include <vector>

namespace upsurge {

/// What the security forces present are told to do, in rising order.
enum class Policing : std::uint8_t { tolerate, contain, disperse, fire };

struct Concession {
    double level = 0;        ///< 1 price, 2 living standards and government, 3 political rules
    double credibility = 0;  ///< 0..1
};

/// One entry per leaf place in each vector.
struct Forcing {
    std::vector<double> price;            ///< tenge (or other currency) a litre, > 0
    std::vector<double> shutdown;         ///< depth of the internet shutdown, 0..1
    std::vector<std::uint8_t> emergency;  ///< 1 while a state of emergency is in force
    std::vector<std::uint8_t> curfew;     ///< 1 during curfew hours
    std::vector<double> officers;         ///< security forces present, head count >= 0
    std::vector<Policing> policing;
    std::vector<std::vector<Concession>> concessions;  ///< those announced since the last tick began
    std::vector<std::uint8_t> refusals;                ///< number of refusals announced since then
    std::vector<double> hour_of_day;                   ///< local time at the middle of the tick, 0..24
    std::vector<std::uint8_t> new_day;  ///< 1 when local midnight fell since the last tick began
    // Of the whole country.
    int requests = 0;                     ///< requests for outside help announced since the last tick began
    int purges = 0;                       ///< purges since then
    int dismissals = 0;                   ///< dismissals of the cabinet since then
    double guarantee = 0;                 ///< 1 while a scheduled guarantee is in force
    double guarantee_hours = 0;           ///< since it was announced
    double foreign_troops = -1;           ///< scheduled head count in the country; -1: nothing scheduled
    std::uint8_t government_decides = 1;  ///< 0 where it acts as dated: always, or up to a moment
    double hours = 1;                     ///< length of the tick
};

}  // namespace upsurge

/// Silence: nothing was reported from where something went on. A large crowd that nobody mentions is
/// unlikely, a small one is not: the chance that somebody speaks of a place grows with what goes on there.
#pragma once

#include "reports/report.h"

namespace upsurge {

/// Time from an event to its publication: log-normal.
struct PublicationDelay {
    double median_hours = 12;  ///< > 0
    double log_spread = 1.2;   ///< standard deviation of the logarithm, > 0
};

/// Share of reports about an event that would be out after so many seconds; 0 before the event.
double published_share(const PublicationDelay& delay, Instant seconds_since);

/// log of exp(-rate x^power * share): the chance that x made nobody report yet.
/// @param x      the number of the run, >= 0
/// @param rate   reports expected of x = 1, >= 0
/// @param power  > 0; below 1, twice the crowd makes fewer than twice the reports
/// @param share  of the delay distribution that has passed, 0 .. 1
double silence_log_factor(double x, double rate, double power, double share);

/// What it takes for somebody to speak of the streets of a region on a day. Reports are taken to come at a
/// rate of base + (crowd / reported_crowd)^power.
struct Attention {
    double reported_crowd = 1000;  ///< largest crowd of a day from which one report is expected, > 0
    double power = 0.5;            ///< as in silence_log_factor; assumed
    double base = 0.02;            ///< reports expected where nobody is in the street, > 0; assumed
};

/// log of the chance that a day is spoken of, or that it is not. Finite.
/// @param crowd  the day's largest, >= 0
/// @param share  of the delay distribution that has passed, > 0 to 1
double attention_log_chance(bool spoken, double crowd, const Attention& attention, double share);

}  // namespace upsurge

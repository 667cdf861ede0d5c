/// Silence: nothing was reported from where something went on.
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

}  // namespace upsurge

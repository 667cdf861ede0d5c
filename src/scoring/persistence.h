/// The dullest rival: tomorrow is as today, within the spread of past changes.
///
///   log(1 + y) of a day g days ahead = log(1 + last) + s sqrt(g) T
///
/// `last` is the last day that said something, T is Student's t with v degrees of freedom. The squared spread
/// s^2 = (v0 s0^2 + sum d^2 / g) / v, v = v0 + changes, pools the changes d = difference of log(1 + y)
/// between the days so far that said something, g days apart, with a prior of s0 as strong as v0 changes: the
/// exact predictive of a random walk of log(1 + y) whose variance has an inverse gamma prior (Gelman et al.,
/// Bayesian Data Analysis, 3rd ed., 3.2). A whole count k is the cell from k - 1/2 to k + 1/2. The walk and
/// its numbers are ours. A bounded day stands for the middle of its bounds in log(1 + y), an open bound for
/// its low, as the day before.
#pragma once

#include <vector>

#include "numbers/philox.h"
#include "scoring/count_series.h"

namespace upsurge {

struct Persistence {
    double spread = 0.5;         ///< s0: e^0.5 = 1.65 times more or fewer in a day is usual
    double spread_weight = 2.0;  ///< v0 > 0
    std::int64_t largest = usual_largest;
};

/// What persistence knows after a series.
struct PersistenceState {
    bool started = false;  ///< whether any day said something
    double last_log = 0;   ///< log(1 + last)
    int days_since = 0;    ///< since that day; 0 if it was the last
    double spread = 0;     ///< s, for a single day
    double freedom = 0;    ///< v
};
PersistenceState persistence_after(const Persistence& model, const CountSeries& series);

/// log P(bounds) `days_ahead` >= 1 after the series that led to the state; of a first day
/// first_day_log_probability.
double persistence_log_probability(const Persistence& model, const PersistenceState& state,
                                   const CountBounds& bounds, int days_ahead);

/// log P(bounds of each day | what the days before said) [days]; a day that says nothing has 0. Their sum is
/// the log evidence: nothing is fitted that the prior does not hold.
std::vector<double> persistence_log_probabilities(const Persistence& model, const CountSeries& series);

/// Futures; draw i uses row i of the key. The series must say something on at least one day. horizon >= 1.
CountDraws persistence_draws(const Persistence& model, const CountSeries& series, int horizon, int count,
                             RunKey key);

/// Share of Student's t distribution with the given degrees of freedom above x.
double student_upper_tail(double x, double freedom);

}  // namespace upsurge

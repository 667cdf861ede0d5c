/// A measure: an outcome that is one number of a run, such as the largest crowd in a region or the dead at
/// the end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/model.h"
#include "society/observables.h"
#include "studies/run_values.h"
#include "studies/summary_table.h"
#include "upsurge/result.h"

namespace upsurge {

enum class MeasureStatistic {
    peak,  ///< largest value of any tick
    end,   ///< value at the end of the clock
    mean,  ///< mean over the ticks
};
std::string_view name_of(MeasureStatistic statistic);

struct Measure {
    Observable observable = Observable::crowd;
    SummaryNode node;  ///< a place or a group
    MeasureStatistic statistic = MeasureStatistic::peak;
};

/// crowd@west:peak
std::string measure_id(const Measure& outcome);
/// people in the street in The west, peak
std::string measure_title(const Measure& outcome);

/// What is asked of an observable unless said: the end of what only grows, the mean of a level, else the
/// peak.
MeasureStatistic usual_statistic(Observable observable);
/// All that are worth a line: of a stock peak and end, of what only grows the end, of a level mean and end.
std::vector<MeasureStatistic> telling_statistics(Observable observable);

/// Reads OBSERVABLE, OBSERVABLE@PLACE, either with :peak, :end or :mean. Without a place it is the country.
/// Fails on a name that nothing has, with the nearest one.
Result<Measure> parse_measure(const Model& model, std::string_view text);

/// Largest crowd, dead, detentions and most regions active at once, of the country.
std::vector<Measure> headline_measures(const Model& model);

/// The outcome of every run, in the order of the runs.
std::vector<double> measure_values(const Model& model, const RunValues& runs, const Measure& outcome);

}  // namespace upsurge

/// The time series of a page: quantiles over the runs, rounded to what chance leaves meaningful.
#pragma once

#include <string>
#include <vector>

#include "models/model.h"
#include "society/observables.h"
#include "studies/run_values.h"

namespace upsurge {

struct PageSeries {
    std::string json;                     ///< the object "series"
    std::vector<Observable> observables;  ///< those that are in it
};

/// Series of the observables that change in some run, most wanted first, until `bytes_max` is reached: a
/// page must stay small enough to send. Then, beyond that limit, those of the blocs, forces and weapons for
/// the country alone.
PageSeries page_series(const Model& model, const RunValues& runs, std::size_t bytes_max);

}  // namespace upsurge

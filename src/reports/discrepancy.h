/// Discrepancy: how far a model's counts are off, beyond the error of a source who knows.
///
/// No model of a society has the right crowd in every town. A fit that takes its counts for the truth is sure
/// of what it cannot know, and finds no way back from histories that are far off. So the relative error of a
/// count is the source's and the model's together, and a fit may learn the model's part (Kennedy and O'Hagan
/// 2001, doi:10.1111/1467-9868.00294).
#pragma once

#include "reports/statement_kernel.h"

namespace upsurge {

/// Relative errors, >= 0; 0: the model's counts are taken as they are. Above 1 most of what is said lies far
/// below the model's number and a little of it far above.
struct Discrepancy {
    double estimated = 0;  ///< of people who are estimated: crowds, strikers
    double listed = 0;     ///< of people and things counted one by one: killed, detained, buildings
};

/// The error of a source who knows, seen from a model that is off: 1 / size of a negative binomial grows by
/// the square of the discrepancy. Other errors stay as they are.
ErrorModel seen_with(ErrorModel error, const Discrepancy& discrepancy);

}  // namespace upsurge

/// The likelihood of the known reports at one set of values: a particle filter over whole societies.
///
/// A particle is a run with what it carries for the reports: the number each report speaks of so far, and
/// what it has learned of each source. When a report's window ends, the particle is weighed by it, and when a
/// day ends by whether somebody spoke of it (spoken_days.h). All chances of statements are at most 1, so the
/// estimate never rises while a run goes on, and an evaluation may be given up once it is below what a
/// sampler could accept (early rejection: Solonen et al. 2012, doi:10.1214/12-BA702).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engines/history.h"
#include "engines/run_chance.h"
#include "fitting/fitted_parameters.h"
#include "fitting/report_gauge.h"
#include "fitting/spoken_days.h"
#include "inference/particle_filter.h"
#include "inference/tempered_smc.h"
#include "numbers/arrays.h"
#include "reports/scored_reports.h"

namespace upsurge {

struct SocietyFilterOptions {
    int particles = 16;       ///< >= 2
    int rough_particles = 4;  ///< of a rough estimate, >= 2
    std::uint64_t seed = 1;
};

/// One history of an evaluation, drawn in proportion to the weights, and what the reports say about it.
struct ChosenHistory {
    std::vector<PathPiece> path;      ///< where its chance came from; steps are ticks
    std::vector<double> readings;     ///< [reports] the number that each speaks of
    std::vector<double> known;        ///< [reports] chance that the report came from knowledge
    std::vector<double> log_factors;  ///< [reports] log p(report | all others of its source, history)
    std::vector<double> reliability;  ///< [sources] mean of w given all reports
    std::vector<double> source_log;   ///< [sources] log p(all reports of the source | history)
    std::vector<double> day_crowds;   ///< [spoken days] the largest crowd
    std::vector<double> day_logs;     ///< [spoken days] log of the chance that it was spoken of, or not
};

/// What one evaluation gave.
struct SocietyEstimate {
    double log_likelihood = 0;  ///< -infinity if collapsed or given up
    FilterEnd end = FilterEnd::complete;
    bool given_up = false;
    int end_tick = 0;
    double relative_variance = 0;         ///< see FilterResult
    double smallest_effective_share = 1;  ///< over all ticks
    int smallest_tick = 0;                ///< where that was
    ChosenHistory chosen;                 ///< empty unless complete
    std::uint64_t hash = 0;               ///< of all of this
    std::int64_t people_moved = 0;
};

/// Over the readings of a history: tells whether a replay is the history that was chosen.
std::uint64_t hash_of_readings(std::span<const double> readings);

class SocietyFilter {
  public:
    /// Everything must outlive the filter.
    /// @param gauge  of the reports of `reports`, in their order
    /// @param ticks  of each run; at least gauge.last_tick()
    SocietyFilter(const Model& model, const FittedParameters& fitted, const ScoredReports& reports,
                  const ReportGauge& gauge, const SpokenDays& days, int ticks,
                  const SocietyFilterOptions& options);

    /// The estimate that is wanted. From any thread.
    SocietyEstimate evaluate(const Evaluation& wanted, VectorPath path = best_vector_path()) const;

    /// The chance of a path: a run by it is the history that the particle went through, to the bit.
    /// @param beyond  key from the path's end on; none: the last of the path goes on
    RunChance chance_of(std::span<const PathPiece> path, std::optional<RunKey> beyond = {}) const;

    int ticks() const { return ticks_; }

  private:
    const Model* model_;
    const FittedParameters* fitted_;
    const ScoredReports* reports_;
    const ReportGauge* gauge_;
    const SpokenDays* days_;
    int ticks_;
    SocietyFilterOptions options_;
};

}  // namespace upsurge

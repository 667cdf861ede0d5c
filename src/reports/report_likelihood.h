/// The likelihood of reports: what a run is worth in the light of what was said.
///
///   L(report | x, w) = w K(statement | x) + (1 - w) B(statement)
///
/// All reports of one source share its w, which is integrated over a few nodes; so the weights of the
/// nodes after some reports are what has been learned about the source. They are plain doubles that a
/// particle carries: a fork is a copy. log p(reports | run) is the sum of what `add` returns, whatever the
/// order.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "reports/discrepancy.h"
#include "reports/reliability.h"
#include "reports/statement.h"
#include "reports/statement_kernel.h"

namespace upsurge {

/// A report made ready for scoring and sampling: plain numbers.
struct ScoredReport {
    Statement statement;
    ReportScale scale;
    ErrorModel error;
    int source = 0;              ///< ordinal in ReportLikelihood
    double odds = 1;             ///< factor on the odds of w, from the report's own grade
    double trust = 1;            ///< factor on w; below 1 for a rumour
    double occurred_rate = 0.8;  ///< of the background of occurred and denied
    /// Ordinal of the earlier report of its origin group that it would be a copy of; -1: none. Then its
    /// factor is (repeats ? copy_chance : 0) + (1 - copy_chance) L.
    int copy_of = -1;
    bool repeats = false;  ///< it says what that report says
    double copy_chance = 0;

    /// w of this report when the source has w.
    double reliability(double w) const;
};

class ReportLikelihood {
  public:
    ReportLikelihood(std::vector<Reliability> sources, std::vector<ScoredReport> reports);

    const std::vector<ScoredReport>& reports() const { return reports_; }
    const std::vector<Reliability>& sources() const { return sources_; }

    /// Doubles that a particle carries: [sources x nodes], each source's weights of its nodes, summing to
    /// one.
    std::size_t weights_size() const { return sources_.size() * reliability_nodes; }
    /// Writes the prior weights.
    void start(std::span<double> weights) const;

    /// K of a report for the number x of a run, whose model is off by the discrepancy.
    double kernel(int report, double x, const Discrepancy& discrepancy = {}) const;
    /// K where time or place is unknown: the mean over the values x could have, equally likely. Not empty.
    double kernel(int report, std::span<const double> candidates) const;
    double background(int report) const { return background_[static_cast<std::size_t>(report)]; }

    /// log p(report | earlier reports of its source, run), and the weights learn from it. Finite, or
    /// -infinity where w is known to be 1 and K is 0; the weights then stay as they are.
    /// @param kernel   K of the report: one of the above, or the mean a particle gathered over an open window
    /// @param weights  [weights_size()]
    double add(int report, double kernel, std::span<double> weights) const;

    /// The same without learning.
    double log_factor(int report, double kernel, std::span<const double> weights) const;

    /// log p(report | all other reports of its source, run).
    /// @param weights  after all reports of the source, this one among them
    double log_factor_of_added(int report, double kernel, std::span<const double> weights) const;

    /// Mean of w of a source after what was added.
    double reliability(int source, std::span<const double> weights) const;

    /// Chance that the report came from knowledge: w K / (w K + (1 - w) B), averaged over the source's
    /// weights.
    /// @param weights  with or without the report itself added; `added` says which
    double chance_known(int report, double kernel, std::span<const double> weights, bool added) const;

  private:
    /// Factor of a report when its source sits at a node, copies included.
    double factor_at(int report, std::size_t node, double kernel) const;

    std::vector<Reliability> sources_;
    std::vector<ScoredReport> reports_;
    std::vector<double> background_;  ///< [reports] B
    std::vector<double> node_;        ///< [reports x nodes] w of the report at each node of its source
};

}  // namespace upsurge

/// The dull rival of every explanation: today's count follows yesterday's, and nothing else is known.
///
///   y_t ~ NegBin(mean m_t, size s), variance m_t + m_t^2 / s
///   identity:   m_t = exp(a) + b y_(t-1),           b > 0 (a branching process with immigration, after
///               Ferland, Latour and Oraichi 2006, doi:10.1111/j.1467-9892.2006.00496.x)
///   logarithm:  log m_t = a + b log(1 + y_(t-1))    (Fokianos and Tjostheim 2011,
///               doi:10.1016/j.jmva.2010.11.002)
///
/// No mean exceeds the largest possible count. The first day follows first_day_log_probability.
///
/// Days may be missing or bounded. The likelihood is then that of the bounds, summed over the counts that
/// they allow: exact counts are exact; others are followed in bins (count_bins.h), each of which acts on the
/// next day as its middle. An open bound is followed up to 64 times the largest number of the series. Nothing
/// here is random but the simulated futures, whose chance is addressed.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "numbers/lattice_posterior.h"
#include "numbers/philox.h"
#include "scoring/count_bins.h"
#include "scoring/count_series.h"
#include "upsurge/result.h"

namespace upsurge {

enum class CountLink { identity, logarithm };

struct Autoregression {
    CountLink link = CountLink::logarithm;
    std::int64_t largest = usual_largest;
    int bins_per_doubling = 4;  ///< for counts that are not known exactly
    /// Priors of the evidence, ours, wide on purpose; a prior's sd is multiplied by prior_width.
    ///   a ~ normal(0, 2), log s ~ normal(0, 1.5);
    ///   identity: log b ~ normal(log 0.7, 0.7);  logarithm: b ~ normal(0.5, 0.5)
    double prior_width = 1.0;
};

struct AutoregressionParameters {
    double a = 0.0;
    double b = 0.5;
    double size = 1.0;
};

/// Expected count of the day after one with `previous`.
double mean_after(const Autoregression& model, const AutoregressionParameters& parameters, double previous);

/// What is known of the days of a series and of its last one.
struct FilteredCounts {
    std::vector<double> log_probabilities;  ///< [days] log P(bounds of the day | bounds of all before)
    double log_likelihood = 0;              ///< their sum
    std::vector<CountBin> last_bins;        ///< where the last day's count may be
    std::vector<double> last_weights;       ///< [last_bins] sum to 1
};
FilteredCounts filtered_counts(const Autoregression& model, const AutoregressionParameters& parameters,
                               const CountSeries& series);

/// Parameters on the scale of searches and priors: a; b or, with identity, log b; log size.
using FreeParameters = std::array<double, 3>;
FreeParameters free_parameters(const Autoregression& model, const AutoregressionParameters& parameters);
AutoregressionParameters from_free(const Autoregression& model, std::span<const double> free);

struct AutoregressionFit {
    AutoregressionParameters parameters;
    double log_likelihood = 0;
    int evaluations = 0;
    bool converged = false;
};
/// Largest likelihood, by a simplex search from fixed starts within log b >= -12, log size in -8 .. 16 and
/// |a|, |b| <= 30; an estimate at such an end says "none". At least 4 days must say something.
Result<AutoregressionFit> fit_autoregression(const Autoregression& model, const CountSeries& series);

struct AutoregressionEvidence {
    double log_evidence = 0;     ///< log of the likelihood's mean over the priors
    LatticePosterior posterior;  ///< of the free parameters
};
/// Evidence and posterior, by a lattice around the posterior's mode (lattice_posterior.h). One day that says
/// something is enough, since the priors are proper.
Result<AutoregressionEvidence> autoregression_evidence(const Autoregression& model, const CountSeries& series,
                                                       const LatticeOptions& options = {});

/// Futures with given parameters. Draw i uses the addresses (row i) of the key: any part of them can be made
/// apart. No day exceeds model.largest. horizon >= 1.
CountDraws autoregression_draws(const Autoregression& model, const AutoregressionParameters& parameters,
                                const CountSeries& series, int horizon, int count, RunKey key);
/// The same with the parameters of each draw from the posterior.
CountDraws autoregression_draws(const Autoregression& model, const LatticePosterior& posterior,
                                const CountSeries& series, int horizon, int count, RunKey key);

}  // namespace upsurge

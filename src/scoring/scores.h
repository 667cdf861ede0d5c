/// Scores of one forecast against what was seen. All are losses: smaller is better, and all are proper:
/// nobody gains by stating another forecast than the one believed (Gneiting and Raftery 2007,
/// doi:10.1198/016214506000001437). docs/scores.md has formulas and when to use which.
///
/// Draws of an ensemble may come in any order; weights, where taken, are >= 0, need not sum to 1, and empty
/// weights mean equal ones. Wrong shapes are our error (UPSURGE_CHECK).
#pragma once

#include <cstdint>
#include <span>

namespace upsurge {

// --- Logarithmic scores, in nats ---------------------------------------------------------------

/// One negative binomial of a mixture; size = infinity is a Poisson.
struct CountComponent {
    double weight = 1.0;  ///< >= 0; only ratios matter
    double mean = 0.0;    ///< >= 0
    double size = 1.0;    ///< > 0; variance mean + mean^2 / size
};

/// -log of the probability that a mixture of counts gives to low <= y <= high (low = high: an exact count).
/// infinity where that is 0.
double log_score(std::span<const CountComponent> mixture, std::int64_t low, std::int64_t high);

/// Edges of the bins in which ViEWS compares ensembles of deaths: 0, 1-2, 3-5, 6-10, 11-25, 26-50, 51-100,
/// 101-250, 251-500, 501-1000, more. Each bin holds its lower edge; the last has no end.
inline constexpr double views_edges[] = {0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5};

/// Log score of an ensemble without kernels: -log of the outcome's bin, after `added` draws were added to
/// each:
///
///   p(bin) = (n share(bin) + added) / (n + added bins),  n = 1 / sum of squared (normalised) weights
///
/// so equal weights give n = number of draws. With added = 1 and views_edges this is ln 2 times the ignorance
/// score of the ViEWS challenge. An ensemble of n draws never scores above log(n / added + bins).
/// @param edges  [bins] rising; values below the first count to the first bin
double ensemble_log_score(std::span<const double> draws, std::span<const double> weights, double outcome,
                          std::span<const double> edges, double added = 1.0);

/// -log of the probability given to what happened.
double binary_log_score(double probability, bool happened);

// --- Brier -----------------------------------------------------------------------------------------

/// (probability - happened)^2 (Brier 1950).
double brier_score(double probability, bool happened);

// --- Continuous ranked probability score: integral of (F(x) - [x >= outcome])^2, in units of the outcome ---

double crps_normal(double mean, double standard_deviation, double outcome);
/// Exact (Wei and Held 2014, doi:10.1007/s11749-014-0380-8). mean >= 0.
double crps_poisson(double mean, double outcome);

enum class EnsembleKind {
    plain,  ///< the score of the ensemble as a distribution of its own
    fair    ///< the score that the distribution behind the draws can expect: rewards no ensemble for its size
            ///< (Ferro 2014, doi:10.1002/qj.2270). NaN for an ensemble of one draw
};
/// sum w |x - outcome| - 1/2 sum sum w w' |x - x'|; fair divides the second sum by 1 - sum w^2.
double crps_ensemble(std::span<const double> draws, std::span<const double> weights, double outcome,
                     EnsembleKind kind = EnsembleKind::plain);

/// The same for several quantities at once, by Euclidean distance: whether they go together counts too
/// (Gneiting and Raftery 2007). With one quantity it is crps_ensemble. Takes draws^2 x quantities steps.
/// @param draws    [draws x quantities]
/// @param outcome  [quantities]
double energy_score(std::span<const double> draws, std::span<const double> weights,
                    std::span<const double> outcome, EnsembleKind kind = EnsembleKind::plain);

// --- Scores of quantiles and intervals -------------------------------------------------------------

/// Width of a central interval of the given level, plus 2 / (1 - level) times the distance by which it was
/// missed (Gneiting and Raftery 2007).
double interval_score(double low, double high, double level, double outcome);
/// The same of an ensemble of equal weights: its quantiles of type 7.
/// @param sorted  [draws] rising
double ensemble_interval_score(std::span<const double> sorted, double level, double outcome);

/// How often the weighted interval score counts the median.
enum class MedianCounts {
    once,  ///< Bracher et al. 2021, doi:10.1371/journal.pcbi.1008618: the mean of twice the quantile losses.
           ///< The default of scoringutils and of hubs; tends to the CRPS as quantiles get denser
    twice  ///< median weighted like an interval of its own; scoringutils' count_median_twice
};
/// Weighted interval score of quantiles that are symmetric about a median.
/// @param levels     [quantiles] rising, in (0, 1), an odd number, levels[i] + levels[n-1-i] = 1
/// @param quantiles  [quantiles] of the forecast
double weighted_interval_score(std::span<const double> levels, std::span<const double> quantiles,
                               double outcome, MedianCounts median = MedianCounts::once);

/// Loss of a single quantile: (happened below - level) (quantile - outcome) ("pinball").
double quantile_loss(double level, double quantile, double outcome);

}  // namespace upsurge

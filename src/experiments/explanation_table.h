/// Why: how far the reports separate the explanations of a fit, and which reports do it.
///
/// "Of these models, given these reports": all explanations are held equally likely beforehand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/dull_rivals.h"
#include "fitting/read_fit.h"
#include "inference/evidence.h"
#include "upsurge/result.h"

namespace upsurge {

struct ExplanationStanding {
    std::string hypothesis;
    std::string name;
    std::string claimant;
    std::string status;  ///< fitted, failed or stopped
    std::string sentence;
    /// The one explanation of the fit that this one is a special case of (it inherits it alone); empty: none.
    /// It stands beside the table, since it does not exclude the other.
    std::string variant_of;
    double log_evidence = 0;
    double log_evidence_error = 0;  ///< NaN with a single replicate
    int replicates = 0;
    double variance = 0;           ///< of the log likelihood at the posterior's draws; NaN: not measured
    ModelProbability probability;  ///< among the explanations that exclude one another
    double width_low = 0;   ///< smallest and largest probability when all prior widths are halved, kept
    double width_high = 1;  ///< or doubled
    double effective = 0;   ///< draws that carry the widths' figures, the smallest
};

/// What some explanations have and others do not, and the probability of those that have it.
struct Inclusion {
    std::string what;  ///< "mechanism.switch=option", or a mechanism of which a parameter is moved
    std::vector<std::string> hypotheses;
    double probability = 0;
    double low = 0;  ///< what the replicates leave open, at most: the others' intervals bound it too
    double high = 1;
};

struct DecidingReport {
    std::string report;
    std::string source;
    double log_factor = 0;  ///< log Bayes factor for the first explanation against the second
    double effective = 0;   ///< draws that carry it, the smaller number of both
};

/// The probabilities without a set of reports.
struct RedoneWithout {
    std::string without;
    int reports = 0;
    std::vector<double> probabilities;  ///< as the table's rows
    double effective = 0;               ///< draws that carry it, the smallest
};

/// Where weapons came from in the fitted histories of an explanation: means at the end of the clock.
struct WeaponSources {
    std::string hypothesis;
    std::vector<double> by_source;  ///< as weapons_counted
    int histories = 0;
};
const std::vector<std::string>& weapons_counted();

struct ExplanationTable {
    std::vector<ExplanationStanding> rows;  ///< in the order of the fit
    std::vector<Inclusion> inclusions;
    std::string first, second;             ///< the likeliest two, between which reports decide
    std::vector<DecidingReport> deciding;  ///< by size
    std::vector<RedoneWithout> without;
    std::vector<WeaponSources> weapons;  ///< empty unless asked for
    std::vector<DullRival> rivals;

    /// A sentence by rule: what the reports leave open.
    std::string verdict() const;
};

/// Fails when a table of the fit cannot be read.
Result<ExplanationTable> explanation_table(const ReadFit& fit);

/// Goes through histories of each explanation again. @param histories  of each
std::vector<WeaponSources> weapon_sources(const ReadFit& fit, int histories, int threads);

}  // namespace upsurge

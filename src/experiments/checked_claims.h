/// The claims of an analysis held against a fit: supported, contradicted, or cannot tell, with the number.
///
/// A rule per claim, stated in `basis`, the first that applies:
///   causal ties      the probability of the explanations under which the claim holds: those it names, those
///                    with the switch or mechanism it names; its range is what replicates and prior widths
///                    leave open
///   reports, of a factual claim: how likely at least one of the reports about it that do not deny it came
///   from knowledge,
///                    each origin once; from the likeliest single one to all of them taken as independent. A
///                    claim that only reports bear on is supported from 95% on
///   observables alone   cannot tell: the row says what would show the claim, not which way
///   parameters alone what the fit learned of them: cannot tell, since a claim names no size
/// Supported when the whole range is at or above 80%, contradicted when it is at or below 20%. Ours.
#pragma once

#include <string>
#include <vector>

#include "experiments/explanation_table.h"
#include "fitting/read_fit.h"

namespace upsurge {

enum class Verdict { supported, contradicted, cannot_tell, untestable };
std::string_view name_of(Verdict verdict);  ///< supported, contradicted, cannot_tell, untestable

struct CheckedClaim {
    std::string claim;  ///< id
    Verdict verdict = Verdict::cannot_tell;
    double number = 0;  ///< NaN: none
    double low = 0;
    double high = 1;
    std::string basis;  ///< what the number is
    std::vector<std::string> reports;
};

Result<std::vector<CheckedClaim>> checked_claims(const ReadFit& fit);

/// claims_checked.csv: docs/formats/fit.md.
std::string checked_claims_text(const std::vector<CheckedClaim>& claims);

}  // namespace upsurge

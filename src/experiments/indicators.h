/// What to look for: which report not yet seen would separate the explanations of a fit most.
///
/// A question is whether a number at a place and time is at least so large. A source that is usually right
/// (letter B) answers by the law of reports. How much the answer is expected to tell about which explanation
/// holds is the mutual information of answer and explanation (Lindley 1956, doi:10.1214/aoms/1177728069):
///
///   I = sum_h p(h) sum_answer p(answer | h) log2( p(answer | h) / p(answer) )
///
/// p(answer | h) is a mean over histories, so I comes out too large by chance; the expectation of that is
/// taken off (Miller 1955), and the error is by a bootstrap over histories.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "fitting/read_fit.h"

namespace upsurge {

/// Mutual information in bits of which explanation holds and a yes-or-no answer.
/// @param probabilities  [explanations] sum 1
/// @param chances        [explanations] of the answer yes
double information_of_answer(std::span<const double> probabilities, std::span<const double> chances);

struct Indicator {
    Observable observable = Observable::crowd;
    int place = 0;
    Instant from = 0;
    Instant until = 0;
    double threshold = 0;
    double information = 0;       ///< bits
    double error = 0;             ///< standard error, bits
    std::vector<double> chances;  ///< [explanation compared] of the answer "at least so many"
    std::string question;
};

struct Indicators {
    std::vector<std::string> hypotheses;  ///< those compared
    std::vector<double> probabilities;    ///< of them, from the fit
    std::vector<Indicator> ranked;        ///< the most telling first
    int histories = 0;                    ///< of each
    double bits_to_learn = 0;             ///< entropy of the probabilities: no answer tells more
};

struct IndicatorOptions {
    int histories = 32;  ///< of each explanation
    std::uint64_t seed = 1;
    int threads = 0;
    bool equal_chances = false;  ///< hold the explanations equally likely instead of what the fit says
};

/// Questions about crowds and armed people by region and day, and about totals at the end, that no known
/// report answers with a number; of an as-of fit only about times after its date, and about the last day
/// before it.
Indicators indicators_of(const ReadFit& fit, const IndicatorOptions& options);

/// indicators.csv: docs/formats/fit.md.
std::string indicators_text(const Model& model, const Indicators& indicators);

}  // namespace upsurge

/// Whether one forecast scored better than another, and by how much, on the same outcomes.
#pragma once

#include <cstdint>
#include <span>

#include "numbers/philox.h"
#include "upsurge/result.h"

namespace upsurge {

struct SkillOptions {
    int block =
        0;  ///< outcomes in a row that are drawn together; 0: the cube root of their number, rounded up
    int resamples = 2000;  ///< 1 .. 2^24
    double level = 0.9;    ///< of the intervals
    RunKey key{};          ///< equal keys give equal intervals
};

/// Mean scores are losses: a negative difference and a positive skill speak for the forecast.
struct Skill {
    int outcomes = 0;
    int block = 0;          ///< the length used
    double mean_score = 0;  ///< of the forecast
    double mean_rival = 0;  ///< of the rival
    double difference = 0;  ///< mean_score - mean_rival
    double difference_low = 0;
    double difference_high = 0;
    double share_better = 0;  ///< resamples in which the forecast's mean is the smaller one, ties half
    /// 1 - mean_score / mean_rival: 1 a perfect forecast, 0 no better than the rival. Only for scores whose
    /// best is 0 (CRPS, Brier, intervals; no log score of a density). NaN where the rival's mean is not above
    /// 0.
    double skill = 0;
    double skill_low = 0;  ///< NaN where any resample has no skill
    double skill_high = 0;
};

/// Scores of two forecasts of the same outcomes, in order of time; intervals are percentiles over resamples
/// of whole blocks, forecast and rival together (Kunsch 1989, doi:10.1214/aos/1176347265; blocks go round the
/// end, Politis and Romano 1992). Blocks keep the dependence of neighbouring outcomes within their length;
/// with fewer than about ten blocks intervals are too narrow. Several places of one day are one outcome:
/// their mean. The input is wrong where numbers of scores differ, are below 2, or a score is not finite.
Result<Skill> paired_skill(std::span<const double> scores, std::span<const double> rival_scores,
                           const SkillOptions& options = {});

}  // namespace upsurge

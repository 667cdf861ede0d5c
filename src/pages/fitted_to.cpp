#include "pages/fitted_to.h"

#include <fmt/format.h>

#include "experiments/wording.h"
#include "scenarios/instant.h"
#include "studies/local_time.h"

namespace upsurge {
namespace {

std::string reports_text(const FittedTo& to) {
    return count_text(to.reports, "report", "reports");
}

std::string date_text(const FittedTo& to) {
    return fmt::format("{} ({})", moment_text(*to.as_of, to.utc_offset_minutes),
                       "UTC" + format_utc_offset(to.utc_offset_minutes));
}

std::string explanations_text(const FittedTo& to) {
    return count_text(to.explanations, "explanation", "explanations");
}

}  // namespace

std::string fitted_banner(const FittedTo& to) {
    const std::string received = to.as_of ? " received by " + date_text(to) : std::string();
    std::string text;
    if (to.forecast && to.as_of) {
        text =
            fmt::format("As of {}, from {} received by then. Hindsight test: the designers knew the ending.",
                        date_text(to), reports_text(to));
    } else if (to.replayed) {
        text = fmt::format("Histories that agree with {}{}, under {}; of these models, given these reports.",
                           reports_text(to), received, explanations_text(to));
    } else {
        text = fmt::format(
            "New histories with parameters fitted to {}{}, under {}; they need not agree with the reports. "
            "Of "
            "these models, given these reports.",
            reports_text(to), received, explanations_text(to));
    }
    return text + (to.some_failed ? " Some fits failed by their own measure of noise." : "");
}

std::string fitted_hindsight(const FittedTo& to) {
    return fmt::format("Hindsight test: the designers knew the ending. The fit used {}{}.", reports_text(to),
                       to.as_of ? " received by " + date_text(to) : std::string());
}

std::string fitted_bands(const FittedTo& to) {
    return fmt::format(
        "Each history has its own draw of the fitted parameters, weighted by {}; the bands hold chance, what "
        "the reports leave open of the parameters, and {} in proportion to what the reports leave of "
        "{}. They do not hold what all of these models get wrong.",
        reports_text(to), explanations_text(to), to.explanations == 1 ? "it" : "them");
}

}  // namespace upsurge

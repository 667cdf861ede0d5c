#include "scenarios/prior_check.h"

#include "numbers/prior.h"
#include "scenarios/text.h"

namespace upsurge {

std::optional<Problem> fault_of_prior(std::string_view text, const ParameterSpec& spec) {
    if (text.empty()) {
        return std::nullopt;
    }
    const Result<Prior> prior = parse_prior(text);
    if (!prior) {
        return prior.error().front();
    }
    const std::string range =
        number_text(spec.low) + " to " + number_text(spec.high) + " (" + spec.unit + ")";
    Problem problem;
    const bool bounded = prior->family == Prior::Family::fixed || prior->family == Prior::Family::uniform ||
                         prior->family == Prior::Family::log_uniform;
    if (bounded) {
        if (prior->support_low() >= spec.low && prior->support_high() <= spec.high) {
            return std::nullopt;
        }
        problem.what = "the prior " + in_quotes(text) + " goes beyond the range of " + spec.name;
        problem.expected = "a prior within " + range;
        return problem;
    }
    const double outside = prior->cdf(spec.low) + (1.0 - prior->cdf(spec.high));
    if (outside <= prior_outside_max) {
        return std::nullopt;
    }
    problem.what = "of the prior " + in_quotes(text) + " a share of " + number_text(outside) +
                   " lies beyond the range of " + spec.name;
    problem.expected = "at most " + number_text(prior_outside_max) + " outside " + range;
    return problem;
}

}  // namespace upsurge

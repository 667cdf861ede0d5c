/// A claim: a sentence of an analysis that can be checked, and what would check it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "society/observables.h"

namespace upsurge {

/// What sort of statement a claim is.
enum class ClaimKind {
    factual,  ///< something happened
    causal,   ///< something was the reason of something
    forecast  ///< something will happen
};
inline std::string_view name_of(ClaimKind kind) {
    return kind == ClaimKind::factual ? "factual" : kind == ClaimKind::causal ? "causal" : "forecast";
}

/// One row of claims.csv, checked: every name in it exists.
struct Claim {
    /// A parameter or an observable, perhaps at one place (index into Model::places; -1: anywhere).
    struct ParameterTie {
        std::string parameter;  ///< "mechanism.parameter"
        int place = -1;
    };
    struct ObservableTie {
        Observable observable = Observable::crowd;
        int place = -1;
    };
    /// A mechanism, or one option of one of its switches.
    struct SwitchTie {
        std::string id;      ///< "mechanism" or "mechanism.switch"
        std::string option;  ///< empty for a mechanism
    };

    std::string id;
    std::string text;    ///< in our words
    std::string author;  ///< whose claim it is
    std::string hedge;   ///< how sure the author is, in the author's words; may be empty
    ClaimKind kind = ClaimKind::factual;
    std::vector<std::string> reports;
    std::vector<ParameterTie> parameters;
    std::vector<SwitchTie> switches;
    std::vector<ObservableTie> observables;
    std::vector<std::string> hypotheses;
    std::string untestable;  ///< why nothing can check it; empty exactly when something is tied to it
    std::string note;

    bool tied() const {
        return !reports.empty() || !parameters.empty() || !switches.empty() || !observables.empty() ||
               !hypotheses.empty();
    }
};

}  // namespace upsurge

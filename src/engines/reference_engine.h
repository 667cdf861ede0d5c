/// The plain reference: walks person by person, slow and obvious. It exists to be believed.
///
/// Written from docs/model.md on its own; it shares the model, the numbers and nothing of the
/// mechanisms, so a wrong sign in either is seen when the two are compared.
#pragma once

#include <functional>
#include <string>

#include "engines/history.h"
#include "models/model.h"
#include "models/parameter_values.h"
#include "numbers/philox.h"

namespace upsurge {

/// Deliberate faults, to prove that comparisons can fail: multiplies one named hazard.
struct ReferenceFault {
    std::string hazard;  ///< "join", "leave", "escalate", "calm", "withdraw", "recover", "reach", "release",
                         ///< "heal", "arrest", "march", "strike", "return", "loot", "arm", "drop", "aim",
                         ///< "fall", "react", "activate"
    double factor = 1;
};

/// One history for small populations (cost: people x ticks).
History run_reference(const Model& model, const ParameterValues& values, RunKey key,
                      const ReferenceFault& fault = {});

}  // namespace upsurge

/// The plain reference: walks person by person, slow and obvious. It exists to be believed.
///
/// Written from docs/model.md on its own; it shares the model, the numbers and nothing of the
/// mechanisms, so a wrong sign in either is seen when the two are compared.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "engines/history.h"
#include "models/model.h"
#include "models/parameter_values.h"
#include "numbers/philox.h"
#include "society/states.h"

namespace upsurge {

/// Deliberate faults, to prove that comparisons can fail: multiplies one named hazard.
struct ReferenceFault {
    std::string hazard;  ///< "join", "leave", "escalate", "calm", "withdraw", "recover", "reach", "release",
                         ///< "heal", "arrest", "march", "strike", "return", "loot", "arm", "drop", "aim",
                         ///< "fall", "react", "activate"
    double factor = 1;
};

/// How often people took each arrow, by its place in `legal_arrows`; further runs add to it.
struct ReferenceCensus {
    std::array<std::int64_t, legal_arrows.size()> moves{};
};

/// One history for small populations (cost: people x ticks).
/// @param census  gets the moves of the run; may be null
History run_reference(const Model& model, const ParameterValues& values, RunKey key,
                      const ReferenceFault& fault = {}, ReferenceCensus* census = nullptr);

}  // namespace upsurge

/// M12, forced actions: the dated part of state policy.
///
/// The schedule says what the government did and when; with this mechanism off, everything but prices
/// stays as it was when the clock started. Policy that decides by itself comes with the rest of M12.
#include "mechanisms/mechanism.h"

namespace upsurge {

extern const Mechanism forced_actions;
const Mechanism forced_actions = {
    .name = "forced_actions",
    .title = "Dated actions of the government",
    .group = "M12",
    .summary = "Shutdowns, emergencies, curfews, policing, concessions and refusals at their dates.",
    .source = "the scenario's schedule",
    .parameters = {},
    .switches = {},
};

}  // namespace upsurge

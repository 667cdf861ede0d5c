/// The small country of tests/agreement, with a place abroad and a government that would take every step.
#pragma once

#include "../agreement/small_country.h"

namespace upsurge::tests {

/// Every mechanism is busy in it. The place abroad is the last of four leaves; part of its crowd goes to the
/// town.
Model busy_country();

}  // namespace upsurge::tests

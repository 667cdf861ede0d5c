/// Shrinking: from a random society in which something goes wrong to a small one in which it still does.
#pragma once

#include <functional>
#include <string>

#include "random_model.h"

namespace upsurge::tests {

/// What goes wrong in a society; empty if nothing does. Must always say the same of the same plan.
using FaultOf = std::function<std::string(const RandomModel&)>;

/// A plan with a fault from which no single part can be left out, and in which no number can be made
/// smaller by half or by one, without losing the fault. `failing` must have a fault; which one it is may
/// change on the way.
RandomModel shrink(RandomModel failing, const FaultOf& fault_of);

/// How many parts a plan has that could be left out.
int parts_of(const RandomModel& plan);

/// The plan for a reader, a line for each part; parameters at their usual values are left out.
std::string in_words(const RandomModel& plan);

}  // namespace upsurge::tests

/// The same society with more or fewer people in the same rows.
#pragma once

#include "models/model.h"

namespace upsurge::bench {

/// `factor` times as many people and officers. Units, workplaces, garrisons, weapons and the parameters that
/// count people grow with them; formulas that know a number of people without a parameter stay as they are.
Model scaled(Model model, double factor);

}  // namespace upsurge::bench

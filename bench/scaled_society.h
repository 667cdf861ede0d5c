/// The same society with more or fewer people in the same rows.
#pragma once

#include "models/model.h"

namespace upsurge::bench {

/// `factor` times as many people and officers. Units, workplaces, garrisons, weapons and the parameters that
/// count people grow with them. What rules take from a number of people without such a parameter does not:
/// anger and legitimacy follow ln(1 + people harmed an hour), which is larger in a larger country.
Model scaled(Model model, double factor);

}  // namespace upsurge::bench

/// Founds a society: from the checked model and one draw to the facts of a run and its first state.
#pragma once

#include <cstdint>
#include <vector>

#include "models/model.h"
#include "models/parameter_values.h"
#include "society/society.h"
#include "society/state.h"

namespace upsurge {

Society found_society(const Model& model);

/// People in their first rows, rumour and fields at zero. Mechanisms set their own fields afterwards.
State found_state(const Model& model, const Society& society, const ParameterValues& values);

/// The price people compare with at the start: the earliest scheduled price of the leaf, 1 without any.
double initial_price(const Model& model, int leaf);

/// Chosen option of every registered switch (first option unless the model says otherwise).
std::vector<std::uint8_t> chosen_options(const Model& model);

/// By ordinal in all_mechanisms(): 1 when the model has it on.
std::vector<std::uint8_t> mechanisms_on(const Model& model);

}  // namespace upsurge

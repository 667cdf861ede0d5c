/// What a run is summed up by in a table of counterfactuals: a few numbers of the whole country.
#pragma once

#include <string_view>
#include <vector>

#include "engines/history.h"
#include "models/model.h"

namespace upsurge {

struct RunQuantity {
    std::string_view id;
    std::string_view name;
    std::string_view unit;
    bool headline;  ///< printed at the prompt; the others stand in the file alone
};

/// In the order of run_quantities.
const std::vector<RunQuantity>& run_quantity_descriptions();

/// Every quantity of a finished history, of the country; all 0 when it has no tick.
std::vector<double> run_quantities(const Model& model, const History& history);

}  // namespace upsurge

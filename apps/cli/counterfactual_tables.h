/// The tables of counterfactuals in words, for the prompt or as Markdown.
#pragma once

#include <string>

#include "experiments/outcome_tables.h"

namespace upsurge::cli {

enum class TableForm { plain, markdown };

/// Per hypothesis: how often each outcome held, what each intervention changed in that, and the headline
/// quantities. Outcomes and quantities that no run has are left out.
std::string counterfactual_tables(const OutcomeTables& tables, TableForm form);

}  // namespace upsurge::cli

/// Which reports were withdrawn or replaced by later ones.
#pragma once

#include <span>
#include <vector>

#include "reports/report.h"

namespace upsurge {

/// Position of the report that withdraws or replaces each one; -1 where it stands. A report of form denied
/// takes back every row of the same origin published with the one it names.
std::vector<int> superseded_by(std::span<const Report> reports);

}  // namespace upsurge

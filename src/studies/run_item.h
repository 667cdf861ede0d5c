/// A finished run as a work item.
#pragma once

#include "models/model.h"
#include "studies/finished_run.h"
#include "studies/work_list.h"

namespace upsurge {

WorkItem item_of_run(const Model& model, const FinishedRun& run);

/// Reads the run back. The item comes from a file whose checksum and design fit, so it is whole.
FinishedRun run_of_item(const Model& model, const WorkItem& item);

}  // namespace upsurge

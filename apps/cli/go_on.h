/// Going on with a study, whichever command made it.
#pragma once

#include <filesystem>

#include "command_line.h"
#include "study_command.h"

namespace upsurge::cli {

/// Makes the command of the study anew with the options its manifest holds, and lets it finish.
/// @param asking  in whose name problems are told
Exit go_on_with(const Command& asking, const std::filesystem::path& folder, const WorkChoice& work);

}  // namespace upsurge::cli

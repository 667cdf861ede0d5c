/// How a command ends that met problems in its input.
#pragma once

#include "command_line.h"
#include "upsurge/result.h"

namespace upsurge::cli {

/// Writes the problems, as JSON if the command was asked for it, and gives the exit code: a setting of the
/// command line that is wrong is a wrong command line, everything else a wrong input.
Exit fail(const Command& command, const Problems& problems);

/// The same for a name on the command line that nothing has.
Exit fail_on_name(const Command& command, const std::string& what, const std::string& name,
                  const std::vector<std::string>& valid);

}  // namespace upsurge::cli

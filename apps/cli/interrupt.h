/// Ctrl-C and termination, asked between runs.
#pragma once

namespace upsurge::cli {

/// From now on the first SIGINT or SIGTERM only sets a flag; a second one ends the program at once.
void watch_for_interrupt();
bool interrupted();

}  // namespace upsurge::cli

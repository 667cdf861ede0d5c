/// Samples kept in a file, so that the slow reference runs once for all mutants.
#pragma once

#include <string>

#include "samples.h"

namespace upsurge {

/// Writes the samples in this machine's own byte order; false if the file cannot be written.
bool write_samples(const Samples& samples, const std::string& path);

/// What write_samples wrote; no points if the file is missing or cut short.
Samples read_samples(const std::string& path);

}  // namespace upsurge

/// Whole files into memory, with a limit.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "scenarios/problem_list.h"

namespace upsurge {

/// The bytes of a regular file. Nothing, and a problem, if it cannot be read or has more than `bytes_max`.
/// @param shown  the path as it stands in messages
std::optional<std::string> read_text_file(const std::filesystem::path& path, const std::string& shown,
                                          std::size_t bytes_max, ProblemList& problems);

}  // namespace upsurge

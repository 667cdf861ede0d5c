/// Options as words: how a study remembers what it was asked for, and how a command is asked again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "command_line.h"
#include "upsurge/result.h"

namespace upsurge::cli {

/// All options that `declare` declares, with the values they have now: "--runs=100". Arguments are left out,
/// and so are options without a value.
std::vector<std::string> option_words(const std::function<void(CommandLine&)>& declare);

/// Gives the options and arguments that `declare` declares the values of these words. Fails on a word that is
/// none of them.
Result<void> take_words(const std::function<void(CommandLine&)>& declare,
                        const std::vector<std::string>& words);

}  // namespace upsurge::cli

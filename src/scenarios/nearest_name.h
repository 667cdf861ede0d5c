/// The valid name nearest to a misspelt one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace upsurge {

/// Number of insertions, deletions, replacements and swaps of neighbours that turn one name into the
/// other (optimal string alignment), upper and lower case ASCII letters being the same.
int edit_distance(std::string_view a, std::string_view b);

/// The nearest of `names` if it is near enough to be meant (a third of the longer name's length, at least
/// one edit); empty otherwise. The first of several equally near wins. Empty
/// too if there are more than 2,000 names.
std::string nearest_name(std::string_view name, const std::vector<std::string>& names);

/// A hint for a message: the nearest name as a question, else the valid names if they are few.
std::string nearest_name_hint(std::string_view name, const std::vector<std::string>& names);

}  // namespace upsurge

/// The three resolutions of a scenario, and from which one on a part of it is used.
#pragma once

#include <string>
#include <vector>

namespace upsurge {

/// From few places and strata to many. What exists at one level exists at every finer one, unless parts of
/// it have taken its place.
enum class ResolutionLevel { coarse, standard, fine };

inline const std::vector<std::string>& resolution_names() {
    static const std::vector<std::string> names = {"coarse", "standard", "fine"};
    return names;
}
inline const std::string& name_of(ResolutionLevel level) {
    return resolution_names()[static_cast<std::size_t>(level)];
}

}  // namespace upsurge

/// Settings given on the command line, "key=value", that replace those of the files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/problem_list.h"

namespace upsurge {

/// Where problems of overrides are said to stand.
inline const std::string override_place = "--set";

struct Override {
    std::string key;
    std::string value;
    bool used = false;
};

class Overrides {
  public:
    /// Splits "key=value" texts; one without '=' or given twice is a problem.
    void read(const std::vector<std::string>& settings, ProblemList& problems);
    /// The value given for a key, if any; marks it as used.
    std::optional<std::string> take(std::string_view key);
    /// The number given for a key; a problem and nothing if it is no number in the range.
    std::optional<double> take_number(std::string_view key, double lowest, double highest,
                                      ProblemList& problems);
    const std::vector<Override>& all() const { return settings_; }
    /// Reports every setting nobody asked for.
    void finish(const std::vector<std::string>& valid_keys, ProblemList& problems) const;

  private:
    std::vector<Override> settings_;
};

}  // namespace upsurge

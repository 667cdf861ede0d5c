/// Listed workplaces: their unchanging facts and what changes while they are on strike.
#pragma once

#include <cstdint>
#include <string>

namespace upsurge {

struct Workplace {
    std::string id;
    std::string name;
    int leaf = 0;
    int stratum = 0;              ///< an active one
    int employees = 0;            ///< >= 1
    double organisation = 0;      ///< D: share of employees in a union or committee, 0..1
    double isolation = 0;         ///< I: how far the workforce lives apart from others, 0..1
    double value_added = 0;       ///< y: share of the output that the scenario lists, any unit, >= 0
    std::int64_t known_from = 0;  ///< Instant from which its row was known; 0: from the start
};

/// Whole numbers per workplace.
enum class WorkplaceColumn : int {
    out,       ///< workers who stopped work in the strike now on; 0: no strike
    absent,    ///< those of them who are in state W
    strikes,   ///< strikes begun so far
    settled,   ///< strikes ended by a settlement so far
    defeated,  ///< strikes ended by dismissal so far
};
inline constexpr int workplace_column_count = 5;

/// Real numbers per workplace.
enum class WorkplaceNumber : int {
    hours_out,  ///< length of the strike now on, hours
    win,        ///< remembered settlements (+) and defeats (-) of this workplace, decaying
    struck,     ///< remembered share of workers out, lagged
};
inline constexpr int workplace_number_count = 3;

}  // namespace upsurge

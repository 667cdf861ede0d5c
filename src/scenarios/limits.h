/// How much a scenario may hold. Checked before anything is parsed, so that a hostile or broken file can
/// neither exhaust memory nor the stack. docs/formats/README.md lists these numbers.
#pragma once

#include <cstddef>

namespace upsurge::limits {

inline constexpr std::size_t toml_bytes_max = std::size_t{1} << 20;
inline constexpr std::size_t csv_bytes_max = std::size_t{32} << 20;
inline constexpr std::size_t map_bytes_max = std::size_t{16} << 20;
inline constexpr std::size_t readme_bytes_max = std::size_t{1} << 20;

inline constexpr std::size_t toml_line_bytes_max = 16384;
inline constexpr int toml_key_parts_max = 8;  ///< parts of a dotted key: a.b.c has three
inline constexpr int toml_nesting_max = 16;   ///< brackets and braces open at once
inline constexpr int toml_values_max = 100000;

inline constexpr std::size_t csv_line_bytes_max = 65536;  ///< of one row, line breaks in quotes included
inline constexpr std::size_t csv_rows_max = 100000;
inline constexpr std::size_t csv_columns_max = 64;
inline constexpr std::size_t csv_cell_bytes_max = 8192;
inline constexpr int map_nesting_max = 32;

inline constexpr std::size_t places_max = 5000;
inline constexpr std::size_t strata_max = 64;
inline constexpr std::size_t rivals_max = 200;  ///< hypotheses of a scenario; interventions too
inline constexpr std::size_t workplaces_max = 2000;
inline constexpr std::size_t units_max = 5000;  ///< after a row was split into its units
inline constexpr std::size_t facilities_max = 5000;
inline constexpr std::size_t actors_max = 50;          ///< cliques; outside powers too
inline constexpr long long unit_heads_max = 10000000;  ///< of one row; garrisons and foreign troops too
inline constexpr long long weapons_max = 10000000;     ///< of one type in one row
inline constexpr double value_added_max = 1e12;
inline constexpr std::size_t rows_max = 20000000;  ///< rows of the society: places x strata x bins x states
inline constexpr int hardship_bins_max = 16;
inline constexpr int risk_aversion_bins_max = 16;
inline constexpr int ticks_max = 200000;
inline constexpr long long population_max = 2000000000;  ///< of one place: head counts are 32-bit
inline constexpr std::size_t id_bytes_max = 64;

}  // namespace upsurge::limits

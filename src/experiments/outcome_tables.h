/// The tables of a counterfactual study: how often each outcome came, and what an intervention changed.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engines/outcome_labels.h"
#include "experiments/bootstrap.h"
#include "studies/statistics.h"
#include "upsurge/result.h"

namespace upsurge {

struct CellName {
    std::string hypothesis;    ///< id; empty: the scenario's own settings
    std::string intervention;  ///< id; empty: as it was

    bool operator==(const CellName&) const = default;
};

/// Which runs count as having an outcome.
enum class OutcomeKind {
    final,        ///< its whole window had passed
    provisional,  ///< it held at the end, for less than its window
    held,         ///< either
};
inline constexpr std::array<std::string_view, 3> outcome_kind_names = {"final", "provisional", "held"};

bool counts(Held held, OutcomeKind kind);

/// One row of cells.csv.
struct CellAbout {
    CellName cell;
    std::string hypothesis_name;
    std::string intervention_name;
    std::string from;  ///< when the intervention begins, as the scenario writes times; empty as it was
    int runs = 0;
    std::string state_hash;

    bool operator==(const CellAbout&) const = default;
};

/// One row of outcome_frequencies.csv.
struct OutcomeFrequency {
    CellName cell;
    Outcome outcome = Outcome::restoration;
    OutcomeKind kind = OutcomeKind::final;
    int runs = 0;
    int count = 0;
    double frequency = 0;
    ShareInterval interval;  ///< Wilson's, 95%
};

/// One row of outcome_differences.csv: an intervention against the same hypothesis as it was.
struct OutcomeDifference {
    CellName cell;
    Outcome outcome = Outcome::restoration;
    OutcomeKind kind = OutcomeKind::final;
    int runs = 0;
    int gained = 0;  ///< runs that have the outcome only with the intervention
    int lost = 0;    ///< runs that have it only without
    double difference = 0;
    ShareInterval interval;  ///< paired_share_interval, 95%
};

/// One row of quantities.csv. Of the cell as it was the difference, its interval and runs_that_differ are of
/// no meaning: NaN and 0.
struct QuantityRow {
    CellName cell;
    std::string quantity;
    int runs = 0;
    double mean = 0;
    Interval interval;  ///< 95%, by resampling runs; NaN with one run
    int runs_that_differ = 0;
    double difference = 0;
    Interval difference_interval;  ///< 95%, by resampling pairs; NaN with one run
};

struct OutcomeTables {
    std::vector<CellAbout> cells;  ///< that are whole
    std::vector<OutcomeFrequency> frequencies;
    std::vector<OutcomeDifference> differences;
    std::vector<QuantityRow> quantities;
};

/// The four tables as CSV text; docs/formats/counterfactuals.md has the columns.
std::string cells_text(const OutcomeTables& tables);
std::string frequencies_text(const OutcomeTables& tables);
std::string differences_text(const OutcomeTables& tables);
std::string quantities_text(const OutcomeTables& tables);

/// Reads the four tables of a study folder written by `upsurge counterfactuals`. Fails when one is not there,
/// and, with file, line and column, on other columns, a word or a number that is none.
Result<OutcomeTables> read_outcome_tables(const std::filesystem::path& folder);

}  // namespace upsurge

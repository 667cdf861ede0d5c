#include <limits>
#include <span>

#include "experiments/outcome_tables.h"
#include "experiments/run_quantities.h"
#include "scenarios/csv_sheet.h"
#include "scenarios/problem_list.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

constexpr double widest = std::numeric_limits<double>::max();
constexpr std::int64_t runs_max = 1'000'000'000;

/// One table of the folder, with the reading of what all of them hold.
class TableSheet {
  public:
    TableSheet(const std::string& text, const std::string& file, std::span<const CsvColumn> columns,
               ProblemList& problems)
        : sheet_(text, file, columns, problems) {}

    std::size_t rows() const { return sheet_.readable() ? sheet_.rows() : 0; }
    const std::string& text(std::size_t row, std::string_view column) const {
        return sheet_.text(row, column);
    }
    CellName cell(std::size_t row) const { return {text(row, "hypothesis"), text(row, "intervention")}; }
    int count(std::size_t row, std::string_view column) const {
        return static_cast<int>(sheet_.whole(row, column, 0, runs_max).value_or(0));
    }
    double number(std::size_t row, std::string_view column) const {
        return sheet_.number(row, column, -widest, widest).value_or(0);
    }
    /// NaN for an empty cell.
    double number_if_any(std::size_t row, std::string_view column) const {
        return sheet_.is_empty(row, column) ? std::numeric_limits<double>::quiet_NaN() : number(row, column);
    }
    int choice(std::size_t row, std::string_view column, std::span<const std::string> choices) const {
        return sheet_.choice(row, column, choices).value_or(0);
    }

  private:
    CsvSheet sheet_;
};

const std::vector<std::string>& outcome_ids() {
    static const std::vector<std::string> ids = [] {
        std::vector<std::string> made;
        for (const OutcomeDescription& one : outcome_descriptions) {
            made.emplace_back(one.id);
        }
        return made;
    }();
    return ids;
}

const std::vector<std::string>& kind_ids() {
    static const std::vector<std::string> ids(outcome_kind_names.begin(), outcome_kind_names.end());
    return ids;
}

const std::vector<std::string>& quantity_ids() {
    static const std::vector<std::string> ids = [] {
        std::vector<std::string> made;
        for (const RunQuantity& one : run_quantity_descriptions()) {
            made.emplace_back(one.id);
        }
        return made;
    }();
    return ids;
}

constexpr CsvColumn cell_columns[] = {{"hypothesis"},        {"intervention"}, {"hypothesis_name"},
                                      {"intervention_name"}, {"from"},         {"runs"},
                                      {"state_hash"}};
constexpr CsvColumn frequency_columns[] = {{"hypothesis"}, {"intervention"}, {"outcome"}, {"kind"}, {"runs"},
                                           {"count"},      {"frequency"},    {"low"},     {"high"}};
constexpr CsvColumn difference_columns[] = {{"hypothesis"}, {"intervention"}, {"outcome"}, {"kind"},
                                            {"runs"},       {"gained"},       {"lost"},    {"difference"},
                                            {"low"},        {"high"}};
constexpr CsvColumn quantity_columns[] = {
    {"hypothesis"}, {"intervention"},     {"quantity"},   {"runs"},           {"mean"},           {"low"},
    {"high"},       {"runs_that_differ"}, {"difference"}, {"difference_low"}, {"difference_high"}};

void take_cells(const TableSheet& sheet, OutcomeTables& tables) {
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        tables.cells.push_back({sheet.cell(row), sheet.text(row, "hypothesis_name"),
                                sheet.text(row, "intervention_name"), sheet.text(row, "from"),
                                sheet.count(row, "runs"), sheet.text(row, "state_hash")});
    }
}

void take_frequencies(const TableSheet& sheet, OutcomeTables& tables) {
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        tables.frequencies.push_back({sheet.cell(row),
                                      static_cast<Outcome>(sheet.choice(row, "outcome", outcome_ids())),
                                      static_cast<OutcomeKind>(sheet.choice(row, "kind", kind_ids())),
                                      sheet.count(row, "runs"),
                                      sheet.count(row, "count"),
                                      sheet.number(row, "frequency"),
                                      {sheet.number(row, "low"), sheet.number(row, "high")}});
    }
}

void take_differences(const TableSheet& sheet, OutcomeTables& tables) {
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        tables.differences.push_back({sheet.cell(row),
                                      static_cast<Outcome>(sheet.choice(row, "outcome", outcome_ids())),
                                      static_cast<OutcomeKind>(sheet.choice(row, "kind", kind_ids())),
                                      sheet.count(row, "runs"),
                                      sheet.count(row, "gained"),
                                      sheet.count(row, "lost"),
                                      sheet.number(row, "difference"),
                                      {sheet.number(row, "low"), sheet.number(row, "high")}});
    }
}

void take_quantities(const TableSheet& sheet, OutcomeTables& tables) {
    const std::vector<std::string>& ids = quantity_ids();
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        tables.quantities.push_back(
            {sheet.cell(row),
             ids[static_cast<std::size_t>(sheet.choice(row, "quantity", ids))],
             sheet.count(row, "runs"),
             sheet.number(row, "mean"),
             {sheet.number_if_any(row, "low"), sheet.number_if_any(row, "high")},
             sheet.count(row, "runs_that_differ"),
             sheet.number_if_any(row, "difference"),
             {sheet.number_if_any(row, "difference_low"), sheet.number_if_any(row, "difference_high")}});
    }
}

}  // namespace

Result<OutcomeTables> read_outcome_tables(const std::filesystem::path& folder) {
    struct Part {
        const char* file;
        std::span<const CsvColumn> columns;
        void (*take)(const TableSheet&, OutcomeTables&);
    };
    const Part parts[] = {{"cells.csv", cell_columns, take_cells},
                          {"outcome_frequencies.csv", frequency_columns, take_frequencies},
                          {"outcome_differences.csv", difference_columns, take_differences},
                          {"quantities.csv", quantity_columns, take_quantities}};
    OutcomeTables tables;
    Problems problems;
    for (const Part& part : parts) {
        const std::filesystem::path file = folder / part.file;
        const Result<std::string> text = read_whole(file);
        if (!text) {
            problems.insert(problems.end(), text.error().begin(), text.error().end());
            continue;
        }
        ProblemList found;
        part.take(TableSheet(*text, file.string(), part.columns, found), tables);
        for (Problem& problem : found.sorted()) {
            problems.push_back(std::move(problem));
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return tables;
}

}  // namespace upsurge

#include "studies/read_run_tables.h"

#include <charconv>
#include <optional>
#include <system_error>

#include "scenarios/csv.h"
#include "scenarios/instant.h"
#include "scenarios/problem_list.h"
#include "studies/durable_file.h"
#include "studies/run_tables.h"

namespace upsurge {
namespace {

class TableReader {
  public:
    explicit TableReader(std::string file) : file_(std::move(file)) {}

    /// The rows, when the header is the one that today's table has.
    std::vector<CsvRow> rows(const std::string& text, const std::string& header_known) {
        CsvTable table = parse_csv(text, file_, problems_);
        std::vector<std::string> header;
        for (const CsvCell& cell : table.header) {
            header.push_back(cell.text);
        }
        if (format_csv_row(header) + "\n" != header_known) {
            wrong({1, 1}, "another header", "expected " + header_known.substr(0, header_known.size() - 1));
            return {};
        }
        return std::move(table.rows);
    }

    template <typename Number>
    Number number(const CsvCell& cell) {
        Number value{};
        const char* end = cell.text.data() + cell.text.size();
        const auto [stop, error] = std::from_chars(cell.text.data(), end, value);
        if (error != std::errc() || stop != end) {
            wrong(cell.at, "'" + cell.text + "' is no number", "expected a number");
        }
        return value;
    }

    void wrong(TextPosition at, const std::string& what, const std::string& expected) {
        problems_.add(file_, at, what, expected);
    }

    ProblemList& problems() { return problems_; }

  private:
    ProblemList problems_;
    std::string file_;
};

Held held_of(const CsvCell& cell, TableReader& table) {
    if (cell.text == "yes") {
        return Held::yes;
    }
    if (cell.text == "provisional") {
        return Held::provisional;
    }
    if (cell.text != "no") {
        table.wrong(cell.at, "'" + cell.text + "' is no outcome's state", "expected yes, provisional or no");
    }
    return Held::no;
}

int step_of(const CsvCell& cell, const Model& model, TableReader& table) {
    const Result<WrittenInstant> time = parse_instant(cell.text);
    if (!time) {
        table.wrong(cell.at, time.error().front().what, time.error().front().expected);
        return 0;
    }
    const double hours = static_cast<double>(time->instant - model.clock.start) / 3600.0;
    const int step = static_cast<int>(hours / model.clock.step_hours() + 0.5);
    if (hours < 0 || time->instant >= model.clock.end) {
        table.wrong(cell.at, "'" + cell.text + "' lies outside the simulated days",
                    "expected a time in them");
        return 0;
    }
    return step;
}

/// -1 for the country, else a leaf.
int leaf_of(const CsvCell& cell, const Model& model, TableReader& table) {
    for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
        if (model.places[static_cast<std::size_t>(model.leaves[leaf])].id == cell.text) {
            return static_cast<int>(leaf);
        }
    }
    if (cell.text != model.places.front().id) {
        table.wrong(cell.at, "unknown place '" + cell.text + "'", "expected a place of the scenario");
    }
    return -1;
}

/// Text of a table; nothing when the study has none.
Result<std::optional<std::string>> text_of(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return std::optional<std::string>();
    }
    Result<std::string> text = read_whole(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return std::optional<std::string>(std::move(*text));
}

}  // namespace

Result<RunTables> read_run_tables(const std::filesystem::path& folder, const Model& model) {
    RunTables tables;
    const auto outcomes = text_of(folder / "outcomes.csv");
    if (!outcomes) {
        return tl::unexpected(outcomes.error());
    }
    const auto decisions = text_of(folder / "decisions.csv");
    if (!decisions) {
        return tl::unexpected(decisions.error());
    }
    Problems problems;
    if (*outcomes) {
        TableReader table((folder / "outcomes.csv").string());
        for (const CsvRow& row : table.rows(**outcomes, OutcomesTable().text())) {
            tables.runs.push_back(table.number<int>(row.cells[0]));
            OutcomeLabels labels{};
            for (std::size_t i = 0; i < labels.size(); ++i) {
                labels[i] = held_of(row.cells[i + 1], table);
            }
            tables.outcomes.push_back(labels);
        }
        for (Problem& problem : table.problems().sorted()) {
            problems.push_back(std::move(problem));
        }
    }
    if (*decisions) {
        TableReader table((folder / "decisions.csv").string());
        for (const CsvRow& row : table.rows(**decisions, DecisionsTable(model).text())) {
            RunDecision one;
            one.run = table.number<int>(row.cells[0]);
            one.decision.step = step_of(row.cells[1], model, table);
            one.decision.actor = row.cells[2].text;
            one.decision.action = row.cells[3].text;
            one.decision.leaf = leaf_of(row.cells[4], model, table);
            one.decision.whom = row.cells[5].text;
            one.decision.threat = table.number<double>(row.cells[6]);
            one.decision.reported_crowd = table.number<double>(row.cells[7]);
            one.decision.reported_armed = table.number<double>(row.cells[8]);
            one.decision.regime_strength = table.number<double>(row.cells[9]);
            tables.decisions.push_back(std::move(one));
        }
        for (Problem& problem : table.problems().sorted()) {
            problems.push_back(std::move(problem));
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return tables;
}

}  // namespace upsurge

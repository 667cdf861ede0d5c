#include "studies/read_run_tables.h"

#include <algorithm>
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

/// How many of these a time lies behind the clock's start; nothing, and a problem, when it is beyond the
/// simulated days or no time.
std::optional<int> count_of(const CsvCell& cell, double hours_each, const Model& model, TableReader& table) {
    const Result<WrittenInstant> time = parse_instant(cell.text);
    if (!time) {
        table.wrong(cell.at, time.error().front().what, time.error().front().expected);
        return std::nullopt;
    }
    if (time->instant < model.clock.start || time->instant > model.clock.end) {
        table.wrong(cell.at, "'" + cell.text + "' lies outside the simulated days",
                    "expected a time in them");
        return std::nullopt;
    }
    const double hours = static_cast<double>(time->instant - model.clock.start) / 3600.0;
    return static_cast<int>(hours / hours_each + 0.5);
}

/// The step that starts then.
int step_of(const CsvCell& cell, const Model& model, TableReader& table) {
    const std::optional<int> step = count_of(cell, model.clock.step_hours(), model, table);
    if (step && *step >= model.clock.ticks() * model.clock.steps_per_tick) {
        table.wrong(cell.at, "no step starts at '" + cell.text + "'",
                    "expected a time before the clock's end");
        return 0;
    }
    return step.value_or(0);
}

/// The tick that ends then.
int ended_tick_of(const CsvCell& cell, const Model& model, TableReader& table) {
    const std::optional<int> ticks = count_of(cell, model.clock.tick_hours, model, table);
    if (ticks && *ticks == 0) {
        table.wrong(cell.at, "no tick ends at '" + cell.text + "'",
                    "expected a time after the clock's start");
    }
    return std::max(ticks.value_or(1) - 1, 0);
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

int facility_of(const CsvCell& cell, const Model& model, TableReader& table) {
    for (std::size_t f = 0; f < model.facilities.size(); ++f) {
        if (model.facilities[f].id == cell.text) {
            return static_cast<int>(f);
        }
    }
    table.wrong(cell.at, "unknown facility '" + cell.text + "'", "expected a facility of the scenario");
    return 0;
}

Service service_of(const CsvCell& cell, TableReader& table) {
    for (int service = 0; service < service_count; ++service) {
        if (service_names[static_cast<std::size_t>(service)] == cell.text) {
            return static_cast<Service>(service);
        }
    }
    table.wrong(cell.at, "unknown service '" + cell.text + "'", "expected police, guard, army or special");
    return Service::police;
}

void take_outcomes(const CsvRow& row, const Model&, TableReader& table, RunTables& tables) {
    tables.runs.push_back(table.number<int>(row.cells[0]));
    OutcomeLabels labels{};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = held_of(row.cells[i + 1], table);
    }
    tables.outcomes.push_back(labels);
}

void take_decision(const CsvRow& row, const Model& model, TableReader& table, RunTables& tables) {
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

void take_loss(const CsvRow& row, const Model& model, TableReader& table, RunTables& tables) {
    tables.losses->push_back({table.number<int>(row.cells[0]), facility_of(row.cells[1], model, table),
                              ended_tick_of(row.cells[2], model, table)});
}

void take_service(const CsvRow& row, const Model& model, TableReader& table, RunTables& tables) {
    ServiceChange one;
    one.run = table.number<int>(row.cells[0]);
    one.tick = ended_tick_of(row.cells[1], model, table);
    one.service = service_of(row.cells[2], table);
    for (std::size_t i = 0; i < one.members.size(); ++i) {
        one.members[i] = table.number<std::int32_t>(row.cells[i + 3]);
    }
    tables.services->push_back(one);
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
    struct Part {
        const char* file;
        std::string header;
        void (*take)(const CsvRow&, const Model&, TableReader&, RunTables&);
    };
    const Part parts[] = {{"outcomes.csv", OutcomesTable().text(), take_outcomes},
                          {"decisions.csv", DecisionsTable(model).text(), take_decision},
                          {"facility_losses.csv", FacilityLossesTable(model).text(), take_loss},
                          {"service_members.csv", ServiceMembersTable(model).text(), take_service}};
    RunTables tables;
    Problems problems;
    for (const Part& part : parts) {
        const std::filesystem::path file = folder / part.file;
        const Result<std::optional<std::string>> text = text_of(file);
        if (!text) {
            return tl::unexpected(text.error());
        }
        if (!*text) {
            continue;
        }
        if (part.take == take_loss) {
            tables.losses.emplace();
        } else if (part.take == take_service) {
            tables.services.emplace();
        }
        TableReader table(file.string());
        for (const CsvRow& row : table.rows(**text, part.header)) {
            part.take(row, model, table, tables);
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

#include "experiments/outcome_tables.h"

#include <fmt/format.h>

#include <cmath>

#include "scenarios/csv.h"

namespace upsurge {
namespace {

std::string number(double value) {
    return std::isnan(value) ? std::string() : fmt::format("{}", value);
}

std::string_view outcome_id(Outcome outcome) {
    return outcome_descriptions[static_cast<std::size_t>(outcome)].id;
}

std::string_view kind_name(OutcomeKind kind) {
    return outcome_kind_names[static_cast<std::size_t>(kind)];
}

}  // namespace

bool counts(Held held, OutcomeKind kind) {
    switch (kind) {
        case OutcomeKind::final:
            return held == Held::yes;
        case OutcomeKind::provisional:
            return held == Held::provisional;
        case OutcomeKind::held:
            return held != Held::no;
    }
    UPSURGE_CHECK(false, "a kind of outcome that does not exist");
}

std::string cells_text(const OutcomeTables& tables) {
    std::string text = "hypothesis,intervention,hypothesis_name,intervention_name,from,runs,state_hash\n";
    for (const CellAbout& row : tables.cells) {
        text += format_csv_row({row.cell.hypothesis, row.cell.intervention, row.hypothesis_name,
                                row.intervention_name, row.from, std::to_string(row.runs), row.state_hash}) +
                "\n";
    }
    return text;
}

std::string frequencies_text(const OutcomeTables& tables) {
    std::string text = "hypothesis,intervention,outcome,kind,runs,count,frequency,low,high\n";
    for (const OutcomeFrequency& row : tables.frequencies) {
        text += fmt::format("{},{},{},{},{},{},{},{},{}\n", row.cell.hypothesis, row.cell.intervention,
                            outcome_id(row.outcome), kind_name(row.kind), row.runs, row.count,
                            number(row.frequency), number(row.interval.low), number(row.interval.high));
    }
    return text;
}

std::string differences_text(const OutcomeTables& tables) {
    std::string text = "hypothesis,intervention,outcome,kind,runs,gained,lost,difference,low,high\n";
    for (const OutcomeDifference& row : tables.differences) {
        text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", row.cell.hypothesis, row.cell.intervention,
                            outcome_id(row.outcome), kind_name(row.kind), row.runs, row.gained, row.lost,
                            number(row.difference), number(row.interval.low), number(row.interval.high));
    }
    return text;
}

std::string quantities_text(const OutcomeTables& tables) {
    std::string text =
        "hypothesis,intervention,quantity,runs,mean,low,high,runs_that_differ,difference,difference_low,"
        "difference_high\n";
    for (const QuantityRow& row : tables.quantities) {
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", row.cell.hypothesis, row.cell.intervention,
                            row.quantity, row.runs, number(row.mean), number(row.interval.low),
                            number(row.interval.high), row.runs_that_differ, number(row.difference),
                            number(row.difference_interval.low), number(row.difference_interval.high));
    }
    return text;
}

}  // namespace upsurge

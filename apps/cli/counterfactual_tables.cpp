#include "counterfactual_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/run_quantities.h"
#include "experiments/wording.h"
#include "output.h"

namespace upsurge::cli {
namespace {

/// A column of outcomes, and how it is headed.
struct OutcomeColumn {
    Outcome outcome;
    OutcomeKind kind;
    std::string head;
};

std::string share_text(double share) {
    return fmt::format("{:.2f}", std::fabs(share) < 0.005 ? 0.0 : share);
}

std::string signed_share_text(double share) {
    return (share >= 0.005 ? "+" : "") + share_text(share);
}

std::string signed_number_text(double value) {
    return (value > 0 ? "+" : "") + simulated_text(value);
}

/// 0.32 [0.26 to 0.39], or the number alone where there is no interval.
template <class Text>
std::string with_interval(double value, double low, double high, Text text) {
    return std::isnan(low) ? text(value) : fmt::format("{} [{} to {}]", text(value), text(low), text(high));
}

std::string intervention_words(const CellName& cell) {
    return cell.intervention.empty() ? "as it was" : cell.intervention;
}

bool any_run_has(const OutcomeTables& tables, Outcome outcome, OutcomeKind kind) {
    return std::any_of(tables.frequencies.begin(), tables.frequencies.end(),
                       [&](const OutcomeFrequency& row) {
                           return row.outcome == outcome && row.kind == kind && row.count > 0;
                       });
}

/// Outcomes that some run has; one that some have for good and some provisionally gets a column for both and
/// one for the final ones.
std::vector<OutcomeColumn> columns_of(const OutcomeTables& tables) {
    std::vector<OutcomeColumn> columns;
    for (int i = 0; i < outcome_count; ++i) {
        const auto outcome = static_cast<Outcome>(i);
        std::string words(outcome_descriptions[static_cast<std::size_t>(i)].id);
        std::replace(words.begin(), words.end(), '_', ' ');
        const bool is_final = any_run_has(tables, outcome, OutcomeKind::final);
        const bool is_provisional = any_run_has(tables, outcome, OutcomeKind::provisional);
        if (is_final || is_provisional) {
            columns.push_back({outcome, OutcomeKind::held, is_final ? words : words + ", provisional"});
        }
        if (is_final && is_provisional) {
            columns.push_back({outcome, OutcomeKind::final, words + ", final"});
        }
    }
    return columns;
}

std::vector<RunQuantity> quantities_of(const OutcomeTables& tables) {
    std::vector<RunQuantity> shown;
    for (const RunQuantity& one : run_quantity_descriptions()) {
        const bool any =
            std::any_of(tables.quantities.begin(), tables.quantities.end(),
                        [&](const QuantityRow& row) { return row.quantity == one.id && row.mean != 0; });
        if (one.headline && any) {
            shown.push_back(one);
        }
    }
    return shown;
}

/// Of the row of this cell, outcome and kind; empty where there is none.
template <class Row, class Text>
std::string outcome_cell(const std::vector<Row>& rows, const CellName& cell, const OutcomeColumn& column,
                         Text text) {
    for (const Row& row : rows) {
        if (row.cell == cell && row.outcome == column.outcome && row.kind == column.kind) {
            return text(row);
        }
    }
    return {};
}

std::string quantity_cell(const OutcomeTables& tables, const CellName& cell, const RunQuantity& quantity) {
    for (const QuantityRow& row : tables.quantities) {
        if (!(row.cell == cell) || row.quantity != quantity.id) {
            continue;
        }
        if (cell.intervention.empty()) {
            return with_interval(row.mean, row.interval.low, row.interval.high, simulated_text);
        }
        return std::isnan(row.difference) ? std::string("none")
                                          : with_interval(row.difference, row.difference_interval.low,
                                                          row.difference_interval.high, signed_number_text);
    }
    return {};
}

class TableText {
  public:
    TableText(TableForm form, std::vector<std::string> heads) : form_(form), heads_(std::move(heads)) {}

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    bool empty() const { return rows_.empty() || heads_.size() < 2; }

    std::string text() const {
        if (form_ == TableForm::plain) {
            TextTable table(heads_, 1);
            for (const std::vector<std::string>& row : rows_) {
                table.add(row);
            }
            return table.text("  ");
        }
        std::string made = line_of(heads_);
        for (std::size_t i = 0; i < heads_.size(); ++i) {
            made += i == 0 ? "|---|" : "---:|";
        }
        made += '\n';
        for (const std::vector<std::string>& row : rows_) {
            made += line_of(row);
        }
        return made;
    }

  private:
    static std::string line_of(const std::vector<std::string>& cells) {
        std::string line = "|";
        for (const std::string& cell : cells) {
            line += fmt::format(" {} |", cell);
        }
        return line + "\n";
    }
    TableForm form_;
    std::vector<std::string> heads_;
    std::vector<std::vector<std::string>> rows_;
};

std::string under_caption(TableForm form, const std::string& caption, const TableText& table) {
    if (table.empty()) {
        return {};
    }
    return form == TableForm::plain ? fmt::format("{}\n{}\n", caption, table.text())
                                    : fmt::format("{}:\n\n{}\n", caption, table.text());
}

std::vector<std::string> outcome_heads(const std::vector<OutcomeColumn>& columns) {
    std::vector<std::string> heads = {"intervention"};
    for (const OutcomeColumn& column : columns) {
        heads.push_back(column.head);
    }
    return heads;
}

/// @param cells  of one hypothesis
std::string tables_of_hypothesis(const OutcomeTables& tables, const std::vector<CellAbout>& cells,
                                 TableForm form) {
    const std::vector<OutcomeColumn> columns = columns_of(tables);
    const std::vector<RunQuantity> quantities = quantities_of(tables);
    TableText frequencies(form, outcome_heads(columns));
    TableText differences(form, outcome_heads(columns));
    std::vector<std::string> heads = {"intervention"};
    for (const RunQuantity& one : quantities) {
        heads.emplace_back(one.name);
    }
    TableText means(form, std::move(heads));
    for (const CellAbout& about : cells) {
        const std::string words = intervention_words(about.cell);
        std::vector<std::string> shares = {words};
        std::vector<std::string> changes = {words};
        std::vector<std::string> numbers = {words};
        for (const OutcomeColumn& column : columns) {
            shares.push_back(
                outcome_cell(tables.frequencies, about.cell, column, [](const OutcomeFrequency& row) {
                    return with_interval(row.frequency, row.interval.low, row.interval.high, share_text);
                }));
            changes.push_back(
                outcome_cell(tables.differences, about.cell, column, [](const OutcomeDifference& row) {
                    return with_interval(row.difference, row.interval.low, row.interval.high,
                                         signed_share_text);
                }));
        }
        for (const RunQuantity& one : quantities) {
            numbers.push_back(quantity_cell(tables, about.cell, one));
        }
        frequencies.add(std::move(shares));
        if (!about.cell.intervention.empty()) {
            differences.add(std::move(changes));
        }
        means.add(std::move(numbers));
    }
    const CellAbout& first = cells.front();
    const std::string title = first.cell.hypothesis.empty()
                                  ? std::string("The scenario's own settings")
                                  : fmt::format("{}: {}", first.cell.hypothesis, first.hypothesis_name);
    return fmt::format("{}{}\n\n", form == TableForm::markdown ? "### " : "", title) +
           under_caption(form,
                         fmt::format("Share of {} that have the outcome, with its 95% interval (provisional: "
                                     "it held at the end for less "
                                     "than its window)",
                                     count_text(first.runs, "run", "runs")),
                         frequencies) +
           under_caption(form, "Change of that share against as it was, the same chance events",
                         differences) +
           under_caption(form, "Mean as it was; of an intervention the mean change against it", means);
}

}  // namespace

std::string counterfactual_tables(const OutcomeTables& tables, TableForm form) {
    std::string text;
    for (std::size_t begin = 0; begin < tables.cells.size();) {
        std::size_t end = begin;
        while (end < tables.cells.size() &&
               tables.cells[end].cell.hypothesis == tables.cells[begin].cell.hypothesis) {
            ++end;
        }
        text += tables_of_hypothesis(tables,
                                     {tables.cells.begin() + static_cast<std::ptrdiff_t>(begin),
                                      tables.cells.begin() + static_cast<std::ptrdiff_t>(end)},
                                     form);
        begin = end;
    }
    return text;
}

}  // namespace upsurge::cli

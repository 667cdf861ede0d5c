#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "commands.h"
#include "experiments/explanation_table.h"
#include "failing.h"
#include "fit_choice.h"
#include "json_output.h"
#include "output.h"
#include "scoring/probability_words.h"
#include "work_settings.h"

namespace upsurge::cli {
namespace {

std::string number(double value, int decimals = 2) {
    return std::isfinite(value) ? fmt::format("{:.{}f}", value, decimals) : std::string("-");
}

std::string share(double low, double high) {
    return fmt::format("{} to {}", percent_text(low), percent_text(high));
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

class ExplainCommand final : public Command {
  public:
    const char* name() const override { return "explain"; }
    const char* summary() const override {
        return "why: how far the reports separate the explanations of a fit, and which reports do it";
    }
    const char* examples() const override {
        return "upsurge explain studies/my-fit\n"
               "upsurge explain kazakhstan-2022 --reports 20\n"
               "upsurge explain studies/my-fit --json > why.json";
    }
    void declare(CommandLine& line) override {
        fit_.declare(line);
        line.number("--reports", reports_, 1, 1000, "how many of the deciding reports to tell");
        line.number("--histories", histories_, 0, 10000,
                    "histories of each explanation to go through for where weapons came from; 0: none");
        line.number("--threads", threads_, 1, 1024, "for those histories");
    }

    Exit execute() override {
        const Result<ReadFit> fit = fit_.read();
        if (!fit) {
            return fail(*this, fit.error());
        }
        Result<ExplanationTable> table = explanation_table(*fit);
        if (!table) {
            return fail(*this, table.error());
        }
        if (histories_ > 0) {
            table->weapons = weapon_sources(*fit, histories_, threads_);
        }
        if (as_json) {
            write_json(json_of(*fit, *table));
        } else {
            tell(*fit, *table);
        }
        return Exit::done;
    }

  private:
    static std::string shown(const ExplanationStanding& row) {
        return row.hypothesis.empty() ? "own settings" : row.hypothesis;
    }

    void tell(const ReadFit& fit, const ExplanationTable& table) const {
        write_line(
            fmt::format("{}: {} reports, {} x {} draws of {} histories each{}", fit.manifest.scenario_name,
                        fit.explanations.front().fit().reports().report.size(), fit.design.replicates,
                        fit.design.draws, fit.design.particles, fit.design.as_of ? ", as of a date" : ""));
        write_line(table.verdict() + "\n");
        TextTable rows({"explanation", "log evidence", "error", "probability", "replicates leave",
                        "prior widths leave", "noise", "status"},
                       1);
        for (const ExplanationStanding& row : table.rows) {
            const bool apart = !row.variant_of.empty();
            rows.add({shown(row), number(row.log_evidence), number(row.log_evidence_error),
                      apart ? "variant of " + row.variant_of : percent_text(row.probability.probability),
                      apart ? "" : share(row.probability.low, row.probability.high),
                      apart ? "" : share(row.width_low, row.width_high), number(row.variance), row.status});
        }
        for (const DullRival& rival : table.rivals) {
            rows.add({rival.name, number(rival.log_evidence), "", "dull rival", "", "", "", ""});
        }
        write_text(rows.text());
        write_line(
            "\nEqual probabilities beforehand. Prior widths: all halved, kept, doubled, by reweighting; few "
            "draws carry those figures.");
        for (const ExplanationStanding& row : table.rows) {
            write_line(fmt::format("  {}: {} (claimed by: {}){}", shown(row), row.name,
                                   row.claimant.empty() ? "nobody" : row.claimant,
                                   row.sentence.empty() ? "" : "; " + row.sentence));
        }
        if (!table.inclusions.empty()) {
            write_line(
                "\nWhat some have and others do not: probability of those that have it, and what replicates "
                "leave open");
            for (const Inclusion& one : table.inclusions) {
                write_line(fmt::format("  {}, {} ({}): {}", percent_text(one.probability),
                                       share(one.low, one.high), joined(one.hypotheses), one.what));
            }
        }
        if (!table.deciding.empty()) {
            write_line(
                fmt::format("\nReports that decide between {} and {}: log Bayes factor, above 0 for {}",
                            table.first, table.second, table.first));
            TextTable reports({"report", "source", "log factor", "draws"}, 2);
            for (int i = 0; i < reports_ && i < static_cast<int>(table.deciding.size()); ++i) {
                const DecidingReport& one = table.deciding[static_cast<std::size_t>(i)];
                reports.add({one.report, one.source, fmt::format("{:+.2f}", one.log_factor),
                             number(one.effective, 0)});
            }
            write_text(reports.text());
        }
        if (!table.without.empty()) {
            write_line("\nRedone without some reports (few draws carry a figure: it cannot tell)");
            std::vector<std::string> head = {"without", "reports"};
            for (const ExplanationStanding& row : table.rows) {
                if (row.variant_of.empty()) {
                    head.push_back(shown(row));
                }
            }
            head.emplace_back("draws");
            TextTable without(head, 1);
            for (const RedoneWithout& one : table.without) {
                std::vector<std::string> cells = {one.without, std::to_string(one.reports)};
                for (std::size_t i = 0; i < table.rows.size(); ++i) {
                    if (table.rows[i].variant_of.empty()) {
                        cells.push_back(percent_text(one.probabilities[i]));
                    }
                }
                cells.push_back(number(one.effective, 1));
                without.add(cells);
            }
            write_text(without.text());
        }
        if (!table.weapons.empty()) {
            write_line(fmt::format("\nWhere weapons came from: mean of {} histories at the end", histories_));
            std::vector<std::string> head = {"explanation"};
            head.insert(head.end(), weapons_counted().begin(), weapons_counted().end());
            TextTable weapons(head, 1);
            for (const WeaponSources& one : table.weapons) {
                std::vector<std::string> cells = {one.hypothesis};
                for (const double value : one.by_source) {
                    cells.push_back(number(value, 0));
                }
                weapons.add(cells);
            }
            write_text(weapons.text());
        }
    }

    Json json_of(const ReadFit& fit, const ExplanationTable& table) const {
        Json json = json_head(name());
        json["fit"] = fit.folder.string();
        json["state_hash"] = fit.manifest.state_hash;
        json["verdict"] = table.verdict();
        json["explanations"] = Json::array();
        for (const ExplanationStanding& row : table.rows) {
            json["explanations"].push_back({{"hypothesis", row.hypothesis},
                                            {"name", row.name},
                                            {"claimant", row.claimant},
                                            {"status", row.status},
                                            {"sentence", row.sentence},
                                            {"variant_of", row.variant_of},
                                            {"log_evidence", row.log_evidence},
                                            {"log_evidence_error", row.log_evidence_error},
                                            {"replicates", row.replicates},
                                            {"log_likelihood_variance", row.variance},
                                            {"probability", row.probability.probability},
                                            {"low", row.probability.low},
                                            {"high", row.probability.high},
                                            {"width_low", row.width_low},
                                            {"width_high", row.width_high},
                                            {"width_effective_draws", row.effective}});
        }
        json["dull_rivals"] = Json::array();
        for (const DullRival& rival : table.rivals) {
            json["dull_rivals"].push_back({{"name", rival.name}, {"log_evidence", rival.log_evidence}});
        }
        json["inclusion"] = Json::array();
        for (const Inclusion& one : table.inclusions) {
            json["inclusion"].push_back({{"what", one.what},
                                         {"hypotheses", one.hypotheses},
                                         {"probability", one.probability},
                                         {"low", one.low},
                                         {"high", one.high}});
        }
        json["between"] = {table.first, table.second};
        json["deciding"] = Json::array();
        for (const DecidingReport& one : table.deciding) {
            json["deciding"].push_back({{"report", one.report},
                                        {"source", one.source},
                                        {"log_factor", one.log_factor},
                                        {"effective_draws", one.effective}});
        }
        json["without"] = Json::array();
        for (const RedoneWithout& one : table.without) {
            json["without"].push_back({{"without", one.without},
                                       {"reports", one.reports},
                                       {"probabilities", one.probabilities},
                                       {"effective_draws", one.effective}});
        }
        json["weapons"] = Json::array();
        for (const WeaponSources& one : table.weapons) {
            Json weapons = {{"hypothesis", one.hypothesis}, {"histories", one.histories}};
            for (std::size_t i = 0; i < one.by_source.size(); ++i) {
                weapons[weapons_counted()[i]] = one.by_source[i];
            }
            json["weapons"].push_back(std::move(weapons));
        }
        return json;
    }

    FitChoice fit_;
    int reports_ = 10;
    int histories_ = 16;
    int threads_ = 2;
};

}  // namespace

std::unique_ptr<Command> make_explain_command() {
    return std::make_unique<ExplainCommand>();
}

}  // namespace upsurge::cli

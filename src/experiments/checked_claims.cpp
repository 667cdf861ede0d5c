#include "experiments/checked_claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "experiments/fitted_readings.h"
#include "scenarios/csv.h"
#include "scenarios/csv_sheet.h"
#include "scenarios/problem_list.h"
#include "studies/durable_file.h"
#include "studies/statistics.h"

namespace upsurge {
namespace {

constexpr double supported_from = 0.8;
constexpr double contradicted_to = 0.2;

Verdict verdict_of(double low, double high) {
    return low >= supported_from     ? Verdict::supported
           : high <= contradicted_to ? Verdict::contradicted
                                     : Verdict::cannot_tell;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

bool has_switch(const Model& model, const Claim::SwitchTie& tie) {
    if (tie.option.empty()) {
        return std::find(model.mechanisms.begin(), model.mechanisms.end(), tie.id) != model.mechanisms.end();
    }
    const auto found = model.switches.find(tie.id);
    return found != model.switches.end() && found->second == tie.option;
}

class Checker {
  public:
    Checker(const ReadFit& fit, const ExplanationTable& table, const ClaimOptions& options)
        : fit_(fit), table_(table), options_(options) {}

    Result<void> prepare() {
        const std::filesystem::path file = fit_.folder / "reports_scored.csv";
        const Result<std::string> text = read_whole(file);
        if (!text) {
            return tl::unexpected(text.error());
        }
        ProblemList problems;
        const std::vector<CsvColumn> columns = {{"report"},       {"hypothesis"}, {"source"},
                                                {"q05"},          {"q50"},        {"q95"},
                                                {"chance_known"}, {"log_factor"}, {"effective_draws"}};
        const CsvSheet sheet(*text, file.string(), columns, problems);
        for (std::size_t row = 0; sheet.readable() && row < sheet.rows(); ++row) {
            const double weight = weight_of(sheet.text(row, "hypothesis"));
            if (weight > 0 && !sheet.is_empty(row, "chance_known")) {
                known_[sheet.text(row, "report")] +=
                    weight * sheet.number(row, "chance_known", 0, 1).value_or(0);
            }
        }
        if (const Problems faults = problems.sorted(); !faults.empty()) {
            return tl::unexpected(faults);
        }
        for (const Claim& claim : fit_.scenario.model.claims) {
            for (const Claim::ObservableTie& tie : claim.observables) {
                questions_.push_back(question_of(tie));
            }
        }
        if (!questions_.empty()) {
            readings_ =
                fitted_readings(fit_, questions_, options_.histories, options_.seed, options_.threads);
        }
        return {};
    }

    CheckedClaim check(const Claim& claim) {
        CheckedClaim checked;
        checked.claim = claim.id;
        checked.reports = claim.reports;
        const std::size_t first_question = next_question_;
        next_question_ += claim.observables.size();
        if (!claim.untestable.empty()) {
            checked.verdict = Verdict::untestable;
            checked.number = std::nan("");
            checked.basis = claim.untestable;
        } else if (!claim.hypotheses.empty() || !claim.switches.empty()) {
            by_explanations(claim, checked);
        } else if (!claim.observables.empty()) {
            by_histories(claim, first_question, checked);
        } else if (!claim.reports.empty()) {
            by_reports(claim, checked);
        } else {
            checked.number = std::nan("");
            checked.basis = "it speaks of the size of a parameter without naming one";
        }
        return checked;
    }

  private:
    double weight_of(const std::string& hypothesis) const {
        for (const ExplanationStanding& row : table_.rows) {
            if (row.hypothesis == hypothesis) {
                return row.probability.probability;
            }
        }
        return 0;
    }

    Report question_of(const Claim::ObservableTie& tie) const {
        Report report;
        report.observable = tie.observable;
        report.places = {std::max(0, tie.place)};
        report.event_start = fit_.scenario.model.clock.start;
        report.event_end = fit_.scenario.model.clock.end;
        return report;
    }

    void by_explanations(const Claim& claim, CheckedClaim& checked) const {
        std::vector<std::string> under;
        double width_low = 0;
        double width_high = 0;
        for (std::size_t i = 0; i < table_.rows.size(); ++i) {
            const ExplanationStanding& row = table_.rows[i];
            if (!row.variant_of.empty() || row.probability.probability == 0) {
                continue;
            }
            const bool named = std::find(claim.hypotheses.begin(), claim.hypotheses.end(), row.hypothesis) !=
                               claim.hypotheses.end();
            const bool switched =
                !claim.switches.empty() &&
                std::all_of(claim.switches.begin(), claim.switches.end(), [&](const Claim::SwitchTie& tie) {
                    return has_switch(fit_.explanations[i].model(), tie);
                });
            if (named || (claim.hypotheses.empty() && switched)) {
                under.push_back(row.hypothesis);
                checked.number += row.probability.probability;
                width_low += std::min(row.width_low, row.probability.low);
                width_high += std::max(row.width_high, row.probability.high);
            }
        }
        if (under.empty()) {
            checked.number = std::nan("");
            checked.basis = "none of the explanations compared is one under which it holds";
            return;
        }
        checked.low = std::min(width_low, 1.0);
        checked.high = std::min(width_high, 1.0);
        const auto compared =
            std::count_if(table_.rows.begin(), table_.rows.end(), [](const ExplanationStanding& row) {
                return row.variant_of.empty() && row.probability.probability > 0;
            });
        if (static_cast<std::ptrdiff_t>(under.size()) == compared) {
            checked.verdict = Verdict::cannot_tell;
            checked.low = checked.high = checked.number;
            checked.basis = "it holds under every explanation compared, so nothing tests it";
            return;
        }
        checked.verdict = verdict_of(checked.low, checked.high);
        checked.basis =
            fmt::format("probability of {}, {} of {} explanations", joined(under), under.size(), compared);
    }

    void by_histories(const Claim& claim, std::size_t first_question, CheckedClaim& checked) const {
        // Every explanation counts by its probability; the interval is what the number of histories leaves.
        double share = 0;
        double weight_sum = 0;
        std::map<std::size_t, std::pair<int, int>> counts;  // explanation -> yes, all
        for (std::size_t i = 0; i < readings_.histories.size(); ++i) {
            bool all = true;
            for (std::size_t q = 0; q < claim.observables.size(); ++q) {
                const Observable observable = claim.observables[q].observable;
                const double enough = observable == Observable::crowd ? fit_.scenario.model.event_size : 1.0;
                all = all && readings_.readings[i][first_question + q] >= enough;
            }
            auto& [yes, total] = counts[readings_.histories[i].explanation];
            yes += all ? 1 : 0;
            ++total;
        }
        int yes = 0;
        int total = 0;
        for (const auto& [explanation, count] : counts) {
            const double weight = weight_of(fit_.explanations[explanation].hypothesis);
            share += weight * count.first / count.second;
            weight_sum += weight;
            if (weight > 0) {
                yes += count.first;
                total += count.second;
            }
        }
        checked.number = weight_sum > 0 ? share / weight_sum : std::nan("");
        const ShareInterval interval =
            wilson_interval(static_cast<std::size_t>(yes), static_cast<std::size_t>(total));
        checked.low = std::min(interval.low, checked.number);
        checked.high = std::max(interval.high, checked.number);
        checked.verdict = verdict_of(checked.low, checked.high);
        std::vector<std::string> what;
        for (const Claim::ObservableTie& tie : claim.observables) {
            what.push_back(fmt::format(
                "{} in {}", describe(tie.observable).name,
                fit_.scenario.model.places[static_cast<std::size_t>(std::max(0, tie.place))].name));
        }
        checked.basis = fmt::format("share of fitted histories with {}", joined(what));
    }

    void by_reports(const Claim& claim, CheckedClaim& checked) const {
        double sum = 0;
        int scored = 0;
        checked.low = 1;
        checked.high = 0;
        for (const std::string& report : claim.reports) {
            if (const auto found = known_.find(report); found != known_.end()) {
                sum += found->second;
                checked.low = std::min(checked.low, found->second);
                checked.high = std::max(checked.high, found->second);
                ++scored;
            }
        }
        if (scored == 0) {
            checked.number = std::nan("");
            checked.low = 0;
            checked.high = 1;
            checked.basis = "its reports speak of nothing that is simulated";
            return;
        }
        checked.number = sum / scored;
        checked.verdict = verdict_of(checked.low, checked.high);
        checked.basis = fmt::format("chance that its {} scored reports came from knowledge", scored);
    }

    const ReadFit& fit_;
    const ExplanationTable& table_;
    ClaimOptions options_;
    std::map<std::string, double> known_;
    std::vector<Report> questions_;
    FittedReadings readings_;
    std::size_t next_question_ = 0;
};

std::string number_text(double number) {
    return std::isfinite(number) ? fmt::format("{:.4f}", number) : std::string();
}

}  // namespace

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::supported:
            return "supported";
        case Verdict::contradicted:
            return "contradicted";
        case Verdict::cannot_tell:
            return "cannot_tell";
        case Verdict::untestable:
            return "untestable";
    }
    return "cannot_tell";
}

Result<std::vector<CheckedClaim>> checked_claims(const ReadFit& fit, const ClaimOptions& options) {
    const Result<ExplanationTable> table = explanation_table(fit);
    if (!table) {
        return tl::unexpected(table.error());
    }
    Checker checker(fit, *table, options);
    if (auto prepared = checker.prepare(); !prepared) {
        return tl::unexpected(prepared.error());
    }
    std::vector<CheckedClaim> checked;
    for (const Claim& claim : fit.scenario.model.claims) {
        checked.push_back(checker.check(claim));
    }
    return checked;
}

std::string checked_claims_text(const std::vector<CheckedClaim>& claims) {
    std::string text = "claim,verdict,number,low,high,basis,reports\n";
    for (const CheckedClaim& one : claims) {
        std::string reports;
        for (const std::string& report : one.reports) {
            reports += (reports.empty() ? "" : ";") + report;
        }
        const bool bounded = std::isfinite(one.number);
        text += format_csv_row({one.claim, std::string(name_of(one.verdict)), number_text(one.number),
                                bounded ? number_text(one.low) : "", bounded ? number_text(one.high) : "",
                                one.basis, reports}) +
                "\n";
    }
    return text;
}

}  // namespace upsurge

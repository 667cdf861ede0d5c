#include "experiments/checked_claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "fitting/read_fitted_reports.h"
#include "scenarios/csv.h"

namespace upsurge {
namespace {

constexpr double supported_from = 0.8;
constexpr double contradicted_to = 0.2;
constexpr double reports_support_from = 0.95;

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
    Checker(const ReadFit& fit, const ExplanationTable& table) : fit_(fit), table_(table) {}

    Result<void> prepare() {
        const Result<std::vector<FittedReport>> reports = read_fitted_reports(fit_.folder);
        if (!reports) {
            return tl::unexpected(reports.error());
        }
        for (const FittedReport& one : *reports) {
            const double weight = weight_of(one.hypothesis);
            if (weight > 0 && std::isfinite(one.chance_known)) {
                known_[one.report] += weight * one.chance_known;
            }
        }
        return {};
    }

    CheckedClaim check(const Claim& claim) {
        CheckedClaim checked;
        checked.claim = claim.id;
        checked.reports = claim.reports;
        if (!claim.untestable.empty()) {
            checked.verdict = Verdict::untestable;
            checked.number = std::nan("");
            checked.basis = claim.untestable;
        } else if (!claim.hypotheses.empty() || !claim.switches.empty()) {
            by_explanations(claim, checked);
        } else if (!claim.reports.empty() && claim.kind == ClaimKind::factual) {
            by_reports(claim, checked);
        } else if (!claim.reports.empty()) {
            checked.number = std::nan("");
            checked.basis = "reports say what happened, not why or what comes";
        } else if (!claim.observables.empty()) {
            checked.number = std::nan("");
            checked.basis = "its row says what would show it, not which way";
        } else {
            checked.number = std::nan("");
            checked.basis = "it speaks of the size of a parameter without naming one";
        }
        // Sums of shares may round past their ends.
        checked.number = std::clamp(checked.number, 0.0, 1.0);
        checked.low = std::clamp(checked.low, 0.0, 1.0);
        checked.high = std::clamp(checked.high, 0.0, 1.0);
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

    void by_reports(const Claim& claim, CheckedClaim& checked) const {
        std::map<std::string, double> by_origin;  // the likeliest report of each
        for (const std::string& report : claim.reports) {
            const auto written =
                std::find_if(fit_.scenario.model.reports.begin(), fit_.scenario.model.reports.end(),
                             [&](const Report& one) { return one.id == report; });
            const auto found = known_.find(report);
            if (written->form != ReportForm::denied && found != known_.end()) {
                double& likeliest = by_origin[written->origin_group.empty() ? report : written->origin_group];
                likeliest = std::max(likeliest, found->second);
            }
        }
        if (by_origin.empty()) {
            checked.number = std::nan("");
            checked.basis = "its reports speak of nothing that is simulated";
            return;
        }
        double none = 1;
        double largest = 0;
        for (const auto& [origin, chance] : by_origin) {
            none *= 1 - chance;
            largest = std::max(largest, chance);
        }
        checked.number = checked.high = 1 - none;
        checked.low = largest;
        checked.verdict = checked.number >= reports_support_from ? Verdict::supported
                          : checked.number <= contradicted_to    ? Verdict::contradicted
                                                                 : Verdict::cannot_tell;
        checked.basis =
            fmt::format("chance that one of the reports about it came from knowledge ({} of {} scored)",
                        by_origin.size(), claim.reports.size());
    }

    const ReadFit& fit_;
    const ExplanationTable& table_;
    std::map<std::string, double> known_;
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

Result<std::vector<CheckedClaim>> checked_claims(const ReadFit& fit) {
    const Result<ExplanationTable> table = explanation_table(fit);
    if (!table) {
        return tl::unexpected(table.error());
    }
    Checker checker(fit, *table);
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

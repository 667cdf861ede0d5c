#include "pages/fitted_study.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

namespace upsurge {
namespace {

Result<std::vector<std::string>> hypotheses_of_runs(const std::filesystem::path& study) {
    Result<std::optional<PlainTable>> table =
        read_plain_table(study / "histories.csv", {"run", "hypothesis"});
    if (!table) {
        return tl::unexpected(table.error());
    }
    std::vector<std::string> found;
    for (std::size_t row = 0; *table && row < (*table)->rows.size(); ++row) {
        found.push_back((*table)->text(row, "hypothesis"));
    }
    return found;
}

}  // namespace

bool FittedStudy::is_compared(std::size_t explanation) const {
    return fit.explanations[explanation].is_compared();
}

std::size_t FittedStudy::likeliest() const {
    std::size_t best = 0;
    for (std::size_t i = 0; i < explanations.rows.size(); ++i) {
        if (is_compared(i) && (!is_compared(best) || explanations.rows[i].probability.probability >
                                                         explanations.rows[best].probability.probability)) {
            best = i;
        }
    }
    return best;
}

FittedTo FittedStudy::fitted_to(const Manifest& manifest) const {
    FittedTo to;
    to.reports = static_cast<int>(fit.explanations.front().fit().reports().report.size());
    std::set<std::string> chosen;
    for (const std::string& option : manifest.options) {
        if (constexpr std::string_view name = "--hypothesis="; option.starts_with(name)) {
            chosen.insert(option.substr(name.size()));
        }
    }
    for (const ReadExplanation& one : fit.explanations) {
        const bool known = one.is_compared();
        to.explanations += known && (chosen.empty() || chosen.contains(one.hypothesis)) ? 1 : 0;
    }
    to.as_of = fit.design.as_of;
    to.utc_offset_minutes = fit.scenario.model.clock.utc_offset_minutes;
    to.some_failed = std::any_of(explanations.rows.begin(), explanations.rows.end(),
                                 [](const ExplanationStanding& row) { return row.status == "failed"; });
    to.replayed = manifest.command != "run";
    to.forecast = manifest.command == "forecast";
    to.verdict = explanations.verdict();
    return to;
}

Result<std::optional<FittedStudy>> read_fitted_study(const std::filesystem::path& study,
                                                     const Manifest& manifest) {
    if (manifest.parameters != "fitted") {
        return std::optional<FittedStudy>();
    }
    const std::filesystem::path folder = study / "scenario" / "fitted";
    Result<ReadFit> fit = read_fit(folder);
    if (!fit) {
        return tl::unexpected(fit.error());
    }
    Problems problems;
    const auto take = [&](auto result, auto& target) {
        if (result) {
            target = std::move(*result);
        } else {
            problems.insert(problems.end(), result.error().begin(), result.error().end());
        }
    };
    FittedStudy found{std::move(*fit), {}, {}, {}, {}, {}, {}};
    take(explanation_table(found.fit), found.explanations);
    take(hypotheses_of_runs(study), found.hypothesis_of_run);
    std::optional<PlainTable> sources;
    take(read_plain_table(folder / "sources_learned.csv",
                          {"hypothesis", "source", "reports", "reliability_before", "reliability"}),
         sources);
    take(read_plain_table(folder / "indicators.csv", {"rank", "expected_information", "question"}),
         found.indicators);
    take(read_plain_table(folder / "recovery.csv", {"truth"}), found.recovery);
    take(read_plain_table(folder / "claims_checked.csv", {"claim", "verdict"}), found.claims_checked);
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    if (sources) {
        found.sources_learned = std::move(*sources);
    }
    return std::optional<FittedStudy>(std::move(found));
}

}  // namespace upsurge

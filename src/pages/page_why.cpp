#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "numbers/quantiles.h"
#include "pages/page_fit.h"
#include "scenarios/instant.h"

namespace upsurge {
namespace {

/// Figures carried by fewer draws say nothing.
constexpr double few_draws = 10;

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json explanations_json(const FittedStudy& study) {
    Json all = Json::array();
    for (std::size_t i = 0; i < study.explanations.rows.size(); ++i) {
        const ExplanationStanding& row = study.explanations.rows[i];
        const bool compared = study.is_compared(i);
        Json json = {{"id", row.hypothesis},
                     {"name", row.name},
                     {"claimant", row.claimant},
                     {"status", row.status},
                     {"sentence", row.sentence},
                     {"variant_of", row.variant_of},
                     {"log_evidence", number(row.log_evidence)},
                     {"error", number(row.log_evidence_error)},
                     {"replicates", row.replicates},
                     {"noise", number(row.variance)},
                     {"probability", nullptr},
                     {"width", nullptr},
                     {"width_draws", number(row.effective)},
                     {"width_told", row.effective >= few_draws}};
        if (compared) {
            json["probability"] = {row.probability.probability, row.probability.low, row.probability.high};
            json["width"] = {row.width_low, row.width_high};
        }
        all.push_back(std::move(json));
    }
    return all;
}

Json without_json(const FittedStudy& study) {
    Json all = Json::array();
    for (const RedoneWithout& one : study.explanations.without) {
        Json probabilities = Json::array();
        for (std::size_t i = 0; i < one.probabilities.size(); ++i) {
            probabilities.push_back(study.is_compared(i) ? Json(one.probabilities[i]) : Json(nullptr));
        }
        all.push_back({{"without", one.without},
                       {"reports", one.reports},
                       {"probabilities", std::move(probabilities)},
                       {"draws", number(one.effective)},
                       {"told", one.effective >= few_draws}});
    }
    return all;
}

/// Mean weapons at the end of the study's histories of each explanation.
Json weapons_json(const FittedStudy& study, const RunValues& runs) {
    const std::size_t count = static_cast<std::size_t>(runs.runs());
    const std::size_t ticks = static_cast<std::size_t>(runs.ticks());
    if (study.hypothesis_of_run.size() < count || ticks == 0) {
        return Json::array();
    }
    Json all = Json::array();
    bool any = false;
    for (const ReadExplanation& one : study.fit.explanations) {
        Json by_source = Json::object();
        std::size_t histories = 0;
        for (const std::string& source : weapons_counted()) {
            double sum = 0;
            histories = 0;
            const std::vector<double> values = runs.values(*find_observable(source), 0);
            for (std::size_t run = 0; run < count; ++run) {
                if (study.hypothesis_of_run[run] == one.hypothesis) {
                    sum += values[(run + 1) * ticks - 1];
                    ++histories;
                }
            }
            by_source[source] = histories > 0 ? number(sum / static_cast<double>(histories)) : Json(nullptr);
            any = any || sum > 0;
        }
        if (histories > 0) {
            all.push_back(
                {{"id", one.hypothesis}, {"histories", histories}, {"by_source", std::move(by_source)}});
        }
    }
    return any ? all : Json::array();
}

/// How far the model's own counts are off under an explanation: 5%, 50% and 95% of its draws for each kind of
/// count that the fit learned it of; null when it learned none.
Json discrepancy_json(const ReadExplanation& one) {
    Json json;
    const auto& parameters = one.fit().fitted().all();
    for (std::size_t i = 0; i < parameters.size() && !one.draws.empty(); ++i) {
        const bool estimated = parameters[i].of == FittedParameter::Of::estimated_discrepancy;
        if (!estimated && parameters[i].of != FittedParameter::Of::listed_discrepancy) {
            continue;
        }
        std::vector<std::pair<double, double>> values;
        for (const ReadDraw& draw : one.draws) {
            values.emplace_back(draw.coordinates[i], draw.weight);
        }
        json[estimated ? "estimated" : "listed"] = {
            weighted_quantile(values, 0.05), weighted_quantile(values, 0.5), weighted_quantile(values, 0.95)};
    }
    return json;
}

}  // namespace

Json why_json(const FittedStudy& study, const RunValues& runs) {
    const ExplanationTable& table = study.explanations;
    const FitDesign& design = study.fit.design;
    const Manifest& manifest = study.fit.manifest;
    Json inclusions = Json::array();
    for (const Inclusion& one : table.inclusions) {
        inclusions.push_back({{"what", one.what},
                              {"hypotheses", one.hypotheses},
                              {"probability", {one.probability, one.low, one.high}}});
    }
    Json rivals = Json::array();
    for (const DullRival& one : table.rivals) {
        rivals.push_back({{"name", one.name}, {"log_evidence", number(one.log_evidence)}});
    }
    Json deciding = Json::array();
    for (const DecidingReport& one : table.deciding) {
        deciding.push_back({{"report", one.report},
                            {"log_factor", number(one.log_factor)},
                            {"draws", number(one.effective)},
                            {"told", one.effective >= few_draws}});
    }
    return {{"verdict", table.verdict()},
            {"reports", study.fit.explanations.front().fit().reports().report.size()},
            {"as_of", design.as_of ? Json(format_instant(*design.as_of,
                                                         study.fit.scenario.model.clock.utc_offset_minutes))
                                   : Json(nullptr)},
            {"draws", design.draws},
            {"particles", design.particles},
            {"replicates", design.replicates},
            {"held_out", study.fit.held_out},
            {"command", manifest.command_line},
            {"state_hash", manifest.state_hash},
            {"explanations", explanations_json(study)},
            {"rivals", std::move(rivals)},
            {"inclusions", std::move(inclusions)},
            {"between", {table.first, table.second}},
            {"deciding", std::move(deciding)},
            {"without", without_json(study)},
            {"weapons", weapons_json(study, runs)},
            {"discrepancy", discrepancy_json(study.fit.explanations[study.likeliest()])},
            {"sources", sources_learned_json(study)}};
}

Json sources_learned_json(const FittedStudy& study) {
    const PlainTable& table = study.sources_learned;
    const std::string& likeliest = study.explanations.rows[study.likeliest()].hypothesis;
    Json rows = Json::array();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (table.text(row, "hypothesis") == likeliest) {
            rows.push_back({{"source", table.text(row, "source")},
                            {"reports", table.number_json(row, "reports")},
                            {"before", table.number_json(row, "reliability_before")},
                            {"after", table.number_json(row, "reliability")}});
        }
    }
    return {{"hypothesis", likeliest}, {"rows", std::move(rows)}};
}

}  // namespace upsurge

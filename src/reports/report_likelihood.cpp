#include "reports/report_likelihood.h"

#include <algorithm>

#include "numbers/elementary.h"
#include "reports/statement_background.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

constexpr auto nodes = static_cast<std::size_t>(reliability_nodes);

std::size_t at(int ordinal) {
    return static_cast<std::size_t>(ordinal);
}

}  // namespace

double ScoredReport::reliability(double w) const {
    // w odds / (1 - w + w odds), which is 0 at 0 and 1 at 1.
    return trust * (w * odds / (1.0 - w + w * odds));
}

ReportLikelihood::ReportLikelihood(std::vector<Reliability> sources, std::vector<ScoredReport> reports)
    : sources_(std::move(sources)), reports_(std::move(reports)) {
    for (std::size_t i = 0; i < reports_.size(); ++i) {
        const ScoredReport& report = reports_[i];
        UPSURGE_CHECK(report.source >= 0 && at(report.source) < sources_.size(), "report of no source");
        UPSURGE_CHECK(report.copy_of < static_cast<int>(i), "a copy comes after what it copies");
        background_.push_back(statement_background(report.statement, report.scale, report.occurred_rate));
        for (const double w : sources_[at(report.source)].node) {
            node_.push_back(report.reliability(w));
        }
    }
}

void ReportLikelihood::start(std::span<double> weights) const {
    for (std::size_t source = 0; source < sources_.size(); ++source) {
        std::copy(sources_[source].weight.begin(), sources_[source].weight.end(),
                  weights.begin() + static_cast<std::ptrdiff_t>(source * nodes));
    }
}

double ReportLikelihood::kernel(int report, double x, const Discrepancy& discrepancy) const {
    const ScoredReport& scored = reports_[at(report)];
    return statement_kernel(scored.statement, scored.scale, seen_with(scored.error, discrepancy), x);
}

double ReportLikelihood::kernel(int report, std::span<const double> candidates) const {
    double sum = 0.0;
    for (const double x : candidates) {
        sum += kernel(report, x);
    }
    return sum / static_cast<double>(candidates.size());
}

double ReportLikelihood::factor_at(int report, std::size_t node, double kernel) const {
    const double w = node_[at(report) * nodes + node];
    const double mixed = w * kernel + (1.0 - w) * background_[at(report)];
    const ScoredReport& scored = reports_[at(report)];
    return (scored.repeats ? scored.copy_chance : 0.0) + (1.0 - scored.copy_chance) * mixed;
}

double ReportLikelihood::add(int report, double kernel, std::span<double> weights) const {
    double* weight = weights.data() + at(reports_[at(report)].source) * nodes;
    double learned[nodes];
    double sum = 0.0;
    for (std::size_t node = 0; node < nodes; ++node) {
        learned[node] = weight[node] * factor_at(report, node, kernel);
        sum += learned[node];
    }
    if (!(sum > 0.0)) {
        return -elementary::infinity;
    }
    const double scale = 1.0 / sum;
    for (std::size_t node = 0; node < nodes; ++node) {
        weight[node] = learned[node] * scale;
    }
    return log_of(sum);
}

double ReportLikelihood::log_factor(int report, double kernel, std::span<const double> weights) const {
    const double* weight = weights.data() + at(reports_[at(report)].source) * nodes;
    double sum = 0.0;
    for (std::size_t node = 0; node < nodes; ++node) {
        sum += weight[node] * factor_at(report, node, kernel);
    }
    return log_of(sum);
}

double ReportLikelihood::log_factor_of_added(int report, double kernel,
                                             std::span<const double> weights) const {
    // The weights hold the factor already: without it they are in proportion to weight / factor.
    const double* weight = weights.data() + at(reports_[at(report)].source) * nodes;
    double sum = 0.0;
    for (std::size_t node = 0; node < nodes; ++node) {
        sum += weight[node] > 0.0 ? weight[node] / factor_at(report, node, kernel) : 0.0;
    }
    return -log_of(sum);
}

double ReportLikelihood::reliability(int source, std::span<const double> weights) const {
    double sum = 0.0;
    double total = 0.0;
    for (std::size_t node = 0; node < nodes; ++node) {
        const double weight = weights[at(source) * nodes + node];
        sum += weight * sources_[at(source)].node[node];
        total += weight;
    }
    return sum / total;
}

double ReportLikelihood::chance_known(int report, double kernel, std::span<const double> weights,
                                      bool added) const {
    const double* weight = weights.data() + at(reports_[at(report)].source) * nodes;
    double known = 0.0;
    double total = 0.0;
    for (std::size_t node = 0; node < nodes; ++node) {
        const double w = node_[at(report) * nodes + node];
        const double mixed = w * kernel + (1.0 - w) * background_[at(report)];
        if (mixed > 0.0) {
            const double share = weight[node] * (added ? 1.0 : mixed);
            known += share * (w * kernel / mixed);
            total += share;
        }
    }
    return total > 0.0 ? known / total : 0.0;
}

}  // namespace upsurge

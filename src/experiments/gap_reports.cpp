#include "experiments/gap_reports.h"

#include "experiments/standing.h"

namespace upsurge {

bool says_crowd(const Model& model, const Report& report) {
    if (!report.observable || report.places.empty() ||
        (*report.observable != Observable::crowd && *report.observable != Observable::violent_crowd &&
         *report.observable != Observable::participants_today)) {
        return false;
    }
    switch (report.form) {
        case ReportForm::occurred:
            return true;
        case ReportForm::count:
        case ReportForm::interval:
        case ReportForm::at_least: {
            const ReportedRange range = reported_range(report);
            return !range.high || *range.high >= model.event_size;
        }
        case ReportForm::at_most:
        case ReportForm::denied:
        case ReportForm::rumour:
            return false;
    }
    return false;
}

std::vector<int> crowd_reports(const Model& model) {
    const std::vector<int> superseded = superseded_by(model);
    std::vector<int> reports;
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        if (superseded[i] < 0 && says_crowd(model, model.reports[i])) {
            reports.push_back(static_cast<int>(i));
        }
    }
    return reports;
}

std::vector<int> regions_of(const Model& model) {
    std::vector<int> regions;
    for (std::size_t place = 0; place < model.places.size(); ++place) {
        if (model.places[place].kind == PlaceKind::region) {
            regions.push_back(static_cast<int>(place));
        }
    }
    return regions;
}

}  // namespace upsurge

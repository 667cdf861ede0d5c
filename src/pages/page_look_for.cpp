#include <string>
#include <string_view>

#include "pages/page_fit.h"
#include "scenarios/csv_sheet.h"

namespace upsurge {
namespace {

/// "E0=0.31;E1=0.80"; an entry that is none of this form is left out.
Json probabilities_json(const std::string& cell) {
    Json all = Json::array();
    for (const std::string& part : parts_of(cell, ';')) {
        const std::size_t at = part.find('=');
        const auto value =
            at == std::string::npos ? std::nullopt : parse_number(std::string_view(part).substr(at + 1));
        if (value) {
            all.push_back({{"id", part.substr(0, at)}, {"probability", *value}});
        }
    }
    return all;
}

}  // namespace

Json indicators_json(const FittedStudy& study) {
    if (!study.indicators || study.indicators->rows.empty()) {
        return nullptr;
    }
    const PlainTable& table = *study.indicators;
    Json all = Json::array();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        all.push_back({{"rank", table.number_json(row, "rank")},
                       {"question", table.text(row, "question")},
                       {"observable", table.text(row, "observable")},
                       {"place", table.text(row, "place")},
                       {"event_start", table.text(row, "event_start")},
                       {"event_end", table.text(row, "event_end")},
                       {"threshold", table.number_json(row, "threshold")},
                       {"bits", table.number_json(row, "expected_information")},
                       {"error", table.number_json(row, "standard_error")},
                       {"probabilities", probabilities_json(table.text(row, "probabilities"))}});
    }
    return all;
}

}  // namespace upsurge

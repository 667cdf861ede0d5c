#include "reports/superseded.h"

#include <map>
#include <string>

namespace upsurge {

std::vector<int> superseded_by(std::span<const Report> reports) {
    std::map<std::string, int> position;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        position[reports[i].id] = static_cast<int>(i);
    }
    std::vector<int> by(reports.size(), -1);
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const auto older = position.find(reports[i].supersedes);
        if (older != position.end()) {
            by[static_cast<std::size_t>(older->second)] = static_cast<int>(i);
        }
    }
    // A list that is taken back is taken back whole: rows of one origin published with it go too.
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const Report& old = reports[i];
        if (by[i] < 0 || old.origin_group.empty() ||
            reports[static_cast<std::size_t>(by[i])].form != ReportForm::denied) {
            continue;
        }
        for (std::size_t j = 0; j < reports.size(); ++j) {
            const Report& other = reports[j];
            if (by[j] < 0 && other.origin_group == old.origin_group &&
                other.published_at <= old.published_at && static_cast<int>(j) != by[i]) {
                by[j] = by[i];
            }
        }
    }
    return by;
}

}  // namespace upsurge

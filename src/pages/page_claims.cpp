#include <algorithm>
#include <string>

#include "pages/page_fit.h"

namespace upsurge {

Json claims_json(const Model& model, const FittedStudy& study) {
    if (!study.claims_checked || study.claims_checked->rows.empty()) {
        return nullptr;
    }
    const PlainTable& table = *study.claims_checked;
    Json all = Json::array();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string& id = table.text(row, "claim");
        const auto claim = std::find_if(model.claims.begin(), model.claims.end(),
                                        [&](const Claim& one) { return one.id == id; });
        const bool known = claim != model.claims.end();
        all.push_back({{"id", id},
                       {"text", known ? claim->text : std::string()},
                       {"author", known ? claim->author : std::string()},
                       {"hedge", known ? claim->hedge : std::string()},
                       {"kind", known ? std::string(name_of(claim->kind)) : std::string()},
                       {"verdict", table.text(row, "verdict")},
                       {"number", table.number_json(row, "number")},
                       {"low", table.number_json(row, "low")},
                       {"high", table.number_json(row, "high")},
                       {"basis", table.text(row, "basis")},
                       {"reports", parts_of(table.text(row, "reports"), ';')}});
    }
    return all;
}

}  // namespace upsurge

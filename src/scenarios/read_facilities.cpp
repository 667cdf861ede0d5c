#include "scenarios/limits.h"
#include "scenarios/listed_rows.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr CsvColumn columns[] = {{"id"},
                                 {"name"},
                                 {"place"},
                                 {"kind"},
                                 {"critical"},
                                 {"garrison"},
                                 {"guarded_by"},
                                 {"hunting"},
                                 {"service_rifle"},
                                 {"pistol"},
                                 {"other"},
                                 {"source", false},
                                 {"mark", false},
                                 {"known_from", false}};

/// What the column `kind` may say: the kinds of facilities, and shops, which nobody holds.
const std::vector<std::string>& kind_choices() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all(facility_kind_names.begin(), facility_kind_names.end());
        all.emplace_back("gun_shop");
        return all;
    }();
    return names;
}

}  // namespace

void read_facilities(std::optional<std::string_view> text, ScenarioDraft& draft) {
    if (!text) {
        if (is_on(draft, "control")) {
            draft.defaults_used.push_back("Nothing can be stormed or held (there is no facilities.csv).");
        }
        return;
    }
    const CsvSheet sheet(*text, draft.shown("facilities.csv"), columns, draft.problems);
    if (!sheet.readable()) {
        return;
    }
    if (sheet.rows() > limits::facilities_max) {
        sheet.report(limits::facilities_max, "id",
                     "there are more than " + std::to_string(limits::facilities_max) + " facilities",
                     "fewer");
        return;
    }
    const std::vector<std::string> yes_no = {"no", "yes"};
    ListedRows listed(sheet, "facility");
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const auto id = listed.id(row);
        const std::string name = listed.name(row);
        const auto leaf = read_leaf(sheet, row, draft);
        const auto kind = sheet.choice(row, "kind", kind_choices());
        const auto critical = sheet.choice(row, "critical", yes_no);
        const auto garrison = sheet.whole(row, "garrison", 0, limits::unit_heads_max);
        const auto service = sheet.choice(row, "guarded_by", service_choices());
        const auto weapons = read_weapons(sheet, row);
        listed.check_mark(row);
        const std::int64_t known_from = listed.known_from(row);
        const bool shop = kind && *kind == facility_kind_count;
        if (shop && critical && *critical == 1) {
            sheet.report(row, "critical", "a gun shop is nobody's to hold", "no");
        }
        if (shop && garrison && *garrison > 0) {
            sheet.report(row, "garrison", "a gun shop has no garrison", "0");
        }
        if (!id || !leaf || !kind || !critical || !garrison || !service || !weapons) {
            continue;
        }
        if (shop) {
            draft.model.gun_shops.push_back({*leaf, *weapons, known_from});
            continue;
        }
        draft.model.facilities.push_back({*id, name, *leaf, static_cast<FacilityKind>(*kind), *critical == 1,
                                          static_cast<int>(*garrison), static_cast<Service>(*service),
                                          *weapons, known_from});
    }
}

}  // namespace upsurge

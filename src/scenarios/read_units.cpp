#include "scenarios/limits.h"
#include "scenarios/listed_rows.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr CsvColumn columns[] = {{"id"},
                                 {"name"},
                                 {"service"},
                                 {"place"},
                                 {"heads"},
                                 {"units"},
                                 {"hunting"},
                                 {"service_rifle"},
                                 {"pistol"},
                                 {"other"},
                                 {"source", false},
                                 {"mark", false},
                                 {"known_from", false}};

/// The i-th of `parts` shares of a whole number, as equal as can be, larger ones first.
int share_of(std::int64_t whole, std::int64_t parts, std::int64_t i) {
    return static_cast<int>(whole / parts + (i < whole % parts ? 1 : 0));
}

}  // namespace

void read_units(std::optional<std::string_view> text, ScenarioDraft& draft) {
    if (!text) {
        if (is_on(draft, "loyalty")) {
            draft.defaults_used.push_back(
                "Officers are numbers of the schedule and never waver (there is no units.csv).");
        }
        return;
    }
    const CsvSheet sheet(*text, draft.shown("units.csv"), columns, draft.problems);
    if (!sheet.readable()) {
        return;
    }
    ListedRows listed(sheet, "unit");
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const auto id = listed.id(row);
        listed.name(row);
        const auto service = sheet.choice(row, "service", service_choices());
        const bool mobile = sheet.is_empty(row, "place");
        const auto home = mobile ? std::optional(-1) : read_leaf(sheet, row, draft);
        const auto heads = sheet.whole(row, "heads", 1, limits::unit_heads_max);
        const auto units = sheet.whole(row, "units", 1, static_cast<std::int64_t>(limits::units_max));
        const auto weapons = read_weapons(sheet, row);
        listed.check_mark(row);
        const std::int64_t known_from = listed.known_from(row);
        if (!id || !service || !home || !heads || !units || !weapons) {
            continue;
        }
        if (*units > *heads) {
            sheet.report(row, "units",
                         std::to_string(*units) + " units of " + std::to_string(*heads) + " people",
                         "at most as many units as heads");
            continue;
        }
        if (draft.model.units.size() + static_cast<std::size_t>(*units) > limits::units_max) {
            sheet.report(row, "units", "there are more than " + std::to_string(limits::units_max) + " units",
                         "fewer, larger units");
            return;
        }
        for (std::int64_t i = 0; i < *units; ++i) {
            Unit unit;
            unit.id = *units == 1 ? *id : *id + "-" + std::to_string(i + 1);
            if (*units > 1 && !listed.take(row, unit.id)) {
                continue;
            }
            unit.service = static_cast<Service>(*service);
            unit.home = *home;
            unit.heads = share_of(*heads, *units, i);
            for (std::size_t type = 0; type < unit.weapons.size(); ++type) {
                unit.weapons[type] = share_of((*weapons)[type], *units, i);
            }
            unit.known_from = known_from;
            draft.model.units.push_back(std::move(unit));
        }
    }
}

}  // namespace upsurge

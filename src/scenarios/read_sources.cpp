#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr CsvColumn columns[] = {{"id"},       {"name"},        {"type"},
                                 {"side"},     {"reliability"}, {"known_from", false},
                                 {"argument"}, {"url", false}};

}  // namespace

const std::vector<std::string>& source_types() {
    static const std::vector<std::string> types = {
        "state",   "russian_media", "western_media", "local_independent", "social_media", "ngo",
        "company", "measurement",   "partisan",      "reference",         "derived"};
    return types;
}

const std::vector<std::string>& source_sides() {
    static const std::vector<std::string> sides = {"state", "opposition", "independent", "foreign",
                                                   "unknown"};
    return sides;
}

void read_sources(std::optional<std::string_view> text, ScenarioDraft& draft) {
    if (!text) {
        draft.defaults_used.push_back("No source is described or graded (there is no sources.csv).");
        return;
    }
    const CsvSheet sheet(*text, draft.shown("sources.csv"), columns, draft.problems);
    if (!sheet.readable()) {
        return;
    }
    const std::vector<std::string> grades = {"A", "B", "C", "D", "E", "F"};
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        Source source;
        source.id = sheet.text(row, "id");
        const bool is_new = draft.source_ids.insert(source.id).second;
        if (sheet.id(row, "id") && !is_new) {
            sheet.report(row, "id", "the source " + in_quotes(source.id) + " is there twice",
                         "an id used once");
        }
        source.name = sheet.text(row, "name");
        if (source.name.empty()) {
            sheet.report(row, "name", "the name is empty", "a name for people to read");
        }
        sheet.choice(row, "type", source_types());
        source.type = sheet.text(row, "type");
        sheet.choice(row, "side", source_sides());
        source.side = sheet.text(row, "side");
        if (const auto grade = sheet.choice(row, "reliability", grades)) {
            source.reliability = static_cast<char>('A' + *grade);
        }
        if (!sheet.is_empty(row, "known_from")) {
            if (const auto known = sheet.instant(row, "known_from")) {
                source.graded_at = known->instant;
            }
        }
        source.known_from = sheet.text(row, "known_from");
        source.argument = sheet.text(row, "argument");
        if (source.argument.empty()) {
            sheet.report(row, "argument", "the argument is empty", "why this source has this reliability");
        }
        source.url = sheet.text(row, "url");
        draft.model.sources.push_back(std::move(source));
    }
    draft.source_ids_known = sheet.complete();
}

}  // namespace upsurge

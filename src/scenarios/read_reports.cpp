#include <algorithm>
#include <limits>

#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr CsvColumn columns[] = {{"id"},
                                 {"event_start"},
                                 {"event_end", false},
                                 {"published_at"},
                                 {"published_precision"},
                                 {"place"},
                                 {"observable"},
                                 {"form"},
                                 {"value"},
                                 {"low", false},
                                 {"high", false},
                                 {"unit", false},
                                 {"source"},
                                 {"claimant", false},
                                 {"side", false},
                                 {"reliability", false},
                                 {"credibility", false},
                                 {"origin_group", false},
                                 {"supersedes", false},
                                 {"hedge", false},
                                 {"note", false},
                                 {"url", false}};

const std::vector<std::string> precisions = {"minute", "hour", "day", "month", "unknown"};
const std::vector<std::string> forms = {"count",    "interval", "at_least", "at_most",
                                        "occurred", "denied",   "rumour"};

/// A report and what is needed to check it against the others.
struct ReportRow {
    Report report;
    std::size_t row = 0;
    bool has_publication = false;  ///< published_at is there and not merely plausible
    std::optional<WrittenInstant> start;
    Instant published_earliest = 0;
};

/// What an observable can be at all.
std::pair<double, double> range_of(std::optional<Observable> observable) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (!observable) {
        return {-infinity, infinity};
    }
    switch (*observable) {
        case Observable::shutdown:
        case Observable::state_of_emergency:
        case Observable::perceived_activity:
        case Observable::grievance:
        case Observable::legitimacy:
            return {0, 1};
        case Observable::demand_level:
            return {1, 3};
        case Observable::anger:
            return {-1, 1};
        default:
            return {0, infinity};
    }
}

/// Which of value, low and high a form needs.
struct FormCells {
    bool value, low, high;
    bool optional;  ///< may be there or not
};
FormCells cells_of(ReportForm form) {
    switch (form) {
        case ReportForm::count:
            return {true, false, false, false};
        case ReportForm::interval:
            return {false, true, true, false};
        case ReportForm::at_least:
            return {false, true, false, false};
        case ReportForm::at_most:
            return {false, false, true, false};
        default:
            return {true, true, true, true};
    }
}

void read_numbers(const CsvSheet& sheet, std::size_t row, Report& report, bool form_known) {
    const std::pair<double, double> range = range_of(report.observable);
    const FormCells cells = form_known ? cells_of(report.form) : FormCells{true, true, true, true};
    auto read = [&](std::string_view column, bool used, std::optional<double>& slot) {
        const bool empty = sheet.is_empty(row, column);
        if (empty && used && !cells.optional) {
            sheet.report(row, column,
                         std::string(column) + " is empty in a report of form " +
                             forms[static_cast<std::size_t>(report.form)],
                         "a number");
        } else if (!empty && !used) {
            sheet.report(row, column,
                         "a report of form " + forms[static_cast<std::size_t>(report.form)] + " has no " +
                             std::string(column),
                         "an empty cell",
                         "form interval has low and high, at_least low, at_most high, count value");
        } else if (!empty) {
            slot = sheet.number(row, column, range.first, range.second);
        }
    };
    read("value", cells.value, report.value);
    read("low", cells.low, report.low);
    read("high", cells.high, report.high);
    if (report.low && report.high && *report.low > *report.high) {
        sheet.report(row, "low",
                     "low is " + number_text(*report.low) + ", above high, " + number_text(*report.high),
                     "low at most high");
    }
    if (report.value &&
        ((report.low && *report.value < *report.low) || (report.high && *report.value > *report.high))) {
        sheet.report(row, "value", "value is " + number_text(*report.value) + ", outside low to high",
                     "a value from low to high");
    }
}

void read_times(const CsvSheet& sheet, std::size_t row, ReportRow& result) {
    Report& report = result.report;
    const auto start = sheet.instant(row, "event_start");
    std::optional<WrittenInstant> end = start;
    if (!sheet.is_empty(row, "event_end")) {
        end = sheet.instant(row, "event_end");
    }
    if (start) {
        report.event_start = start->instant;
    }
    if (end) {
        report.event_end = end->instant;
    }
    if (start && end && end->instant < start->instant) {
        sheet.report(row, "event_end", "the event ends before it starts", "a time at or after event_start");
    }
    const auto published = sheet.instant(row, "published_at");
    const auto precision = sheet.choice(row, "published_precision", precisions);
    if (!published || !precision) {
        return;
    }
    report.published_precision = static_cast<Precision>(*precision);
    report.published_at = latest_moment(*published, report.published_precision);
    report.published_utc_offset_minutes = published->utc_offset_minutes;
    result.published_earliest = earliest_moment(*published, report.published_precision);
    result.has_publication = report.published_precision != Precision::unknown;
    result.start = start;
}

/// What the authorities impose can be announced before it begins; anything else cannot be reported earlier.
bool can_be_announced(const Report& report) {
    return report.observable == Observable::lpg_price || report.observable == Observable::shutdown ||
           report.observable == Observable::state_of_emergency;
}

void check_publication(const CsvSheet& sheet, const ReportRow& row) {
    if (row.has_publication && row.start && row.report.published_at < row.start->instant &&
        !can_be_announced(row.report)) {
        sheet.report(row.row, "published_at", "the report was published before the event started",
                     "a time at or after event_start, or precision unknown");
    }
}

void read_places_of(const CsvSheet& sheet, std::size_t row, Report& report, ScenarioDraft& draft) {
    const std::string& cell = sheet.text(row, "place");
    const TextPosition at = sheet.at(row, "place");
    std::size_t begin = 0;
    std::set<std::string> seen;
    while (begin <= cell.size()) {
        const std::size_t end = std::min(cell.find(';', begin), cell.size());
        const std::string id = cell.substr(begin, end - begin);
        const TextPosition here{
            at.line,
            at.column + (at.column > 0 ? static_cast<int>(count_characters(cell.substr(0, begin))) : 0)};
        if (id.empty()) {
            draft.problems.add(sheet.file(), here, "a place is empty", "ids of places.csv joined by ';'");
        } else if (!seen.insert(id).second) {
            draft.problems.add(sheet.file(), here, "the place " + in_quotes(id) + " stands twice",
                               "each place once");
        } else if (const KnownPlace* known = draft.find_place(id, sheet.file(), here)) {
            // A place that is not told apart yet: what was reported there happened in the one that holds it.
            if (known->nearest >= 0 && std::find(report.places.begin(), report.places.end(),
                                                 known->nearest) == report.places.end()) {
                report.places.push_back(known->nearest);
            }
        }
        begin = end + 1;
    }
}

ReportRow read_row(const CsvSheet& sheet, std::size_t row, ScenarioDraft& draft) {
    ReportRow result;
    result.row = row;
    Report& report = result.report;
    report.id = sheet.text(row, "id");
    const bool is_new = draft.report_ids.insert(report.id).second;
    if (sheet.id(row, "id") && !is_new) {
        sheet.report(row, "id", "the report " + in_quotes(report.id) + " is there twice", "an id used once");
    }
    read_times(sheet, row, result);
    read_places_of(sheet, row, report, draft);
    const std::string& observable = sheet.text(row, "observable");
    if (!observable.empty()) {
        report.observable = find_observable(observable);
        if (!report.observable) {
            std::vector<std::string> ids;
            for (const ObservableDescription& description : observable_descriptions) {
                ids.emplace_back(description.id);
            }
            sheet.report(row, "observable", "unknown observable " + in_quotes(observable),
                         "an observable, or an empty cell for a report that maps to none",
                         draft.problems.full() ? "" : nearest_name_hint(observable, ids));
        }
    }
    check_publication(sheet, result);
    for (int place : report.places) {
        if (report.observable == Observable::regions_active &&
            draft.model.places[static_cast<std::size_t>(place)].kind != PlaceKind::country) {
            sheet.report(row, "place",
                         "regions are counted in the country, not in " + in_quotes(sheet.text(row, "place")),
                         "the id of the country for a report of regions_active");
            break;
        }
    }
    const auto form = sheet.choice(row, "form", forms);
    if (form) {
        report.form = static_cast<ReportForm>(*form);
    }
    read_numbers(sheet, row, report, form.has_value());
    report.unit = sheet.text(row, "unit");
    report.source = sheet.text(row, "source");
    if (report.source.empty()) {
        sheet.report(row, "source", "the source is empty",
                     "who published this: an id of sources.csv if there is one");
    } else if (draft.source_ids_known && !draft.source_ids.contains(report.source)) {
        sheet.report(row, "source", "unknown source " + in_quotes(report.source), "an id of sources.csv",
                     draft.problems.full() ? ""
                                           : nearest_name_hint(report.source, {draft.source_ids.begin(),
                                                                               draft.source_ids.end()}));
    }
    report.claimant = sheet.text(row, "claimant");
    if (!sheet.is_empty(row, "side")) {
        sheet.choice(row, "side", source_sides());
    }
    report.side = sheet.is_empty(row, "side") ? "unknown" : sheet.text(row, "side");
    if (!sheet.is_empty(row, "reliability")) {
        const std::vector<std::string> grades = {"A", "B", "C", "D", "E", "F"};
        if (const auto grade = sheet.choice(row, "reliability", grades)) {
            report.reliability = static_cast<char>('A' + *grade);
        }
    }
    if (!sheet.is_empty(row, "credibility")) {
        report.credibility = static_cast<int>(sheet.whole(row, "credibility", 1, 6).value_or(6));
    }
    report.origin_group = sheet.text(row, "origin_group");
    report.supersedes = sheet.text(row, "supersedes");
    report.hedge = sheet.text(row, "hedge");
    report.note = sheet.text(row, "note");
    report.url = sheet.text(row, "url");
    return result;
}

/// Withdrawals and replacements: the earlier report is there, is earlier, and no chain bites its tail.
void check_superseded(const CsvSheet& sheet, const std::vector<ReportRow>& rows) {
    std::map<std::string_view, std::size_t> row_of_id;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        row_of_id.try_emplace(rows[i].report.id, i);
    }
    constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> earlier(rows.size(), none);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Report& report = rows[i].report;
        if (report.supersedes.empty()) {
            continue;
        }
        const auto found = row_of_id.find(report.supersedes);
        if (found == row_of_id.end() && !sheet.complete()) {
            continue;
        }
        if (found == row_of_id.end()) {
            std::vector<std::string> ids;
            for (const auto& [id, row] : row_of_id) {
                ids.emplace_back(id);
            }
            sheet.report(rows[i].row, "supersedes", "unknown report " + in_quotes(report.supersedes),
                         "the id of an earlier report", nearest_name_hint(report.supersedes, ids));
            continue;
        }
        earlier[i] = found->second;
        const ReportRow& before = rows[found->second];
        if (before.has_publication && rows[i].has_publication &&
            before.published_earliest > report.published_at) {
            sheet.report(rows[i].row, "supersedes",
                         "the report " + in_quotes(report.supersedes) + " was published later than this one",
                         "the id of an earlier report");
        }
    }
    // Follow each chain; a row seen on an earlier walk ends the walk, one seen on this walk closes a circle.
    std::vector<std::size_t> walk_of(rows.size(), none);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::size_t at = i;
        while (at != none && walk_of[at] == none) {
            walk_of[at] = i;
            at = earlier[at];
        }
        if (at != none && walk_of[at] == i) {
            sheet.report(rows[at].row, "supersedes", "the reports that supersede each other form a circle",
                         "a chain from later to earlier reports");
        }
    }
}

}  // namespace

void read_reports(std::string_view text, const std::string& shown, ScenarioDraft& draft) {
    const CsvSheet sheet(text, shown, columns, draft.problems);
    if (!sheet.readable()) {
        return;
    }
    std::vector<ReportRow> rows;
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        rows.push_back(read_row(sheet, row, draft));
    }
    draft.report_ids_known = sheet.complete();
    check_superseded(sheet, rows);
    for (ReportRow& row : rows) {
        draft.model.reports.push_back(std::move(row.report));
    }
}

}  // namespace upsurge

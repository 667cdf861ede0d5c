#include <algorithm>

#include "mechanisms/registry.h"
#include "scenarios/change_reader.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr CsvColumn columns[] = {{"id"},
                                 {"text"},
                                 {"author"},
                                 {"hedge", false},
                                 {"kind"},
                                 {"reports", false},
                                 {"parameter", false},
                                 {"switch", false},
                                 {"observable", false},
                                 {"hypothesis", false},
                                 {"untestable", false},
                                 {"note", false}};
const std::vector<std::string> kinds = {"factual", "causal", "forecast"};

/// One name of a list in a cell, perhaps "name@place".
struct Item {
    std::string name;
    std::string place;  ///< empty: none
    TextPosition at;
    TextPosition place_at;
};

/// The parts of a cell joined by ';'. An empty part is a problem, the same one twice too.
std::vector<Item> items_of(const CsvSheet& sheet, std::size_t row, std::string_view column, bool with_place,
                           ProblemList& problems) {
    std::vector<Item> items;
    const std::string& cell = sheet.text(row, column);
    if (cell.empty()) {
        return items;
    }
    std::set<std::string> seen;
    for (std::size_t begin = 0; begin <= cell.size();) {
        const std::size_t end = std::min(cell.find(';', begin), cell.size());
        const std::string part = cell.substr(begin, end - begin);
        Item item;
        item.at = sheet.at(row, column);
        item.at.column += static_cast<int>(count_characters(std::string_view(cell).substr(0, begin)));
        begin = end + 1;
        if (part.empty()) {
            problems.add(sheet.file(), item.at, "a part of " + std::string(column) + " is empty",
                         "names joined by ';', none of them empty");
            continue;
        }
        if (!seen.insert(part).second) {
            problems.add(sheet.file(), item.at, in_quotes(part) + " stands twice in this list", "each once");
            continue;
        }
        const std::size_t sign = with_place ? part.find('@') : std::string::npos;
        item.name = part.substr(0, sign);
        if (sign != std::string::npos) {
            item.place = part.substr(sign + 1);
            item.place_at = item.at;
            item.place_at.column += static_cast<int>(count_characters(item.name)) + 1;
        }
        items.push_back(std::move(item));
    }
    return items;
}

class ClaimReader {
  public:
    ClaimReader(const CsvSheet& sheet, bool hypothesis_ids_known, ScenarioDraft& draft)
        : sheet_(sheet), hypothesis_ids_known_(hypothesis_ids_known), draft_(draft) {
        for (const Hypothesis& one : draft.model.hypotheses) {
            hypothesis_ids_.push_back(one.id);
        }
        for (const RegisteredParameter& parameter : all_parameters()) {
            parameter_ids_.push_back(parameter.id);
        }
        for (const ObservableDescription& about : observable_descriptions) {
            observable_ids_.emplace_back(about.id);
        }
        switch_ids_ = mechanism_names();
        for (const RegisteredSwitch& known : all_switches()) {
            switch_ids_.push_back(known.id);
        }
    }

    Claim read(std::size_t row) {
        Claim claim;
        claim.id = sheet_.text(row, "id");
        if (sheet_.id(row, "id") && !ids_.insert(claim.id).second) {
            sheet_.report(row, "id", "the claim " + in_quotes(claim.id) + " is there twice",
                          "an id used once");
        }
        for (auto [column, slot] : {std::pair("text", &claim.text), std::pair("author", &claim.author)}) {
            *slot = sheet_.text(row, column);
            if (slot->empty()) {
                sheet_.report(row, column, std::string(column) + " is empty",
                              "what is claimed, in our words, and by whom");
            }
        }
        claim.hedge = sheet_.text(row, "hedge");
        if (const auto kind = sheet_.choice(row, "kind", kinds)) {
            claim.kind = static_cast<ClaimKind>(*kind);
        }
        claim.untestable = sheet_.text(row, "untestable");
        claim.note = sheet_.text(row, "note");
        read_names(row, claim);
        read_switches(row, claim);
        check_tied(row);
        return claim;
    }

  private:
    std::vector<Item> items(std::size_t row, std::string_view column, bool with_place = false) {
        return items_of(sheet_, row, column, with_place, draft_.problems);
    }
    void unknown(const Item& item, const std::string& word, const std::vector<std::string>& names,
                 const std::string& expected) {
        draft_.problems.add(sheet_.file(), item.at, "unknown " + word + " " + in_quotes(item.name), expected,
                            draft_.problems.full() ? "" : nearest_name_hint(item.name, names));
    }
    int place_of(const Item& item) {
        if (item.place_at.line == 0) {
            return -1;
        }
        const KnownPlace* known = draft_.find_place(item.place, sheet_.file(), item.place_at);
        return known != nullptr ? known->nearest : -1;
    }

    void read_names(std::size_t row, Claim& claim) {
        for (const Item& item : items(row, "reports")) {
            if (draft_.report_ids_known && !draft_.report_ids.contains(item.name)) {
                unknown(item, "report", {draft_.report_ids.begin(), draft_.report_ids.end()},
                        "an id of reports.csv");
            }
            claim.reports.push_back(item.name);
        }
        for (const Item& item : items(row, "hypothesis")) {
            if (hypothesis_ids_known_ && std::find(hypothesis_ids_.begin(), hypothesis_ids_.end(),
                                                   item.name) == hypothesis_ids_.end()) {
                unknown(item, "hypothesis", hypothesis_ids_, "an id of hypotheses.toml");
            }
            claim.hypotheses.push_back(item.name);
        }
        for (const Item& item : items(row, "observable", true)) {
            const int place = place_of(item);
            if (const auto found = find_observable(item.name)) {
                claim.observables.push_back({*found, place});
            } else {
                unknown(item, "observable", observable_ids_, "an observable, or observable@place");
            }
        }
        for (const Item& item : items(row, "parameter", true)) {
            const int place = place_of(item);
            const auto found = find_parameter(item.name);
            if (!found) {
                unknown(item, "parameter", parameter_ids_, "mechanism.parameter");
            } else if (place >= 0 &&
                       all_parameters()[static_cast<std::size_t>(*found)].spec->scope != Scope::place) {
                draft_.problems.add(sheet_.file(), item.place_at, item.name + " cannot differ between places",
                                    "the parameter alone");
            } else {
                claim.parameters.push_back({item.name, place});
            }
        }
    }

    void read_switches(std::size_t row, Claim& claim) {
        for (Item item : items(row, "switch")) {
            const std::size_t sign = item.name.find('=');
            const std::string option = sign == std::string::npos ? "" : item.name.substr(sign + 1);
            TextPosition option_at = item.at;
            option_at.column += static_cast<int>(count_characters(item.name.substr(0, sign))) + 1;
            item.name = item.name.substr(0, sign);
            const auto found = find_switch(item.name);
            if (sign == std::string::npos) {
                if (find_mechanism(item.name)) {
                    claim.switches.push_back({item.name, ""});
                } else if (found) {
                    draft_.problems.add(sheet_.file(), item.at,
                                        "the switch " + in_quotes(item.name) + " has no option",
                                        item.name + "=option");
                } else {
                    unknown(item, "mechanism", switch_ids_, "a mechanism, or mechanism.switch=option");
                }
                continue;
            }
            if (!found) {
                unknown(item, "switch", switch_ids_, "mechanism.switch=option");
                continue;
            }
            const SwitchSpec& spec = *all_switches()[static_cast<std::size_t>(*found)].spec;
            const std::vector<std::string> options(spec.options.begin(), spec.options.end());
            if (std::find(options.begin(), options.end(), option) == options.end()) {
                draft_.problems.add(
                    sheet_.file(), option_at, item.name + " has no option " + in_quotes(option),
                    joined(options, "or"),
                    nearest_name(option, options).empty() ? "" : nearest_name_hint(option, options));
                continue;
            }
            claim.switches.push_back({item.name, option});
        }
    }

    /// Something checks the claim, or a reason says why nothing can; never both.
    void check_tied(std::size_t row) {
        const bool tied = std::any_of(std::begin(tie_columns), std::end(tie_columns),
                                      [&](const char* column) { return !sheet_.is_empty(row, column); });
        const bool reason = !sheet_.is_empty(row, "untestable");
        if (!tied && !reason) {
            sheet_.report(row, "id", "nothing is tied to the claim " + in_quotes(sheet_.text(row, "id")),
                          "reports, a parameter, switch, observable or hypothesis, or why it is untestable");
        } else if (tied && reason) {
            sheet_.report(row, "untestable", "the claim is called untestable and yet tied to something",
                          "an empty cell, or no ties");
        }
    }

    static constexpr const char* tie_columns[] = {"reports", "parameter", "switch", "observable",
                                                  "hypothesis"};

    const CsvSheet& sheet_;
    bool hypothesis_ids_known_;
    ScenarioDraft& draft_;
    std::set<std::string> ids_;
    std::vector<std::string> hypothesis_ids_;
    std::vector<std::string> parameter_ids_;
    std::vector<std::string> observable_ids_;
    std::vector<std::string> switch_ids_;
};

}  // namespace

void read_claims(std::optional<std::string_view> text, bool hypothesis_ids_known, ScenarioDraft& draft) {
    if (!text) {
        draft.defaults_used.push_back("No claims are checked (no claims.csv).");
        return;
    }
    const CsvSheet sheet(*text, draft.shown("claims.csv"), columns, draft.problems);
    if (!sheet.readable()) {
        return;
    }
    ClaimReader reader(sheet, hypothesis_ids_known, draft);
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        draft.model.claims.push_back(reader.read(row));
    }
}

}  // namespace upsurge

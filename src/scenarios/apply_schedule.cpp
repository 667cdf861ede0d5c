#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/apply_change.h"
#include "scenarios/instant.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

/// An entry on its way through the changes.
struct Item {
    ScheduleEntry entry;
    const WrittenAt* at = nullptr;  ///< of the change that made it what it is; null: the scenario's own
};

class ScheduleChanger {
  public:
    ScheduleChanger(const ChangeScope& scope, Model& model, ProblemList& problems)
        : scope_(scope), model_(model), problems_(problems) {
        for (const ScheduleEntry& entry : model.schedule) {
            items_.push_back({entry, nullptr});
        }
    }

    void remove(const ScheduleMatch& match) {
        pick(match, [&](Item part) {
            if (in_scope(part.entry)) {
                return;
            }
            part.entry.until = *scope_.from;  // picked because it is in force and to be cut
            part.at = &match.at;
            kept_.push_back(std::move(part));
        });
    }

    void shift(const ScheduleShift& shift) {
        bool reported = false;
        pick(shift.match, [&](Item part) {
            ScheduleEntry& entry = part.entry;
            const Instant before = entry.from;
            for (Instant* time : {&entry.from, &entry.until, &entry.known_from}) {
                if (time == &entry.from || *time != 0) {
                    *time += shift.seconds;
                }
            }
            if (scope_.from && entry.from < *scope_.from && !reported) {
                reported = true;
                report(shift.match.at,
                       "the entry of kind " + std::string(name_of(entry.kind)) + " from " + text_of(before) +
                           " would begin at " + text_of(entry.from) + ", before the intervention",
                       "entries that begin at or after " + text_of(*scope_.from) + ", also when shifted");
            }
            // What was reported is not what is simulated any more.
            entry.reports.clear();
            entry.mark = Mark::assumed;
            entry.source += (entry.source.empty() ? "" : "; ") + std::string("moved by ") +
                            number_text(static_cast<double>(shift.seconds) / 3600.0) + " h";
            part.at = &shift.match.at;
            kept_.push_back(std::move(part));
        });
    }

    void add(const ScheduleEntry& entry, const WrittenAt& at) {
        if (scope_.from && entry.from < *scope_.from) {
            report(at, "this entry begins before the intervention",
                   "a time at or after " + text_of(*scope_.from));
        }
        items_.push_back({entry, &at});
    }

    /// Checks the new schedule and puts it into the model.
    void finish() {
        check_ties();
        check_first_prices();
        std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
            return std::tie(a.entry.from, a.entry.depth) < std::tie(b.entry.from, b.entry.depth);
        });
        model_.schedule.clear();
        for (Item& item : items_) {
            model_.schedule.push_back(std::move(item.entry));
        }
    }

  private:
    bool in_scope(const ScheduleEntry& entry) const { return !scope_.from || entry.from >= *scope_.from; }

    bool is_picked(const ScheduleMatch& match, const ScheduleEntry& entry) const {
        const bool in_force = scope_.from && !acts_once(entry.kind) && entry.from < *scope_.from &&
                              (entry.until == 0 || entry.until > *scope_.from);
        return entry.kind == match.kind && (in_scope(entry) || (match.cut && in_force)) &&
               (!match.from || entry.from >= *match.from) && (!match.until || entry.from < *match.until) &&
               (!match.value || entry.value == *match.value) &&
               (!match.policing || entry.policing == *match.policing);
    }

    /// Gives `use` what the match picks of every entry; the rest stays as it is.
    template <class Use>
    void pick(const ScheduleMatch& match, Use use) {
        bool any = false;
        kept_.clear();
        for (Item& item : items_) {
            std::vector<int> inside = item.entry.leaves;
            std::vector<int> outside;
            if (!match.leaves.empty()) {
                inside.clear();
                for (int leaf : item.entry.leaves) {
                    const bool named = std::binary_search(match.leaves.begin(), match.leaves.end(), leaf);
                    (named ? inside : outside).push_back(leaf);
                }
            }
            if (inside.empty() || !is_picked(match, item.entry)) {
                kept_.push_back(std::move(item));
                continue;
            }
            any = true;
            if (!outside.empty()) {
                kept_.push_back(part_of(item, outside));
                item = part_of(item, inside);
            }
            use(std::move(item));
        }
        std::swap(items_, kept_);
        if (!any && scope_.must_match) {
            report(match.at, "no entry of kind " + std::string(name_of(match.kind)) + " is picked by this",
                   scope_.from ? "one that begins at or after " + text_of(*scope_.from) +
                                     ", or with cut = true one in force then"
                               : "an entry of the schedule");
        }
    }

    Item part_of(const Item& item, const std::vector<int>& leaves) const {
        Item part = item;
        part.entry.leaves = leaves;
        part.entry.place_ids.clear();
        for (int leaf : leaves) {
            part.entry.place_ids.push_back(place_of(leaf).id);
        }
        return part;
    }

    const Place& place_of(int leaf) const {
        return model_.places[static_cast<std::size_t>(model_.leaves[static_cast<std::size_t>(leaf)])];
    }

    void check_ties() {
        std::set<std::tuple<ScheduleKind, int, Instant, int>> seen;
        for (const Item& item : items_) {  // the scenario's own come first wherever they are not changed
            const ScheduleEntry& entry = item.entry;
            for (int leaf : entry.leaves) {
                if (!acts_once(entry.kind) &&
                    !seen.emplace(entry.kind, leaf, entry.from, entry.depth).second) {
                    report(item.at != nullptr ? *item.at : scope_.at,
                           "two entries of kind " + std::string(name_of(entry.kind)) + " start at " +
                               text_of(entry.from) + " in " + in_quotes(place_of(leaf).id),
                           "one entry for each kind, place and time");
                    break;
                }
            }
        }
    }

    void check_first_prices() {
        std::map<int, const Item*> first;
        for (const Item& item : items_) {
            for (int leaf : item.entry.leaves) {
                const Item*& known = first[leaf];
                if (item.entry.kind == ScheduleKind::price &&
                    (known == nullptr || item.entry.from < known->entry.from)) {
                    known = &item;
                }
            }
        }
        for (const auto& [leaf, item] : first) {
            if (item != nullptr && item->entry.from > model_.clock.start) {
                report(item->at != nullptr ? *item->at : scope_.at,
                       "the first price of " + in_quotes(place_of(leaf).id) +
                           " would begin after the clock's start",
                       "a price from " + text_of(model_.clock.start) + " or before");
                return;
            }
        }
    }

    std::string text_of(Instant time) const { return format_instant(time, model_.clock.utc_offset_minutes); }
    void report(const WrittenAt& at, std::string what, std::string expected) {
        problems_.add(at.file, {at.line, at.column}, std::move(what), std::move(expected));
    }

    const ChangeScope& scope_;
    Model& model_;
    ProblemList& problems_;
    std::vector<Item> items_;
    std::vector<Item> kept_;
};

}  // namespace

void apply_schedule(const ModelChange& change, const ChangeScope& scope, Model& model,
                    ProblemList& problems) {
    if (change.remove.empty() && change.shift.empty() && change.add.empty()) {
        return;
    }
    ScheduleChanger changer(scope, model, problems);
    for (const ScheduleMatch& match : change.remove) {
        changer.remove(match);
    }
    for (const ScheduleShift& shift : change.shift) {
        changer.shift(shift);
    }
    for (std::size_t i = 0; i < change.add.size(); ++i) {
        changer.add(change.add[i], i < change.added_at.size() ? change.added_at[i] : scope.at);
    }
    changer.finish();
}

}  // namespace upsurge

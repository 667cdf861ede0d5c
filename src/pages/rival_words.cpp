#include "pages/rival_words.h"

#include <fmt/format.h>

#include <map>

#include "mechanisms/registry.h"
#include "pages/file_words.h"
#include "scenarios/instant.h"

namespace upsurge {
namespace {

/// Ids of the places; a region whose places are all there is named instead of them.
std::string places_text(const Model& model, const std::vector<int>& leaves) {
    std::map<int, std::size_t> here;  // region (or the place itself) -> leaves of it in the list
    std::map<int, std::size_t> all;
    const auto above = [&](int leaf) {
        int place = model.leaves[static_cast<std::size_t>(leaf)];
        while (model.places[static_cast<std::size_t>(place)].kind != PlaceKind::region &&
               model.places[static_cast<std::size_t>(place)].parent > 0) {
            place = model.places[static_cast<std::size_t>(place)].parent;
        }
        return place;
    };
    for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
        ++all[above(static_cast<int>(leaf))];
    }
    for (int leaf : leaves) {
        ++here[above(leaf)];
    }
    if (leaves.empty() || leaves.size() == model.leaves.size()) {
        return "everywhere";
    }
    std::string text;
    const auto name = [&](int place) {
        text += (text.empty() ? "in " : ", ") + model.places[static_cast<std::size_t>(place)].id;
    };
    for (const auto& [region, count] : here) {
        if (count == all[region]) {
            name(region);
        }
    }
    for (int leaf : leaves) {
        if (const int region = above(leaf); here[region] != all[region]) {
            name(model.leaves[static_cast<std::size_t>(leaf)]);
        }
    }
    return text;
}

std::string picked_text(const Model& model, const ScheduleMatch& match) {
    const int offset = model.clock.utc_offset_minutes;
    std::string text(name_of(match.kind));
    if (match.policing) {
        text += fmt::format(" {}", word_of(*match.policing));
    }
    if (match.value) {
        text += fmt::format(" {}", *match.value);
    }
    text += " " + places_text(model, match.leaves);
    if (match.from) {
        text += " from " + format_instant(*match.from, offset);
    }
    if (match.until) {
        text += " until " + format_instant(*match.until, offset);
    }
    return text;
}

std::string setting_text(const Model& model, const SettingChange& change) {
    std::string text = all_parameters()[static_cast<std::size_t>(change.parameter)].id;
    if (change.value) {
        text += fmt::format(" = {}", *change.value);
    }
    if (change.prior && !change.prior->empty()) {
        text += fmt::format(" with the prior {}", *change.prior);
    } else if (change.value || change.prior) {
        text += ", fixed";
    }
    return text + " " + places_text(model, change.everywhere ? std::vector<int>{} : change.leaves);
}

std::string entry_text(const Model& model, const ScheduleEntry& entry) {
    std::string text = fmt::format("{} is added", name_of(entry.kind));
    if (entry.kind == ScheduleKind::policing) {
        text = fmt::format("policing {} is added", word_of(entry.policing));
    } else if (entry.value != 0) {
        text = fmt::format("{} {} is added", name_of(entry.kind), entry.value);
    }
    return fmt::format("{} {} from {}", text, places_text(model, entry.leaves),
                       format_instant(entry.from, model.clock.utc_offset_minutes));
}

std::string at_place(const Model& model, int place) {
    return place < 0 ? std::string() : " in " + model.places[static_cast<std::size_t>(place)].id;
}

}  // namespace

std::vector<std::string> change_phrases(const Model& model, const ModelChange& change) {
    std::vector<std::string> phrases;
    for (const auto& [name, on] : change.mechanisms) {
        phrases.push_back(name + (on ? " is on" : " is off"));
    }
    for (const auto& [id, option] : change.switches) {
        phrases.push_back(id + " = " + option);
    }
    for (const SettingChange& setting : change.settings) {
        phrases.push_back(setting_text(model, setting));
    }
    for (const ScheduleMatch& match : change.remove) {
        phrases.push_back(picked_text(model, match) + (match.cut ? " is removed or ended" : " is removed"));
    }
    for (const ScheduleShift& shift : change.shift) {
        const double hours = static_cast<double>(shift.seconds) / 3600.0;
        phrases.push_back(fmt::format("{} comes {} h {}", picked_text(model, shift.match),
                                      hours < 0 ? -hours : hours, hours < 0 ? "earlier" : "later"));
    }
    for (const ScheduleEntry& entry : change.add) {
        phrases.push_back(entry_text(model, entry));
    }
    return phrases;
}

std::vector<std::string> tie_phrases(const Model& model, const Claim& claim) {
    std::vector<std::string> phrases;
    if (!claim.reports.empty()) {
        phrases.push_back(fmt::format("{} {}", claim.reports.size() == 1 ? "report" : "reports",
                                      fmt::join(claim.reports, ", ")));
    }
    for (const Claim::ParameterTie& tie : claim.parameters) {
        phrases.push_back("parameter " + tie.parameter + at_place(model, tie.place));
    }
    for (const Claim::SwitchTie& tie : claim.switches) {
        phrases.push_back(tie.option.empty() ? "mechanism " + tie.id
                                             : "switch " + tie.id + " = " + tie.option);
    }
    for (const Claim::ObservableTie& tie : claim.observables) {
        phrases.push_back(fmt::format("observable {}", describe(tie.observable).id) +
                          at_place(model, tie.place));
    }
    if (!claim.hypotheses.empty()) {
        phrases.push_back(fmt::format("{} {}", claim.hypotheses.size() == 1 ? "hypothesis" : "hypotheses",
                                      fmt::join(claim.hypotheses, ", ")));
    }
    if (!claim.untestable.empty()) {
        phrases.push_back("untestable: " + claim.untestable);
    }
    return phrases;
}

}  // namespace upsurge

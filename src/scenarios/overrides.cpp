#include "scenarios/overrides.h"

#include <algorithm>

#include "scenarios/csv_sheet.h"
#include "scenarios/nearest_name.h"
#include "scenarios/text.h"

namespace upsurge {

void Overrides::read(const std::vector<std::string>& settings, ProblemList& problems) {
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos || equals == 0) {
            problems.add(override_place, {}, in_quotes(setting) + " is no setting",
                         "key=value, such as clock.tick_hours=0.5");
            continue;
        }
        const std::string key = setting.substr(0, equals);
        if (std::any_of(settings_.begin(), settings_.end(),
                        [&](const Override& given) { return given.key == key; })) {
            problems.add(override_place, {}, in_quotes(key) + " is given twice", "each setting once");
            continue;
        }
        settings_.push_back({key, setting.substr(equals + 1)});
    }
}

std::optional<std::string> Overrides::take(std::string_view key) {
    for (Override& setting : settings_) {
        if (setting.key == key) {
            setting.used = true;
            return setting.value;
        }
    }
    return std::nullopt;
}

std::optional<double> Overrides::take_number(std::string_view key, double lowest, double highest,
                                             ProblemList& problems) {
    const std::optional<std::string> text = take(key);
    if (!text) {
        return std::nullopt;
    }
    const std::optional<double> value = parse_number(*text);
    if (!value || *value < lowest || *value > highest) {
        problems.add(override_place, {}, std::string(key) + " is " + in_quotes(*text),
                     "a number from " + number_text(lowest) + " to " + number_text(highest));
        return std::nullopt;
    }
    return value;
}

void Overrides::finish(const std::vector<std::string>& valid_keys, ProblemList& problems) const {
    for (const Override& setting : settings_) {
        if (!setting.used) {
            problems.add(override_place, {}, "unknown setting " + in_quotes(setting.key),
                         "mechanism.parameter, mechanism.switch, a mechanism (on or off), clock.tick_hours "
                         "or clock.step_hours",
                         nearest_name_hint(setting.key, valid_keys));
        }
    }
}

}  // namespace upsurge

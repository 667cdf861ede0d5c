#include "scenarios/toml_reader.h"

#include <algorithm>
#include <cmath>

#include "scenarios/nearest_name.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

std::string range_text(double lowest, double highest) {
    const bool no_lowest = std::isinf(lowest);
    const bool no_highest = std::isinf(highest);
    if (no_lowest && no_highest) {
        return "a finite number";
    }
    if (no_highest) {
        return "a number of at least " + number_text(lowest);
    }
    if (no_lowest) {
        return "a number of at most " + number_text(highest);
    }
    return "a number from " + number_text(lowest) + " to " + number_text(highest);
}

}  // namespace

TomlReader::TomlReader(const TomlNode& table, std::string what, const std::string& file,
                       ProblemList& problems)
    : node_(table), what_(std::move(what)), file_(file), problems_(problems) {}

bool TomlReader::has(std::string_view key) const {
    return std::any_of(node_.entries.begin(), node_.entries.end(),
                       [&](const TomlEntry& entry) { return entry.key == key; });
}

const TomlEntry* TomlReader::find(std::string_view key) {
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) {
        asked_.emplace_back(key);
    }
    for (const TomlEntry& entry : node_.entries) {
        if (entry.key == key) {
            return &entry;
        }
    }
    return nullptr;
}

const TomlEntry* TomlReader::get(std::string_view key, Need need) {
    const TomlEntry* entry = find(key);
    if (entry == nullptr && need == Need::required) {
        missing_.emplace_back(key);
    }
    return entry;
}

void TomlReader::wrong_type(const TomlEntry& entry, std::string_view expected) {
    problems_.add(file_, entry.value.at,
                  in_quotes(entry.key) + " is " + std::string(name_of(entry.value.kind)),
                  std::string(expected));
}

std::optional<Placed<std::string>> TomlReader::text(std::string_view key, Need need) {
    const TomlEntry* entry = get(key, need);
    if (entry == nullptr) {
        return std::nullopt;
    }
    if (entry->value.kind != TomlNode::Kind::text) {
        wrong_type(*entry, "a text in quotes");
        return std::nullopt;
    }
    return Placed<std::string>{entry->value.text, entry->value.at};
}

std::optional<Placed<double>> TomlReader::number(std::string_view key, double lowest, double highest,
                                                 Need need) {
    const TomlEntry* entry = get(key, need);
    if (entry == nullptr) {
        return std::nullopt;
    }
    if (entry->value.kind != TomlNode::Kind::number && entry->value.kind != TomlNode::Kind::integer) {
        wrong_type(*entry, range_text(lowest, highest));
        return std::nullopt;
    }
    const double value = entry->value.number;
    if (!std::isfinite(value) || value < lowest || value > highest) {
        problems_.add(file_, entry->value.at, in_quotes(key) + " is " + number_text(value),
                      range_text(lowest, highest));
        return std::nullopt;
    }
    return Placed<double>{value, entry->value.at};
}

std::optional<Placed<std::int64_t>> TomlReader::integer(std::string_view key, std::int64_t lowest,
                                                        std::int64_t highest, Need need) {
    const TomlEntry* entry = get(key, need);
    if (entry == nullptr) {
        return std::nullopt;
    }
    const std::string expected =
        "a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest);
    if (entry->value.kind != TomlNode::Kind::integer) {
        wrong_type(*entry, expected);
        return std::nullopt;
    }
    if (entry->value.integer < lowest || entry->value.integer > highest) {
        problems_.add(file_, entry->value.at, in_quotes(key) + " is " + std::to_string(entry->value.integer),
                      expected);
        return std::nullopt;
    }
    return Placed<std::int64_t>{entry->value.integer, entry->value.at};
}

std::optional<Placed<bool>> TomlReader::boolean(std::string_view key, Need need) {
    const TomlEntry* entry = get(key, need);
    if (entry == nullptr) {
        return std::nullopt;
    }
    if (entry->value.kind != TomlNode::Kind::boolean) {
        wrong_type(*entry, "true or false");
        return std::nullopt;
    }
    return Placed<bool>{entry->value.boolean, entry->value.at};
}

std::optional<Placed<WrittenInstant>> TomlReader::instant(std::string_view key, Need need) {
    const TomlEntry* entry = get(key, need);
    if (entry == nullptr) {
        return std::nullopt;
    }
    if (entry->value.kind != TomlNode::Kind::date_time && entry->value.kind != TomlNode::Kind::text) {
        wrong_type(*entry, "a date and time with offset such as 2022-01-05T14:30:00+06:00");
        return std::nullopt;
    }
    Result<WrittenInstant> parsed = parse_instant(entry->value.text);
    if (!parsed) {
        problems_.add(file_, entry->value.at, parsed.error().front());
        return std::nullopt;
    }
    return Placed<WrittenInstant>{*parsed, entry->value.at};
}

std::optional<std::vector<Placed<std::string>>> TomlReader::texts(std::string_view key, Need need) {
    const TomlEntry* entry = get(key, need);
    if (entry == nullptr) {
        return std::nullopt;
    }
    if (entry->value.kind != TomlNode::Kind::array) {
        wrong_type(*entry, "a list of texts in square brackets");
        return std::nullopt;
    }
    std::vector<Placed<std::string>> result;
    for (const TomlNode& item : entry->value.items) {
        if (item.kind == TomlNode::Kind::text) {
            result.push_back({item.text, item.at});
        } else {
            problems_.add(file_, item.at,
                          "this entry of " + in_quotes(key) + " is " + std::string(name_of(item.kind)),
                          "a text in quotes");
        }
    }
    return result;
}

std::optional<std::vector<Placed<double>>> TomlReader::numbers(std::string_view key, Need need) {
    const TomlEntry* entry = get(key, need);
    if (entry == nullptr) {
        return std::nullopt;
    }
    if (entry->value.kind != TomlNode::Kind::array) {
        wrong_type(*entry, "a list of numbers in square brackets");
        return std::nullopt;
    }
    std::vector<Placed<double>> result;
    for (const TomlNode& item : entry->value.items) {
        const bool is_number = item.kind == TomlNode::Kind::number || item.kind == TomlNode::Kind::integer;
        if (is_number && std::isfinite(item.number)) {
            result.push_back({item.number, item.at});
        } else {
            problems_.add(file_, item.at,
                          "this entry of " + in_quotes(key) + " is " +
                              (is_number ? number_text(item.number) : std::string(name_of(item.kind))),
                          "a finite number");
        }
    }
    return result;
}

const TomlNode* TomlReader::table(std::string_view key, Need need) {
    const TomlEntry* entry = get(key, need);
    if (entry == nullptr) {
        return nullptr;
    }
    if (entry->value.kind != TomlNode::Kind::table) {
        wrong_type(*entry, "a table: [" + std::string(key) + "]");
        return nullptr;
    }
    return &entry->value;
}

std::vector<const TomlNode*> TomlReader::tables(std::string_view key, Need need) {
    std::vector<const TomlNode*> result;
    const TomlEntry* entry = get(key, need);
    if (entry == nullptr) {
        return result;
    }
    const std::string expected = "a list of tables: [[" + std::string(key) + "]]";
    if (entry->value.kind != TomlNode::Kind::array) {
        wrong_type(*entry, expected);
        return result;
    }
    for (const TomlNode& item : entry->value.items) {
        if (item.kind == TomlNode::Kind::table) {
            result.push_back(&item);
        } else {
            problems_.add(file_, item.at,
                          "this entry of " + in_quotes(key) + " is " + std::string(name_of(item.kind)),
                          expected);
        }
    }
    return result;
}

TextPosition TomlReader::at(std::string_view key) const {
    for (const TomlEntry& entry : node_.entries) {
        if (entry.key == key) {
            return entry.key_at;
        }
    }
    return node_.at;
}

void TomlReader::forbid(std::string_view key, std::string_view why) {
    if (const TomlEntry* entry = find(key)) {
        problems_.add(file_, entry->key_at, in_quotes(key) + " means nothing here", std::string(why));
    }
}

void TomlReader::finish() {
    for (const TomlEntry& entry : node_.entries) {
        if (std::find(asked_.begin(), asked_.end(), entry.key) != asked_.end()) {
            continue;
        }
        const std::string meant = nearest_name(entry.key, missing_);
        problems_.add(
            file_, entry.key_at, what_ + " has an unknown key " + in_quotes(entry.key), {},
            meant.empty() ? nearest_name_hint(entry.key, asked_) : "did you mean " + in_quotes(meant) + "?");
        missing_.erase(std::remove(missing_.begin(), missing_.end(), meant), missing_.end());
    }
    for (const std::string& key : missing_) {
        problems_.add(file_, node_.at, what_ + " has no " + in_quotes(key), "the key " + in_quotes(key));
    }
}

}  // namespace upsurge

#include "scenarios/dotted_entries.h"

#include <algorithm>

namespace upsurge {

std::vector<DottedEntry> dotted_entries(const TomlNode& table, const std::vector<std::string>& mechanisms) {
    std::vector<DottedEntry> result;
    for (const TomlEntry& entry : table.entries) {
        const bool is_mechanism =
            std::find(mechanisms.begin(), mechanisms.end(), entry.key) != mechanisms.end();
        if (is_mechanism && entry.value.kind == TomlNode::Kind::table) {
            for (const TomlEntry& inner : entry.value.entries) {
                result.push_back({entry.key + "." + inner.key, inner.key_at, &inner.value});
            }
        } else {
            result.push_back({entry.key, entry.key_at, &entry.value});
        }
    }
    return result;
}

}  // namespace upsurge

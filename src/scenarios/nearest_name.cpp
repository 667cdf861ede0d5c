#include "scenarios/nearest_name.h"

#include <algorithm>

#include "scenarios/text.h"

namespace upsurge {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr std::size_t name_length_max = 80;  // longer texts are no names; keeps the cost bounded
constexpr std::size_t names_max = 2000;

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
    std::vector<int> before(b.size() + 1);
    std::vector<int> above(b.size() + 1);
    std::vector<int> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        above[j] = static_cast<int>(j);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int cost = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            current[j] = std::min({above[j] + 1, current[j - 1] + 1, above[j - 1] + cost});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
                current[j] = std::min(current[j], before[j - 2] + 1);
            }
        }
        std::swap(before, above);
        std::swap(above, current);
    }
    return above[b.size()];
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& names) {
    if (name.empty() || name.size() > name_length_max || names.size() > names_max) {
        return {};
    }
    const std::string* best = nullptr;
    int best_distance = 0;
    for (const std::string& candidate : names) {
        if (candidate.size() > name_length_max) {
            continue;
        }
        const int allowed = std::max(1, static_cast<int>(std::max(name.size(), candidate.size())) / 3);
        const int length_difference =
            std::abs(static_cast<int>(name.size()) - static_cast<int>(candidate.size()));
        if (length_difference > allowed) {
            continue;
        }
        const int distance = edit_distance(name, candidate);
        if (distance <= allowed && (best == nullptr || distance < best_distance)) {
            best = &candidate;
            best_distance = distance;
        }
    }
    return best == nullptr ? std::string() : *best;
}

std::string nearest_name_hint(std::string_view name, const std::vector<std::string>& names) {
    const std::string nearest = nearest_name(name, names);
    if (!nearest.empty()) {
        return "did you mean " + in_quotes(nearest) + "?";
    }
    constexpr std::size_t list_max = 12;
    if (names.empty() || names.size() > list_max) {
        return {};
    }
    return "valid: " + joined(names);
}

}  // namespace upsurge

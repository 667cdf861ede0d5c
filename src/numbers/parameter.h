/// A row of a mechanism's parameter table: help, checks, priors and the methods section all read it.
#pragma once

#include <optional>
#include <string_view>

namespace upsurge {

/// How well a value is known.
enum class Mark {
    measured,    ///< from data about the case
    literature,  ///< from a published study of something like it
    assumed      ///< our choice
};
std::string_view name_of(Mark mark);
/// "measured", "literature" or "assumed"; nothing for any other text.
std::optional<Mark> parse_mark(std::string_view text);

/// What a parameter may differ by.
enum class Scope { global, place, stratum };
std::string_view name_of(Scope scope);
/// "global", "place" or "stratum"; nothing for any other text.
std::optional<Scope> parse_scope(std::string_view text);

/// One parameter. The texts are literals and live as long as the program.
struct ParameterSpec {
    const char* name;     ///< snake_case with its unit last, such as rate_per_hour
    const char* unit;     ///< "1/hour", "share", "1"
    double value;         ///< usual value, low <= value <= high
    double low;           ///< smallest value accepted
    double high;          ///< largest value accepted
    const char* prior;    ///< as parse_prior reads it; empty: never fitted
    Mark mark;            ///< how well the usual value is known
    const char* source;   ///< where it comes from; "ours" for assumptions
    const char* meaning;  ///< one plain sentence
    Scope scope = Scope::global;
};

}  // namespace upsurge

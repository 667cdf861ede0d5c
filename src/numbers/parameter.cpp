#include "numbers/parameter.h"

namespace upsurge {

std::string_view name_of(Mark mark) {
    switch (mark) {
        case Mark::measured:
            return "measured";
        case Mark::literature:
            return "literature";
        case Mark::assumed:
            return "assumed";
    }
    return "unknown";
}

std::optional<Mark> parse_mark(std::string_view text) {
    for (const Mark mark : {Mark::measured, Mark::literature, Mark::assumed}) {
        if (text == name_of(mark)) {
            return mark;
        }
    }
    return std::nullopt;
}

std::string_view name_of(Scope scope) {
    switch (scope) {
        case Scope::global:
            return "global";
        case Scope::place:
            return "place";
        case Scope::stratum:
            return "stratum";
    }
    return "unknown";
}

std::optional<Scope> parse_scope(std::string_view text) {
    for (const Scope scope : {Scope::global, Scope::place, Scope::stratum}) {
        if (text == name_of(scope)) {
            return scope;
        }
    }
    return std::nullopt;
}

}  // namespace upsurge

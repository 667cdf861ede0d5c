#include "pages/file_words.h"

namespace upsurge {

std::string_view word_of(PlaceKind kind) {
    switch (kind) {
        case PlaceKind::country:
            return "country";
        case PlaceKind::region:
            return "region";
        case PlaceKind::city:
            return "city";
        case PlaceKind::town:
            return "town";
        case PlaceKind::remainder:
            return "remainder";
        case PlaceKind::abroad:
            return "abroad";
    }
    return "";
}

std::string_view word_of(ReportForm form) {
    switch (form) {
        case ReportForm::count:
            return "count";
        case ReportForm::interval:
            return "interval";
        case ReportForm::at_least:
            return "at_least";
        case ReportForm::at_most:
            return "at_most";
        case ReportForm::occurred:
            return "occurred";
        case ReportForm::denied:
            return "denied";
        case ReportForm::rumour:
            return "rumour";
    }
    return "";
}

std::string_view word_of(Precision precision) {
    switch (precision) {
        case Precision::minute:
            return "minute";
        case Precision::hour:
            return "hour";
        case Precision::day:
            return "day";
        case Precision::month:
            return "month";
        case Precision::unknown:
            return "unknown";
    }
    return "";
}

std::string_view word_of(ScheduleKind kind) {
    return schedule_kind_names[static_cast<std::size_t>(kind)];
}

std::string_view word_of(Policing policing) {
    switch (policing) {
        case Policing::tolerate:
            return "tolerate";
        case Policing::contain:
            return "contain";
        case Policing::disperse:
            return "disperse";
        case Policing::fire:
            return "fire";
    }
    return "";
}

std::string_view word_of(ObservableKind kind) {
    switch (kind) {
        case ObservableKind::stock:
            return "stock";
        case ObservableKind::daily:
            return "flow";
        case ObservableKind::cumulative:
            return "cumulative";
        case ObservableKind::field:
            return "field";
    }
    return "";
}

}  // namespace upsurge

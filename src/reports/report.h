/// A report: one statement by one source about an observable; and the sources.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "society/observables.h"

namespace upsurge {

/// Seconds since 1970-01-01T00:00:00Z.
using Instant = std::int64_t;

enum class ReportForm { count, interval, at_least, at_most, occurred, denied, rumour };
enum class Precision { minute, hour, day, month, unknown };

/// One row of reports.csv, checked. Places are indices into Model::places.
struct Report {
    std::string id;
    Instant event_start = 0;
    Instant event_end = 0;
    Instant published_at = 0;  ///< the latest moment its precision allows
    Precision published_precision = Precision::unknown;
    int published_utc_offset_minutes = 0;  ///< the zone it was written in: a day there is not a day elsewhere
    std::vector<int> places;
    std::optional<Observable> observable;  ///< none: shown, never fitted
    ReportForm form = ReportForm::occurred;
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
    std::string unit;
    std::string source;
    std::string claimant;
    std::string side;
    char reliability = 'F';    ///< A..F
    int credibility = 6;       ///< 1..6
    std::string origin_group;  ///< copies of one wire share it
    std::string supersedes;    ///< id of the report this one withdraws or replaces
    std::string hedge;
    std::string note;
    std::string url;

    bool has_number() const { return value || low || high; }
};

/// One row of sources.csv, checked.
struct Source {
    std::string id;
    std::string name;
    std::string type;
    std::string side;
    char reliability = 'F';
    std::string known_from;  ///< as written
    Instant graded_at =
        0;  ///< the same as a moment: the grade was not known before; 0 where nothing is written
    std::string argument;
    std::string url;
};

}  // namespace upsurge

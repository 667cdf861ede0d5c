#include "reports/scored_reports.h"

#include <algorithm>
#include <map>
#include <optional>

#include "reports/observable_errors.h"

namespace upsurge {

namespace {

/// A report on its way to being scored.
struct Candidate {
    const Report* report = nullptr;
    KnownReport known;
    ReportedMeasure measure;
    Statement statement;
};

const std::string& origin_of(const Report& report) {
    return report.origin_group.empty() ? report.id : report.origin_group;
}

/// Windows overlap; one that ends where the other begins is another time.
bool same_time(const Report& first, const Report& second) {
    return first.event_start == second.event_start ||
           (first.event_start < second.event_end && second.event_start < first.event_end);
}

/// Somebody else, with another origin, says what fits with it about the same observable, place and time.
bool confirmed_by(const Candidate& report, const Candidate& other) {
    const bool place_shared =
        std::any_of(report.report->places.begin(), report.report->places.end(), [&](int place) {
            return std::find(other.report->places.begin(), other.report->places.end(), place) !=
                   other.report->places.end();
        });
    return place_shared && other.report->observable == report.report->observable &&
           other.report->source != report.report->source &&
           origin_of(*other.report) != origin_of(*report.report) &&
           same_time(*other.report, *report.report) && agree(other.statement, report.statement);
}

/// Whether both answer the same question out of one origin, so that one could be a copy of the other.
bool same_question(const Report& first, const Report& second) {
    return !first.origin_group.empty() && first.origin_group == second.origin_group &&
           first.observable == second.observable && first.places == second.places && same_time(first, second);
}

/// Fills in measure and statement, or says why the report cannot be scored.
std::optional<std::string> make_ready(Candidate& made, double largest, double event_size, double bound_stop) {
    const Report& report = *made.report;
    if (!report.observable) {
        return "it maps to no observable";
    }
    if (report.places.empty()) {
        return "it names no place";
    }
    const std::optional<ReportedMeasure> measure = measure_of(*report.observable, largest, event_size);
    if (!measure) {
        return "its observable has no unit that is reported";
    }
    made.measure = *measure;
    if (made.measure.scale.counts && describe(*report.observable).unit == "people") {
        made.measure.error.log_bias = side_log_bias(report.side);
    }
    const std::optional<Statement> statement = statement_of(report, made.measure.scale);
    if (!statement) {
        return "its numbers lie off the scale, or allow every number";
    }
    made.statement = *statement;
    const bool occurs =
        statement->form == Statement::Form::occurred || statement->form == Statement::Form::denied;
    if (occurs && *report.observable == Observable::lpg_price) {
        return "a price does not occur";
    }
    if (statement->form == Statement::Form::at_least && bound_stop < 1) {
        made.statement = at_least_statement(statement->low, made.measure.scale, bound_stop);
    }
    return std::nullopt;
}

ScoredReport scored(const std::vector<Candidate>& candidates, std::size_t position, int source,
                    char source_letter, const SourceSettings& settings) {
    const Candidate& candidate = candidates[position];
    ScoredReport result;
    result.statement = candidate.statement;
    result.scale = candidate.measure.scale;
    result.error = candidate.measure.error;
    result.source = source;
    result.occurred_rate = settings.occurred_rate;
    result.trust = candidate.report->form == ReportForm::rumour ? settings.rumour_trust : 1.0;
    int digit = candidate.known.digit;
    if (digit == 1 && std::any_of(candidates.begin(), candidates.end(),
                                  [&](const Candidate& other) { return confirmed_by(candidate, other); })) {
        digit = 6;
    }
    result.odds = odds_of_grade(source_letter, candidate.known.letter, digit);
    for (std::size_t i = 0; i < position && !result.repeats; ++i) {
        if (same_question(*candidates[i].report, *candidate.report)) {
            const bool repeats = agree(candidates[i].statement, candidate.statement);
            if (repeats || result.copy_of < 0) {
                result.copy_of = static_cast<int>(i);
                result.repeats = repeats;
                result.copy_chance = settings.copy_chance;
            }
        }
    }
    return result;
}

}  // namespace

bool agree(const Statement& first, const Statement& second) {
    using Form = Statement::Form;
    const auto occurs = [](const Statement& said) { return said.form == Form::occurred; };
    const auto denies = [](const Statement& said) { return said.form == Form::denied; };
    if (occurs(first) || denies(first)) {
        if (occurs(second) || denies(second)) {
            return first.form == second.form;
        }
        return occurs(first) ? second.high > 0 : second.low == 0;
    }
    if (occurs(second) || denies(second)) {
        return agree(second, first);
    }
    return first.low <= second.high && second.low <= first.high;
}

ScoredReports scored_reports(std::span<const Report> reports, const KnownReports& known,
                             std::span<const double> largest, double event_size,
                             const SourceSettings& settings) {
    std::vector<Candidate> candidates;
    std::vector<Unscored> unscored;
    for (const KnownReport& entry : known.known) {
        const Report& report = reports[static_cast<std::size_t>(entry.report)];
        Candidate candidate;
        candidate.report = &report;
        candidate.known = entry;
        const std::optional<std::string> why_not = make_ready(
            candidate, largest[static_cast<std::size_t>(entry.report)], event_size, settings.bound_stop);
        if (why_not) {
            unscored.push_back({entry.report, *why_not});
        } else {
            candidates.push_back(candidate);
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.report->published_at < b.report->published_at;
    });

    std::map<std::string, int> ordinal_of;
    std::vector<std::string> names;
    std::vector<char> letters;
    std::vector<Reliability> sources;
    std::vector<ScoredReport> ready;
    std::vector<int> position;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const Candidate& candidate = candidates[i];
        const auto [found, is_new] =
            ordinal_of.try_emplace(candidate.report->source, static_cast<int>(names.size()));
        if (is_new) {
            names.push_back(candidate.report->source);
            letters.push_back(candidate.known.source_letter);
            sources.push_back(reliability_of_letter(candidate.known.source_letter));
        }
        const int source = found->second;
        ready.push_back(scored(candidates, i, source, letters[static_cast<std::size_t>(source)], settings));
        position.push_back(candidate.known.report);
    }
    return {ReportLikelihood(std::move(sources), std::move(ready)), std::move(position), std::move(names),
            std::move(unscored)};
}

}  // namespace upsurge

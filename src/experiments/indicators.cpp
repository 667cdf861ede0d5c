#include "experiments/indicators.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/fitted_readings.h"
#include "experiments/wording.h"
#include "fitting/largest_numbers.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "scenarios/csv.h"
#include "scenarios/instant.h"
#include "studies/local_time.h"

namespace upsurge {
namespace {

constexpr int bootstraps = 50;
constexpr double log_two = 0.6931471805599453;

struct Asked {
    Observable observable;
    std::vector<double> thresholds;
    bool daily;  ///< about every day; else about the end of the clock
};

const std::vector<Asked>& asked() {
    static const std::vector<Asked> all = {
        {Observable::crowd, {50, 500, 5000, 50000}, true},
        {Observable::armed_crowd, {1, 10, 100}, true},
        {Observable::strikers, {100, 1000, 10000}, true},
        {Observable::dead_total, {1, 10, 100, 1000}, false},
        {Observable::security_dead_total, {1, 10, 100}, false},
        {Observable::injured_total, {10, 100, 1000}, false},
        {Observable::detentions_total, {100, 1000, 10000}, false},
        {Observable::foreign_detained_total, {1, 10, 100}, false},
        {Observable::foreign_dead_total, {1, 10}, false},
        {Observable::weapons_looted, {10, 100, 1000}, false},
        {Observable::weapons_stormed, {10, 100, 1000}, false},
        {Observable::weapons_distributed, {10, 100, 1000}, false},
        {Observable::weapons_inflow, {10, 100, 1000}, false},
        {Observable::defections_total, {1, 10, 100}, false},
        {Observable::sites_lost, {1, 3}, true},
    };
    return all;
}

std::vector<int> places_asked(const Model& model) {
    std::vector<int> places = {0};
    for (std::size_t place = 0; place < model.places.size(); ++place) {
        // A region that is the whole country asks the same again.
        if (model.places[place].kind == PlaceKind::region &&
            model.places[place].population < model.people_of_country()) {
            places.push_back(static_cast<int>(place));
        }
    }
    return places;
}

/// Whether a known report with a number speaks of the same number in that time.
bool answered(const Model& model, const KnownReports& known, const Report& question) {
    return std::any_of(known.known.begin(), known.known.end(), [&](const KnownReport& entry) {
        const Report& report = model.reports[static_cast<std::size_t>(entry.report)];
        return report.observable == question.observable && report.places == question.places &&
               report.has_number() && report.event_start < question.event_end &&
               report.event_end > question.event_start;
    });
}

/// One question for each observable, place, time and threshold, as reports that a source of letter B makes.
std::vector<Report> questions_of(const ReadFit& fit) {
    const Model& model = fit.scenario.model;
    const KnownReports& known = fit.explanations.front().fit().known();
    const Instant day = 24 * 3600;
    const Instant first = fit.design.as_of ? *fit.design.as_of - day : model.clock.start;
    std::vector<Report> questions;
    for (const Asked& one : asked()) {
        for (const int place : places_asked(model)) {
            if (describe(one.observable).aggregation == Aggregation::same && place != 0) {
                continue;
            }
            const int offset = model.places[static_cast<std::size_t>(place)].utc_offset_minutes;
            Instant from = start_of_day(first, offset);
            if (!one.daily) {
                from = model.clock.end - day;
            }
            for (; from < model.clock.end; from += day) {
                Report report;
                report.id = "question";
                report.event_start = std::max(from, model.clock.start);
                report.event_end = std::min(from + day, model.clock.end);
                report.published_at = report.event_end;
                report.published_precision = Precision::day;
                report.places = {place};
                report.observable = one.observable;
                report.form = ReportForm::at_least;
                report.source = "asked";
                report.reliability = 'B';
                report.credibility = 6;
                if (report.event_end <= report.event_start || answered(model, known, report)) {
                    continue;
                }
                for (const double threshold : one.thresholds) {
                    report.low = threshold;
                    questions.push_back(report);
                }
            }
        }
    }
    return questions;
}

double bits(double p, double q) {
    return p > 0 && q > 0 ? p * log_of(p / q) / log_two : 0.0;
}

double mean_of(std::span<const double> values) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

double variance_of(std::span<const double> values) {
    const double mean = mean_of(values);
    double sum = 0;
    for (const double value : values) {
        sum += (value - mean) * (value - mean);
    }
    return values.size() > 1 ? sum / static_cast<double>(values.size() - 1) : 0.0;
}

/// What chance alone adds to the information.
double excess(std::span<const double> probabilities, const std::vector<std::vector<double>>& answers) {
    double all = 0;
    for (std::size_t h = 0; h < answers.size(); ++h) {
        all += probabilities[h] * mean_of(answers[h]);
    }
    double sum = 0;
    for (std::size_t h = 0; h < answers.size(); ++h) {
        sum += probabilities[h] * (1 - probabilities[h]) * variance_of(answers[h]) /
               static_cast<double>(answers[h].size());
    }
    return all > 0 && all < 1 ? sum / (2 * all * (1 - all) * log_two) : 0.0;
}

}  // namespace

double information_of_answer(std::span<const double> probabilities, std::span<const double> chances) {
    double all = 0;
    for (std::size_t h = 0; h < chances.size(); ++h) {
        all += probabilities[h] * chances[h];
    }
    double sum = 0;
    for (std::size_t h = 0; h < chances.size(); ++h) {
        sum += probabilities[h] * (bits(chances[h], all) + bits(1 - chances[h], 1 - all));
    }
    return sum;
}

Indicators indicators_of(const ReadFit& fit, const IndicatorOptions& options) {
    Indicators found;
    found.histories = options.histories;
    const std::vector<ModelProbability> probabilities = fit.probabilities();
    std::vector<std::size_t> position(fit.explanations.size());
    for (std::size_t e = 0; e < fit.explanations.size(); ++e) {
        position[e] = found.hypotheses.size();
        if (fit.explanations[e].is_compared()) {
            found.hypotheses.push_back(fit.explanations[e].hypothesis);
            found.probabilities.push_back(options.equal_chances ? 1.0 : probabilities[e].probability);
        }
    }
    double sum = 0;
    for (const double probability : found.probabilities) {
        sum += probability;
    }
    for (double& probability : found.probabilities) {
        probability = sum > 0 ? probability / sum : 1.0 / static_cast<double>(found.probabilities.size());
        found.bits_to_learn -= bits(probability, 1.0);
    }
    const std::vector<Report> questions = questions_of(fit);
    const FittedReadings readings =
        fitted_readings(fit, questions, options.histories, options.seed, options.threads);
    Model asking = fit.scenario.model;
    asking.reports = questions;
    const std::vector<double> largest = largest_numbers(asking);
    for (std::size_t q = 0; q < questions.size(); ++q) {
        KnownReports only;
        only.known.push_back({0, 'B', 'B', 6});
        const ScoredReports scored = scored_reports(std::span(&questions[q], 1), only,
                                                    std::span(&largest[q], 1), asking.event_size, {});
        if (scored.report.empty()) {
            continue;  // more than all people of the place
        }
        const double w = scored.likelihood.sources().front().mean();
        std::vector<std::vector<double>> answers(found.hypotheses.size());
        for (std::size_t i = 0; i < readings.histories.size(); ++i) {
            const ReadExplanation& from = fit.explanations[readings.histories[i].explanation];
            if (!from.is_compared()) {
                continue;
            }
            const double kernel = scored.likelihood.kernel(
                0, readings.readings[i][q], from.discrepancy(from.draws[readings.histories[i].draw]));
            answers[position[readings.histories[i].explanation]].push_back(
                w * kernel + (1 - w) * scored.likelihood.background(0));
        }
        Indicator one;
        for (const std::vector<double>& of_one : answers) {
            one.chances.push_back(mean_of(of_one));
        }
        one.observable = *questions[q].observable;
        one.place = questions[q].places.front();
        one.from = questions[q].event_start;
        one.until = questions[q].event_end;
        one.threshold = *questions[q].low;
        one.information = std::max(0.0, information_of_answer(found.probabilities, one.chances) -
                                            excess(found.probabilities, answers));
        std::vector<double> again;
        for (int b = 0; b < bootstraps; ++b) {
            Draws draws(make_run_key(options.seed, Purpose::bootstrap, q, static_cast<std::uint64_t>(b), 0),
                        {});
            std::vector<double> chances;
            for (const std::vector<double>& of_one : answers) {
                double total = 0;
                for (std::size_t i = 0; i < of_one.size(); ++i) {
                    total += of_one[static_cast<std::size_t>(draws.uniform() *
                                                             static_cast<double>(of_one.size()))];
                }
                chances.push_back(total / static_cast<double>(of_one.size()));
            }
            again.push_back(information_of_answer(found.probabilities, chances));
        }
        one.error = std::sqrt(variance_of(again));
        const Place& place = asking.places[static_cast<std::size_t>(one.place)];
        one.question = fmt::format("{} or more: {} in {} ({})", reported_text(one.threshold),
                                   describe(one.observable).name, place.name,
                                   window_text(one.from, one.until, place.utc_offset_minutes));
        found.ranked.push_back(std::move(one));
    }
    std::stable_sort(found.ranked.begin(), found.ranked.end(),
                     [](const Indicator& a, const Indicator& b) { return a.information > b.information; });
    // Of one number at one place and time only the threshold that tells most.
    std::vector<Indicator> kept;
    for (Indicator& one : found.ranked) {
        const bool known = std::any_of(kept.begin(), kept.end(), [&](const Indicator& other) {
            return other.observable == one.observable && other.place == one.place && other.from == one.from;
        });
        if (!known) {
            kept.push_back(std::move(one));
        }
    }
    found.ranked = std::move(kept);
    return found;
}

std::string indicators_text(const Model& model, const Indicators& indicators) {
    std::string text =
        "rank,observable,place,event_start,event_end,threshold,expected_information,standard_error,"
        "probabilities,question\n";
    int rank = 0;
    for (const Indicator& one : indicators.ranked) {
        std::string chances;
        for (std::size_t h = 0; h < one.chances.size(); ++h) {
            chances +=
                fmt::format("{}{}={:.4f}", h == 0 ? "" : ";", indicators.hypotheses[h], one.chances[h]);
        }
        text += format_csv_row({std::to_string(++rank), std::string(describe(one.observable).id),
                                model.places[static_cast<std::size_t>(one.place)].id,
                                format_instant(one.from, model.clock.utc_offset_minutes),
                                format_instant(one.until, model.clock.utc_offset_minutes),
                                fmt::format("{}", one.threshold), fmt::format("{:.6f}", one.information),
                                fmt::format("{:.6f}", one.error), chances, one.question}) +
                "\n";
    }
    return text;
}

}  // namespace upsurge

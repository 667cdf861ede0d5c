#include "experiments/outlook.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "experiments/wording.h"
#include "scenarios/csv.h"
#include "scoring/probability_words.h"

namespace upsurge {
namespace {

constexpr double killed_steps[] = {10, 100, 1000};
constexpr double detained_steps[] = {1000, 10000};

/// First tick that ends after the date.
int first_tick_after(const Clock& clock, Instant as_of) {
    int tick = 0;
    while (tick < clock.ticks() && clock.at(tick + 1) <= as_of) {
        ++tick;
    }
    return tick;
}

class Outlook {
  public:
    explicit Outlook(int runs) : runs_(runs) {}

    void add(OutlookStatement statement, int count, const std::string& what) {
        statement.count = count;
        statement.runs = runs_;
        statement.probability = runs_ > 0 ? static_cast<double>(count) / runs_ : 0;
        statement.interval =
            wilson_interval(static_cast<std::size_t>(count), static_cast<std::size_t>(runs_));
        statement.word = probability_word(statement.probability);
        statement.sentence =
            fmt::format("{}: {}", what,
                        probability_text(statement.probability,
                                         ProbabilityBounds{statement.interval.low, statement.interval.high}));
        statements_.push_back(std::move(statement));
    }
    std::vector<OutlookStatement> take() { return std::move(statements_); }

  private:
    int runs_;
    std::vector<OutlookStatement> statements_;
};

/// Runs in which the number reaches the threshold in or after a tick.
int runs_reaching(const std::vector<double>& values, int runs, int ticks, int first, double threshold) {
    int count = 0;
    for (int run = 0; run < runs; ++run) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(run) * ticks;
        count += std::any_of(begin + first, begin + ticks, [&](double value) { return value >= threshold; })
                     ? 1
                     : 0;
    }
    return count;
}

}  // namespace

std::vector<OutlookStatement> outlook_of(const Model& model, const RunValues& runs,
                                         std::span<const OutcomeLabels> outcomes, Instant as_of) {
    Outlook outlook(runs.runs());
    const int ticks = runs.ticks();
    const int first = first_tick_after(model.clock, as_of);
    for (std::size_t i = 0; i < outcome_descriptions.size() && !outcomes.empty(); ++i) {
        const auto count = std::count_if(outcomes.begin(), outcomes.end(),
                                         [&](const OutcomeLabels& labels) { return labels[i] != Held::no; });
        OutlookStatement statement;
        statement.kind = "outcome";
        statement.subject = outcome_descriptions[i].id;
        outlook.add(std::move(statement), static_cast<int>(count), std::string(outcome_descriptions[i].name));
    }
    for (std::size_t place = 0; place < model.places.size(); ++place) {
        if (model.places[place].kind != PlaceKind::region) {
            continue;
        }
        OutlookStatement statement;
        statement.kind = "crowd";
        statement.subject = describe(Observable::crowd).id;
        statement.place = static_cast<int>(place);
        statement.threshold = model.event_size;
        const int count = runs_reaching(runs.values(Observable::crowd, static_cast<int>(place)), runs.runs(),
                                        ticks, first, model.event_size);
        outlook.add(std::move(statement), count,
                    fmt::format("{}: a crowd of {} or more", model.places[place].name,
                                reported_text(model.event_size)));
    }
    const auto totals = [&](Observable observable, std::string_view what, std::span<const double> steps) {
        const std::vector<double> values = runs.values(observable, 0);
        for (const double step : steps) {
            OutlookStatement statement;
            statement.kind = "total";
            statement.subject = describe(observable).id;
            statement.threshold = step;
            outlook.add(std::move(statement), runs_reaching(values, runs.runs(), ticks, first, step),
                        fmt::format("{} {} or more in all", reported_text(step), what));
        }
    };
    totals(Observable::dead_total, "civilians killed,", killed_steps);
    totals(Observable::detentions_total, "detained,", detained_steps);
    return outlook.take();
}

std::string outlook_text(const Model& model, std::span<const OutlookStatement> outlook) {
    std::string text = "kind,subject,place,threshold,count,runs,probability,low,high,word,sentence\n";
    for (const OutlookStatement& one : outlook) {
        text += format_csv_row({one.kind, one.subject, model.places[static_cast<std::size_t>(one.place)].id,
                                fmt::format("{}", one.threshold), std::to_string(one.count),
                                std::to_string(one.runs), fmt::format("{}", one.probability),
                                fmt::format("{}", one.interval.low), fmt::format("{}", one.interval.high),
                                one.word, one.sentence}) +
                "\n";
    }
    return text;
}

}  // namespace upsurge

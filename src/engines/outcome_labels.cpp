#include "engines/outcome_labels.h"

#include <algorithm>

#include "mechanisms/registry.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

bool is_abroad(const Model& model, int place) {
    return model.places[static_cast<std::size_t>(place)].kind == PlaceKind::abroad;
}

/// Reads a history backwards from its end.
class RunEnd {
  public:
    RunEnd(const Model& model, const History& history) : model_(model), history_(history) {}

    double last(Observable observable) const { return history_.at(history_.ticks() - 1, 0, observable); }
    double largest(Observable observable) const {
        double value = 0;
        for (int tick = 0; tick < history_.ticks(); ++tick) {
            value = std::max(value, history_.at(tick, 0, observable));
        }
        return value;
    }
    /// Hours for which `holds(tick)` has been true without a break up to the end.
    template <class Holds>
    double hours_held(Holds holds) const {
        int ticks = 0;
        while (ticks < history_.ticks() && holds(history_.ticks() - 1 - ticks)) {
            ++ticks;
        }
        return ticks * model_.clock.tick_hours;
    }
    double country(int tick, Observable observable) const { return history_.at(tick, 0, observable); }
    /// Whether `test(value)` is true at every leaf of the country.
    template <class Test>
    bool everywhere(int tick, Observable observable, Test test) const {
        return std::all_of(model_.leaves.begin(), model_.leaves.end(), [&](int place) {
            return is_abroad(model_, place) || test(history_.at(tick, place, observable));
        });
    }

  private:
    const Model& model_;
    const History& history_;
};

Held held_for(double hours, double window_hours) {
    return hours >= window_hours && hours > 0 ? Held::yes : hours > 0 ? Held::provisional : Held::no;
}

/// A label that needs several conditions is as sure as the least sure of them.
Held both(Held a, Held b) {
    return std::min(a, b);
}
Held either(Held a, Held b) {
    return std::max(a, b);
}
Held when(bool condition) {
    return condition ? Held::yes : Held::no;
}

/// Some place has been lost without a break for the longest of these hours.
double hours_of_longest_loss(const Model& model, const History& history, const RunEnd& run) {
    double longest = 0;
    for (const int place : model.leaves) {
        if (is_abroad(model, place)) {
            continue;
        }
        longest = std::max(longest, run.hours_held([&](int tick) {
            return history.at(tick, place, Observable::cities_lost) > 0;
        }));
    }
    return longest;
}

int largest_leaf_place(const Model& model) {
    return *std::max_element(model.leaves.begin(), model.leaves.end(), [&](int a, int b) {
        if (is_abroad(model, a) != is_abroad(model, b)) {
            return is_abroad(model, a);
        }
        return model.places[static_cast<std::size_t>(a)].population <
               model.places[static_cast<std::size_t>(b)].population;
    });
}

}  // namespace

OutcomeLabels label_outcomes(const Model& model, const ParameterValues& values, const History& history) {
    OutcomeLabels labels{};
    const bool on =
        std::find(model.mechanisms.begin(), model.mechanisms.end(), "outcomes") != model.mechanisms.end();
    if (!on || history.ticks() == 0) {
        return labels;
    }
    const auto cut = [&](const char* name) {
        const auto index = find_parameter(std::string("outcomes.") + name);
        UPSURGE_CHECK(index.has_value(), "a cut of the outcomes is not registered");
        return values.at(*index, 0);
    };
    const auto label = [&](Outcome outcome) -> Held& { return labels[static_cast<std::size_t>(outcome)]; };
    const RunEnd run(model, history);
    const double week = 24.0 * cut("held_days");
    const double month = 24.0 * cut("kept_days");
    const bool in_office = run.last(Observable::resigned) == 0;

    const double calm = run.hours_held([&](int tick) {
        return run.everywhere(tick, Observable::city_contest,
                              [&](double contest) { return contest < cut("restored_contest"); });
    });
    const double peak = run.largest(Observable::crowd);
    const bool small = run.last(Observable::crowd) <= cut("restored_crowd") * peak;
    label(Outcome::restoration) = both(when(in_office && small), held_for(calm, cut("restored_hours")));

    label(Outcome::concession_kept) = held_for(
        run.hours_held([&](int tick) { return run.country(tick, Observable::concession_level) >= 2; }),
        month);
    label(Outcome::purge) = both(
        when(in_office),
        held_for(run.hours_held([&](int tick) { return run.country(tick, Observable::purges_total) >= 1; }),
                 week));
    const double gone =
        run.hours_held([&](int tick) { return run.country(tick, Observable::resigned) != 0; });
    int resigned_at = history.ticks() - static_cast<int>(gone / model.clock.tick_hours + 0.5);
    resigned_at = std::min(resigned_at, history.ticks() - 1);
    const bool with_clique = run.country(resigned_at, Observable::cliques_active) > 0;
    label(Outcome::removal) = both(when(with_clique), held_for(gone, week));

    const double civilian_dead = run.last(Observable::dead_total);
    const double security_dead = run.last(Observable::security_dead_total);
    const bool war = civilian_dead + security_dead >= cut("war_dead") &&
                     std::min(civilian_dead, security_dead) >= cut("war_side_dead");
    label(Outcome::civil_war) = both(when(war), held_for(hours_of_longest_loss(model, history, run), week));
    label(Outcome::armed_conflict) = when(civilian_dead + security_dead >= cut("low_war_dead"));

    const int largest = largest_leaf_place(model);
    const double largest_lost =
        run.hours_held([&](int tick) { return history.at(tick, largest, Observable::cities_lost) > 0; });
    const bool no_clique_now = run.last(Observable::cliques_active) == 0;
    label(Outcome::fall) = either(both(when(!with_clique), held_for(gone, week)),
                                  both(when(no_clique_now), held_for(largest_lost, week)));
    label(Outcome::settlement) = held_for(
        run.hours_held([&](int tick) { return run.country(tick, Observable::settlement) != 0; }), month);
    label(Outcome::coalition_change) =
        either(either(label(Outcome::fall), label(Outcome::settlement)), label(Outcome::removal));
    label(Outcome::stalemate) =
        when(label(Outcome::restoration) == Held::no && label(Outcome::removal) == Held::no &&
             label(Outcome::civil_war) == Held::no && label(Outcome::fall) == Held::no &&
             label(Outcome::settlement) == Held::no);
    return labels;
}

}  // namespace upsurge

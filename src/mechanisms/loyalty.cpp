/// M10, loyalty: the global game of regime change, unit by unit.
///
///   strength   th = strength + loyal_effect (F - 1) + bodies - crowd_effect ln(1 + M/scale) - split - output
///   signal     alp, z = sum and weighted mean of what crowds, broadcasts and an announcement show
///   threshold  alp (th* - z) - sqrt(bet) Phi^-1(th*) = sqrt(alp + bet) Phi^-1(cst)
///   a unit     x = th + eps/sqrt(bet); goes over below x*(cst), stands aside below x*(cst of that)
///
/// A guarantee from outside has three channels, each with its switch: troops add strength, everybody sees the
/// announcement, and those who lose will be punished. None calls back those who have gone over.
#include <algorithm>
#include <array>
#include <cmath>

#include "mechanisms/deployment.h"
#include "mechanisms/global_game.h"
#include "mechanisms/mechanism.h"
#include "mechanisms/registry.h"
#include "mechanisms/unit_moves.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

enum Index {
    strength,
    loyal_effect,
    bodies_effect,
    crowd_effect,
    crowd_scale,
    split_effect,
    output_effect,
    precision_private,
    precision_crowds,
    precision_broadcasts,
    broadcast_slant,
    precision_guarantee,
    guarantee_shown,
    fade_hours,
    guarantee_cost,
    cost_police,
    cost_guard,
    cost_army,
    cost_special,
    stand_aside_cost,
    reaction_rate,
    recall_rate,
    attack_window,
    amnesty_rate,
    amnesty_contest,
    travel_hours,
    heal_rate
};

constexpr ParameterSpec table[] = {
    {"strength", "strength", 0.9, -1, 2, "normal(0.9, 0.15)", Mark::assumed, "ours",
     "strength of the regime with loyal units and empty streets"},
    {"loyal_effect", "strength", 0.3, 0, 5, "half_normal(0.5)", Mark::assumed, "ours",
     "strength lost when every unit of a place is gone"},
    {"bodies_effect", "strength/1000 troops", 0.01, 0, 5, "half_normal(0.02)", Mark::assumed,
     "ours; the alliance's own figure of about 1,600 freed staff bounds it",
     "strength added by a thousand foreign troops"},
    {"crowd_effect", "strength", 0.1, 0, 5, "half_normal(0.12)", Mark::assumed, "ours",
     "strength lost per unit of ln(1 + crowd/scale)"},
    {"crowd_scale", "people", 500, 1, 1000000000.0, "log_uniform(100, 5000)", Mark::assumed, "ours",
     "crowd that units start to notice"},
    {"split_effect", "strength", 0.3, 0, 5, "half_normal(0.3)", Mark::assumed, "ours",
     "strength lost when the elite is fully divided"},
    {"output_effect", "strength", 0.3, 0, 5, "half_normal(0.3)", Mark::assumed, "ours",
     "strength lost when all listed output is"},
    {"precision_private", "1/strength^2", 4, 0.01, 1000, "log_uniform(0.5, 10)", Mark::assumed, "ours",
     "precision of what a unit knows by itself"},
    {"precision_crowds", "1/strength^2", 1, 0.001, 1000, "log_uniform(0.5, 10)", Mark::assumed, "ours",
     "precision of what crowds show"},
    {"precision_broadcasts", "1/strength^2", 0.5, 0, 1000, "log_uniform(0.1, 5)", Mark::assumed, "ours",
     "precision of what broadcasts show"},
    {"broadcast_slant", "strength", 0.1, -1, 1, "normal(0.1, 0.1)", Mark::assumed,
     "after Edmond 2013; size ours", "how much stronger broadcasts show the regime"},
    {"precision_guarantee", "1/strength^2", 3, 0, 1000, "log_uniform(0.5, 10)", Mark::assumed, "ours",
     "precision of a guarantee's announcement when it is new"},
    {"guarantee_shown", "strength", 0.95, -1, 2, "", Mark::assumed, "ours",
     "strength that a guarantee shows"},
    {"fade_hours", "hour", 48, 0.1, 10000, "uniform(12, 72)", Mark::assumed, "ours",
     "how fast an announcement fades"},
    {"guarantee_cost", "share", 0.15, 0, 1, "half_normal(0.2)", Mark::assumed, "ours",
     "rise of the cost share once losers know that they will be punished"},
    {"cost_police", "share", 0.86, 0.01, 0.99, "beta(12, 2)", Mark::assumed, "ours",
     "punishment over punishment plus reward for police who defect"},
    {"cost_guard", "share", 0.88, 0.01, 0.99, "beta(12, 2)", Mark::assumed, "ours", "the same for the guard"},
    {"cost_army", "share", 0.9, 0.01, 0.99, "beta(12, 2)", Mark::assumed, "ours", "the same for the army"},
    {"cost_special", "share", 0.9, 0.01, 0.99, "beta(12, 2)", Mark::assumed, "ours",
     "the same for special services"},
    {"stand_aside_cost", "factor", 0.85, 0.01, 1, "beta(9, 2)", Mark::assumed, "ours",
     "cost of standing aside against going over"},
    {"reaction_rate", "1/hour", 0.5, 0, 100, "log_uniform(0.2, 2)", Mark::assumed, "ours",
     "rate at which members act once their unit is beyond its threshold"},
    {"recall_rate", "1/hour", 0.1, 0, 100, "log_uniform(0.05, 0.5)", Mark::assumed, "ours",
     "rate at which members who stand aside come back"},
    {"attack_window", "hour", 24, 0.1, 10000, "log_uniform(6, 72)", Mark::assumed, "ours",
     "how long units stay ready before surviving them is common knowledge"},
    {"amnesty_rate", "1/hour", 0.02, 0, 100, "", Mark::assumed, "ours",
     "rate at which those who went over give up where control is restored"},
    {"amnesty_contest", "0..1", 0.1, 0, 1, "", Mark::assumed, "ours",
     "contest below which control counts as restored for them"},
    {"travel_hours", "hour", 6, 0, 1000, "log_uniform(2, 24)", Mark::assumed, "ours",
     "how long a unit of the national reserve is under way"},
    {"heal_rate", "1/hour", 0.01, 0, 10, "", Mark::assumed, "as for civilians",
     "rate of recovery from wounds"},
};

constexpr const char* bodies_options[] = {"on", "off"};
constexpr const char* signal_options[] = {"on", "off"};
constexpr const char* cost_options[] = {"on", "off"};
enum SwitchIndex { bodies_switch, signal_switch, cost_switch };
constexpr SwitchSpec switches[] = {
    {"bodies", bodies_options, "a guarantee's first channel: foreign troops add strength"},
    {"signal", signal_options, "its second channel: everybody sees the announcement"},
    {"cost", cost_options, "its third channel: those who lose will be punished"},
};

constexpr double weakest = -1;
constexpr double strongest = 2;

/// What members wait for: orders of their clique lower the cost of standing aside.
enum class Cover { none, clique, orders };
constexpr int cover_count = 3;

bool has_guarantee(const TickContext& tick) {
    return tick.state.national(National::guarantee) != 0;
}

/// Strength as the crowds at a place show it: loyal units against people in the street.
double strength_shown(const TickContext& tick, const Roster& roster, int place) {
    const State& state = tick.state;
    const auto l = static_cast<std::size_t>(place);
    std::int64_t obeying = 0;
    std::int64_t heads = 0;
    for (const std::size_t unit : roster.at(place)) {
        obeying += state.column(UnitColumn::loyal)[unit] + state.column(UnitColumn::reserve)[unit];
        heads += tick.society.units[unit].heads;
    }
    const double loyal = heads > 0 ? static_cast<double>(obeying) / static_cast<double>(heads) : 1.0;
    const auto crowd =
        static_cast<double>(state.tally(Tally::crowd_peaceful)[l] + state.tally(Tally::crowd_violent)[l] +
                            state.tally(Tally::crowd_armed)[l]);
    return tick.value(strength, place) + tick.value(loyal_effect, place) * (loyal - 1.0) -
           tick.value(crowd_effect, place) * log1p_of(crowd / tick.value(crowd_scale, place));
}

/// Strength of every place and of the country. `shown` gets what crowds show of it.
void measure_strength(TickContext& tick, const Roster& roster, std::vector<double>& shown) {
    State& state = tick.state;
    const double troops =
        tick.option(bodies_switch) == 0 ? state.national(National::foreign_troops) / 1000.0 : 0.0;
    const auto field = state.field(Field::regime_strength);
    double mean = 0;
    shown.resize(field.size());
    for (int place = 0; place < tick.places(); ++place) {
        const auto l = static_cast<std::size_t>(place);
        const double seen = strength_shown(tick, roster, place);
        shown[l] = std::clamp(seen, weakest, strongest);
        field[l] = std::clamp(seen + tick.value(bodies_effect, place) * troops -
                                  tick.value(split_effect, place) * state.national(National::split) -
                                  tick.value(output_effect, place) * state.national(National::output_lost),
                              weakest, strongest);
        if (!tick.society.is_abroad(l)) {
            mean += field[l] * static_cast<double>(tick.society.population[l]);
        }
    }
    state.national(National::regime_strength) = mean / static_cast<double>(tick.society.total_population);
}

/// The game at a place, but for the cost share.
AttackGame hear_signal(const TickContext& tick, int place, double shown) {
    const auto l = static_cast<std::size_t>(place);
    AttackGame game;
    game.private_precision = tick.value(precision_private, place);
    double precision = tick.value(precision_crowds, place);
    double sum = precision * shown;
    const double broadcasts = tick.value(precision_broadcasts, place) * tick.derived.news_factor[l];
    precision += broadcasts;
    sum += broadcasts * (tick.state.field(Field::regime_strength)[l] + tick.value(broadcast_slant, place));
    if (has_guarantee(tick) && tick.option(signal_switch) == 0) {
        const double announced =
            tick.value(precision_guarantee, place) *
            exp_of(-tick.state.national(National::guarantee_hours) / tick.value(fade_hours, place));
        precision += announced;
        sum += announced * tick.value(guarantee_shown, place);
    }
    game.public_precision = precision;
    game.public_signal = sum / precision;
    return game;
}

/// Punishment over punishment plus reward for going over.
double cost_of_switching(const TickContext& tick, int place, Service service, Cover cover) {
    static const int reward = *find_parameter("elites.reward");
    double cost = tick.value(cost_police + static_cast<int>(service), place);
    if (has_guarantee(tick) && tick.option(cost_switch) == 0) {
        cost += tick.value(guarantee_cost, place);
    }
    cost = std::clamp(cost, 0.01, 0.99);
    if (cover != Cover::none) {
        const double left = 1.0 - tick.state.national(National::output_lost);
        cost = std::max(0.01, cost * (1.0 - tick.value_of(reward, place) * left));
    }
    return cost;
}

/// Private signals below which members of one service with one cover move.
struct Limits {
    double switching = 0;
    double standing_aside = 0;
};

/// The decisions of the units at one place in one tick; each game is solved at most once.
class PlaceDecisions {
  public:
    PlaceDecisions(TickContext& tick, int place, const AttackGame& game)
        : tick_(tick), place_(place), game_(game) {
        const auto l = static_cast<std::size_t>(place);
        double& threshold = tick.state.field(Field::attack_threshold)[l];
        game_.cost_share = cost_of_switching(tick, place, Service::police, Cover::none);
        threshold = solve_attack(game_).nearest(threshold).strength;
        threshold_ = threshold;
    }

    double threshold() const { return threshold_; }

    Cover cover_of(const Unit& unit) const {
        static const auto orders = static_cast<std::size_t>(*find_switch("elites.orders"));
        if (unit.clique < 0) {
            return Cover::none;
        }
        const auto clique = static_cast<std::size_t>(unit.clique);
        if (tick_.state.numbers(CliqueNumber::active)[clique] == 0) {
            return Cover::none;
        }
        const std::vector<int>& leaves = tick_.society.cliques[clique].leaves;
        const bool ordered = tick_.options[orders] == 0 && std::ranges::find(leaves, place_) != leaves.end();
        return ordered ? Cover::orders : Cover::clique;
    }

    const Limits& limits(const Unit& unit) {
        const Cover cover = cover_of(unit);
        const auto index =
            static_cast<std::size_t>(static_cast<int>(unit.service) * cover_count + static_cast<int>(cover));
        if (!solved_[index]) {
            const double cost = cost_of_switching(tick_, place_, unit.service, cover);
            double aside = std::max(0.005, tick_.value(stand_aside_cost, place_) * cost);
            aside *= cover == Cover::orders ? 0.5 : 1.0;
            limits_[index] = {limit_at(cost), limit_at(aside)};
            solved_[index] = true;
        }
        return limits_[index];
    }

  private:
    double limit_at(double cost) {
        game_.cost_share = cost;
        return solve_attack(game_).nearest(threshold_).signal_limit(game_.private_precision);
    }

    TickContext& tick_;
    int place_;
    AttackGame game_;
    double threshold_;
    std::array<Limits, service_count * cover_count> limits_{};
    std::array<bool, service_count * cover_count> solved_{};
};

/// How strong the regime looks to a unit.
double private_signal(const TickContext& tick, int place, std::size_t unit) {
    return tick.state.field(Field::regime_strength)[static_cast<std::size_t>(place)] +
           tick.state.numbers(UnitNumber::signal_noise)[unit] /
               std::sqrt(tick.value(precision_private, place));
}

/// Counts how long units have been ready to move. After the window everybody knows that the regime survives
/// such a threshold. Returns whether members move now: only while the threshold is news.
bool weigh_attack(TickContext& tick, const Roster& roster, int place, PlaceDecisions& decisions) {
    const auto l = static_cast<std::size_t>(place);
    double& hours = tick.state.field(Field::attack_hours)[l];
    double& survived = tick.state.field(Field::survived_threshold)[l];
    if (decisions.threshold() <= survived) {
        hours = 0;
        return false;
    }
    bool ready = false;
    for (const std::size_t unit : roster.at(place)) {
        if (!ready && tick.state.column(UnitColumn::loyal)[unit] > 0) {
            const Limits& limits = decisions.limits(tick.society.units[unit]);
            ready = private_signal(tick, place, unit) < std::max(limits.switching, limits.standing_aside);
        }
    }
    hours = ready ? hours + tick.hours : 0.0;
    if (hours > tick.value(attack_window, place) && tick.state.tally(Tally::fallen)[l] == 0) {
        survived = decisions.threshold();
        hours = 0;
        return false;
    }
    return true;
}

/// Members of one unit stand aside, go over, come back or give up.
void move_unit(TickContext& tick, int place, std::size_t i, PlaceDecisions& decisions, bool is_news) {
    const int unit = static_cast<int>(i);
    const State& state = tick.state;
    const auto people = [&](UnitColumn column) { return state.column(column)[i]; };
    Draws draws = tick.draws(Process::loyalty, static_cast<std::uint32_t>(unit));
    if (people(UnitColumn::loyal) > 0 || people(UnitColumn::standing_aside) > 0) {
        Draws weapons = tick.draws(Process::surrender, static_cast<std::uint32_t>(unit));
        const Unit& facts = tick.society.units[i];
        const Limits& limits = decisions.limits(facts);
        const bool to_street = decisions.cover_of(facts) == Cover::none;
        const double seen = private_signal(tick, place, i);
        const double reaction = tick.value(reaction_rate, place) * tick.hours;
        const auto go = [&](UnitColumn from, UnitColumn to, double hazard, bool with_weapons) {
            move_members(tick, unit, from, to, binomial_exit(draws, people(from), hazard), with_weapons,
                         weapons);
        };
        if (seen < limits.switching) {
            if (is_news) {
                go(UnitColumn::loyal, UnitColumn::switched, reaction, to_street);
                go(UnitColumn::standing_aside, UnitColumn::switched, reaction, to_street);
            }
        } else if (seen < limits.standing_aside) {
            if (is_news) {
                go(UnitColumn::loyal, UnitColumn::standing_aside, reaction, false);
            }
        } else {
            go(UnitColumn::standing_aside, UnitColumn::reserve, tick.value(recall_rate, place) * tick.hours,
               false);
        }
    }
    if (people(UnitColumn::switched) > 0 &&
        state.field(Field::city_contest)[static_cast<std::size_t>(place)] <
            tick.value(amnesty_contest, place)) {
        move_members(
            tick, unit, UnitColumn::switched, UnitColumn::captured,
            binomial_exit(draws, people(UnitColumn::switched), tick.value(amnesty_rate, place) * tick.hours),
            false, draws);
    }
}

/// What the place's units come to: officers still under orders, and whether the place has fallen.
void count_units(TickContext& tick, const Roster& roster, int place) {
    const auto l = static_cast<std::size_t>(place);
    std::int64_t officers = 0;
    std::int64_t gone = 0;
    std::int64_t heads = 0;
    for (const std::size_t unit : roster.at(place)) {
        officers += tick.state.column(UnitColumn::loyal)[unit];
        gone += tick.state.column(UnitColumn::switched)[unit];
        heads += tick.society.units[unit].heads;
    }
    tick.derived.officers_present[l] = static_cast<double>(officers);
    const bool has_fallen = heads > 0 && static_cast<double>(gone) / static_cast<double>(heads) >
                                             tick.state.field(Field::regime_strength)[l];
    tick.state.tally(Tally::fallen)[l] = has_fallen ? 1 : 0;
}

void heal(TickContext& tick) {
    const auto wounded = tick.state.column(UnitColumn::injured);
    for (std::size_t i = 0; i < wounded.size(); ++i) {
        if (wounded[i] > 0) {
            Draws draws = tick.draws(Process::loyalty, static_cast<std::uint32_t>(i), 1);
            move_members(tick, static_cast<int>(i), UnitColumn::injured, UnitColumn::reserve,
                         binomial_exit(draws, wounded[i], tick.value(heal_rate) * tick.hours), false, draws);
        }
    }
}

void start(TickContext& tick) {
    if (tick.society.units.empty()) {
        return;
    }
    const auto noise = tick.state.numbers(UnitNumber::signal_noise);
    for (std::size_t i = 0; i < noise.size(); ++i) {
        Draws draws = tick.draws(Process::loyalty_start, static_cast<std::uint32_t>(i));
        noise[i] = normal(draws);
    }
    // Below every root, so that the lowest is taken first.
    std::ranges::fill(tick.state.field(Field::attack_threshold), -1.0);
    std::ranges::fill(tick.state.field(Field::survived_threshold), -1.0);
    Roster roster;
    roster.list(tick);
    std::vector<double> shown;
    measure_strength(tick, roster, shown);
}

void weigh(TickContext& tick) {
    if (tick.society.units.empty()) {
        return;
    }
    deploy_units(tick, tick.value(travel_hours));
    thread_local Roster roster;
    roster.list(tick);
    thread_local std::vector<double> shown;
    measure_strength(tick, roster, shown);
    for (int place = 0; place < tick.places(); ++place) {
        const auto l = static_cast<std::size_t>(place);
        if (!roster.at(place).empty()) {
            PlaceDecisions decisions(tick, place, hear_signal(tick, place, shown[l]));
            const bool is_news = weigh_attack(tick, roster, place, decisions);
            for (const std::size_t unit : roster.at(place)) {
                move_unit(tick, place, unit, decisions, is_news);
            }
        } else {
            tick.state.field(Field::attack_hours)[l] = 0;
        }
        count_units(tick, roster, place);
    }
    heal(tick);
}

}  // namespace

extern const Mechanism loyalty;
const Mechanism loyalty = {
    .name = "loyalty",
    .title = "Loyalty of units",
    .group = "M10",
    .summary =
        "Units read crowds, broadcasts and announcements, and stand aside or go over where the regime looks "
        "weaker than their cost allows.",
    .source =
        "Angeletos, Hellwig and Pavan 2007 doi:10.1111/j.1468-0262.2007.00766.x; Morris and Shin 1998; "
        "Edmond 2013 doi:10.1093/restud/rdt020",
    .parameters = table,
    .switches = switches,
    .start = start,
    .weigh_loyalty = weigh,
};

}  // namespace upsurge

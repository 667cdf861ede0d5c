/// M4, strikes: listed workplaces stop work, go on, and settle, tire or are broken.
///
///   begin     onset_rate exp(grievance_effect g + organisation_effect D + isolation_effect I
///                            + contagion_effect S + win_effect Win)
///   join      L((g - join_threshold + solidarity S)/join_width) of those asked
///   return    survival (b/(b + t))^length_tail, median length_days (1 + fund)
///   settle    settlement_rate credibility (relief + negotiation);  break  dismissal_rate in an emergency
///   output    sum of y (1 - share out)^output_power
///
/// S and Win are what a workplace sees of others: their strikes, and who won or lost.
#include <algorithm>
#include <array>
#include <cmath>

#include "mechanisms/mechanism.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

enum Index {
    onset_rate,
    grievance_effect,
    organisation_effect,
    isolation_effect,
    contagion_effect,
    win_effect,
    far_weight,
    contagion_hours,
    win_days,
    join_threshold,
    solidarity,
    join_width,
    length_days,
    length_tail,
    settlement_rate,
    dismissal_rate,
    march_rate,
    output_power
};

constexpr ParameterSpec table[] = {
    {"onset_rate", "1/hour", 2e-5, 0, 10, "log_uniform(1e-6, 1e-3)", Mark::assumed,
     "ours: about one strike in a year at a quiet workplace is 1e-4",
     "rate at which a workplace without grievance, organisation or example stops work"},
    {"grievance_effect", "log/grievance", 6, -50, 50, "half_normal(6)", Mark::assumed, "ours",
     "log rise of that rate per unit of mean grievance"},
    {"organisation_effect", "log/share", 2, -20, 20, "half_normal(1)", Mark::assumed,
     "after Biggs 2005: unions carry waves; size ours", "log rise of that rate per share organised"},
    {"isolation_effect", "log/share", 1, -20, 20, "normal(0, 1)", Mark::assumed, "ours",
     "log rise of that rate with isolation of the workforce"},
    {"contagion_effect", "log/share", 2, -20, 20, "half_normal(1)", Mark::assumed,
     "after Biggs 2005; size ours", "log rise of that rate per share of other workplaces seen on strike"},
    {"win_effect", "log/win", 0.7, -10, 10, "half_normal(1)", Mark::assumed,
     "after Conell and Cohn 1995: wins and, with the other sign, defeats teach; size ours",
     "log rise of that rate per remembered settlement of others, fall per defeat"},
    {"far_weight", "factor", 0.3, 0, 1, "uniform(0, 1)", Mark::assumed, "ours",
     "weight of workplaces in other places against those in the same place"},
    {"contagion_hours", "hour", 12, 0, 1000, "log_uniform(4, 48)", Mark::assumed, "ours",
     "how long it takes for a strike elsewhere to count"},
    {"win_days", "day", 30, 0.1, 10000, "", Mark::assumed, "ours",
     "how long a settlement or a defeat is remembered"},
    {"join_threshold", "grievance", 0.35, -2, 2, "normal(0.35, 0.1)", Mark::assumed, "ours",
     "grievance at which half of the workers join without example"},
    {"solidarity", "grievance", 0.2, -2, 2, "half_normal(0.3)", Mark::assumed, "ours",
     "how much a full wave of strikes elsewhere lowers that"},
    {"join_width", "grievance", 0.1, 1e-6, 2, "", Mark::assumed, "ours", "spread of workers around it"},
    {"length_days", "day", 3, 0.01, 1000, "log_uniform(1, 10)", Mark::literature,
     "median of about three days with a heavy tail, after strike statistics; value ours",
     "median length of a strike that nobody ends"},
    {"length_tail", "power", 1.5, 0.2, 20, "", Mark::assumed, "ours: heavy tail",
     "tail power of the length: smaller, heavier"},
    {"settlement_rate", "1/hour", 0.05, 0, 10, "log_uniform(0.01, 0.3)", Mark::assumed, "ours",
     "rate of settling per unit of relief, or while the government negotiates"},
    {"dismissal_rate", "1/hour", 0.002, 0, 10, "log_uniform(2e-4, 0.02)", Mark::assumed, "ours",
     "rate at which a state of emergency breaks a strike by dismissals"},
    {"march_rate", "1/hour", 0.1, 0, 10, "log_uniform(0.05, 0.3)", Mark::assumed, "ours",
     "rate at which strikers go into the street"},
    {"output_power", "power", 1, 0.5, 1.5, "uniform(0.5, 1.5)", Mark::assumed, "ours",
     "how output falls with the share of workers at work"},
};

/// Items of this mechanism's draws.
enum Item : std::uint32_t { departures, workplace_item };
constexpr double negotiation_hours = 24;  ///< after which talks no longer help to settle

/// Draws `amount` of `people` without replacement from categories [0, categories) of count_of(category)
/// each; take(category, how_many) is called where any are taken and may change that category.
template <class CountOf, class Take>
void pick(Draws& draws, std::size_t categories, std::int64_t people, std::int64_t amount, CountOf count_of,
          Take take) {
    for (std::size_t category = 0; category < categories && amount > 0; ++category) {
        const std::int64_t here = count_of(category);
        const std::int64_t taken =
            here == people ? amount : hypergeometric(draws, here, people - here, amount);
        people -= here;
        amount -= taken;
        if (taken > 0) {
            take(category, taken);
        }
    }
}

std::span<std::int32_t> block(TickContext& tick, int place, int stratum, PersonState state) {
    return tick.state.counts().subspan(tick.society.layout.block(place, stratum, state),
                                       static_cast<std::size_t>(tick.bins()));
}

std::int64_t people_in(std::span<const std::int32_t> rows) {
    std::int64_t sum = 0;
    for (const std::int32_t people : rows) {
        sum += people;
    }
    return sum;
}

/// From one block to another of the same place and stratum.
void move(std::span<std::int32_t> from, std::span<std::int32_t> to, std::size_t bin, std::int64_t people) {
    from[bin] -= static_cast<std::int32_t>(people);
    to[bin] += static_cast<std::int32_t>(people);
}

void prepare(TickContext& tick) {
    Derived& derived = tick.derived;
    const auto& workplaces = tick.society.workplaces;
    // A parameter that changes in mid-run has everything prepared again.
    derived.output_of_all = 0;
    derived.workforces.clear();
    derived.workforce_of.clear();
    for (std::size_t j = 0; j < workplaces.size(); ++j) {
        const Workplace& workplace = workplaces[j];
        UPSURGE_CHECK(workplace.employees > 0, "a workplace has no employees");
        UPSURGE_CHECK(tick.society.stratum_active[static_cast<std::size_t>(workplace.stratum)] != 0,
                      "a workplace has people of an inactive stratum");
        derived.output_of_all += workplace.value_added;
        auto found = std::ranges::find_if(derived.workforces, [&workplace](const Workforce& workforce) {
            return workforce.place == workplace.leaf && workforce.stratum == workplace.stratum;
        });
        if (found == derived.workforces.end()) {
            found = derived.workforces.insert(found, {workplace.leaf, workplace.stratum, {}});
        }
        found->workplaces.push_back(static_cast<int>(j));
        derived.workforce_of.push_back(static_cast<int>(found - derived.workforces.begin()));
    }
    derived.workforce_grievance.assign(derived.workforces.size(), 0.0);
    derived.strikes_here.assign(static_cast<std::size_t>(tick.places()), 0.0);
    derived.wins_here.assign(static_cast<std::size_t>(tick.places()), 0.0);
    derived.strikes_seen.assign(workplaces.size(), 0.0);
    derived.wins_seen.assign(workplaces.size(), 0.0);
}

/// Strikers who marched, withdrew or were arrested since the last tick belong to no workplace any more.
void count_departures(TickContext& tick) {
    const auto absent = tick.state.column(WorkplaceColumn::absent);
    for (const Workforce& workforce : tick.derived.workforces) {
        std::int64_t known = 0;
        for (const int j : workforce.workplaces) {
            known += absent[static_cast<std::size_t>(j)];
        }
        if (known == 0) {
            continue;
        }
        const std::int64_t gone =
            known - people_in(block(tick, workforce.place, workforce.stratum, PersonState::on_strike));
        UPSURGE_CHECK(gone >= 0, "more people on strike than the workplaces know of");
        if (gone == 0) {
            continue;
        }
        const auto of = [&](std::size_t i) -> std::int32_t& {
            return absent[static_cast<std::size_t>(workforce.workplaces[i])];
        };
        Draws draws = tick.draws(Process::strikes, static_cast<std::uint32_t>(workforce.workplaces.front()),
                                 departures);
        pick(draws, workforce.workplaces.size(), known, gone, of,
             [&](std::size_t i, std::int64_t taken) { of(i) -= static_cast<std::int32_t>(taken); });
    }
}

void remember(TickContext& tick) {
    const auto out = tick.state.column(WorkplaceColumn::out);
    const auto struck = tick.state.numbers(WorkplaceNumber::struck);
    const auto win = tick.state.numbers(WorkplaceNumber::win);
    const double hours = tick.value(contagion_hours);
    const double keep = hours > 0 ? exp_of(-tick.hours / hours) : 0.0;
    const double keep_wins = exp_of(-tick.hours / (24.0 * tick.value(win_days)));
    for (std::size_t j = 0; j < struck.size(); ++j) {
        const double share = out[j] / static_cast<double>(tick.society.workplaces[j].employees);
        struck[j] = share + (struck[j] - share) * keep;
        win[j] *= keep_wins;
    }
}

/// S and Win of every workplace, from sums over places: all others here count 1, those elsewhere
/// far_weight f, and among places with a committee synchrony on top.
void look_around(TickContext& tick) {
    Derived& derived = tick.derived;
    const auto& workplaces = tick.society.workplaces;
    const auto struck = tick.state.numbers(WorkplaceNumber::struck);
    const auto win = tick.state.numbers(WorkplaceNumber::win);
    const auto committee = tick.state.field(Field::committee);
    std::ranges::fill(derived.strikes_here, 0.0);
    std::ranges::fill(derived.wins_here, 0.0);
    double strikes_everywhere = 0;
    double wins_everywhere = 0;
    double strikes_of_committees = 0;
    for (std::size_t j = 0; j < workplaces.size(); ++j) {
        const auto p = static_cast<std::size_t>(workplaces[j].leaf);
        derived.strikes_here[p] += struck[j];
        derived.wins_here[p] += win[j];
        strikes_everywhere += struck[j];
        wins_everywhere += win[j];
        strikes_of_committees += committee[p] > 0 ? struck[j] : 0.0;
    }
    for (std::size_t j = 0; j < workplaces.size(); ++j) {
        const auto p = static_cast<std::size_t>(workplaces[j].leaf);
        const double far = tick.value(far_weight, workplaces[j].leaf) * derived.news_factor[p];
        derived.strikes_seen[j] =
            derived.strikes_here[p] - struck[j] + far * (strikes_everywhere - derived.strikes_here[p]);
        if (committee[p] > 0) {
            derived.strikes_seen[j] += derived.synchrony * (strikes_of_committees - struck[j]);
        }
        derived.wins_seen[j] = derived.wins_here[p] - win[j] + far * (wins_everywhere - derived.wins_here[p]);
    }
}

/// Mean grievance of a workforce at home; moves whenever some of it leave or return.
void weigh_grievance(TickContext& tick, int workforce_ordinal) {
    const auto w = static_cast<std::size_t>(workforce_ordinal);
    const Workforce& workforce = tick.derived.workforces[w];
    const auto home = block(tick, workforce.place, workforce.stratum, PersonState::at_home);
    const double* g = tick.derived.grievance.data() + workforce.place * tick.bins();
    double sum = 0;
    std::int64_t people = 0;
    for (std::size_t bin = 0; bin < home.size(); ++bin) {
        sum += g[bin] * home[bin];
        people += home[bin];
    }
    tick.derived.workforce_grievance[w] = people > 0 ? sum / static_cast<double>(people) : 0.0;
}

/// Those of a workplace who are at home are asked; each joins or not.
void stop_work(TickContext& tick, std::size_t j, Draws& draws) {
    const Workplace& workplace = tick.society.workplaces[j];
    const Layout& layout = tick.society.layout;
    const auto home = block(tick, workplace.leaf, workplace.stratum, PersonState::at_home);
    const auto strike = block(tick, workplace.leaf, workplace.stratum, PersonState::on_strike);
    const std::int64_t at_home = people_in(home);
    if (at_home == 0) {
        return;
    }
    // The dead are the last state: everybody alive is one stretch of rows.
    const std::size_t first = layout.block(workplace.leaf, workplace.stratum, PersonState::not_reached);
    const std::int64_t alive = people_in(tick.state.counts().subspan(
        first, layout.block(workplace.leaf, workplace.stratum, PersonState::dead) - first));
    const double share = static_cast<double>(at_home) / static_cast<double>(alive);
    const auto asked =
        std::min(at_home, static_cast<std::int64_t>(std::floor(workplace.employees * share + 0.5)));
    const double* g = tick.derived.grievance.data() + workplace.leaf * tick.bins();
    const double example =
        tick.value(solidarity, workplace.leaf) * std::min(tick.derived.strikes_seen[j], 1.0) -
        tick.value(join_threshold, workplace.leaf);
    const double width = tick.value(join_width, workplace.leaf);
    std::int64_t joined = 0;
    pick(
        draws, home.size(), at_home, asked, [&](std::size_t bin) { return home[bin]; },
        [&](std::size_t bin, std::int64_t picked) {
            const std::int64_t joining = binomial(draws, picked, logistic((g[bin] + example) / width));
            move(home, strike, bin, joining);
            joined += joining;
        });
    if (joined > 0) {
        tick.state.column(WorkplaceColumn::out)[j] = static_cast<std::int32_t>(joined);
        tick.state.column(WorkplaceColumn::absent)[j] = static_cast<std::int32_t>(joined);
        tick.state.column(WorkplaceColumn::strikes)[j] += 1;
        tick.state.numbers(WorkplaceNumber::hours_out)[j] = 0;
        weigh_grievance(tick, tick.derived.workforce_of[j]);
    }
}

double onset(const TickContext& tick, std::size_t j) {
    const Workplace& workplace = tick.society.workplaces[j];
    const int p = workplace.leaf;
    const auto w = static_cast<std::size_t>(tick.derived.workforce_of[j]);
    const double lean = tick.value(grievance_effect, p) * tick.derived.workforce_grievance[w] +
                        tick.value(organisation_effect, p) * workplace.organisation +
                        tick.value(isolation_effect, p) * workplace.isolation +
                        tick.value(contagion_effect, p) * tick.derived.strikes_seen[j] +
                        tick.value(win_effect, p) * tick.derived.wins_seen[j];
    return tick.value(onset_rate, p) * exp_of(std::min(lean, 20.0));
}

/// The workers who are still out go back, whatever ended the strike.
void return_to_work(TickContext& tick, std::size_t j, Draws& draws) {
    const Workplace& workplace = tick.society.workplaces[j];
    const auto home = block(tick, workplace.leaf, workplace.stratum, PersonState::at_home);
    const auto strike = block(tick, workplace.leaf, workplace.stratum, PersonState::on_strike);
    std::int32_t& absent = tick.state.column(WorkplaceColumn::absent)[j];
    pick(
        draws, strike.size(), people_in(strike), absent, [&](std::size_t bin) { return strike[bin]; },
        [&](std::size_t bin, std::int64_t taken) { move(strike, home, bin, taken); });
    absent = 0;
    tick.state.column(WorkplaceColumn::out)[j] = 0;
    weigh_grievance(tick, tick.derived.workforce_of[j]);
}

void go_on(TickContext& tick, std::size_t j, Draws& draws) {
    const Workplace& workplace = tick.society.workplaces[j];
    const auto p = static_cast<std::size_t>(workplace.leaf);
    double& hours_out = tick.state.numbers(WorkplaceNumber::hours_out)[j];
    hours_out += tick.hours;
    const double tail = tick.value(length_tail, workplace.leaf);
    const double fund = tick.derived.strike_fund * workplace.organisation;
    const double scale =
        24.0 * tick.value(length_days, workplace.leaf) * (1.0 + fund) / (pow_of(2.0, 1.0 / tail) - 1.0);
    const bool talks = tick.state.national(National::hours_since_negotiation) < negotiation_hours;
    enum Cause { tired, settled, broken };
    const std::array<double, 3> hazards = {
        tail * log1p_of(tick.hours / (scale + hours_out - tick.hours)),
        tick.value(settlement_rate, workplace.leaf) * tick.derived.credibility_factor[p] *
            (tick.state.field(Field::relief)[p] + (talks ? 1.0 : 0.0)) * tick.hours,
        tick.forcing.emergency[p] != 0 ? tick.value(dismissal_rate, workplace.leaf) * tick.hours : 0.0};
    std::array<std::int64_t, 3> ended{};
    if (competing_exits(draws, 1, hazards, ended) == 0) {
        return;
    }
    const auto win = tick.state.numbers(WorkplaceNumber::win);
    if (ended[settled] != 0) {
        win[j] += 1;
        tick.state.column(WorkplaceColumn::settled)[j] += 1;
    } else if (ended[broken] != 0) {
        win[j] -= 1;
        tick.state.column(WorkplaceColumn::defeated)[j] += 1;
    }
    return_to_work(tick, j, draws);
}

void lose_output(TickContext& tick) {
    const auto& workplaces = tick.society.workplaces;
    const auto out = tick.state.column(WorkplaceColumn::out);
    const double power = tick.value(output_power);
    double lost = 0;
    for (std::size_t j = 0; j < workplaces.size(); ++j) {
        if (out[j] > 0) {
            const double at_work = 1.0 - out[j] / static_cast<double>(workplaces[j].employees);
            lost += workplaces[j].value_added * (1.0 - pow_of(at_work, power));
        }
    }
    tick.state.national(National::output_lost) =
        tick.derived.output_of_all > 0 ? lost / tick.derived.output_of_all : 0.0;
}

void work(TickContext& tick) {
    if (tick.society.workplaces.empty()) {
        return;
    }
    count_departures(tick);
    remember(tick);
    look_around(tick);
    for (std::size_t w = 0; w < tick.derived.workforces.size(); ++w) {
        weigh_grievance(tick, static_cast<int>(w));
    }
    const auto out = tick.state.column(WorkplaceColumn::out);
    for (std::size_t j = 0; j < out.size(); ++j) {
        Draws draws = tick.draws(Process::strikes, static_cast<std::uint32_t>(j), workplace_item);
        if (out[j] > 0) {
            go_on(tick, j, draws);
        } else if (binomial_exit(draws, 1, onset(tick, j) * tick.hours) == 1) {
            stop_work(tick, j, draws);
        }
    }
    lose_output(tick);
}

void add_march(const TickContext& tick, int place, int, std::span<double> hazard) {
    const double rate =
        tick.value(march_rate, place) * tick.derived.turnout_factor[static_cast<std::size_t>(place)];
    for (double& h : hazard) {
        h += rate;
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::street, {PersonState::on_strike, PersonState::peaceful}, add_march},
};

}  // namespace

extern const Mechanism strikes;
const Mechanism strikes = {
    .name = "strikes",
    .title = "Workplaces and strikes",
    .group = "M4",
    .summary =
        "Listed workplaces stop work, others follow wins and shrink from defeats, and lost output weakens "
        "the state.",
    .source = "Conell and Cohn 1995 doi:10.1086/230722; Biggs 2005; the equations are ours",
    .parameters = table,
    .switches = {},
    .prepare = prepare,
    .work = work,
    .hazards = hazards,
};

}  // namespace upsurge

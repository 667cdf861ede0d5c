#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

std::vector<std::size_t> ReferenceRun::people_of(int place, int stratum, PersonState state) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const Person& person = people_[i];
        if (person.home == place && person.stratum == stratum && person.state == state) {
            found.push_back(i);
        }
    }
    return found;
}

void ReferenceRun::work() {
    if (!rules_.strikes) {
        return;
    }
    forget_departed();
    look_at_others();
    for (std::size_t j = 0; j < workplaces_.size(); ++j) {
        if (workplaces_[j].out > 0) {
            go_on_striking(static_cast<int>(j));
        } else {
            begin_strike(static_cast<int>(j));
        }
    }
    count_output();
}

/// Strikers who left W since the last tick are missing from some workplace, whichever.
void ReferenceRun::forget_departed() {
    std::map<std::pair<int, int>, std::vector<std::size_t>> absences;  // one entry per striker
    for (std::size_t j = 0; j < workplaces_.size(); ++j) {
        auto& list = absences[{model_.workplaces[j].leaf, model_.workplaces[j].stratum}];
        list.insert(list.end(), static_cast<std::size_t>(workplaces_[j].absent), j);
    }
    int block = 0;
    for (auto& [where, list] : absences) {
        const std::size_t there = people_of(where.first, where.second, PersonState::on_strike).size();
        Draws dice = draws(ReferenceDraw::departures, block++);
        while (list.size() > there) {
            workplaces_[take_any(list, dice)].absent -= 1;
        }
    }
}

void ReferenceRun::look_at_others() {
    const auto& m4 = parameters_.strikes;
    for (std::size_t j = 0; j < workplaces_.size(); ++j) {
        ReferenceWorkplace& workplace = workplaces_[j];
        workplace.struck = relaxed(workplace.struck, workplace.out / model_.workplaces[j].employees, dt_,
                                   value(m4.contagion_hours));
        workplace.win = relaxed(workplace.win, 0.0, dt_, 24.0 * value(m4.win_days));
    }
    const double synchrony =
        rules_.organisation && rules_.synchrony ? value(parameters_.organisation.synchrony_effect) : 0.0;
    for (std::size_t j = 0; j < workplaces_.size(); ++j) {
        const int here = model_.workplaces[j].leaf;
        workplaces_[j].example = 0;
        workplaces_[j].wins_heard_of = 0;
        for (std::size_t k = 0; k < workplaces_.size(); ++k) {
            if (k == j) {
                continue;  // Reading 28
            }
            const int there = model_.workplaces[k].leaf;
            const double weight = here == there ? 1.0 : value(m4.far_weight) * places_[here].news_factor;
            const double committees = places_[here].committee && places_[there].committee ? 1.0 : 0.0;
            workplaces_[j].example += (weight + synchrony * committees) * workplaces_[k].struck;
            workplaces_[j].wins_heard_of += weight * workplaces_[k].win;
        }
    }
}

void ReferenceRun::begin_strike(int workplace) {
    const auto& m4 = parameters_.strikes;
    const Workplace& facts = model_.workplaces[workplace];
    ReferenceWorkplace& now = workplaces_[workplace];
    std::vector<std::size_t> at_home = people_of(facts.leaf, facts.stratum, PersonState::at_home);
    double grievance = 0;
    for (std::size_t i : at_home) {
        grievance += grievance_of(people_[i]) / static_cast<double>(at_home.size());
    }
    const double pull = value(m4.grievance_effect) * grievance +
                        value(m4.organisation_effect) * facts.organisation +
                        value(m4.isolation_effect) * facts.isolation +
                        value(m4.contagion_effect) * now.example + value(m4.win_effect) * now.wins_heard_of;
    const double rate = fault("strike") * value(m4.onset_rate) * exp_of(std::min(pull, 20.0));
    Draws dice = draws(ReferenceDraw::workplace, workplace);
    if (dice.uniform() >= chance_to_go(rate, dt_)) {
        return;
    }
    double alive = 0;
    for (const Person& person : people_) {
        alive +=
            person.home == facts.leaf && person.stratum == facts.stratum && person.state != PersonState::dead
                ? 1
                : 0;
    }
    const auto reachable = static_cast<double>(at_home.size());
    const double asked =
        alive > 0 ? std::min(std::floor(facts.employees * reachable / alive + 0.5), reachable) : 0.0;
    double joined = 0;
    for (int i = 0; i < asked; ++i) {
        Person& worker = people_[take_any(at_home, dice)];
        const double inclined = grievance_of(worker) - value(m4.join_threshold) +
                                value(m4.solidarity) * std::min(now.example, 1.0);
        if (dice.uniform() < logistic(inclined / value(m4.join_width))) {
            move(worker, PersonState::on_strike);
            joined += 1;
        }
    }
    now.out = joined;
    now.absent = joined;
    now.hours_out = 0;
}

void ReferenceRun::go_on_striking(int workplace) {
    const auto& m4 = parameters_.strikes;
    const Workplace& facts = model_.workplaces[workplace];
    ReferenceWorkplace& now = workplaces_[workplace];
    const ReferencePlace& place = places_[facts.leaf];
    now.hours_out += dt_;
    const double tail = value(m4.length_tail);
    const double fund = rules_.organisation && rules_.fund
                            ? value(parameters_.organisation.strike_fund) * facts.organisation
                            : 0.0;
    const double b = 24.0 * value(m4.length_days) * (1.0 + fund) / (pow_of(2.0, 1.0 / tail) - 1.0);
    const double negotiation = hours_since(country_.last_negotiation_tick) < 24 ? 1.0 : 0.0;
    const double settle = value(m4.settlement_rate) * place.credibility_factor * (place.relief + negotiation);
    const double dismiss = forcing_.emergency[facts.leaf] != 0 ? value(m4.dismissal_rate) : 0.0;
    // Over the whole tick, so that the law of the length does not depend on it.
    const double wear_out =
        fault("return") * tail * log_of((b + now.hours_out) / (b + now.hours_out - dt_)) / dt_;

    Draws dice = draws(ReferenceDraw::workplace, workplace);
    const int cause = exit_taken({wear_out, settle, dismiss}, dt_, dice.uniform());
    if (cause < 0) {
        return;
    }
    if (cause == 1) {
        now.win += 1;
    } else if (cause == 2) {
        now.win -= 1;
    }
    std::vector<std::size_t> strikers = people_of(facts.leaf, facts.stratum, PersonState::on_strike);
    for (int i = 0; i < now.absent; ++i) {
        move(people_[take_any(strikers, dice)], PersonState::at_home);
    }
    now.out = 0;
    now.absent = 0;
}

void ReferenceRun::count_output() {
    double all = 0;
    double made = 0;
    for (std::size_t j = 0; j < workplaces_.size(); ++j) {
        const Workplace& facts = model_.workplaces[j];
        all += facts.value_added;
        made += facts.value_added *
                pow_of(1.0 - workplaces_[j].out / facts.employees, value(parameters_.strikes.output_power));
    }
    country_.output_lost = all > 0 ? 1.0 - made / all : 0.0;
}

}  // namespace upsurge

#include <cmath>

#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

namespace {

bool in_street(const Person& person) {
    return person.state == PersonState::peaceful || person.state == PersonState::violent;
}

/// The table of docs/model.md, by local hour. The page names it; the numbers are those of the mechanism.
constexpr double activity_by_hour[24] = {0.35, 0.25, 0.15, 0.15, 0.15, 0.20, 0.35, 0.60,
                                         0.85, 1.10, 1.25, 1.35, 1.40, 1.45, 1.50, 1.55,
                                         1.65, 1.80, 1.90, 1.85, 1.65, 1.30, 0.85, 0.35};

}  // namespace

double ReferenceRun::activity_hour_factor(int place) const {
    if (rules_.hours_flat) {
        return 1;
    }
    const int hour = static_cast<int>(std::floor(forcing_.hour_of_day[place]));
    return activity_by_hour[hour % 24];
}

double ReferenceRun::grievance_of(const Person& person) const {
    if (!rules_.grievance) {
        return 0;
    }
    const ReferencePlace& place = places_[person.home];
    return clipped(place.hardship[person.hardship] * (1.0 - place.legitimacy) + place.grievance_shift, 0.0,
                   1.0);
}

/// What this person may do next in the street phase, and how fast.
std::vector<ReferenceRun::Exit> ReferenceRun::exits_of(const Person& person) const {
    std::vector<Exit> exits;
    const int p = person.home;
    const ReferencePlace& place = places_[p];
    const auto& m2 = parameters_.participation;
    const auto& m5 = parameters_.backlash;
    const bool contagion = rules_.form_contagion;
    const bool at_home = person.state == PersonState::at_home;
    const bool peaceful = person.state == PersonState::peaceful;
    const bool violent = person.state == PersonState::violent;

    double join = 0;
    double leave = 0;           // P -> Q
    double leave_violence = 0;  // V -> Q
    double escalate = 0;
    double calm_down = 0;  // V -> P
    double withdraw = 0;
    double recover = 0;

    if (rules_.participation && contagion) {
        join = value(m2.contagion_base, p) + value(m2.contagion_rate, p) * place.perceived;
        leave = value(m2.leave_rate, p);  // Reading 9
    } else if (rules_.participation) {
        double u = 0;
        if (rules_.form_thresholds) {
            u = place.perceived - place.hardship[person.hardship];
        } else {
            const double aversion = (person.risk_aversion + 0.5) / model_.layout.risk_aversion_bins;
            u = grievance_of(person) - aversion * value(m2.risk_weight, p) * place.risk -
                value(m2.threshold, p) +
                (value(m2.reinforcement, p) + place.embolden) *
                    saturating_square(place.perceived, value(m2.reinforcement_half, p)) +
                value(m2.organised_push, p) * person.organised;
        }
        double inclined = logistic(u / value(m2.sharpness, p));  // L
        if (rules_.link_threshold) {
            inclined = u >= 0 ? 1.0 : 0.0;
        }
        const bool curfew = forcing_.curfew[p] != 0;
        double c = activity_hour_factor(p);
        if (curfew) {
            c *= 1.0 - value(m2.curfew_compliance, p);
            leave += value(m2.curfew_leave_rate, p);
            leave_violence += value(m2.curfew_leave_rate, p);
        }
        join = value(m2.join_rate, p) * c * inclined;
        leave += value(m2.leave_rate, p) * (1.0 - inclined);
    }
    if (rules_.policing) {
        leave += place.disperse_hazard;
        leave_violence += place.disperse_hazard;
    }
    if (rules_.backlash) {
        const double violent_share = place.crowd() > 0 ? place.crowd_violent / place.crowd() : 0.0;
        escalate =
            value(m5.escalation_base, p) +
            value(m5.escalation_contagion, p) * saturating_square(violent_share, value(m5.violence_half, p)) +
            value(m5.escalation_anger, p) * (place.rise > 0 ? place.rise : 0.0) +
            value(m5.escalation_clandestine, p) * place.clandestine_share;
        calm_down = value(m5.calm_rate, p) / 2.0;
        leave_violence += fault("calm") * value(m5.calm_rate, p) / 2.0;
    }
    if (rules_.withdrawal) {
        withdraw =
            value(parameters_.withdrawal.fatigue_rate, p) +
            value(parameters_.withdrawal.fear_rate, p) * (place.harm_shock > 0 ? place.harm_shock : 0.0);
        recover = value(parameters_.withdrawal.recovery_rate, p);
    }

    if (at_home && active(person)) {
        exits.push_back({PersonState::peaceful, fault("join") * join});
    } else if (peaceful) {
        exits.push_back({PersonState::at_home, fault("leave") * leave});
        exits.push_back({PersonState::violent, fault("escalate") * escalate});
        exits.push_back({PersonState::withdrawn, fault("withdraw") * withdraw});
    } else if (violent) {
        exits.push_back({PersonState::peaceful, fault("calm") * calm_down});
        exits.push_back({PersonState::at_home, leave_violence});
        exits.push_back({PersonState::withdrawn, fault("withdraw") * withdraw});
    } else if (person.state == PersonState::withdrawn) {
        exits.push_back({PersonState::at_home, fault("recover") * recover});
    }
    return exits;
}

void ReferenceRun::move_in_street() {
    // k of M5: the clandestine share among the people of each home who are in the street now.
    const int n = model_.layout.places;
    std::vector<double> in_crowd(n, 0.0);
    std::vector<double> clandestine(n, 0.0);
    for (const Person& person : people_) {
        if (in_street(person)) {
            in_crowd[person.home] += 1;
            clandestine[person.home] += model_.strata[person.stratum].clandestine ? 1 : 0;
        }
    }
    for (int p = 0; p < n; ++p) {
        places_[p].clandestine_share = in_crowd[p] > 0 ? clandestine[p] / in_crowd[p] : 0.0;
    }

    // One person's move never changes another's chance: all rates are those at the start of the phase.
    const auto everybody = [](PersonState) { return true; };
    const auto out = [](PersonState state) { return state != PersonState::at_home; };
    const auto in = [](PersonState state) { return state == PersonState::at_home; };
    if (model_.street_at_once) {
        pass_through_street(0, dt_, everybody);
        return;
    }
    pass_through_street(0, dt_ / 2, out);
    pass_through_street(1, dt_, in);
    pass_through_street(2, dt_ / 2, out);
}

void ReferenceRun::pass_through_street(int pass, double hours, bool (*moves)(PersonState)) {
    for (std::size_t i = 0; i < people_.size(); ++i) {
        Person& person = people_[i];
        if (!moves(person.state)) {
            continue;
        }
        const std::vector<Exit> exits = exits_of(person);
        double total = 0;
        for (const Exit& exit : exits) {
            total += exit.rate;
        }
        if (!(total > 0)) {
            continue;
        }
        const double go = chance_to_go(total, hours);
        double u = uniform(ReferenceDraw::street, static_cast<int>(i), pass);
        if (u >= go) {
            continue;
        }
        PersonState to = exits.back().to;
        for (const Exit& exit : exits) {
            const double chance = exit.rate / total * go;
            if (u < chance) {
                to = exit.to;
                break;
            }
            u -= chance;
        }
        if (person.state == PersonState::at_home && to == PersonState::peaceful) {
            places_[person.home].joined_today += 1;
        }
        move(person, to);
    }
}

void ReferenceRun::spread_over_locations() {
    for (std::size_t i = 0; i < people_.size(); ++i) {
        Person& person = people_[i];
        if (!in_street(person)) {
            continue;
        }
        double u = uniform(ReferenceDraw::location, static_cast<int>(i));
        person.location = person.home;
        for (int l = 0; l < model_.layout.places; ++l) {
            const double chance = destination_[person.home][l];
            if (u < chance) {
                person.location = l;
                break;
            }
            u -= chance;
        }
    }
}

}  // namespace upsurge

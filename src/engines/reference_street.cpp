#include <cmath>

#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

namespace {

/// The table of docs/model.md, by local hour. The page names it; the numbers are those of the mechanism.
constexpr double activity_by_hour[24] = {0.35, 0.25, 0.15, 0.15, 0.15, 0.20, 0.35, 0.60,
                                         0.85, 1.10, 1.25, 1.35, 1.40, 1.45, 1.50, 1.55,
                                         1.65, 1.80, 1.90, 1.85, 1.65, 1.30, 0.85, 0.35};

}  // namespace

/// c(t) of M2; for the march of strikers in every form.
double ReferenceRun::turnout_factor(int place) const {
    if (!rules_.participation) {
        return 1;
    }
    double c = 1;
    if (!rules_.hours_flat) {
        c = activity_by_hour[static_cast<int>(std::floor(forcing_.hour_of_day[place])) % 24];
    }
    if (forcing_.curfew[place] != 0) {
        c *= 1.0 - value(parameters_.participation.curfew_compliance, place);
    }
    return c;
}

double ReferenceRun::grievance_of(const Person& person) const {
    if (!rules_.grievance) {
        return 0;
    }
    const ReferencePlace& place = places_[person.home];
    return clipped(place.hardship[person.hardship] * (1.0 - place.legitimacy) + place.grievance_shift, 0.0,
                   1.0);
}

/// L of M2: how far this person would be in the street.
double ReferenceRun::inclination(const Person& person) const {
    const auto& m2 = parameters_.participation;
    const int p = person.home;
    const ReferencePlace& place = places_[p];
    double u = 0;
    if (rules_.form_thresholds) {
        u = place.perceived - place.hardship[person.hardship];
    } else {
        const double aversion = (person.risk_aversion + 0.5) / model_.layout.risk_aversion_bins;
        u = grievance_of(person) - aversion * value(m2.risk_weight, p) * place.risk - value(m2.threshold, p) +
            (value(m2.reinforcement, p) + place.embolden) *
                saturating_square(place.perceived, value(m2.reinforcement_half, p)) +
            value(m2.organised_push, p) * person.organised;
    }
    if (rules_.link_threshold) {
        return u >= 0 ? 1.0 : 0.0;
    }
    return logistic(u / value(m2.sharpness, p));
}

/// e(Q->P).
double ReferenceRun::join_rate(const Person& person) const {
    const auto& m2 = parameters_.participation;
    const int p = person.home;
    if (abroad(p)) {
        const bool enters = rules_.infiltration && rules_.entry &&
                            clock_hours() >= value(parameters_.infiltration.entry_hour);
        return enters ? value(parameters_.infiltration.cadre_rate) : 0.0;
    }
    double rate = 0;
    if (rules_.participation && rules_.form_contagion) {
        rate = value(m2.contagion_base, p) + value(m2.contagion_rate, p) * places_[p].perceived;
    } else if (rules_.participation) {
        rate = value(m2.join_rate, p) * turnout_factor(p) * inclination(person);
    }
    if (places_[p].clique_active && model_.strata[person.stratum].clandestine) {
        rate += value(parameters_.elites.seeding_rate);
    }
    return fault("join") * rate;
}

/// e(P->V).
double ReferenceRun::escalation_rate(int p) const {
    const auto& m5 = parameters_.backlash;
    const ReferencePlace& place = places_[p];
    const double fighting = place.crowd_violent + place.crowd_armed;
    const double share = place.crowd() > 0 ? fighting / place.crowd() : 0.0;
    const double rate =
        value(m5.escalation_base, p) +
        value(m5.escalation_contagion, p) * saturating_square(share, value(m5.violence_half, p)) +
        value(m5.escalation_anger, p) * (place.rise > 0 ? place.rise : 0.0) +
        value(m5.escalation_clandestine, p) * place.clandestine_share;
    return fault("escalate") * place.violence_factor * rate;
}

/// What this person may do next in the street phase, and how fast.
std::vector<ReferenceRun::Exit> ReferenceRun::exits_of(const Person& person) const {
    std::vector<Exit> exits;
    const int p = person.home;
    const ReferencePlace& place = places_[p];
    const auto& m2 = parameters_.participation;

    double disperse = rules_.policing ? place.disperse_hazard : 0.0;
    double curfew = 0;
    if (rules_.participation && !rules_.form_contagion && forcing_.curfew[p] != 0) {
        curfew = value(m2.curfew_leave_rate, p);
    }
    double withdraw = 0;
    double recover = 0;
    if (rules_.withdrawal) {
        const double shock = place.harm_shock > 0 ? place.harm_shock : 0.0;
        withdraw = fault("withdraw") * (value(parameters_.withdrawal.fatigue_rate, p) * place.exit_factor +
                                        value(parameters_.withdrawal.fear_rate, p) * shock);
        recover = fault("recover") * value(parameters_.withdrawal.recovery_rate, p);
    }
    const double calm =
        rules_.backlash ? fault("calm") * value(parameters_.backlash.calm_rate, p) / 2.0 : 0.0;

    switch (person.state) {
        case PersonState::at_home:
            if (active(person)) {
                exits.push_back({PersonState::peaceful, join_rate(person)});
            }
            break;
        case PersonState::on_strike:
            if (rules_.strikes) {
                const double march = value(parameters_.strikes.march_rate) * turnout_factor(p);
                exits.push_back({PersonState::peaceful, fault("march") * march});
            }
            exits.push_back({PersonState::withdrawn, withdraw});
            break;
        case PersonState::peaceful: {
            double leave = 0;
            if (rules_.participation && rules_.form_contagion) {
                leave = value(m2.leave_rate, p);  // Reading 9
            } else if (rules_.participation) {
                leave = value(m2.leave_rate, p) * (1.0 - inclination(person)) * place.exit_factor;
            }
            exits.push_back({PersonState::at_home, fault("leave") * (leave + curfew + disperse)});
            exits.push_back({PersonState::violent, rules_.backlash ? escalation_rate(p) : 0.0});
            exits.push_back({PersonState::withdrawn, withdraw});
            break;
        }
        case PersonState::violent:
            exits.push_back({PersonState::peaceful, calm});
            exits.push_back({PersonState::at_home, calm + curfew + disperse});
            exits.push_back({PersonState::withdrawn, withdraw});
            break;
        case PersonState::armed:
            if (rules_.arming) {
                exits.push_back({PersonState::violent, fault("drop") * value(parameters_.arming.drop_rate)});
            }
            exits.push_back({PersonState::withdrawn, withdraw});
            break;
        case PersonState::withdrawn:
            exits.push_back({PersonState::at_home, recover});
            break;
        default:
            break;
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
    pass_through_street(0, dt_, in, [this](const Person& person) { return share_before_exits(person); });
    pass_through_street(1, dt_, out);
    pass_through_street(2, dt_, in,
                        [this](const Person& person) { return 1.0 - share_before_exits(person); });
}

/// The share a of a tick's arrivals for which sum over ticks of being seen at their end is 1/rate for an
/// arrival who then leaves at this rate: a exp(-g) + 1 - a = (1 - exp(-g))/g.
double ReferenceRun::share_before_exits(const Person& person) const {
    Person arrived = person;
    arrived.state = PersonState::peaceful;
    double g = 0;
    for (const Exit& exit : exits_of(arrived)) {
        g += exit.rate * dt_;
    }
    const double left = -expm1_of(-g);
    return g < 1e-4 ? 0.5 + g / 12.0 : (1.0 - left / g) / left;
}

void ReferenceRun::pass_through_street(int pass, double hours, bool (*moves)(PersonState),
                                       const std::function<double(const Person&)>& share) {
    for (std::size_t i = 0; i < people_.size(); ++i) {
        Person& person = people_[i];
        if (!moves(person.state)) {
            continue;
        }
        const std::vector<Exit> exits = exits_of(person);
        std::vector<double> rates;
        for (const Exit& exit : exits) {
            rates.push_back(share ? exit.rate * share(person) : exit.rate);
        }
        const int taken = exit_taken(rates, hours, uniform(ReferenceDraw::street, static_cast<int>(i), pass));
        if (taken < 0) {
            continue;
        }
        const PersonState to = exits[taken].to;
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

#include <cmath>
#include <vector>

#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

void ReferenceRun::decide_powers() {
    for (ReferencePlace& place : places_) {
        place.inflow_per_hour = 0;
        place.foreign_troops = 0;
    }
    if (rules_.outside_powers) {
        keep_guarantee();
        place_troops();
        if (rules_.powers_decide) {
            choose_for_rivals();
        }
    }
    let_weapons_in();
}

/// s of M11.
double ReferenceRun::survival_chance() const {
    return logistic((country_.regime_strength - 0.5) / value(parameters_.outside_powers.survival_width));
}

/// A guarantee answers the request, and its end leaves none.
void ReferenceRun::give_guarantee(bool in_force, double hours) {
    country_.guarantee = in_force;
    country_.guarantee_hours = hours;
    country_.guarantee_by_council = false;
    country_.calm_hours = 0;
    country_.requested = false;
    country_.council_hours = 0;
}

void ReferenceRun::keep_guarantee() {
    const auto& m11 = parameters_.outside_powers;
    if (forcing_.guarantee > 0) {
        give_guarantee(true, forcing_.guarantee_hours);
        return;
    }
    if (!country_.guarantee) {
        consider_request();
        return;
    }
    if (!country_.guarantee_by_council) {
        give_guarantee(false, 0);  // the schedule's has ended
        return;
    }
    country_.requested = false;
    country_.guarantee_hours += dt_;
    const bool calm = country_.threat < value(m11.withdrawal_threat);
    country_.calm_hours = calm ? country_.calm_hours + dt_ : 0.0;
    if (country_.calm_hours >= value(m11.withdrawal_hours)) {
        give_guarantee(false, 0);
    }
}

/// Allies answer a request together, after a lag.
void ReferenceRun::consider_request() {
    const auto& m11 = parameters_.outside_powers;
    double allies = 0;
    for (const Power& power : model_.powers) {
        allies += power.side == PowerSide::ally ? 1 : 0;
    }
    if (!rules_.powers_decide || !(allies > 0) || !country_.requested) {
        return;
    }
    Draws dice = draws(ReferenceDraw::council, 0);
    const auto wait_again = [&] {
        const double normal = normal_quantile(dice.uniform());
        country_.request_hours = 0;
        country_.council_hours =
            value(m11.council_median) * exp_of(value(m11.council_spread) * normal) + value(m11.delay_hours);
    };
    if (!(country_.council_hours > 0)) {
        wait_again();
        return;
    }
    country_.request_hours += dt_;
    if (country_.request_hours < country_.council_hours) {
        return;
    }
    if (council_assents(dice) && !rules_.guarantee_refused) {
        give_guarantee(true, 0);
        country_.guarantee_by_council = true;
    } else {
        wait_again();
    }
}

bool ReferenceRun::council_assents(Draws& dice) const {
    const auto& m11 = parameters_.outside_powers;
    bool all = true;
    for (const Power& power : model_.powers) {
        if (power.side != PowerSide::ally) {
            continue;
        }
        const double gain = power.benefit * (1.0 - survival_chance()) * value(m11.help_gain) -
                            power.cost * value(m11.cost_weight) - power.reputation;
        if (dice.uniform() >= logistic(gain / value(m11.vote_width))) {
            all = false;
        }
    }
    return all;
}

void ReferenceRun::place_troops() {
    const auto& m11 = parameters_.outside_powers;
    double promised = 0;
    for (const Power& power : model_.powers) {
        promised += power.side == PowerSide::ally && rules_.powers_decide ? power.troops : 0;
    }
    const double arrived = (country_.guarantee_hours - value(m11.arrival_hours)) / value(m11.full_hours);
    country_.foreign_troops =
        country_.guarantee ? std::floor(promised * clipped(arrived, 0.0, 1.0) + 0.5) : 0.0;
    if (forcing_.foreign_troops >= 0) {
        country_.foreign_troops = forcing_.foreign_troops;
    }
    double critical = 0;
    for (const Facility& facility : model_.facilities) {
        critical += facility.critical ? 1 : 0;
    }
    for (const Facility& facility : model_.facilities) {
        if (facility.critical) {
            places_[facility.leaf].foreign_troops += country_.foreign_troops / critical;
        }
    }
}

void ReferenceRun::choose_for_rivals() {
    const auto& m11 = parameters_.outside_powers;
    double armed = 0;
    std::vector<int> lost_cities;
    for (int l = 0; l < model_.layout.places; ++l) {
        if (!abroad(l)) {
            armed += places_[l].crowd_armed;
            if (places_[l].city_lost) {
                lost_cities.push_back(l);
            }
        }
    }
    const double s = survival_chance();
    const bool war = armed >= value(m11.war_people) && !lost_cities.empty() && !country_.guarantee;
    for (std::size_t k = 0; k < powers_.size(); ++k) {
        const Power& power = model_.powers[k];
        if (power.side != PowerSide::rival) {
            continue;
        }
        if (forcing_.new_day[0] != 0) {
            powers_[k].choice = 0;
        }
        if (forcing_.new_day[0] != 0 && war) {
            const double worth[4] = {0.0, power.benefit * (1.0 - s) - power.cost,
                                     value(m11.attrition) * 4.0 * s * (1.0 - s) - power.cost,
                                     value(m11.deal) * s};
            double sum = 0;
            for (double w : worth) {
                sum += exp_of(w / value(m11.vote_width));
            }
            double u = uniform(ReferenceDraw::rival, static_cast<int>(k)) * sum;
            int choice = 0;
            while (choice < 3 && u >= exp_of(worth[choice] / value(m11.vote_width))) {
                u -= exp_of(worth[choice] / value(m11.vote_width));
                ++choice;
            }
            powers_[k].choice = choice;
        }
        const double rate = powers_[k].choice == 1   ? value(m11.rival_rate)
                            : powers_[k].choice == 2 ? value(m11.rival_rate) / 2.0
                                                     : 0.0;
        for (int l : lost_cities) {
            if (!country_.guarantee) {
                places_[l].inflow_per_hour += rate / static_cast<double>(lost_cities.size());
            }
        }
    }
}

/// Infiltration: where weapons from abroad arrive.
void ReferenceRun::let_weapons_in() {
    const auto& m11 = parameters_.infiltration;
    if (!rules_.infiltration || !rules_.entry || clock_hours() < value(m11.entry_hour)) {
        return;
    }
    const int n = model_.layout.places;
    std::vector<double> entering(n, 0.0);
    double all = 0;
    double country = 0;
    for (int l = 0; l < n; ++l) {
        country += abroad(l) ? 0.0 : places_[l].people;
        for (int p = 0; p < n; ++p) {
            entering[l] += abroad(p) && !abroad(l) ? destination_[p][l] : 0.0;
        }
        all += entering[l];
    }
    for (int l = 0; l < n; ++l) {
        const double by_people = abroad(l) ? 0.0 : places_[l].people / country;
        places_[l].inflow_per_hour += value(m11.inflow_rate) * (all > 0 ? entering[l] / all : by_people);
    }
}

/// Infiltration: what outside media add to what places perceive.
void ReferenceRun::push_media() {
    const auto& m11 = parameters_.infiltration;
    if (!rules_.infiltration || !rules_.entry || clock_hours() < value(m11.entry_hour)) {
        return;
    }
    for (int p = 0; p < model_.layout.places; ++p) {
        if (!abroad(p)) {
            places_[p].perceived += value(m11.media_push) * places_[p].news_factor;
        }
    }
}

}  // namespace upsurge

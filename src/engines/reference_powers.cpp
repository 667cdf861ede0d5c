#include <cmath>

#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

void ReferenceRun::decide_powers() {
    for (ReferencePlace& place : places_) {
        place.inflow_per_hour = 0;
        place.foreign_troops = 0;
    }
    if (rules_.outside_powers) {
        const auto& m11 = parameters_.outside_powers;
        if (forcing_.guarantee > 0) {
            country_.guarantee = true;
            country_.guarantee_hours = forcing_.guarantee_hours;
            guarantee_scheduled_ = true;
        } else {
            if (guarantee_scheduled_) {
                country_.guarantee = false;
                guarantee_scheduled_ = false;
            }
            if (rules_.powers_decide) {
                hold_council();
            }
            if (country_.guarantee) {
                country_.guarantee_hours += dt_;
            }
        }
        if (country_.guarantee) {  // Reading 22
            country_.requested = false;
            country_.request_hours = 0;
            country_.council_hours = 0;
        }
        // Reading 23; a scheduled guarantee holds as it says.
        const bool calm = country_.guarantee && country_.threat < value(m11.withdrawal_threat);
        country_.calm_hours = calm ? country_.calm_hours + dt_ : 0.0;
        if (country_.guarantee && !guarantee_scheduled_ &&
            country_.calm_hours >= value(m11.withdrawal_hours)) {
            country_.guarantee = false;
            country_.calm_hours = 0;
        }
        if (!country_.guarantee) {
            country_.guarantee_hours = 0;
        }
        place_troops();
        if (rules_.powers_decide) {
            choose_for_rivals();
        }
    }
    let_weapons_in();
}

/// Allies decide together on a request, after a lag.
void ReferenceRun::hold_council() {
    const auto& m11 = parameters_.outside_powers;
    if (!country_.requested || country_.guarantee) {
        return;
    }
    Draws dice = draws(ReferenceDraw::council, 0);
    const auto next_lag = [&] {
        const double normal = normal_quantile(dice.uniform());
        return value(m11.council_median) * exp_of(value(m11.council_spread) * normal) +
               value(m11.delay_hours);
    };
    if (!(country_.council_hours > 0)) {
        country_.council_hours = next_lag();
    }
    country_.request_hours += dt_;
    if (country_.request_hours < country_.council_hours) {
        return;
    }
    const double s = logistic((country_.regime_strength - 0.5) / value(m11.survival_width));
    bool all = true;
    for (const Power& power : model_.powers) {
        if (power.side != PowerSide::ally) {
            continue;
        }
        const double gain = power.benefit * (1.0 - s) * value(m11.help_gain) -
                            power.cost * value(m11.cost_weight) - power.reputation;
        if (dice.uniform() >= logistic(gain / value(m11.vote_width))) {
            all = false;
        }
    }
    if (all && !rules_.guarantee_refused) {
        country_.guarantee = true;
        country_.guarantee_hours = 0;
    } else {
        country_.request_hours = 0;
        country_.council_hours = next_lag();
    }
}

void ReferenceRun::place_troops() {
    const auto& m11 = parameters_.outside_powers;
    double promised = 0;
    for (const Power& power : model_.powers) {
        promised += power.side == PowerSide::ally ? power.troops : 0;
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
    double cities_lost = 0;
    for (const ReferencePlace& place : places_) {
        armed += place.crowd_armed;
        cities_lost += place.city_lost ? 1 : 0;
    }
    const double s = logistic((country_.regime_strength - 0.5) / value(m11.survival_width));
    const bool war = armed >= value(m11.war_people) && cities_lost > 0;
    for (std::size_t k = 0; k < powers_.size(); ++k) {
        const Power& power = model_.powers[k];
        if (power.side != PowerSide::rival) {
            continue;
        }
        if (forcing_.new_day[0] != 0 && war && !country_.guarantee) {
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
            powers_[k].choice = choice;  // Reading 24
        }
        const double rate = powers_[k].choice == 1   ? value(m11.rival_rate)
                            : powers_[k].choice == 2 ? value(m11.rival_rate) / 2.0
                                                     : 0.0;
        for (ReferencePlace& place : places_) {
            place.inflow_per_hour += place.city_lost ? rate / cities_lost : 0.0;
        }
    }
}

/// Infiltration: where weapons from abroad arrive.
void ReferenceRun::let_weapons_in() {
    const auto& m11 = parameters_.infiltration;
    if (!rules_.infiltration || !rules_.entry || clock_hours() < value(m11.entry_hour)) {
        return;
    }
    double abroad_places = 0;
    double country = 0;
    for (int p = 0; p < model_.layout.places; ++p) {
        abroad_places += abroad(p) ? 1 : 0;
        country += abroad(p) ? 0.0 : places_[p].people;
    }
    for (int l = 0; l < model_.layout.places; ++l) {
        double share = 0;
        if (abroad_places > 0) {
            for (int p = 0; p < model_.layout.places; ++p) {
                share += abroad(p) ? destination_[p][l] / abroad_places : 0.0;
            }
        } else {
            share = places_[l].people / country;
        }
        places_[l].inflow_per_hour += value(m11.inflow_rate) * share;
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

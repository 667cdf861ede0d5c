#include <algorithm>
#include <cmath>

#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

// ---- Phase 2, information ------------------------------------------------------------------------------

void ReferenceRun::step_noise_and_factors() {
    const auto& m7 = parameters_.information;
    for (int p = 0; p < model_.layout.places; ++p) {
        ReferencePlace& place = places_[p];
        if (!rules_.information) {
            place.local_factor = 1;
            place.news_factor = 1;
            place.remote_factor = 1;
            continue;
        }
        const double chi = forcing_.shutdown[p];
        const double memory = value(m7.noise_hours, p);
        const double normal = normal_quantile(uniform(ReferenceDraw::noise, p));
        place.noise =
            place.noise * exp_of(-dt_ / memory) + std::sqrt(1.0 - exp_of(-2.0 * dt_ / memory)) * normal;
        const double offline = value(m7.offline_share, p);
        place.local_factor = 1.0 + value(m7.street_shutdown, p) * chi;
        place.news_factor = offline + (1.0 - offline) * (1.0 - chi);
        place.remote_factor =
            value(m7.slant, p) * place.news_factor * exp_of(value(m7.noise_sd, p) * chi * place.noise);
    }
}

void ReferenceRun::step_perception() {
    const auto& m3 = parameters_.diffusion;
    const int n = model_.layout.places;
    for (int q = 0; q < n; ++q) {
        ReferencePlace& place = places_[q];
        place.activity = place.people > 0
                             ? (place.crowd_peaceful +
                                value(m3.violence_severity, q) * (place.crowd_violent + place.crowd_armed)) /
                                   place.people
                             : 0.0;
        if (!rules_.diffusion) {  // Reading 2
            place.activity = 0;
        }
        place.activity_memory =
            relaxed(place.activity_memory, place.activity, dt_, value(m3.memory_hours, q));
    }
    double country = 0;
    for (int q = 0; q < n; ++q) {
        country += abroad(q) ? 0.0 : places_[q].people;
    }
    for (int p = 0; p < n; ++p) {
        ReferencePlace& place = places_[p];
        if (!rules_.diffusion) {
            place.perceived = 0;
            continue;
        }
        double near = 0;
        double media = 0;
        double ties = 0;
        for (int q = 0; q < n; ++q) {
            near += near_[p][q] * places_[q].activity_memory;
            if (!abroad(p) && !abroad(q)) {
                media += places_[q].people / country * places_[q].activity_memory;
            }
            ties += ties_[p][q] * places_[q].activity_memory;
        }
        place.perceived =
            value(m3.local_weight, p) * place.local_factor * place.activity_memory +
            place.remote_factor * (value(m3.distance_weight, p) * near + value(m3.media_weight, p) * media +
                                   value(m3.tie_weight, p) * ties);
    }
}

void ReferenceRun::step_harm_news() {
    const auto& m5 = parameters_.backlash;
    const int n = model_.layout.places;
    auto harm_at = [&](int l) {
        return places_[l].deaths_last + value(m5.injury_weight, l) * places_[l].injuries_last;
    };
    for (int p = 0; p < n && rules_.backlash; ++p) {  // Reading 2
        double elsewhere = 0;
        for (int q = 0; q < n; ++q) {
            if (q != p && !abroad(p) && !abroad(q)) {
                elsewhere += harm_at(q);
            }
        }
        const double now = (harm_at(p) + value(m5.news_reach, p) * places_[p].news_factor * elsewhere) / dt_;
        places_[p].harm_news = relaxed(places_[p].harm_news, now, dt_, value(m5.news_hours, p));
    }
}

void ReferenceRun::reach_people() {
    if (!rules_.information) {
        return;
    }
    const auto& m7 = parameters_.information;
    const int n = model_.layout.places;
    double country = 0;
    double national = 0;  // nat
    for (int q = 0; q < n; ++q) {
        country += abroad(q) ? 0.0 : places_[q].people;
    }
    for (int q = 0; q < n; ++q) {
        national += abroad(q) ? 0.0 : places_[q].people / country * places_[q].activity_memory;
    }
    std::vector<double> spreaders(n, 0.0);
    for (const Person& person : people_) {
        if (person.rumour == RumourStatus::spreader) {
            spreaders[person.home] += 1;
        }
    }
    std::vector<double> rate(n, 0.0);
    for (int p = 0; p < n; ++p) {
        const double salience = national > 0 ? national / (national + value(m7.salience_half, p)) : 0.0;
        const double online = value(m7.online_rate, p) * (1.0 - forcing_.shutdown[p]);
        rate[p] = (value(m7.broadcast_rate, p) + online) * salience +
                  value(m7.street_rate, p) * places_[p].activity * places_[p].local_factor;
        if (rules_.rumour && places_[p].people > 0) {
            rate[p] += value(parameters_.rumour.reach_rate, p) * spreaders[p] / places_[p].people;
        }
    }
    for (std::size_t i = 0; i < people_.size(); ++i) {
        Person& person = people_[i];
        if (person.state == PersonState::not_reached &&
            uniform(ReferenceDraw::reach, static_cast<int>(i)) <
                chance_to_go(rate[person.home] * fault("reach"), dt_)) {
            move(person, PersonState::at_home);
        }
    }
}

void ReferenceRun::spread_rumour() {
    if (!rules_.rumour) {
        return;
    }
    const auto& rumour = parameters_.rumour;
    const int n = model_.layout.places;
    std::vector<double> spreaders(n, 0.0);
    std::vector<double> stiflers(n, 0.0);
    for (const Person& person : people_) {
        spreaders[person.home] += person.rumour == RumourStatus::spreader ? 1 : 0;
        stiflers[person.home] += person.rumour == RumourStatus::stifler ? 1 : 0;
    }
    for (std::size_t i = 0; i < people_.size(); ++i) {
        Person& person = people_[i];
        const int p = person.home;
        const double contact = value(rumour.contact_rate, p);
        const double hear = contact * spreaders[p] / places_[p].people +
                            value(rumour.seed_rate, p) * log1p_of(places_[p].harm_news);
        const double tire = contact * (spreaders[p] + stiflers[p]) / places_[p].people;
        const double u = uniform(ReferenceDraw::rumour, static_cast<int>(i));
        if (person.rumour == RumourStatus::ignorant && u < chance_to_go(hear, dt_)) {
            person.rumour = RumourStatus::spreader;
        } else if (person.rumour == RumourStatus::spreader && u < chance_to_go(tire, dt_)) {
            person.rumour = RumourStatus::stifler;
        }
    }
}

// ---- Phase 5, fields -----------------------------------------------------------------------------------

void ReferenceRun::step_backlash() {
    const auto& m5 = parameters_.backlash;
    for (int p = 0; p < model_.layout.places; ++p) {
        ReferencePlace& place = places_[p];
        if (!rules_.backlash) {
            place.anger = 0;
            place.harm_shock = 0;
            place.rise = 0;
            continue;
        }
        const double v = place.harm_news;
        const double y = log_of((1.0 + v) / (1.0 + place.harm_expected));
        place.harm_shock = y;
        place.rise = y > 0 ? value(m5.anger_gain, p) * y - value(m5.anger_saturation, p) * y * y : 0.0;
        place.anger = relaxed(place.anger, 0.0, dt_, 24.0 * value(m5.anger_days, p)) + dt_ * place.rise;
        place.anger = clipped(place.anger, -1.0, 1.0);
        place.harm_expected = relaxed(place.harm_expected, v, dt_, 24.0 * value(m5.expected_harm_days, p));
    }
}

void ReferenceRun::step_legitimacy() {
    const auto& m1 = parameters_.grievance;
    for (int p = 0; p < model_.layout.places && rules_.grievance; ++p) {  // Reading 2
        ReferencePlace& place = places_[p];
        const double target = value(m1.legitimacy, p);
        place.legitimacy = relaxed(place.legitimacy, target, dt_, 24.0 * value(m1.legitimacy_days, p)) -
                           dt_ * value(m1.legitimacy_loss, p) * log1p_of(place.harm_news);
    }
}

void ReferenceRun::step_concessions() {
    const auto& m6 = parameters_.concessions;
    for (int p = 0; p < model_.layout.places; ++p) {
        ReferencePlace& place = places_[p];
        if (rules_.concessions) {
            const double sev = place.activity;
            const double mean = place.turnout_mean;
            const double w = sev > 0 ? sev / (sev + value(m6.demand_activity_half, p)) : 0.0;
            const double surge = sev + mean > 0 ? (sev - mean) / (sev + mean) : 0.0;
            const double growth = w * (surge > 0 ? surge : 0.0);

            place.relief = relaxed(place.relief, 0.0, dt_, 24.0 * value(m6.relief_days, p));
            place.embolden = relaxed(place.embolden, 0.0, dt_, 24.0 * value(m6.embolden_days, p));
            for (const Concession& concession : forcing_.concessions[p]) {
                const double fit = (concession.level - place.demand_level) / value(m6.satisfaction_width, p);
                const double believed = std::min(1.0, concession.credibility * place.credibility_factor);
                const double s = believed * logistic(fit);
                place.relief += value(m6.relief_size, p) * s;
                if (sev > mean) {
                    place.embolden += value(m6.embolden_size, p) * concession.level;
                }
                place.legitimacy += value(m6.legitimacy_gain, p) * s;
            }
            for (int refusal = 0; refusal < forcing_.refusals[p]; ++refusal) {
                place.legitimacy -= value(m6.refusal_cost, p);
            }
            const double pull = value(m6.demand_growth, p) * growth +
                                value(m6.demand_harm, p) * log1p_of(place.harm_news) -
                                value(m6.demand_settling, p) * (place.demand_level - 1.0);
            place.demand_level = clipped(place.demand_level + dt_ * pull, 1.0, 3.0);
            place.turnout_mean = relaxed(mean, sev, dt_, value(m6.turnout_memory_hours, p));
        }
        place.legitimacy = rules_.grievance ? clipped(place.legitimacy, 0.0, 1.0) : 0.0;  // Readings 7 and 2
    }
}

void ReferenceRun::step_price_and_grievance() {
    const auto& m1 = parameters_.grievance;
    for (int p = 0; p < model_.layout.places; ++p) {
        ReferencePlace& place = places_[p];
        const double price = forcing_.price[p];
        if (!(place.reference_price > 0)) {
            place.reference_price = price;  // Reading 8
        }
        const double z = log_of(price / place.reference_price);
        const double rho = value(m1.exposure, p) * (z > 0 ? z : z / value(m1.loss_aversion, p));
        place.reference_price =
            relaxed(place.reference_price, price, dt_, 24.0 * value(m1.reference_days, p));
        place.grievance_shift = value(m1.price_weight, p) * rho + place.anger - place.relief;
    }
}

void ReferenceRun::step_risk() {
    const auto& m2 = parameters_.participation;
    const int n = model_.layout.places;
    for (int p = 0; p < n; ++p) {
        ReferencePlace& place = places_[p];
        place.risk = 0;
        place.disperse_hazard = 0;
        for (int l = 0; l < n; ++l) {
            const double officers = police_act(l) ? officers_present(l) : 0.0;
            const double crowd = places_[l].crowd();
            double ratio = officers / (crowd + 1.0);
            if (rules_.risk_diluted_floor) {
                ratio = std::floor(ratio);
            }
            double risk = 1.0 - exp_of(-value(m2.deterrence, p) * ratio);
            if (rules_.risk_fixed) {
                risk = value(m2.fixed_risk, p);  // Reading 10
            }
            place.risk += destination_[p][l] * risk;
            if (police_disperse(l) && officers + crowd > 0) {
                place.disperse_hazard += value(parameters_.policing.disperse_rate, p) * destination_[p][l] *
                                         officers / (officers + crowd);
            }
        }
    }
}

}  // namespace upsurge

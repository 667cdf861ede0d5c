#include <algorithm>
#include <cmath>
#include <limits>

#include "engines/reference_run.h"
#include "models/schedule.h"
#include "numbers/elementary.h"

namespace upsurge {

namespace {

enum Action {
    ignore,
    refusal,
    price,
    dismissal,
    negotiation,
    shutdown,
    request,
    purge,
    resignation,
    action_count
};

}  // namespace

/// Phase 1: what the schedule says, and what the government ordered from this tick on.
void ReferenceRun::read_clock() {
    evaluate_forcing(model_, {tick_}, forcing_);
    if (!rules_.forced_actions) {
        Forcing first;
        evaluate_forcing(model_, {0}, first);
        first.price = forcing_.price;
        first.hour_of_day = forcing_.hour_of_day;
        first.new_day = forcing_.new_day;
        forcing_ = first;
    }
    for (int p = 0; p < model_.layout.places; ++p) {
        if (forcing_.new_day[p] != 0) {
            places_[p].joined_today = 0;
        }
        if (rules_.state_policy && rules_.endogenous && !abroad(p)) {
            impose_orders(p);
        }
    }
}

bool ReferenceRun::government_decides() const {
    return rules_.endogenous && model_.clock.at(tick_) >= model_.endogenous_from;
}

/// What the government ordered in earlier ticks, on top of the schedule. It orders nothing abroad.
void ReferenceRun::impose_orders(int p) {
    const auto& m12 = parameters_.state_policy;
    const ReferencePlace& place = places_[p];
    if (country_.price_cut) {
        forcing_.price[p] = std::min(forcing_.price[p], value(m12.price_cut) * place.first_price);
    }
    forcing_.shutdown[p] = std::max(forcing_.shutdown[p], country_.shutdown);
    forcing_.policing[p] = std::max(forcing_.policing[p], place.order);
    if (place.order_emergency) {
        forcing_.emergency[p] = 1;
        if (forcing_.hour_of_day[p] >= 23 || forcing_.hour_of_day[p] < 7) {
            forcing_.curfew[p] = 1;
        }
    }
    if (government_decides() && !country_.resigned) {
        const double wanted =
            std::min(place.reported_crowd * value(m12.officers_per_person), value(m12.officers_max));
        forcing_.officers[p] = std::max(forcing_.officers[p], wanted);
    }
}

/// Reading 20.
double ReferenceRun::hours_since(int tick) const {
    return tick < 0 ? std::numeric_limits<double>::infinity() : (tick_ - tick) * dt_;
}

double ReferenceRun::weigh_threat(int p) const {
    const auto& m12 = parameters_.state_policy;
    const ReferencePlace& place = places_[p];
    return value(m12.threat_crowd) * log1p_of(place.reported_crowd) +
           value(m12.threat_violent) * place.reported_violent / 1000.0 +
           value(m12.threat_armed) * place.reported_armed / 1000.0 +
           value(m12.threat_sites) * place.reported_lost;
}

void ReferenceRun::decide_government() {
    if (!rules_.state_policy) {
        return;
    }
    const auto& m12 = parameters_.state_policy;
    double crowd = 0;
    double violent = 0;
    double armed = 0;
    double lost = 0;
    double defected = 0;
    for (int p = 0; p < model_.layout.places; ++p) {
        const ReferencePlace& place = places_[p];
        if (abroad(p)) {
            continue;
        }
        crowd += place.reported_crowd;
        violent += place.reported_violent;
        armed += place.reported_armed;
        lost += place.reported_lost;
        defected += place.reported_defected;
    }
    country_.threat = value(m12.threat_crowd) * log1p_of(crowd) +
                      value(m12.threat_violent) * violent / 1000.0 +
                      value(m12.threat_armed) * armed / 1000.0 + value(m12.threat_sites) * lost +
                      value(m12.threat_output) * country_.reported_output +
                      value(m12.threat_defections) * log1p_of(defected);

    for (int i = 0; i < forcing_.purges; ++i) {
        purge_first_clique();
    }
    country_.requested = country_.requested || forcing_.requests > 0;
    country_.cabinet_dismissed = country_.cabinet_dismissed || forcing_.dismissals > 0;
    for (const auto& announced : forcing_.concessions) {
        for (const Concession& concession : announced) {
            country_.concession_level = std::max(country_.concession_level, concession.level);
        }
    }
    if (government_decides() && !country_.resigned) {
        give_orders();
        take_national_actions();
    }
}

void ReferenceRun::give_orders() {
    const auto& m12 = parameters_.state_policy;
    for (int l = 0; l < model_.layout.places; ++l) {
        if (abroad(l)) {
            continue;
        }
        ReferencePlace& place = places_[l];
        const double threat = weigh_threat(l);
        if (threat >= value(m12.fire_at)) {
            place.order = Policing::fire;
        } else if (threat >= value(m12.disperse_at) && place.order < Policing::disperse) {
            place.order = Policing::disperse;
        } else if (threat >= value(m12.contain_at) && place.order < Policing::contain) {
            place.order = Policing::contain;
        } else if (place.order == Policing::fire && threat < 0.8 * value(m12.fire_at)) {
            place.order = Policing::disperse;
        } else if (place.order == Policing::disperse && threat < 0.8 * value(m12.disperse_at)) {
            place.order = Policing::contain;
        } else if (place.order == Policing::contain && threat < 0.8 * value(m12.contain_at)) {
            place.order = Policing::tolerate;
        }
        if (threat >= value(m12.emergency_at)) {
            place.order_emergency = true;
        } else if (threat < value(m12.emergency_at) / 2.0) {
            place.order_emergency = false;
        }
    }
}

bool ReferenceRun::available(int action) const {
    const auto& m12 = parameters_.state_policy;
    switch (action) {
        case refusal:
            return country_.threat < value(m12.price_at) &&
                   hours_since(country_.last_refusal_tick) > value(m12.refusal_cooldown);
        case price:
            return hours_since(country_.last_price_tick) > value(m12.price_cooldown);
        case dismissal:
            return !country_.cabinet_dismissed;
        case negotiation:
            return hours_since(country_.last_negotiation_tick) > value(m12.negotiation_cooldown);
        case shutdown:
            return !(country_.shutdown > 0);
        case request:
            return !country_.requested && !country_.guarantee;
        case purge:
            for (const ReferenceClique& clique : cliques_) {
                if (clique.active && hours_since(clique.since_tick) >= value(m12.purge_delay)) {
                    return hours_since(country_.last_purge_tick) > value(m12.purge_cooldown);
                }
            }
            return false;
        case resignation:
            return !country_.resigned;
        default:
            return true;
    }
}

void ReferenceRun::take_national_actions() {
    const auto& m12 = parameters_.state_policy;
    const double level[action_count] = {
        0.0,
        value(m12.refusal_at),
        value(m12.price_at),
        value(m12.dismissal_at),
        value(m12.negotiation_at),
        value(m12.shutdown_at),
        value(m12.request_at),
        value(m12.purge_at),
        value(m12.resignation_at),
    };
    if (country_.shutdown > 0 && country_.threat < value(m12.shutdown_at) / 2.0) {
        country_.shutdown = 0;
    }
    if (!rules_.softmax) {
        for (int action = refusal; action < action_count; ++action) {
            if (available(action) && level[action] <= country_.threat) {
                take(action);
            }
        }
        return;
    }
    const double every = value(m12.decision_hours);
    if (std::floor(clock_hours() / every) <= std::floor((clock_hours() - dt_) / every)) {
        return;
    }
    double chances[action_count] = {};
    double sum = 0;
    for (int action = ignore; action < action_count; ++action) {
        if (available(action)) {
            const double miss = std::fabs(country_.threat - level[action]);
            chances[action] = exp_of(-value(m12.choice_sharpness) * miss);
        }
        sum += chances[action];
    }
    double u = uniform(ReferenceDraw::choice, 0) * sum;
    for (int action = ignore; action < action_count; ++action) {
        if (u < chances[action]) {
            take(action);
            return;
        }
        u -= chances[action];
    }
}

/// Share of the country's people whom a concession would satisfy now.
double ReferenceRun::satisfied_share(double level, double credibility) const {
    double satisfied = 0;
    double people = 0;
    for (int p = 0; p < model_.layout.places; ++p) {
        const ReferencePlace& place = places_[p];
        if (!abroad(p)) {
            const double width = value(parameters_.concessions.satisfaction_width, p);
            satisfied += place.people * std::min(1.0, credibility * place.credibility_factor) *
                         logistic((level - place.demand_level) / width);
            people += place.people;
        }
    }
    return people > 0 ? satisfied / people : 0.0;
}

void ReferenceRun::take(int action) {
    const auto& m12 = parameters_.state_policy;
    const auto concede = [&](double level, double credibility) {
        for (auto& announced : forcing_.concessions) {
            announced.push_back({level, credibility});
        }
        country_.concession_level = std::max(country_.concession_level, level);
    };
    switch (action) {
        case refusal:
            country_.last_refusal_tick = tick_;
            for (auto& refusals : forcing_.refusals) {
                ++refusals;
            }
            break;
        case price:
            concede(1, value(m12.price_credibility));
            country_.price_cut = true;
            country_.last_price_tick = tick_;
            break;
        case dismissal:
            concede(2, value(m12.dismissal_credibility));
            country_.cabinet_dismissed = true;
            break;
        case negotiation: {
            const double credibility = value(m12.negotiation_credibility);
            concede(3, credibility);
            country_.last_negotiation_tick = tick_;
            if (satisfied_share(3, credibility) >= value(m12.settlement_share)) {
                country_.settlement = true;
            }
            break;
        }
        case shutdown:
            country_.shutdown = value(m12.shutdown_depth);
            break;
        case request:
            country_.requested = true;
            break;
        case purge:
            purge_first_clique();
            break;
        case resignation:
            concede(3, 1);
            country_.resigned = true;
            country_.shutdown = 0;
            for (ReferencePlace& place : places_) {
                place.order = Policing::tolerate;
                place.order_emergency = false;
            }
            break;
        default:
            break;
    }
}

}  // namespace upsurge

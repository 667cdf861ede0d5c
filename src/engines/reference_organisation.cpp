#include <algorithm>

#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

/// Places with a committee see each other, whatever the network does.
void ReferenceRun::synchronise_committees() {
    if (!rules_.organisation || !rules_.synchrony) {
        return;
    }
    double country = 0;
    for (int q = 0; q < model_.layout.places; ++q) {
        country += abroad(q) ? 0.0 : places_[q].people;
    }
    for (int p = 0; p < model_.layout.places; ++p) {
        double seen = 0;
        for (int q = 0; q < model_.layout.places; ++q) {
            if (q != p && places_[q].committee && !abroad(q)) {
                seen += places_[q].people / country * places_[q].activity_memory;
            }
        }
        if (places_[p].committee) {
            places_[p].perceived += value(parameters_.organisation.synchrony_effect) * seen;
        }
    }
}

void ReferenceRun::step_organisation() {
    if (!rules_.organisation) {
        return;
    }
    const auto& m13 = parameters_.organisation;
    const int n = model_.layout.places;
    std::vector<double> alive(n, 0.0);
    std::vector<double> organised(n, 0.0);
    std::vector<double> organised_out(n, 0.0);  // in W or P
    for (const Person& person : people_) {
        if (!active(person) || person.state == PersonState::dead) {
            continue;
        }
        alive[person.home] += 1;
        if (person.organised == 1) {
            organised[person.home] += 1;
            organised_out[person.home] +=
                person.state == PersonState::on_strike || person.state == PersonState::peaceful ? 1 : 0;
        }
    }
    for (int p = 0; p < n; ++p) {
        ReferencePlace& place = places_[p];
        const double o = alive[p] > 0 ? organised[p] / alive[p] : 0.0;
        place.organisation = o;
        place.organised_people = organised[p];
        if (organised_out[p] >= value(m13.committee_people)) {
            place.committee = true;
        }
        if (place.arrests_last / dt_ > value(m13.committee_break) * organised_out[p]) {
            place.committee = false;
        }
        place.exit_factor = rules_.persistence ? std::max(0.0, 1.0 - value(m13.persistence_effect) * o) : 1.0;
        place.violence_factor = rules_.discipline ? exp_of(-value(m13.discipline_effect) * o) : 1.0;
        place.refusal_factor =
            rules_.refusal ? 1.0 - o * (1.0 - exp_of(-value(m13.refusal_effect) * o)) : 1.0;
        place.credibility_factor = rules_.bargaining ? 1.0 + value(m13.bargaining_effect) * o : 1.0;
    }
}

/// Fear, organising and the loss of leaders: one of them at most in a tick (Reading 16).
void ReferenceRun::change_traits() {
    const auto& m13 = parameters_.organisation;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        Person& person = people_[i];
        const PersonState state = person.state;
        const bool free = state == PersonState::at_home || state == PersonState::on_strike ||
                          in_street(person) || state == PersonState::withdrawn;
        if (!active(person) || !free) {
            continue;
        }
        const ReferencePlace& place = places_[person.home];
        double fear = 0;
        double organise = 0;
        double scatter = 0;
        if (rules_.backlash && place.harm_shock > 0) {
            fear = value(parameters_.backlash.fear_shift_rate, person.home) * place.harm_shock;
        }
        if (rules_.organisation && model_.layout.organised_bins == 2) {
            if (person.organised == 1) {
                scatter = value(m13.leaders_lost) * place.arrests_last / (1.0 + place.organised_people) / dt_;
            } else if (state == PersonState::on_strike || state == PersonState::peaceful) {
                organise = value(m13.organise_base) + value(m13.organise_contact) * place.organisation;
            }
        }
        const double u = uniform(ReferenceDraw::traits, static_cast<int>(i));
        switch (exit_taken({fear, organise, scatter}, dt_, u)) {
            case 0:
                person.risk_aversion =
                    std::min(person.risk_aversion + 1, model_.layout.risk_aversion_bins - 1);
                break;
            case 1:
                person.organised = 1;
                break;
            case 2:
                person.organised = 0;
                break;
            default:
                break;
        }
    }
}

}  // namespace upsurge

#include <algorithm>
#include <cmath>

#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

/// E: what attacks at a location.
double ReferenceRun::attackers_at(int location) const {
    const auto& m9 = parameters_.control;
    const ReferencePlace& place = places_[location];
    return value(m9.attack_share) *
           (place.crowd_peaceful + value(m9.violent_weight) * place.crowd_violent +
            value(m9.armed_weight) * (place.crowd_armed + switched_present(location)));
}

/// Share of a facility's service at its place that is under orders.
double ReferenceRun::garrison_share(int facility) const {
    const Facility& site = model_.facilities[facility];
    double heads = 0;
    double loyal = 0;
    for (std::size_t i = 0; i < units_.size() && rules_.loyalty; ++i) {
        if (present(static_cast<int>(i), site.leaf) && model_.units[i].service == site.guarded_by) {
            heads += static_cast<double>(units_[i].members.size());
            loyal += units_[i].under_orders();
        }
    }
    return heads > 0 ? loyal / heads : 1.0;
}

void ReferenceRun::contest_control() {
    if (!rules_.control) {
        return;
    }
    const auto& m9 = parameters_.control;
    const double power = value(m9.contest_power);
    for (std::size_t f = 0; f < facilities_.size(); ++f) {
        const int l = model_.facilities[f].leaf;
        const double attackers = attackers_at(l);
        Draws dice = draws(ReferenceDraw::facility, static_cast<int>(f));
        const auto superiority = [&](double mine, double theirs) {
            const double a = mine > 0 ? pow_of(mine, power) : 0.0;
            const double b = theirs > 0 ? pow_of(theirs, power) : 0.0;
            return a > 0 ? a / (a + b) : 0.0;
        };
        if (!facilities_[f].lost) {
            double at_place = 0;
            for (const Facility& other : model_.facilities) {
                at_place += other.leaf == l ? 1 : 0;
            }
            const double guards = facilities_[f].aside
                                      ? 0.0
                                      : model_.facilities[f].garrison * garrison_share(static_cast<int>(f));
            const double defenders = guards + places_[l].foreign_troops / at_place;
            const double rate =
                fault("fall") * value(m9.fall_rate) * std::max(0.0, superiority(attackers, defenders) - 0.5);
            if (dice.uniform() < chance_to_go(rate, dt_)) {
                fall(static_cast<int>(f), defenders, dice);
            }
        } else {
            const double retakers = value(m9.retake_share) * officers_present(l) + places_[l].foreign_troops;
            const double rate = value(m9.fall_rate) * std::max(0.0, superiority(retakers, attackers) - 0.5);
            if (dice.uniform() < chance_to_go(rate, dt_)) {
                retake(static_cast<int>(f));
            }
        }
    }
    count_lost_cities();
}

void ReferenceRun::fall(int facility, double defenders, Draws& dice) {
    const Facility& site = model_.facilities[facility];
    ReferenceFacility& now = facilities_[facility];
    ReferencePlace& place = places_[site.leaf];
    const double guards = now.aside ? 0.0 : site.garrison * garrison_share(facility);
    now.lost = true;
    if (now.aside || !(defenders > 0)) {
        place.sites_abandoned_total += 1;
    } else {
        place.sites_stormed_total += 1;
    }
    for (std::size_t w : weapons_at(Keeper::facility, facility)) {
        weapons_[w].keeper = Keeper::loose;
        weapons_[w].at = site.leaf;
        place.weapons_taken[static_cast<int>(WeaponSource::storm)] += 1;
    }
    capture(facility, std::floor(value(parameters_.control.capture_share) * guards + dice.uniform()), dice);
}

/// Members of the units that guard a facility are captured, those under orders before those aside.
void ReferenceRun::capture(int facility, double number, Draws& dice) {
    const Facility& site = model_.facilities[facility];
    for (std::size_t i = 0; i < units_.size() && rules_.loyalty; ++i) {
        ReferenceUnit& unit = units_[i];
        if (!present(static_cast<int>(i), site.leaf) || model_.units[i].service != site.guarded_by) {
            continue;
        }
        const double acting =
            unit.under_orders() + unit.count(MemberState::aside) + unit.count(MemberState::switched);
        double taken = 0;
        for (MemberState from : {MemberState::loyal, MemberState::aside}) {
            for (MemberState& member : unit.members) {
                if (member == from && number > 0) {
                    member = MemberState::captured;
                    number -= 1;
                    taken += 1;
                }
            }
        }
        if (taken > 0) {
            loosen_weapons_of(static_cast<int>(i), taken / acting, dice);
        }
    }
}

void ReferenceRun::retake(int facility) {
    const Facility& site = model_.facilities[facility];
    facilities_[facility].lost = false;
    facilities_[facility].aside = false;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        if (present(static_cast<int>(i), site.leaf) && model_.units[i].service == site.guarded_by) {
            for (MemberState& member : units_[i].members) {
                member = member == MemberState::captured ? MemberState::reserve : member;
            }
        }
    }
}

void ReferenceRun::count_lost_cities() {
    const auto& m9 = parameters_.control;
    for (int l = 0; l < model_.layout.places; ++l) {
        ReferencePlace& place = places_[l];
        const double attackers = attackers_at(l);
        double contest = 0;
        if (attackers > 0) {
            contest = attackers / (attackers + officers_present(l) + place.foreign_troops);
        }
        if (place.fallen) {
            contest = 1;
        }
        place.city_contest = relaxed(place.city_contest, contest, dt_, value(m9.control_hours));
        double critical = 0;
        double lost = 0;
        for (std::size_t f = 0; f < facilities_.size(); ++f) {
            if (model_.facilities[f].leaf == l && model_.facilities[f].critical) {
                critical += 1;
                lost += facilities_[f].lost ? 1 : 0;
            }
        }
        place.lost_hours = critical > 0 && 2.0 * lost >= critical ? place.lost_hours + dt_ : 0.0;
        place.city_lost =
            place.lost_hours >= value(m9.lost_after_hours) || place.city_contest > value(m9.lost_contest);
    }
}

}  // namespace upsurge

#include <cmath>

#include "engines/reference_run.h"

namespace upsurge {

bool ReferenceRun::present(int unit, int location) const {
    return units_[unit].location == location && location >= 0 && units_[unit].arrives <= tick_;
}

double ReferenceRun::officers_present(int location) const {
    if (!rules_.loyalty) {
        return forcing_.officers[location];
    }
    double loyal = 0;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        loyal += present(static_cast<int>(i), location) ? units_[i].count(MemberState::loyal) : 0;
    }
    return loyal;
}

double ReferenceRun::switched_present(int location) const {
    double switched = 0;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        switched += present(static_cast<int>(i), location) ? units_[i].count(MemberState::switched) : 0;
    }
    return switched;
}

/// Phase 4: units are sent, weigh their loyalty and act.
void ReferenceRun::command_units() {
    if (!rules_.loyalty) {
        return;
    }
    for (int l = 0; l < model_.layout.places; ++l) {
        deploy(l);
    }
    weigh_strength();
    weigh_thresholds();
    move_members();
    heal_members();
}

void ReferenceRun::deploy(int location) {
    const double wanted = std::floor(forcing_.officers[location] + 0.5);
    const auto others = [&](std::size_t without) {
        double members = 0;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            members += i != without && units_[i].location == location ? units_[i].under_orders() : 0;
        }
        return members;
    };
    // 1. Back to the reserve.
    for (std::size_t i = units_.size(); i-- > 0;) {
        ReferenceUnit& unit = units_[i];
        const bool whole = unit.count(MemberState::aside) + unit.count(MemberState::switched) +
                               unit.count(MemberState::captured) <=
                           0;
        if (model_.units[i].home >= 0 || unit.location != location || !whole || others(i) < wanted) {
            continue;
        }
        unit.location = -1;
        for (MemberState& member : unit.members) {
            member = member == MemberState::loyal ? MemberState::reserve : member;
        }
    }
    // 2. Sent from the reserve.
    for (std::size_t i = 0; i < units_.size(); ++i) {
        ReferenceUnit& unit = units_[i];
        const bool waits = model_.units[i].home < 0 && unit.location < 0;
        if (waits && unit.count(MemberState::reserve) > 0 && others(units_.size()) < wanted) {
            unit.location = location;
            unit.arrives = tick_ + static_cast<int>(std::ceil(value(parameters_.loyalty.travel_hours) / dt_));
        }
    }
    // 3. As many deployed as are wanted.
    double deployed = 0;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        if (!present(static_cast<int>(i), location)) {
            continue;
        }
        for (MemberState& member : units_[i].members) {
            if (member == MemberState::loyal || member == MemberState::reserve) {
                member = deployed < wanted ? MemberState::loyal : MemberState::reserve;
                deployed += member == MemberState::loyal ? 1 : 0;
            }
        }
    }
}

/// Each weapon of a unit comes loose with chance `share`, where the unit is.
void ReferenceRun::loosen_weapons_of(int unit, double share, Draws& dice) {
    const int here = units_[unit].location;
    for (std::size_t w : weapons_at(Keeper::unit, unit)) {
        if (dice.uniform() < share) {
            weapons_[w].keeper = Keeper::loose;
            weapons_[w].at = here;
            places_[here].weapons_taken[static_cast<int>(WeaponSource::surrender)] += 1;
        }
    }
}

}  // namespace upsurge

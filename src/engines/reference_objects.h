/// What the reference engine keeps: persons, weapons, members of units, and what places and tables remember.
///
/// One object each, by the symbols of docs/model.md. Internal to the reference engine.
#pragma once

#include <cstdint>
#include <vector>

#include "models/model.h"
#include "society/states.h"
#include "society/weapons.h"

namespace upsurge {

enum class RumourStatus { ignorant, spreader, stifler };

/// One person.
struct Person {
    int home = 0;           ///< leaf ordinal
    int stratum = 0;        ///< index into Model::strata
    int hardship = 0;       ///< trait bin
    int risk_aversion = 0;  ///< trait bin
    int organised = 0;      ///< trait bin
    PersonState state = PersonState::at_home;
    RumourStatus rumour = RumourStatus::ignorant;
    int location = 0;  ///< leaf ordinal where the person stands while in the street
};

/// P, V or G.
inline bool in_street(const Person& person) {
    return person.state == PersonState::peaceful || person.state == PersonState::violent ||
           person.state == PersonState::armed;
}

/// Where a weapon is: in a holding of a place, with a unit, in a facility.
enum class Keeper { shop, household, clique, abroad, loose, held, hidden, recovered, unit, facility };

/// One weapon.
struct Weapon {
    WeaponType type = WeaponType::other;
    Keeper keeper = Keeper::loose;
    int at = 0;  ///< leaf ordinal; of units and facilities their ordinal
};

enum class MemberState { loyal, reserve, aside, switched, captured, injured, dead };

/// A unit: its members one by one.
struct ReferenceUnit {
    std::vector<MemberState> members;
    int location = -1;  ///< leaf ordinal; -1: national reserve
    int arrives = 0;    ///< first tick at its location
    double noise = 0;   ///< eps

    double count(MemberState state) const {
        double found = 0;
        for (MemberState member : members) {
            found += member == state ? 1 : 0;
        }
        return found;
    }
    /// L + R
    double under_orders() const { return count(MemberState::loyal) + count(MemberState::reserve); }
};

struct ReferenceWorkplace {
    double out = 0;
    double absent = 0;
    double hours_out = 0;
    double win = 0;
    double struck = 0;
    double example = 0;        ///< S
    double wins_heard_of = 0;  ///< Win
};

struct ReferenceFacility {
    bool lost = false;
    bool aside = false;
};

struct ReferenceClique {
    bool active = false;
    bool purged = false;
    double noise = 0;    ///< eps
    int since_tick = 0;  ///< of its activation
};

struct ReferencePower {
    int choice = 0;  ///< of a rival: 0 nothing, 1 arms, 2 a long war, 3 a deal
};

/// Numbers of the country as a whole.
struct ReferenceCountry {
    double output_lost = 0;
    double reported_output = 0;
    double split = 0;
    double split_shock = 0;
    double regime_strength = 0;
    double threat = 0;
    // Outside powers.
    bool guarantee = false;
    bool guarantee_by_council = false;
    double guarantee_hours = 0;
    double foreign_troops = 0;
    bool requested = false;
    double request_hours = 0;
    double council_hours = 0;  ///< lag of the council now pending; 0: none
    double calm_hours = 0;     ///< how long threat has been low during the guarantee
    // The government.
    double concession_level = 0;
    bool cabinet_dismissed = false;
    bool settlement = false;
    bool resigned = false;
    double shutdown = 0;  ///< depth it ordered
    bool price_cut = false;
    double purges = 0;
    int last_refusal_tick = -1;  ///< -1: never
    int last_price_tick = -1;
    int last_negotiation_tick = -1;
    int last_purge_tick = -1;
};

/// Everything a place remembers or knows.
struct ReferencePlace {
    double people = 0;             ///< N_p
    std::vector<double> hardship;  ///< H of M1 by hardship bin
    double first_price = 0;        ///< the earliest scheduled

    double noise = 0;          ///< z of M7
    double local_factor = 1;   ///< M7
    double news_factor = 1;    ///< f of M7
    double remote_factor = 1;  ///< M7
    double activity = 0;       ///< sev of M3
    double activity_memory = 0;
    double perceived = 0;  ///< perceived_activity

    double harm_news = 0;   ///< v of M5, people an hour
    double harm_shock = 0;  ///< y of M5
    double rise = 0;
    double anger = 0;
    double harm_expected = 0;

    double relief = 0;
    double embolden = 0;
    double demand_level = 1;
    double turnout_mean = 0;
    double legitimacy = 0;
    double reference_price = 0;
    double grievance_shift = 0;

    double risk = 0;               ///< risk of M2
    double disperse_hazard = 0;    ///< M5, of people of this home
    double clandestine_share = 0;  ///< k of M5

    // As those who decide have heard, by location.
    double reported_crowd = 0;
    double reported_violent = 0;
    double reported_armed = 0;
    double reported_lost = 0;
    double reported_defected = 0;

    // M13
    double organisation = 0;  ///< O
    double organised_people = 0;
    bool committee = false;
    double exit_factor = 1;
    double violence_factor = 1;
    double refusal_factor = 1;
    double credibility_factor = 1;

    // M10, by location
    double loyal_share = 1;  ///< F of M10
    double strength = 0;     ///< th
    double threshold = -1;   ///< th*; below every root at the start
    double attack_hours = 0;
    double survived = -1;
    bool fallen = false;

    // M12, M11, M8: orders, troops and flows of weapons at this location
    Policing order = Policing::tolerate;
    bool order_emergency = false;
    double foreign_troops = 0;  ///< F_l
    double distribution_per_hour = 0;
    double inflow_per_hour = 0;
    bool clique_active = false;

    // M9
    double city_contest = 0;
    double lost_hours = 0;
    bool city_lost = false;

    // By location, of the last tick's encounters.
    double crowd_peaceful = 0;
    double crowd_violent = 0;
    double crowd_armed = 0;
    double deaths_last = 0;
    double injuries_last = 0;
    double arrests_last = 0;
    // Of this tick's clashes.
    double state_strength = 0;  ///< at the first sub-tick
    double armed_strength = 0;
    double state_losses = 0;
    double armed_losses = 0;
    // Since the start, or since midnight.
    double detentions_total = 0;
    double injured_total = 0;
    double dead_total = 0;
    double joined_today = 0;
    double security_dead_total = 0;
    double security_injured_total = 0;
    double foreign_detained_total = 0;
    double foreign_dead_total = 0;
    double defections_total = 0;
    double sites_abandoned_total = 0;
    double sites_stormed_total = 0;
    double weapons_taken[weapon_source_count] = {};

    double crowd() const { return crowd_peaceful + crowd_violent + crowd_armed; }
};

/// What a draw is for; part of its address.
enum class ReferenceDraw : std::uint8_t {
    noise = 1,
    reach,
    rumour,
    traits,
    street,
    location,
    arrest,
    harm,
    release,
    departures,
    workplace,
    unit_start,
    clique_start,
    unit,
    healing,
    clique,
    order,
    council,
    rival,
    choice,
    drop,
    weapons,
    clash,
    seizure,
    facility,
};

}  // namespace upsurge

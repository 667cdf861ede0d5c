/// One run of the plain reference engine: lists of persons, weapons, units and places, thirteen phases.
///
/// Internal to the reference engine (reference_*.cpp). Everything follows docs/model.md, section by
/// section; nothing here is shared with the mechanisms or the row engine but the model and the numbers.
///
/// Where the page leaves a choice, this engine reads it so (marked "Reading" at the place):
///  1. Destinations: what `Model::destinations` leaves over of a place's crowd stays at home.
///  2. A mechanism that is off does nothing, and what its section defines is 0 unless its "If off" says
///     otherwise. So sev and activity memory are 0 without diffusion (perceived activity with them), v
///     without backlash, legitimacy without grievance, whatever M6 adds; nobody is organised without
///     participation; z of M7 is not stepped without information.
///  3. Rumour status belongs to a person and ends with nothing, not even death.
///  4. Largest remainder: a tie goes to the lower bin.
///  5. T: "within d_pq" means at most d_pq. A row of W or T that sums to 0 stays 0.
///  6. L in M6 is the logistic function 1/(1 + exp(-x)).
///  7. Legitimacy is clipped once, after the terms of M6; k and demand_level are those before the update
///     of this tick for every concession of the tick.
///  8. No price scheduled for a place: its first reference price is the price in force in the first tick.
///     Two earliest prices with the same `from`: the later in the list, as in the forcing.
///  9. Form contagion: the curfew does not act, on V->Q neither; on the march of strikers it does.
/// 10. Risk `fixed` holds with policing off too.
/// 11. Sub-ticks: floor(6 dt + 1/2), at least 1.
/// 12. Detention capacity: the people of home l in D are counted when the turn of l comes, after the
///     arrests of earlier locations in the same sub-tick.
/// 13. The pool of those who may be hit or arrested counts nobody whose weight is 0.
/// 14. regions_active is counted for the country; for any other place it is 0.
/// 15. Grievance of a place without active people alive is 0.
/// 16. Fear and organising compete: one tick moves at most one trait of a person.
/// 17. "Units at l" are those present; where members are counted by their unit's location, those on the way
///     count too.
/// 18. Members going over from L and from T are two moves; each loosens weapons by itself.
/// 19. Where an attack is no news, members who would go over or stand aside are not recalled either.
/// 20. Hours since an event: from the start of its tick to the start of this one; without an event it is
///     long ago. "Within 24 h": less than 24.
/// 21. A price once cut stays cut after a resignation: it is no order.
/// 22. A guarantee also ends the pending lag of the council; the next request draws another.
/// 23. In the tick in which a scheduled guarantee ends no request is looked at.
/// 24. A softmax choice falls in the first tick that starts at or after a multiple of decision_hours.
/// 25. Several cliques at one place seed as one.
/// 26. The losses that make a side break off are those of the clashes of this tick.
/// 27. Without members to pick, a state loss still counts as dead or injured.
/// 28. A workplace is no example to itself, also where there is a committee.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/history.h"
#include "engines/reference_engine.h"
#include "engines/reference_game.h"
#include "engines/reference_objects.h"
#include "engines/reference_parameters.h"
#include "engines/reference_rules.h"
#include "models/model.h"
#include "models/parameter_values.h"
#include "numbers/philox.h"
#include "society/forcing.h"

namespace upsurge {

class ReferenceRun {
  public:
    ReferenceRun(const Model& model, const ParameterValues& values, RunKey key, const ReferenceFault& fault);
    void step();
    void observe(History& history) const;
    const ReferenceCensus& census() const { return census_; }

  private:
    struct Exit {
        PersonState to;
        double rate;  ///< per hour
    };

    // Set-up (reference_people.cpp, reference_stocks.cpp).
    void make_people();
    void make_geometry();
    void make_start_values();
    /// Phase 1: parameters that change in mid-run.
    void change_parameters();
    void make_weapons();
    void make_units_and_cliques();
    /// H of M1.
    double mean_hardship(int place, int hardship_bin) const;

    // Phase 1 (reference_policy.cpp).
    void read_clock();
    /// The government decides by itself in this tick.
    bool government_decides() const;
    void impose_orders(int place);

    // Phase 2 (reference_reports.cpp, reference_fields.cpp, reference_organisation.cpp).
    void hear_reports();
    void step_noise_and_factors();
    void step_perception();
    void synchronise_committees();
    void push_media();
    void step_harm_news();
    void reach_people();
    void spread_rumour();

    // Phase 3 (reference_elites.cpp, reference_policy.cpp, reference_powers.cpp).
    void decide_cliques();
    void activate_clique(int clique);
    void renew_elite();
    void order_garrisons(int clique);
    bool commands(int clique, int facility) const;
    void purge_first_clique();
    void decide_government();
    double weigh_threat(int place) const;
    void give_orders();
    void take_national_actions();
    bool available(int action) const;
    void take(int action);
    double satisfied_share(double level, double credibility) const;
    double hours_since(int tick) const;
    void decide_powers();
    void keep_guarantee();
    void give_guarantee(bool in_force, double hours);
    void consider_request();
    bool council_assents(Draws& dice) const;
    double survival_chance() const;
    void choose_for_rivals();
    void place_troops();
    void let_weapons_in();

    // Phase 4 (reference_units.cpp, reference_loyalty.cpp).
    void command_units();
    void deploy(int location);
    void weigh_strength();
    void weigh_thresholds();
    double cost_share(int unit) const;
    bool ordered_aside(int unit) const;
    AttackGame game_at(int location, double cost) const;
    double private_signal(int unit) const;
    double critical_signal(int unit, bool to_stand_aside) const;
    void move_members();
    void heal_members();
    bool present(int unit, int location) const;
    double officers_present(int location) const;
    double switched_present(int location) const;
    void loosen_weapons_of(int unit, double share, Draws& dice);

    // Phase 5 (reference_fields.cpp, reference_organisation.cpp).
    void step_backlash();
    void step_legitimacy();
    void step_concessions();
    void step_price_and_grievance();
    void step_risk();
    void step_organisation();
    void change_traits();

    // Phase 6 (reference_strikes.cpp).
    void work();
    void forget_departed();
    void look_at_others();
    void begin_strike(int workplace);
    void go_on_striking(int workplace);
    void count_output();
    std::vector<std::size_t> people_of(int place, int stratum, PersonState state) const;

    // Phases 7 and 8 (reference_street.cpp).
    void move_in_street();
    /// Everybody in a state that `moves` takes one exit, or none, in `hours`.
    double share_before_exits(const Person& person) const;
    void pass_through_street(int pass, double hours, bool (*moves)(PersonState),
                             const std::function<double(const Person&)>& share = nullptr);
    void spread_over_locations();
    double turnout_factor(int place) const;
    double grievance_of(const Person& person) const;
    double join_rate(const Person& person) const;
    double escalation_rate(int place) const;
    double inclination(const Person& person) const;
    std::vector<Exit> exits_of(const Person& person) const;

    // Phase 9 (reference_weapons.cpp).
    void hide_dropped_weapons();
    void release_weapons(ReferenceDraw purpose, Keeper to);
    void arm(int location);
    void loosen(int location, Keeper from, WeaponSource source, double hazard, Draws& dice);
    void hand_over(int location, Keeper from, WeaponSource source, double per_hour, Draws& dice);
    void take_up_weapons(int location, Draws& dice);
    void search(int location, Draws& dice);
    void seize_weapons_of_the_taken();
    std::vector<std::size_t> weapons_at(Keeper keeper, int at) const;

    // Phases 10 and 12 (reference_encounters.cpp, reference_clashes.cpp).
    void encounter();
    void arrest(int location, int sub_tick, double hours);
    void harm(int location, int sub_tick, double hours);
    void clash(int location, int sub_tick, double hours);
    bool broken_off(int location) const;
    void hit_member(int location, MemberState state, Draws& dice);
    void hit_person(Person& victim, int location, double chance_of_death, Draws& dice);
    void count_crowds();
    void leave_detention_and_wounds();

    // Phase 11 (reference_control.cpp).
    void contest_control();
    double attackers_at(int location) const;
    double garrison_share(int facility) const;
    void fall(int facility, double defenders, Draws& dice);
    void capture(int facility, double number, Draws& dice);
    void retake(int facility);
    void count_lost_cities();

    // Observation (reference_observation.cpp).
    void observe_leaves(History& history) const;
    void observe_tables(History& history) const;
    void observe_people(History& history) const;
    void observe_places_above(History& history) const;

    // Small helpers (reference_engine.cpp).
    double value(int parameter, int place = 0) const { return values_.at(parameter, place); }
    double fault(std::string_view hazard) const { return fault_.hazard == hazard ? fault_.factor : 1.0; }
    bool active(const Person& person) const { return model_.strata[person.stratum].active; }
    double clock_hours() const { return tick_ * dt_; }
    bool abroad(int place) const { return model_.places[model_.leaves[place]].kind == PlaceKind::abroad; }
    bool police_act(int place) const;
    bool police_disperse(int place) const;
    bool disperse_or_fire(int place) const;
    /// The one uniform of a person (or place) for a purpose in this tick.
    double uniform(ReferenceDraw purpose, int who, int item = 0) const;
    Draws draws(ReferenceDraw purpose, int who, int sub_tick = 0) const;
    /// Changes a state along a legal arrow.
    void move(Person& person, PersonState to);

    const Model& model_;
    ParameterValues values_;  ///< those of the tick
    RunKey key_;
    ReferenceFault fault_;
    const ReferenceParameters& parameters_;
    ReferenceRules rules_;
    double dt_;  ///< hours
    int tick_ = 0;

    std::vector<Person> people_;
    std::vector<Weapon> weapons_;
    std::vector<ReferencePlace> places_;
    std::vector<ReferenceWorkplace> workplaces_;
    std::vector<ReferenceUnit> units_;
    std::vector<ReferenceFacility> facilities_;
    std::vector<ReferenceClique> cliques_;
    std::vector<ReferencePower> powers_;
    ReferenceCountry country_;
    ReferenceCensus census_;
    std::vector<std::vector<double>> near_;         ///< W of M3
    std::vector<std::vector<double>> ties_;         ///< T of M3
    std::vector<std::vector<double>> destination_;  ///< Dest
    Forcing forcing_;
};

/// 1 - exp(-rate * hours).
double chance_to_go(double rate, double hours);
/// Which of competing rates (per hour) takes somebody within `hours`, by one uniform; -1: none.
int exit_taken(const std::vector<double>& rates, double hours, double u);
/// The exact step of a relaxing field; a time of 0 jumps to the target.
double relaxed(double from, double target, double hours, double time_hours);
/// x^2 / (x^2 + half^2), 0 at 0.
double saturating_square(double x, double half);
double clipped(double x, double low, double high);

/// Takes one of a list, each with the same chance.
template <typename T>
T take_any(std::vector<T>& list, Draws& dice) {
    const auto chosen = static_cast<std::size_t>(dice.uniform() * static_cast<double>(list.size()));
    const T taken = list[chosen];
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(chosen));
    return taken;
}

}  // namespace upsurge

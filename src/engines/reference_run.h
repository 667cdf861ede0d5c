/// One run of the plain reference engine: a list of persons, a list of places, nine phases.
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
///  9. Form contagion: the curfew does not act, on V->Q neither.
/// 10. Risk `fixed` holds with policing off too.
/// 11. Sub-ticks: floor(6 dt + 1/2), at least 1.
/// 12. Detention capacity: the people of home l in D are counted when the turn of l comes, after the
///     arrests of earlier locations in the same sub-tick.
/// 13. The pool of possible victims counts nobody whose weight is 0.
/// 14. regions_active is counted for the country; for any other place it is 0.
/// 15. Grievance of a place without active people alive is 0.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engines/history.h"
#include "engines/reference_engine.h"
#include "engines/reference_parameters.h"
#include "models/model.h"
#include "models/parameter_values.h"
#include "numbers/philox.h"
#include "society/forcing.h"
#include "society/states.h"

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

/// Everything a place remembers or knows, by the symbols of docs/model.md.
struct ReferencePlace {
    double people = 0;             ///< N_p
    std::vector<double> hardship;  ///< H of M1 by hardship bin

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

    // By location, of the last tick's encounters.
    double crowd_peaceful = 0;
    double crowd_violent = 0;
    double deaths_last = 0;
    double injuries_last = 0;
    // Since the start, or since midnight.
    double detentions_total = 0;
    double injured_total = 0;
    double dead_total = 0;
    double joined_today = 0;

    double crowd() const { return crowd_peaceful + crowd_violent; }
};

/// What a draw is for; part of its address.
enum class ReferenceDraw : std::uint8_t {
    noise = 1,
    reach,
    rumour,
    fear,
    street,
    location,
    arrest,
    harm,
    release,
};

/// Which mechanisms are on and which option of each switch was chosen. A switch that the model does not
/// name has its first option: form decision, link logistic, risk diluted, hours daily.
struct ReferenceRules {
    explicit ReferenceRules(const Model& model);
    bool information = false;
    bool diffusion = false;
    bool rumour = false;
    bool backlash = false;
    bool concessions = false;
    bool grievance = false;
    bool participation = false;
    bool withdrawal = false;
    bool policing = false;
    bool detention = false;
    bool form_thresholds = false;
    bool form_contagion = false;
    bool link_threshold = false;
    bool risk_diluted_floor = false;
    bool risk_fixed = false;
    bool hours_flat = false;
};

class ReferenceRun {
  public:
    ReferenceRun(const Model& model, const ParameterValues& values, RunKey key, const ReferenceFault& fault);
    void step();
    void observe(History& history) const;

  private:
    struct Exit {
        PersonState to;
        double rate;  ///< per hour
    };

    // Set-up (reference_people.cpp).
    void make_people();
    void make_geometry();
    void make_start_values();
    /// H of M1.
    double mean_hardship(int place, int hardship_bin) const;

    // Phase 2 and 4 (reference_fields.cpp).
    void step_noise_and_factors();
    void step_perception();
    void step_harm_news();
    void reach_people();
    void spread_rumour();
    void step_backlash();
    void step_legitimacy();
    void step_concessions();
    void step_price_and_grievance();
    void step_risk();
    void frighten_people();

    // Phases 5 and 6 (reference_street.cpp).
    void move_in_street();
    /// Everybody in a state that `moves` takes one exit, or none, in `hours`.
    void pass_through_street(int pass, double hours, bool (*moves)(PersonState));
    void spread_over_locations();
    double activity_hour_factor(int place) const;
    double grievance_of(const Person& person) const;
    std::vector<Exit> exits_of(const Person& person) const;

    // Phases 7 and 8 (reference_encounters.cpp).
    void encounter();
    void arrest(int location, int sub_tick, double hours);
    void harm(int location, int sub_tick, double hours);
    void count_crowds();
    void leave_detention_and_wounds();

    // Small helpers (reference_engine.cpp).
    double value(int parameter, int place) const { return values_.at(parameter, place); }
    double fault(std::string_view hazard) const { return fault_.hazard == hazard ? fault_.factor : 1.0; }
    bool active(const Person& person) const { return model_.strata[person.stratum].active; }
    bool abroad(int place) const { return model_.places[model_.leaves[place]].kind == PlaceKind::abroad; }
    bool police_act(int place) const;
    bool police_disperse(int place) const;
    /// The one uniform of a person (or place) for a purpose in this tick.
    double uniform(ReferenceDraw purpose, int who, int item = 0) const;
    Draws draws(ReferenceDraw purpose, int location, int sub_tick) const;
    /// Changes a state along a legal arrow.
    void move(Person& person, PersonState to);

    const Model& model_;
    const ParameterValues& values_;
    RunKey key_;
    ReferenceFault fault_;
    const ReferenceParameters& parameters_;
    ReferenceRules rules_;
    double dt_;  ///< hours
    int tick_ = 0;

    std::vector<Person> people_;
    std::vector<ReferencePlace> places_;
    std::vector<std::vector<double>> near_;         ///< W of M3
    std::vector<std::vector<double>> ties_;         ///< T of M3
    std::vector<std::vector<double>> destination_;  ///< Dest
    Forcing forcing_;
};

/// 1 - exp(-rate * hours).
double chance_to_go(double rate, double hours);
/// The exact step of a relaxing field; a time of 0 jumps to the target.
double relaxed(double from, double target, double hours, double time_hours);
/// x^2 / (x^2 + half^2), 0 at 0.
double saturating_square(double x, double half);
double clipped(double x, double low, double high);

}  // namespace upsurge

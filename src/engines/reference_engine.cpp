#include "engines/reference_engine.h"

#include <algorithm>
#include <optional>

#include "engines/reference_run.h"
#include "numbers/elementary.h"
#include "upsurge/result.h"

namespace upsurge {

int ReferenceParameters::find(std::string_view id) {
    const std::optional<int> index = find_parameter(id);
    UPSURGE_CHECK(index, std::string(id).c_str());
    return *index;
}

double chance_to_go(double rate, double hours) {
    return -expm1_of(-rate * hours);
}

int exit_taken(const std::vector<double>& rates, double hours, double u) {
    double total = 0;
    for (double rate : rates) {
        total += rate;
    }
    if (!(total > 0)) {
        return -1;
    }
    const double go = chance_to_go(total, hours);
    if (u >= go) {
        return -1;
    }
    int last = -1;  // of those that can happen
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const double chance = rates[i] / total * go;
        if (u < chance) {
            return static_cast<int>(i);
        }
        u -= chance;
        last = rates[i] > 0 ? static_cast<int>(i) : last;
    }
    return last;
}

double relaxed(double from, double target, double hours, double time_hours) {
    return time_hours > 0 ? target + (from - target) * exp_of(-hours / time_hours) : target;
}

double saturating_square(double x, double half) {
    return x > 0 ? x * x / (x * x + half * half) : 0.0;
}

double clipped(double x, double low, double high) {
    return std::min(std::max(x, low), high);
}

namespace {

const ReferenceParameters& reference_parameters() {
    static const ReferenceParameters parameters;
    return parameters;
}

}  // namespace

ReferenceRun::ReferenceRun(const Model& model, const ParameterValues& values, RunKey key,
                           const ReferenceFault& fault)
    : model_(model),
      values_(values),
      key_(key),
      fault_(fault),
      parameters_(reference_parameters()),
      rules_(model),
      dt_(model.clock.tick_hours),
      places_(model.layout.places) {
    make_people();
    make_geometry();
    make_start_values();
    make_weapons();
    make_units_and_cliques();
    if (rules_.loyalty) {
        weigh_strength();
    }
}

void ReferenceRun::step() {
    // 1. Clock.
    change_parameters();
    read_clock();
    // 2. Information.
    hear_reports();
    step_noise_and_factors();
    step_perception();
    synchronise_committees();
    push_media();
    step_harm_news();
    reach_people();
    spread_rumour();
    // 3. Decisions.
    decide_cliques();
    decide_government();
    decide_powers();
    // 4. Loyalty.
    command_units();
    // 5. Fields.
    step_backlash();
    step_legitimacy();
    step_concessions();
    step_price_and_grievance();
    step_risk();
    step_organisation();
    change_traits();
    // 6. Workplaces.
    work();
    // 7. Street.
    move_in_street();
    // 8. Location.
    spread_over_locations();
    // 9. Weapons.
    hide_dropped_weapons();
    for (int l = 0; l < model_.layout.places && rules_.arming; ++l) {
        arm(l);
    }
    // 10. Encounters.
    encounter();
    seize_weapons_of_the_taken();
    // 11. Control.
    contest_control();
    // 12. Slow exits.
    leave_detention_and_wounds();
    // 13. Observation: observe().
    ++tick_;
}

void ReferenceRun::change_parameters() {
    const Instant now = model_.clock.at(tick_);
    bool any = false;
    for (const ParameterChange& change : model_.parameter_changes) {
        // Each change is new in the one tick whose start is the first at or after it.
        if (change.from > now || (tick_ > 0 && change.from <= model_.clock.at(tick_ - 1))) {
            continue;
        }
        any = true;
        for (int p = 0; p < model_.layout.places; ++p) {
            if (change.leaf == -1 || change.leaf == p) {
                values_.set(change.parameter, p, change.value);
            }
        }
    }
    if (any) {
        make_geometry();  // distances weigh by parameters
        for (int p = 0; p < model_.layout.places; ++p) {
            for (int bin = 0; bin < model_.layout.hardship_bins; ++bin) {
                places_[p].hardship[bin] = mean_hardship(p, bin);
            }
        }
    }
}

bool ReferenceRun::police_act(int place) const {
    return rules_.policing && forcing_.policing[place] != Policing::tolerate;
}

bool ReferenceRun::disperse_or_fire(int place) const {
    return forcing_.policing[place] == Policing::disperse || forcing_.policing[place] == Policing::fire;
}

bool ReferenceRun::police_disperse(int place) const {
    return rules_.policing && disperse_or_fire(place);
}

double ReferenceRun::uniform(ReferenceDraw purpose, int who, int item) const {
    return Draws(key_, Address{static_cast<std::uint32_t>(tick_), 0, static_cast<std::uint8_t>(purpose),
                               static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(item)})
        .uniform();
}

Draws ReferenceRun::draws(ReferenceDraw purpose, int who, int sub_tick) const {
    return Draws(key_, Address{static_cast<std::uint32_t>(tick_), static_cast<std::uint16_t>(sub_tick),
                               static_cast<std::uint8_t>(purpose), static_cast<std::uint32_t>(who), 0});
}

void ReferenceRun::move(Person& person, PersonState to) {
    const Arrow arrow = {person.state, to};
    const auto found = std::find(legal_arrows.begin(), legal_arrows.end(), arrow);
    UPSURGE_CHECK(found != legal_arrows.end(), "a person may not move along this arrow");
    ++census_.moves[static_cast<std::size_t>(found - legal_arrows.begin())];
    person.state = to;
}

History run_reference(const Model& model, const ParameterValues& values, RunKey key,
                      const ReferenceFault& fault, ReferenceCensus* census) {
    const int ticks = model.clock.ticks();
    History history(ticks, static_cast<int>(model.places.size()));
    ReferenceRun run(model, values, key, fault);
    for (int tick = 0; tick < ticks; ++tick) {
        run.step();
        run.observe(history);
    }
    for (std::size_t arrow = 0; census != nullptr && arrow < legal_arrows.size(); ++arrow) {
        census->moves[arrow] += run.census().moves[arrow];
    }
    return history;
}

}  // namespace upsurge

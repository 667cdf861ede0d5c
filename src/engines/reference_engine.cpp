#include "engines/reference_engine.h"

#include <algorithm>
#include <optional>

#include "engines/reference_run.h"
#include "models/schedule.h"
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

ReferenceRules::ReferenceRules(const Model& model) {
    auto on = [&](std::string_view mechanism) {
        return std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism) !=
               model.mechanisms.end();
    };
    auto chosen = [&](const std::string& name, std::string_view option) {
        const auto found = model.switches.find(name);
        return found != model.switches.end() && found->second == option;
    };
    information = on("information");
    diffusion = on("diffusion");
    rumour = on("rumour");
    backlash = on("backlash");
    concessions = on("concessions");
    grievance = on("grievance");
    participation = on("participation");
    withdrawal = on("withdrawal");
    policing = on("policing");
    detention = on("detention");
    form_thresholds = chosen("participation.form", "thresholds");
    form_contagion = chosen("participation.form", "contagion");
    link_threshold = chosen("participation.link", "threshold");
    risk_diluted_floor = chosen("participation.risk", "diluted_floor");
    risk_fixed = chosen("participation.risk", "fixed");
    hours_flat = chosen("participation.hours", "flat");
}

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
}

void ReferenceRun::step() {
    // 1. Clock.
    evaluate_forcing(model_, tick_, forcing_);
    for (int p = 0; p < model_.layout.places; ++p) {
        if (forcing_.new_day[p] != 0) {
            places_[p].joined_today = 0;
        }
    }
    change_parameters();
    // 2. Information.
    step_noise_and_factors();
    step_perception();
    step_harm_news();
    reach_people();
    spread_rumour();
    // 3. Decisions: the forcing above.
    // 4. Fields.
    step_backlash();
    step_legitimacy();
    step_concessions();
    step_price_and_grievance();
    step_risk();
    frighten_people();
    // 5. Street.
    move_in_street();
    // 6. Location.
    spread_over_locations();
    // 7. Encounters.
    encounter();
    // 8. Slow exits.
    leave_detention_and_wounds();
    // 9. Observation: observe().
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
    }
}

void ReferenceRun::observe(History& history) const {
    const int n = model_.layout.places;
    const int now = tick_ - 1;

    // Leaves: what is counted by location or known of the place.
    for (int p = 0; p < n; ++p) {
        const ReferencePlace& place = places_[p];
        auto set = [&](Observable observable, double number) {
            history.at(now, model_.leaves[p], observable) = number;
        };
        set(Observable::crowd, place.crowd());
        set(Observable::violent_crowd, place.crowd_violent);
        set(Observable::participants_today, place.joined_today);
        set(Observable::detentions_total, place.detentions_total);
        set(Observable::injured_total, place.injured_total);
        set(Observable::dead_total, place.dead_total);
        set(Observable::lpg_price, forcing_.price[p]);
        set(Observable::shutdown, forcing_.shutdown[p]);
        set(Observable::state_of_emergency, forcing_.emergency[p] != 0 ? 1.0 : 0.0);
        set(Observable::perceived_activity, place.perceived);
        set(Observable::legitimacy, place.legitimacy);
        set(Observable::demand_level, place.demand_level);
        set(Observable::anger, place.anger);
    }

    // Leaves: what is counted by home.
    std::vector<double> alive(n, 0.0);
    std::vector<double> grievance(n, 0.0);
    for (const Person& person : people_) {
        const int leaf = model_.leaves[person.home];
        if (person.state == PersonState::detained) {
            history.at(now, leaf, Observable::detained_now) += 1;
        } else if (person.state == PersonState::withdrawn) {
            history.at(now, leaf, Observable::withdrawn) += 1;
        } else if (person.state == PersonState::not_reached) {
            history.at(now, leaf, Observable::not_reached) += 1;
        }
        if (active(person) && person.state != PersonState::dead) {
            alive[person.home] += 1;
            grievance[person.home] += grievance_of(person);
        }
    }
    for (int p = 0; p < n; ++p) {
        history.at(now, model_.leaves[p], Observable::grievance) =
            alive[p] > 0 ? grievance[p] / alive[p] : 0.0;
    }

    // Places above: sums, means weighted by population, regions with a crowd.
    const int places = static_cast<int>(model_.places.size());
    auto lies_in = [&](int place, int ancestor) {
        while (place >= 0 && place != ancestor) {
            place = model_.places[place].parent;
        }
        return place == ancestor;
    };
    for (int place = 0; place < places; ++place) {
        if (model_.places[place].leaf >= 0) {
            continue;
        }
        for (int o = 0; o < observable_count; ++o) {
            const auto observable = static_cast<Observable>(o);
            const Aggregation aggregation = describe(observable).aggregation;
            double sum = 0;
            double weights = 0;
            for (int p = 0; p < n; ++p) {
                if (lies_in(model_.leaves[p], place)) {
                    const double weight =
                        aggregation == Aggregation::mean_by_population ? places_[p].people : 1.0;
                    sum += weight * history.at(now, model_.leaves[p], observable);
                    weights += weight;
                }
            }
            const bool mean = aggregation == Aggregation::mean_by_population;
            history.at(now, place, observable) = !mean ? sum : weights > 0 ? sum / weights : 0.0;
        }
    }
    for (int place = 0; place < places; ++place) {  // Reading 14
        double regions = 0;
        for (int region = 0; region < places && model_.places[place].kind == PlaceKind::country; ++region) {
            if (model_.places[region].kind == PlaceKind::region &&
                history.at(now, region, Observable::crowd) >= model_.event_size) {
                regions += 1;
            }
        }
        history.at(now, place, Observable::regions_active) = regions;
    }
}

bool ReferenceRun::police_act(int place) const {
    return rules_.policing && forcing_.policing[place] != Policing::tolerate;
}

bool ReferenceRun::police_disperse(int place) const {
    return rules_.policing &&
           (forcing_.policing[place] == Policing::disperse || forcing_.policing[place] == Policing::fire);
}

double ReferenceRun::uniform(ReferenceDraw purpose, int who, int item) const {
    return Draws(key_, Address{static_cast<std::uint32_t>(tick_), 0, static_cast<std::uint8_t>(purpose),
                               static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(item)})
        .uniform();
}

Draws ReferenceRun::draws(ReferenceDraw purpose, int location, int sub_tick) const {
    return Draws(key_, Address{static_cast<std::uint32_t>(tick_), static_cast<std::uint16_t>(sub_tick),
                               static_cast<std::uint8_t>(purpose), static_cast<std::uint32_t>(location), 0});
}

void ReferenceRun::move(Person& person, PersonState to) {
    UPSURGE_CHECK(is_legal({person.state, to}), "a person may not move along this arrow");
    person.state = to;
}

History run_reference(const Model& model, const ParameterValues& values, RunKey key,
                      const ReferenceFault& fault) {
    const int ticks = model.clock.ticks();
    History history(ticks, static_cast<int>(model.places.size()));
    ReferenceRun run(model, values, key, fault);
    for (int tick = 0; tick < ticks; ++tick) {
        run.step();
        run.observe(history);
    }
    return history;
}

}  // namespace upsurge

#include "engines/row_engine.h"

#include <algorithm>

#include "engines/encounters.h"
#include "engines/flows.h"
#include "engines/founding.h"
#include "engines/observation.h"
#include "engines/quiet_ticks.h"
#include "engines/tick_phases.h"
#include "mechanisms/registry.h"
#include "models/schedule.h"
#include "numbers/hash.h"

namespace upsurge {
namespace {

/// The draw as mechanisms read it: [registered parameter x place].
std::vector<double> flatten(const ParameterValues& values, int places) {
    std::vector<double> flat;
    for (std::size_t parameter = 0; parameter < all_parameters().size(); ++parameter) {
        for (int place = 0; place < places; ++place) {
            flat.push_back(values.at(static_cast<int>(parameter), place));
        }
    }
    return flat;
}

Derived empty_derived(const Society& society) {
    const auto places = static_cast<std::size_t>(society.layout.places);
    const auto bins = static_cast<std::size_t>(society.layout.bins());
    Derived derived;
    derived.remote_kernel.assign(places * places, 0.0);
    for (std::size_t place = 0; place < places; ++place) {
        derived.news_kernel.push_back(society.is_abroad(place)
                                          ? 0.0
                                          : static_cast<double>(society.population[place]) /
                                                static_cast<double>(society.total_population));
    }
    for (auto* field : {&derived.local_factor, &derived.remote_factor, &derived.news_factor,
                        &derived.turnout_factor, &derived.exit_factor, &derived.violence_factor,
                        &derived.refusal_factor, &derived.credibility_factor}) {
        field->assign(places, 1.0);
    }
    for (auto* field : {&derived.severity, &derived.harm_rate, &derived.anger_rise, &derived.legitimacy_gain,
                        &derived.officers_on_scene, &derived.officer_share, &derived.clandestine_share,
                        &derived.officers_present, &derived.foreign_at, &derived.distribution_per_hour,
                        &derived.inflow_per_hour, &derived.organised_people}) {
        field->assign(places, 0.0);
    }
    derived.clique_active_at.assign(places, 0);
    for (auto* field : {&derived.hardship, &derived.grievance, &derived.propensity}) {
        field->assign(places * bins, 0.0);
    }
    return derived;
}

}  // namespace

struct RowEngine::Parts {
    Parts(const Model& the_model, const ParameterValues& values_of_draw, RunKey key, VectorPath path)
        : model(the_model),
          draw(values_of_draw),
          society(found_society(the_model)),
          state(found_state(the_model, society, draw)),
          derived(empty_derived(society)),
          drawn(flatten(draw, society.layout.places)),
          values(drawn),
          options(chosen_options(the_model)),
          on(mechanisms_on(the_model)),
          reach(plan_phase(FlowPhase::reach, on)),
          traits(plan_phase(FlowPhase::traits, on)),
          street(plan_phase(FlowPhase::street, on)),
          street_in(part_of(street, true)),
          street_out(part_of(street, false)),
          slow_exits(plan_phase(FlowPhase::slow_exits, on)),
          flows(society.layout),
          context{society, forcing, state, derived, array_functions(path), key} {
        count_conserved(society, state, conserved);
        context.values = values;
        context.options = options;
        context.mechanism_on = on;
        context.orders = &forcing;
        context.decisions = &decisions;
        context.hours = model.clock.step_hours();
        context.step_hours = context.hours;
        context.hours_before = context.hours;
        force({0});
        for (std::size_t p = 0; p < society.population.size(); ++p) {
            state.field(Field::reference_price)[p] = initial_price(model, static_cast<int>(p));
        }
        each(&Mechanism::start);
        each(&Mechanism::prepare);
        beginning = hash_of_beginning();
    }

    void each(FieldStep Mechanism::*hook) {
        const auto mechanisms = all_mechanisms();
        for (std::size_t m = 0; m < mechanisms.size(); ++m) {
            const FieldStep step = mechanisms[m]->*hook;
            if (on[m] != 0 && step != nullptr) {
                context.first_parameter = first_parameter_of(static_cast<int>(m));
                context.first_switch = first_switch_of(static_cast<int>(m));
                step(context);
            }
        }
    }

    /// Phase 1. Without forced actions everything but prices stays as it was at the first tick.
    void force(Stretch now) {
        evaluate_forcing(model, now, forcing);
        if (is_on("forced_actions")) {
            return;
        }
        Forcing first;
        evaluate_forcing(model, {0}, first);
        forcing.shutdown = first.shutdown;
        forcing.emergency = first.emergency;
        forcing.curfew = first.curfew;
        forcing.officers = first.officers;
        forcing.policing = first.policing;
        forcing.concessions = first.concessions;
        forcing.refusals = first.refusals;
        forcing.requests = first.requests;
        forcing.purges = first.purges;
        forcing.dismissals = first.dismissals;
        forcing.guarantee = first.guarantee;
        forcing.guarantee_hours = first.guarantee_hours;
        forcing.foreign_troops = first.foreign_troops;
    }
    void clear_derived_of_tick() {
        for (auto* values_of_tick :
             {&derived.legitimacy_gain, &derived.distribution_per_hour, &derived.inflow_per_hour}) {
            std::fill(values_of_tick->begin(), values_of_tick->end(), 0.0);
        }
        std::fill(derived.clique_active_at.begin(), derived.clique_active_at.end(), std::uint8_t{0});
        derived.granted.clear();
    }
    /// Officers present as scheduled; `loyalty` replaces them by members of units.
    void count_officers() { derived.officers_present = forcing.officers; }
    /// Phase 1. What follows from parameters alone is prepared again.
    void change_parameters(int at) {
        const std::vector<ParameterChange>& changes = model.parameter_changes;
        const std::size_t first = changes_done;
        const auto places = static_cast<std::size_t>(society.layout.places);
        for (; changes_done < changes.size() && changes[changes_done].from <= model.clock.step_at(at);
             ++changes_done) {
            const ParameterChange& change = changes[changes_done];
            for (std::size_t place = 0; place < places; ++place) {
                if (change.leaf < 0 || change.leaf == static_cast<int>(place)) {
                    values[static_cast<std::size_t>(change.parameter) * places + place] = change.value;
                }
            }
        }
        if (changes_done > first) {
            each(&Mechanism::prepare);
        }
    }
    /// To the draw, before any change.
    void reset_parameters() {
        if (changes_done > 0) {
            std::ranges::copy(drawn, values.begin());
            changes_done = 0;
            each(&Mechanism::prepare);
        }
    }
    /// In, out, in: those who come may leave within the tick, so its length changes little.
    void move_in_street() {
        const double hours = context.hours;
        if (model.street_at_once) {
            flow(Process::street, {{&street, hours}});
            return;
        }
        flow(Process::street, {{&street_in, hours, FlowPart::arrivals_before, &street_out},
                               {&street_out, hours},
                               {&street_in, hours, FlowPart::arrivals_after, &street_out}});
    }
    void flow(Process process, std::initializer_list<FlowPass> passes) {
        flows.run(context, process, passes, counters);
    }
    bool is_on(std::string_view name) const {
        return on[static_cast<std::size_t>(*find_mechanism(name))] != 0;
    }

    /// Of the first state and the draw.
    std::uint64_t hash_of_beginning() const {
        StateHash all;
        all.add_bytes(state.bytes());
        all.add_bytes(std::as_bytes(std::span(drawn)));
        return all.value();
    }
    /// Takes over all that changes in a run.
    void go_on_from(const Parts& other) {
        forcing = other.forcing;
        state = other.state;
        derived = other.derived;
        std::ranges::copy(other.values, values.begin());
        changes_done = other.changes_done;
        counters = other.counters;
        decisions = other.decisions;
        hash = other.hash;
        ticks_done = other.ticks_done;
        stretch = other.stretch;
    }

    const Model& model;
    ParameterValues draw;
    Society society;
    Forcing forcing;
    State state;
    Conserved conserved;
    Derived derived;
    std::vector<double> drawn;   ///< the values at the start
    std::vector<double> values;  ///< those of the tick
    std::size_t changes_done = 0;
    std::vector<std::uint8_t> options;
    std::vector<std::uint8_t> on;  ///< by mechanism
    PhasePlan reach, traits, street, street_in, street_out, slow_exits;
    FlowDraws flows;
    Locations locations;
    TickContext context;
    FlowCounters counters;
    std::vector<Decision> decisions;
    StateHash hash;
    std::uint64_t beginning = 0;
    int ticks_done = 0;
    Stretch stretch;  ///< the one being passed, or the last one
};

RowEngine::RowEngine(const Model& model, const ParameterValues& values, RunKey key, VectorPath path)
    : parts_(std::make_unique<Parts>(model, values, key, path)), path_(path) {}
RowEngine::~RowEngine() = default;
RowEngine::RowEngine(RowEngine&&) noexcept = default;
RowEngine& RowEngine::operator=(RowEngine&&) noexcept = default;

std::optional<RowEngine> RowEngine::fork(const Model& other, const ParameterValues& values) const {
    RowEngine forked(other, values, parts_->context.key, path_);
    const bool began_alike = forked.parts_->beginning == parts_->beginning &&
                             forked.parts_->on == parts_->on && forked.parts_->options == parts_->options;
    if (!began_alike) {
        return std::nullopt;
    }
    forked.parts_->go_on_from(*parts_);
    return forked;
}

/// A quiet tick at once, any other step by step.
void RowEngine::step() {
    Parts& parts = *parts_;
    const int steps = parts.model.clock.steps_per_tick;
    Stretch& stretch = parts.stretch;
    stretch.before = stretch.steps;
    stretch.first = parts.ticks_done * steps;
    stretch.steps = steps;
    if (steps > 1 && (happens_within(parts.model, stretch) || !is_quiet(parts.model, parts.state))) {
        stretch.steps = 1;
    }
    const int end = stretch.first + steps;
    pass(stretch);
    while (stretch.first + stretch.steps < end) {
        stretch = {stretch.first + 1, 1, 1};
        pass(stretch);
    }
    ++parts.ticks_done;
}

void RowEngine::pass(Stretch stretch) {
    Parts& parts = *parts_;
    TickContext& tick = parts.context;
    const double step_hours = parts.model.clock.step_hours();
    tick.tick = stretch.first;
    tick.hours = stretch.steps * step_hours;
    tick.hours_before = stretch.before * step_hours;
    tick.clock_hours = stretch.first * step_hours;
    for (const TickPhaseDescription& described : tick_phase_descriptions) {
        switch (described.phase) {
            case TickPhase::clock:
                parts.force(stretch);
                parts.change_parameters(stretch.first);
                start_day(parts.forcing, parts.state);
                parts.clear_derived_of_tick();
                parts.each(&Mechanism::impose);
                break;
            case TickPhase::information:
                // Mechanisms add to it, also where `diffusion` is off.
                std::ranges::fill(parts.state.field(Field::perceived_activity), 0.0);
                parts.each(&Mechanism::inform);
                parts.each(&Mechanism::after_perception);
                parts.flow(Process::reach, {{&parts.reach, tick.hours}});
                parts.each(&Mechanism::after_reach);
                break;
            case TickPhase::decisions:
                parts.each(&Mechanism::decide);
                break;
            case TickPhase::loyalty:
                parts.count_officers();
                parts.each(&Mechanism::weigh_loyalty);
                break;
            case TickPhase::fields:
                parts.each(&Mechanism::update_fields);
                parts.flow(Process::traits, {{&parts.traits, tick.hours}});
                break;
            case TickPhase::workplaces:
                parts.each(&Mechanism::work);
                break;
            case TickPhase::street:
                parts.move_in_street();
                break;
            case TickPhase::location:
                parts.locations.draw(tick);
                break;
            case TickPhase::weapons:
                parts.each(&Mechanism::before_arming);
                run_arming(tick, parts.locations, all_mechanisms());
                break;
            case TickPhase::encounters:
                run_encounters(tick, parts.locations, all_mechanisms(), parts.counters);
                break;
            case TickPhase::control:
                parts.each(&Mechanism::take_control);
                break;
            case TickPhase::slow_exits:
                parts.flow(Process::slow_exits, {{&parts.slow_exits, tick.hours}});
                break;
        }
    }
    parts.hash.add_block(parts.state.bytes_before_counts());
    parts.hash.add_block(std::as_bytes(std::span(parts.derived.propensity)));
}

int RowEngine::tick() const {
    return parts_->ticks_done;
}
const State& RowEngine::state() const {
    return parts_->state;
}
void RowEngine::set_state(const State& state, int tick) {
    parts_->state = state;
    parts_->ticks_done = tick;
    parts_->stretch = {};
    parts_->reset_parameters();
}

void RowEngine::go_on_from(const RowEngine& other) {
    parts_->go_on_from(*other.parts_);
}
void RowEngine::set_key(RunKey key) {
    parts_->context.key = key;
}

void RowEngine::observe(History& history) const {
    observe_into(history, parts_->ticks_done - 1);
}
void RowEngine::observe_into(History& history, int row) const {
    observe_tick(parts_->model, parts_->society, parts_->state, parts_->forcing, parts_->derived.grievance,
                 parts_->draw, row, history);
}

void RowEngine::record(ForceRecord& record) const {
    record_forces(parts_->society, parts_->state, parts_->ticks_done - 1, record);
}

std::uint64_t RowEngine::hash() const {
    StateHash whole = parts_->hash;
    whole.add_block(parts_->state.bytes());
    return whole.value();
}

RunCounters RowEngine::counters() const {
    return {parts_->counters.people_moved, parts_->counters.active_blocks, parts_->counters.rows_drawn};
}

const std::vector<Decision>& RowEngine::decisions() const {
    return parts_->decisions;
}

std::string RowEngine::broken_invariant() const {
    return find_broken_invariant(parts_->model, parts_->society, parts_->state, parts_->conserved);
}

RunResult run_rows(const Model& model, const ParameterValues& values, const RunChance& chance,
                   VectorPath path, int ticks) {
    const int last = ticks >= 0 ? ticks : model.clock.ticks();
    RowEngine engine(model, values, chance.first(), path);
    RunResult result;
    result.history = History(last, static_cast<int>(model.places.size()));
    while (engine.tick() < last) {
        if (const RunKey* key = chance.beginning_at(engine.tick())) {
            engine.set_key(*key);
        }
        engine.step();
        engine.observe(result.history);
        engine.record(result.forces);
        if (result.broken_invariant.empty()) {
            result.broken_invariant = engine.broken_invariant();
        }
    }
    result.hash = engine.hash();
    result.decisions = engine.decisions();
    result.outcomes = label_outcomes(model, values, result.history);
    result.counters = engine.counters();
    return result;
}

}  // namespace upsurge

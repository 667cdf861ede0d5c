#include "engines/row_engine.h"

#include <algorithm>

#include "engines/encounters.h"
#include "engines/flows.h"
#include "engines/founding.h"
#include "engines/observation.h"
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
    for (const std::int64_t people : society.population) {
        derived.news_kernel.push_back(static_cast<double>(people) /
                                      static_cast<double>(society.total_population));
    }
    for (auto* field :
         {&derived.local_factor, &derived.remote_factor, &derived.news_factor, &derived.turnout_factor}) {
        field->assign(places, 1.0);
    }
    for (auto* field : {&derived.severity, &derived.harm_rate, &derived.anger_rise, &derived.legitimacy_gain,
                        &derived.officers_on_scene, &derived.officer_share, &derived.clandestine_share}) {
        field->assign(places, 0.0);
    }
    for (auto* field : {&derived.hardship, &derived.grievance, &derived.propensity}) {
        field->assign(places * bins, 0.0);
    }
    return derived;
}

}  // namespace

struct RowEngine::Parts {
    Parts(const Model& the_model, const ParameterValues& draw, RunKey key, VectorPath path)
        : model(the_model),
          society(found_society(the_model)),
          state(found_state(the_model, society, draw)),
          initial_people(people_by_stratum(society.layout, state)),
          derived(empty_derived(society)),
          drawn(flatten(draw, society.layout.places)),
          values(drawn),
          options(chosen_options(the_model)),
          on(mechanisms_on(the_model)),
          reach(plan_phase(FlowPhase::reach, on)),
          fear(plan_phase(FlowPhase::fear, on)),
          street(plan_phase(FlowPhase::street, on)),
          street_in(part_of(street, true)),
          street_out(part_of(street, false)),
          slow_exits(plan_phase(FlowPhase::slow_exits, on)),
          flows(society.layout),
          context{society, forcing, state, derived, array_functions(path), key} {
        context.values = values;
        context.options = options;
        context.hours = model.clock.tick_hours;
        force(0);
        for (std::size_t p = 0; p < society.population.size(); ++p) {
            state.field(Field::reference_price)[p] = initial_price(model, static_cast<int>(p));
        }
        each(&Mechanism::start);
        each(&Mechanism::prepare);
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
    void force(int at) {
        if (is_on("forced_actions")) {
            evaluate_forcing(model, at, forcing);
            return;
        }
        evaluate_forcing(model, at, forcing);
        Forcing first;
        evaluate_forcing(model, 0, first);
        forcing.shutdown = first.shutdown;
        forcing.emergency = first.emergency;
        forcing.curfew = first.curfew;
        forcing.officers = first.officers;
        forcing.policing = first.policing;
        forcing.concessions = first.concessions;
        forcing.refusals = first.refusals;
    }
    /// Phase 1. What follows from parameters alone is prepared again.
    void change_parameters(int at) {
        const std::vector<ParameterChange>& changes = model.parameter_changes;
        const std::size_t first = changes_done;
        const auto places = static_cast<std::size_t>(society.layout.places);
        for (; changes_done < changes.size() && changes[changes_done].from <= model.clock.at(at);
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
    /// Half out, in, half out: those who come may leave within the tick, so halving it changes little.
    void move_in_street() {
        const double hours = context.hours;
        if (model.street_at_once) {
            flows.run(context, street, {Process::street, hours}, counters);
            return;
        }
        flows.run(context, street_out, {Process::street, hours / 2, 0}, counters);
        flows.run(context, street_in, {Process::street, hours, 1}, counters);
        flows.run(context, street_out, {Process::street, hours / 2, 2}, counters);
    }
    bool is_on(std::string_view name) const {
        return on[static_cast<std::size_t>(*find_mechanism(name))] != 0;
    }

    const Model& model;
    Society society;
    Forcing forcing;
    State state;
    std::vector<std::int64_t> initial_people;
    Derived derived;
    std::vector<double> drawn;   ///< the values at the start
    std::vector<double> values;  ///< those of the tick
    std::size_t changes_done = 0;
    std::vector<std::uint8_t> options;
    std::vector<std::uint8_t> on;
    PhasePlan reach, fear, street, street_in, street_out, slow_exits;
    FlowDraws flows;
    Locations locations;
    TickContext context;
    FlowCounters counters;
    StateHash hash;
    int ticks_done = 0;
};

RowEngine::RowEngine(const Model& model, const ParameterValues& values, RunKey key, VectorPath path)
    : parts_(std::make_unique<Parts>(model, values, key, path)) {}
RowEngine::~RowEngine() = default;
RowEngine::RowEngine(RowEngine&&) noexcept = default;

void RowEngine::step() {
    Parts& parts = *parts_;
    TickContext& tick = parts.context;
    tick.tick = parts.ticks_done;
    for (const TickPhase phase : tick_phases) {
        switch (phase) {
            case TickPhase::clock:
                parts.force(parts.ticks_done);
                parts.change_parameters(parts.ticks_done);
                start_day(parts.forcing, parts.state);
                for (double& gain : parts.derived.legitimacy_gain) {
                    gain = 0;
                }
                break;
            case TickPhase::information:
                parts.each(&Mechanism::inform);
                parts.each(&Mechanism::after_perception);
                parts.flows.run(tick, parts.reach, {Process::reach, tick.hours}, parts.counters);
                parts.each(&Mechanism::after_reach);
                break;
            case TickPhase::fields:
                parts.each(&Mechanism::update_fields);
                parts.flows.run(tick, parts.fear, {Process::fear, tick.hours}, parts.counters);
                break;
            case TickPhase::street:
                parts.move_in_street();
                break;
            case TickPhase::location:
                parts.locations.draw(tick);
                break;
            case TickPhase::encounters:
                run_encounters(tick, parts.locations, all_mechanisms(), parts.on, parts.counters);
                break;
            case TickPhase::slow_exits:
                parts.flows.run(tick, parts.slow_exits, {Process::slow_exits, tick.hours}, parts.counters);
                break;
        }
    }
    ++parts.ticks_done;
    parts.hash.add_bytes(parts.state.place_bytes());
    parts.hash.add_bytes(std::as_bytes(std::span(parts.derived.propensity)));
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
    parts_->reset_parameters();
}

void RowEngine::observe(History& history) const {
    observe_tick(parts_->model, parts_->society, parts_->state, parts_->forcing, parts_->derived.grievance,
                 parts_->ticks_done - 1, history);
}

std::uint64_t RowEngine::hash() const {
    StateHash whole = parts_->hash;
    whole.add_bytes(parts_->state.bytes());
    return whole.value();
}

RunCounters RowEngine::counters() const {
    return {parts_->counters.people_moved, parts_->counters.active_blocks, parts_->counters.rows_drawn};
}

std::string RowEngine::broken_invariant() const {
    return find_broken_invariant(parts_->model, parts_->society.layout, parts_->state,
                                 parts_->initial_people);
}

RunResult run_rows(const Model& model, const ParameterValues& values, RunKey key, VectorPath path,
                   int ticks) {
    const int last = ticks >= 0 ? ticks : model.clock.ticks();
    RowEngine engine(model, values, key, path);
    RunResult result;
    result.history = History(last, static_cast<int>(model.places.size()));
    while (engine.tick() < last) {
        engine.step();
        engine.observe(result.history);
        if (result.broken_invariant.empty()) {
            result.broken_invariant = engine.broken_invariant();
        }
    }
    result.hash = engine.hash();
    result.counters = engine.counters();
    return result;
}

}  // namespace upsurge

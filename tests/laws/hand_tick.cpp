#include "hand_tick.h"

#include "engines/founding.h"
#include "mechanisms/registry.h"
#include "models/schedule.h"
#include "upsurge/result.h"

namespace upsurge::tests {

HandTick::HandTick(const Model& model, const ParameterValues& values, RunKey key)
    : society(found_society(model)),
      state(found_state(model, society, values)),
      tick{society, forcing, state, derived, array_functions(VectorPath::portable), key},
      options_(chosen_options(model)),
      on_(mechanisms_on(model)) {
    const auto places = static_cast<std::size_t>(society.layout.places);
    for (std::size_t parameter = 0; parameter < all_parameters().size(); ++parameter) {
        for (int place = 0; place < society.layout.places; ++place) {
            values_.push_back(values.at(static_cast<int>(parameter), place));
        }
    }
    for (auto* field : {&derived.local_factor, &derived.remote_factor, &derived.news_factor}) {
        field->assign(places, 1.0);
    }
    for (auto* field : {&derived.officers_present, &derived.foreign_at, &derived.distribution_per_hour,
                        &derived.inflow_per_hour}) {
        field->assign(places, 0.0);
    }
    derived.clique_active_at.assign(places, 0);
    evaluate_forcing(model, {0}, forcing);
    tick.values = values_;
    tick.options = options_;
    tick.mechanism_on = on_;
    tick.orders = &forcing;
    tick.decisions = &decisions;
    tick.hours = model.clock.tick_hours;
    tick.hours_before = tick.hours;
    tick.step_hours = tick.hours;
}

const Mechanism& HandTick::take_turn(std::string_view mechanism) {
    const auto ordinal = find_mechanism(mechanism);
    UPSURGE_CHECK(ordinal.has_value(), "a test names a mechanism that does not exist");
    tick.first_parameter = first_parameter_of(*ordinal);
    tick.first_switch = first_switch_of(*ordinal);
    return *all_mechanisms()[static_cast<std::size_t>(*ordinal)];
}

void HandTick::call(std::string_view mechanism, FieldStep Mechanism::*hook) {
    const FieldStep step = take_turn(mechanism).*hook;
    UPSURGE_CHECK(step != nullptr, "a test calls a hook that the mechanism does not have");
    step(tick);
}

std::int32_t& HandTick::people(int place, PersonState what) {
    UPSURGE_CHECK(society.layout.bins() == 1, "a test asks for the one bin of several");
    return state.counts()[society.layout.block(place, 0, what)];
}

void HandTick::encounter(std::string_view mechanism, int place, int sub_tick, double hours) {
    const auto everybody_in = [&](PersonState what) {
        return std::vector<QuotaPool::Entry>{{society.layout.block(place, 0, what), people(place, what)}};
    };
    auto peaceful = everybody_in(PersonState::peaceful);
    auto violent = everybody_in(PersonState::violent);
    auto armed = everybody_in(PersonState::armed);
    QuotaPool pool(society, state, place);
    pool.gather(peaceful, violent, armed);
    UPSURGE_CHECK(sub_tick < 256, "an address of chance has room for 256 sub-ticks");
    take_turn(mechanism).encounter(tick, place, sub_tick, hours, pool);
}

}  // namespace upsurge::tests

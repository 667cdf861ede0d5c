/// What a particle filter asks of a model: a hidden state that moves by chance, and data that weigh it.
///
/// A model offers
///
///   State                                    copyable; may be large
///   int steps() const                        number of steps, each an advance and then a weight
///   State begin(Draws&) const                the state before step 0
///   void advance(State&, int step, Draws&) const
///   double log_weight(const State&, int step) const
///                                            log density of the datum of the step, 0 without one; -infinity
///                                            allowed
///
/// and, where it serves,
///
///   State begin(RunKey), void advance(State&, int step, RunKey) in place of those with Draws: for a model
///   with
///       addresses of its own. Tick, row and item are its to choose; the key is fresh for every stretch
///       between two resamplings.
///   double log_guide(const State&, int step) const
///       log g_step(state), finite: a look ahead to data that are still to come. Weights then are the datum's
///       times g_step / g_(step-1), with g = 1 before the first and at the last step, so that the guide
///       cancels in each path: the estimate stays unbiased while a sharp datum is met by degrees (annealed)
///       over the steps before it.
///   void advance_block(std::span<State>, int step, RunKey, std::uint32_t first_slot) const
///   void log_weights(std::span<const State>, int step, std::span<double>) const
///       many states at once, the draws of state i at item first_slot + i of the address. Both or neither.
///
/// Members are called from several threads at once. They must depend on their arguments alone.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include "numbers/philox.h"

namespace upsurge {

/// Where a model with Draws finds its numbers: tick = step, process = one of these.
enum class FilterProcess : std::uint8_t { advance = 0, begin = 1 };

template <class Model>
concept BeginsWithKey = requires(const Model& model, RunKey key) {
    { model.begin(key) } -> std::same_as<typename Model::State>;
};
template <class Model>
concept BeginsWithDraws = requires(const Model& model, Draws& draws) {
    { model.begin(draws) } -> std::same_as<typename Model::State>;
};
template <class Model>
concept AdvancesWithKey = requires(const Model& model, typename Model::State& state, int step, RunKey key) {
    model.advance(state, step, key);
};
template <class Model>
concept AdvancesWithDraws = requires(const Model& model, typename Model::State& state, int step,
                                     Draws& draws) {
    model.advance(state, step, draws);
};
template <class Model>
concept AdvancesInBlocks = requires(const Model& model, std::span<typename Model::State> states,
                                    std::span<const typename Model::State> seen, int step, RunKey key,
                                    std::uint32_t first_slot, std::span<double> out) {
    model.advance_block(states, step, key, first_slot);
    model.log_weights(seen, step, out);
};
template <class Model>
concept Guided = requires(const Model& model, const typename Model::State& state, int step) {
    { model.log_guide(state, step) } -> std::convertible_to<double>;
};

template <class Model>
concept StateSpaceModel = std::copy_constructible<Model> && std::copyable<typename Model::State> &&
    (BeginsWithKey<Model> || BeginsWithDraws<Model>)&&(
        AdvancesWithKey<Model> || AdvancesWithDraws<Model> ||
        AdvancesInBlocks<Model>)&&requires(const Model& model, const typename Model::State& state, int step) {
    { model.steps() } -> std::convertible_to<int>;
    requires AdvancesInBlocks<Model> || requires {
        { model.log_weight(state, step) } -> std::convertible_to<double>;
    };
};

/// Models by parameter values: at(values) is the model with these values.
template <class Family>
concept ModelFamily = requires(const Family& family, std::span<const double> values) {
    requires StateSpaceModel<typename Family::Model>;
    { family.at(values) } -> std::same_as<typename Family::Model>;
};

/// The state before step 0, from the key of its slot.
template <StateSpaceModel Model>
typename Model::State begin_state(const Model& model, RunKey key) {
    if constexpr (BeginsWithKey<Model>) {
        return model.begin(key);
    } else {
        Draws draws(key, {.process = static_cast<std::uint8_t>(FilterProcess::begin)});
        return model.begin(draws);
    }
}

/// Moves one state on by one step.
/// @param key   of its slot; of slot 0 for a model that advances in blocks
template <StateSpaceModel Model>
void advance_state(const Model& model, typename Model::State& state, int step, RunKey key,
                   std::uint32_t slot) {
    if constexpr (AdvancesInBlocks<Model>) {
        model.advance_block(std::span(&state, 1), step, key, slot);
    } else if constexpr (AdvancesWithKey<Model>) {
        model.advance(state, step, key);
    } else {
        Draws draws(key, {.tick = static_cast<std::uint32_t>(step),
                          .process = static_cast<std::uint8_t>(FilterProcess::advance)});
        model.advance(state, step, draws);
    }
}

}  // namespace upsurge

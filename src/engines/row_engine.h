/// The row engine: counts per row, one binomial per row and exit, cost independent of the population.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engines/force_record.h"
#include "engines/history.h"
#include "engines/outcome_labels.h"
#include "engines/run_chance.h"
#include "mechanisms/tick_context.h"
#include "models/model.h"
#include "models/parameter_values.h"
#include "models/schedule.h"
#include "numbers/arrays.h"
#include "numbers/philox.h"
#include "society/state.h"

namespace upsurge {

/// What a run did, so that an empty run cannot pass for a fast one.
struct RunCounters {
    std::int64_t people_moved = 0;
    std::int64_t active_blocks = 0;  ///< (place, stratum, state) blocks in which hazards were drawn
    std::int64_t rows_drawn = 0;
};

class RowEngine {
  public:
    /// The model must outlive the engine. Same key, same bits, whatever the vector path.
    RowEngine(const Model& model, const ParameterValues& values, RunKey key, VectorPath path);
    ~RowEngine();
    RowEngine(RowEngine&&) noexcept;
    RowEngine& operator=(RowEngine&&) noexcept;

    void step();       ///< one tick: at once when all is quiet (quiet_ticks.h), else step by step
    int tick() const;  ///< ticks done
    const State& state() const;
    void set_state(const State& state, int tick);  ///< continue from a copy
    /// Goes on from here under another model that has changed nothing so far: the same clock, places, values
    /// and settings, and the same schedule and parameters in every tick already done (an intervention of a
    /// later time). Ends in the bits that a run of that model from the start ends in; nothing when the two
    /// already began differently. The model must outlive the engine.
    std::optional<RowEngine> fork(const Model& other, const ParameterValues& values) const;
    /// Goes on from where another engine of the same model and values is, with its own key: what a particle
    /// does that takes the place of another.
    void go_on_from(const RowEngine& other);
    /// Draws from now on by this key.
    void set_key(RunKey key);
    /// Writes every observable of every place for the tick just done into row `tick() - 1`.
    void observe(History& history) const;
    /// The same into another row.
    void observe_into(History& history, int row) const;
    /// Adds the tick just done; to be called after every tick from the first.
    void record(ForceRecord& record) const;
    std::uint64_t hash() const;  ///< of all states and probabilities so far
    RunCounters counters() const;
    const std::vector<Decision>& decisions() const;  ///< of all actors so far, in order
    /// Empty if all is well, else what is broken (conservation, illegal arrow, negative count).
    std::string broken_invariant() const;

  private:
    void pass(Stretch stretch);
    struct Parts;
    std::unique_ptr<Parts> parts_;
    VectorPath path_;
};

struct RunResult {
    History history;
    std::uint64_t hash = 0;
    RunCounters counters;
    std::vector<Decision> decisions;
    ForceRecord forces;
    OutcomeLabels outcomes{};
    std::string broken_invariant;  ///< empty when every tick conserved people, weapons and units
};

/// Runs all ticks of the model's clock (or up to `ticks`, if >= 0) and checks invariants each tick.
RunResult run_rows(const Model& model, const ParameterValues& values, const RunChance& chance,
                   VectorPath path, int ticks = -1);

}  // namespace upsurge

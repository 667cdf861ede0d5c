/// Flows between rows by competing hazards: the engine's only way to move people independently.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "mechanisms/mechanism.h"
#include "numbers/exit_chain.h"

namespace upsurge {

/// What the engine did, so that an empty run cannot pass for a fast one.
struct FlowCounters {
    std::int64_t people_moved = 0;
    std::int64_t active_blocks = 0;
    std::int64_t rows_drawn = 0;
};

/// One hazard term of a mechanism that is on, with where its parameters stand.
struct PlannedTerm {
    void (*add)(const TickContext& tick, int place, int stratum, std::span<double> hazard);
    int first_parameter;
    int first_switch;
    bool by_stratum;
};

/// One kind of move in a phase and every term that feeds it.
struct PlannedMove {
    Move move;
    std::vector<PlannedTerm> terms;
};

/// All moves of a phase, by state of origin.
struct PhasePlan {
    std::vector<PlannedMove> moves_from[person_state_count];
    std::vector<std::size_t> origins;  ///< states that somebody may leave
};

/// Which of a step's moves a pass makes. Moves into the street are split around the exits from it: a share a
/// before, the rest after. With a = 1/(1 - exp(-g)) - 1/g, g the cumulative hazard of leaving again, those
/// who come in the step stay on average as long as if they had come one by one in continuous time, whatever
/// its length.
enum class FlowPart { whole, arrivals_before, arrivals_after };

/// One pass through the rows. Plans of passes that are run together must share no state of origin, or have
/// the same moves from it.
struct FlowPass {
    const PhasePlan* plan;
    double hours;  ///< how long the hazards work
    FlowPart part = FlowPart::whole;
    const PhasePlan* exits =
        nullptr;  ///< of an arrivals' part: the plan by which people leave the street again
};

/// The part of a plan that leaves home (`from_home`) or the rest of it.
PhasePlan part_of(const PhasePlan& plan, bool from_home);

/// Gathers the terms of all mechanisms that are on. Every move must follow a legal arrow (or stay in its
/// state and change a trait): checked here, once.
PhasePlan plan_phase(FlowPhase phase, std::span<const std::uint8_t> mechanism_on);

/// Buffers reused from block to block.
class FlowDraws {
  public:
    explicit FlowDraws(const Layout& layout);

    /// Draws every flow of a phase for all active strata of all places and applies it, pass after pass. Rows
    /// of different (place, stratum) never exchange people, so each (place, stratum) makes all its passes
    /// before the next one, and each pass is drawn from the counts at its start. Hazards are those at the
    /// start of the phase: they read no count that a pass changes.
    void run(TickContext& tick, Process process, std::span<const FlowPass> passes, FlowCounters& counters);

  private:
    /// Hazards per hour out of one state of the place at work, and of its stratum where they depend on it.
    struct BlockHazards {
        std::vector<double> by_move;  ///< [move x bin]
        std::vector<double> total;    ///< [bin]
        bool known = false;
        bool by_stratum = false;
    };

    void pass(TickContext& tick, const FlowPass& pass, int place, int stratum, ExitChain& chain,
              FlowCounters& counters);
    void draw_block(TickContext& tick, const FlowPass& pass, int place, int stratum, std::size_t from,
                    ExitChain& chain, FlowCounters& counters);
    const BlockHazards& hazards_of(TickContext& tick, const PhasePlan& plan, int place, int stratum,
                                   std::size_t from);
    /// Per hour, of the arrivals that a pass takes.
    const std::vector<double>& arrival_hazards(TickContext& tick, const FlowPass& pass, int place,
                                               int stratum, const std::vector<double>& total);
    void move_people(TickContext& tick, const Move& move, int place, std::size_t first_row, std::size_t bin,
                     std::int32_t leaving);
    int target_bin(int bin, TraitMove move) const;

    Layout layout_;
    std::array<std::vector<std::uint32_t>, trait_move_count> target_bins_;  ///< [move of traits][bin]
    std::vector<std::int32_t> snapshot_;                   ///< [state x bin] of one (place, stratum)
    std::vector<double> waits_;                            ///< [bin] people x cumulative hazard
    std::array<BlockHazards, person_state_count> blocks_;  ///< [state]
    std::vector<double> share_before_;                     ///< [bin] of arrivals, in the place at work
    bool share_known_ = false;
    std::vector<double> arrivals_;         ///< [bin] hazards of the arrivals of one pass
    std::vector<double> row_hazards_;      ///< [move] of one row
    std::vector<std::int64_t> row_exits_;  ///< [move] of one row
};

}  // namespace upsurge

/// How a particle's path is remembered: not its states but the addresses of its chance, from which it is
/// replayed.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "inference/state_space_model.h"
#include "numbers/philox.h"

namespace upsurge {

/// A stretch of a path: from first_step (included) to end_step (excluded) the state drew from the key
/// make_run_key(seed, purpose, evaluation, slot, segment).
struct PathPiece {
    std::uint64_t evaluation = 0;
    std::uint32_t slot = 0;
    std::uint32_t segment = 0;
    int first_step = 0;
    int end_step = 0;
    bool operator==(const PathPiece&) const = default;
};

/// Which slot each slot continued, stretch by stretch.
class Ancestry {
  public:
    /// A stretch begins at the step. No ancestors: each slot continues itself.
    void begin_stretch(int first_step, std::uint64_t evaluation, std::uint32_t segment,
                       std::vector<std::uint32_t> ancestors) {
        stretches_.push_back({first_step, evaluation, segment, std::move(ancestors)});
    }
    void clear() { stretches_.clear(); }

    /// The path that ends in a slot after end_step steps, first piece first.
    std::vector<PathPiece> path(std::uint32_t slot, int end_step) const {
        std::vector<PathPiece> pieces(stretches_.size());
        for (std::size_t i = stretches_.size(); i-- > 0;) {
            const Stretch& stretch = stretches_[i];
            pieces[i] = {stretch.evaluation, slot, stretch.segment, stretch.first_step, end_step};
            end_step = stretch.first_step;
            slot = stretch.ancestors.empty() ? slot : stretch.ancestors[slot];
        }
        return pieces;
    }

  private:
    struct Stretch {
        int first_step;
        std::uint64_t evaluation;
        std::uint32_t segment;
        std::vector<std::uint32_t> ancestors;
    };
    std::vector<Stretch> stretches_;
};

/// The key from which a slot draws. Models that advance in blocks share the key of slot 0 and differ by item.
template <StateSpaceModel Model>
RunKey slot_key(std::uint64_t seed, Purpose purpose, std::uint64_t evaluation, std::uint32_t slot,
                std::uint32_t segment) {
    return make_run_key(seed, purpose, evaluation, AdvancesInBlocks<Model> ? 0 : slot, segment);
}

/// Runs a path again and returns its last state, bit by bit the one that the filter had.
/// @param visit  called as visit(state, step) after each step
template <StateSpaceModel Model, class Visit>
typename Model::State replay_path(const Model& model, std::uint64_t seed, Purpose purpose,
                                  const std::vector<PathPiece>& pieces, Visit visit) {
    const PathPiece& first = pieces.front();
    typename Model::State state =
        begin_state(model, make_run_key(seed, purpose, first.evaluation, first.slot, first.segment));
    for (const PathPiece& piece : pieces) {
        const RunKey key = slot_key<Model>(seed, purpose, piece.evaluation, piece.slot, piece.segment);
        for (int step = piece.first_step; step < piece.end_step; ++step) {
            advance_state(model, state, step, key, piece.slot);
            visit(std::as_const(state), step);
        }
    }
    return state;
}

}  // namespace upsurge

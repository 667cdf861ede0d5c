/// People who can be taken by a quota at one location: arrests, injuries, deaths.
///
/// A quota takes a fixed number from a pool that crosses home places, strata and trait bins. Inside one
/// state everybody at the location is equally likely: a multivariate hypergeometric over the rows in
/// fixed order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numbers/philox.h"
#include "society/layout.h"
#include "society/state.h"

namespace upsurge {

class QuotaPool {
  public:
    /// People of one row who are at this location now.
    struct Entry {
        std::size_t row;  ///< canonical ordinal of the row they belong to
        std::int64_t count;
    };

    QuotaPool(const Layout& layout, State& state, int location, std::vector<Entry> peaceful,
              std::vector<Entry> violent);

    /// Peaceful and violent people at the location; at_home: residents of it, of any stratum.
    std::int64_t people(PersonState state);

    /// Moves `amount` people picked uniformly from those of `from` at the location to state `to`, bins
    /// and homes unchanged. `amount` must not exceed people(from).
    void move(Draws& draws, PersonState from, std::int64_t amount, PersonState to);

    std::int64_t people_moved() const { return moved_; }

  private:
    void fill_residents();

    const Layout& layout_;
    State& state_;
    int location_;
    std::vector<Entry> peaceful_, violent_, residents_;
    std::int64_t peaceful_people_ = 0, violent_people_ = 0, resident_people_ = 0;
    bool residents_filled_ = false;
    std::int64_t moved_ = 0;
};

}  // namespace upsurge

/// People who can be taken by a quota at one location: arrests, injuries, deaths, weapons.
///
/// A quota takes a fixed number from a pool that crosses home places, strata and trait bins. Inside one
/// group everybody at the location is equally likely: a multivariate hypergeometric over the rows in
/// fixed order.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "numbers/philox.h"
#include "society/society.h"
#include "society/state.h"

namespace upsurge {

/// Whom a quota may take at a location.
enum class PoolGroup : int {
    peaceful,   ///< in the street here, whatever their home
    violent,    ///< in the street here
    armed,      ///< in the street here
    strikers,   ///< on strike, at home in this place
    residents,  ///< at home in this place, of any stratum
    clients,    ///< those of the residents who are of an active clandestine stratum
};
inline constexpr int pool_group_count = 6;

constexpr PersonState state_of(PoolGroup group) {
    switch (group) {
        case PoolGroup::peaceful:
            return PersonState::peaceful;
        case PoolGroup::violent:
            return PersonState::violent;
        case PoolGroup::armed:
            return PersonState::armed;
        case PoolGroup::strikers:
            return PersonState::on_strike;
        case PoolGroup::residents:
        case PoolGroup::clients:
            return PersonState::at_home;
    }
    return PersonState::at_home;
}

class QuotaPool {
  public:
    /// People of one row who are at this location now.
    struct Entry {
        std::size_t row;  ///< canonical ordinal of the row they belong to
        std::int64_t count;
    };

    /// An empty pool at `location`. Society and state must outlive it.
    QuotaPool(const Society& society, State& state, int location);
    /// The people in the street here now, by the rows they come from; all that was known before is forgotten.
    /// The lists are swapped with those of the last time.
    void gather(std::vector<Entry>& peaceful, std::vector<Entry>& violent, std::vector<Entry>& armed);

    int location() const { return location_; }
    std::int64_t people(PoolGroup group);
    /// Everybody in the street here.
    std::int64_t crowd();

    /// Moves `amount` people picked uniformly from a group to state `to`, bins and homes unchanged.
    /// `amount` must not exceed people(group). Those who go to a state of the street stay in the pool.
    void move(Draws& draws, PoolGroup group, std::int64_t amount, PersonState to);
    /// The rows those of the last move came from, with how many of each.
    std::span<const Entry> taken() const { return taken_; }
    /// How many of the last move have their home in a place abroad.
    std::int64_t taken_from_abroad() const;
    /// Home place of a row.
    int home_of(std::size_t row) const;

    std::int64_t people_moved() const { return moved_; }

  private:
    struct Members {
        std::vector<Entry> entries;
        std::int64_t people = 0;
        bool counted = false;  ///< people is known
        bool filled = false;   ///< entries too
    };
    Members& members(PoolGroup group);
    bool belongs(PoolGroup group, int stratum) const;
    void count(PoolGroup group, Members& members) const;
    void fill(PoolGroup group, Members& members);

    const Society& society_;
    State& state_;
    int location_;
    std::array<Members, pool_group_count> groups_;
    std::vector<Entry> taken_;
    std::int64_t moved_ = 0;
};

}  // namespace upsurge

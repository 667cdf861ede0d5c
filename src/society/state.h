/// The whole changing state of one run in one flat block: fork and checkpoint are a copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "society/fields.h"
#include "society/layout.h"

namespace upsurge {

/// Integers per leaf place that are not rows.
enum class Tally : int {
    rumour_ignorant,
    rumour_spreader,
    rumour_stifler,
    crowd_peaceful,    ///< by location, after the encounters of the last tick
    crowd_violent,     ///< by location
    detentions_total,  ///< by location
    injured_total,     ///< by location
    dead_total,        ///< by location (wounds: home place)
    joined_today,      ///< by home place, since local midnight
    deaths_last,       ///< by location, last tick, in encounters
    injuries_last,     ///< by location, last tick, in encounters
};
inline constexpr int tally_count = 11;

/// Counts per row (people, < 2^31 each), fields and tallies per leaf place.
class State {
  public:
    State() = default;
    explicit State(const Layout& layout)
        : places_(static_cast<std::size_t>(layout.places)),
          rows_(layout.rows()),
          block_((places_ * (field_count + tally_count)) * 8 + rows_ * 4) {}

    std::span<double> field(Field which) {
        return {reinterpret_cast<double*>(block_.data()) + static_cast<std::size_t>(which) * places_,
                places_};
    }
    std::span<const double> field(Field which) const {
        return {reinterpret_cast<const double*>(block_.data()) + static_cast<std::size_t>(which) * places_,
                places_};
    }
    std::span<std::int64_t> tally(Tally which) {
        return {reinterpret_cast<std::int64_t*>(block_.data()) +
                    (field_count + static_cast<std::size_t>(which)) * places_,
                places_};
    }
    std::span<const std::int64_t> tally(Tally which) const {
        return {reinterpret_cast<const std::int64_t*>(block_.data()) +
                    (field_count + static_cast<std::size_t>(which)) * places_,
                places_};
    }
    std::span<std::int32_t> counts() {
        return {reinterpret_cast<std::int32_t*>(block_.data() + 8 * places_ * (field_count + tally_count)),
                rows_};
    }
    std::span<const std::int32_t> counts() const {
        return {
            reinterpret_cast<const std::int32_t*>(block_.data() + 8 * places_ * (field_count + tally_count)),
            rows_};
    }

    /// The whole block, for hashing, forking and checkpoints.
    std::span<const std::byte> bytes() const { return block_; }
    /// The part before the counts: fields and tallies.
    std::span<const std::byte> place_bytes() const {
        return bytes().first(8 * places_ * (field_count + tally_count));
    }

  private:
    std::size_t places_ = 0;
    std::size_t rows_ = 0;
    std::vector<std::byte> block_;  ///< fields, tallies, counts
};

}  // namespace upsurge

/// How rows are numbered: (place, stratum, state, trait bin), trait bins contiguous.
///
/// A row is one combination with a count of people. Its ordinal is canonical: it names the row in the
/// addresses of random draws, so skipping empty rows never shifts anybody's chance.
#pragma once

#include <cstddef>
#include <cstdint>

#include "society/states.h"

namespace upsurge {

/// Sizes of the society. Places here are leaves: the places where people live.
struct Layout {
    int places = 0;
    int strata = 0;
    int hardship_bins = 1;
    int risk_aversion_bins = 1;
    int organised_bins = 1;  ///< 1 (organisation off) or 2
    // Entries of the small tables beside the rows.
    int workplaces = 0;
    int units = 0;
    int facilities = 0;
    int cliques = 0;
    int powers = 0;

    constexpr int bins() const { return hardship_bins * risk_aversion_bins * organised_bins; }
    constexpr int bin(int hardship, int risk_aversion, int organised) const {
        return (hardship * risk_aversion_bins + risk_aversion) * organised_bins + organised;
    }
    constexpr int hardship_of(int bin) const { return bin / (risk_aversion_bins * organised_bins); }
    constexpr int risk_aversion_of(int bin) const { return bin / organised_bins % risk_aversion_bins; }
    constexpr int organised_of(int bin) const { return bin % organised_bins; }

    /// First row of a block: all trait bins of one (place, stratum, state).
    constexpr std::size_t block(int place, int stratum, PersonState state) const {
        return ((static_cast<std::size_t>(place) * strata + stratum) * person_state_count +
                static_cast<std::size_t>(state)) *
               static_cast<std::size_t>(bins());
    }
    constexpr std::size_t row(int place, int stratum, PersonState state, int bin_index) const {
        return block(place, stratum, state) + static_cast<std::size_t>(bin_index);
    }
    constexpr std::size_t rows() const {
        return static_cast<std::size_t>(places) * strata * person_state_count *
               static_cast<std::size_t>(bins());
    }
};

}  // namespace upsurge

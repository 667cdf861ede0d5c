/// The unchanging facts of one run that mechanisms read: who lives where, how far apart, trait values.
#pragma once

#include <cstdint>
#include <vector>

#include "society/actors.h"
#include "society/facilities.h"
#include "society/layout.h"
#include "society/units.h"
#include "society/workplaces.h"

namespace upsurge {

struct Society {
    /// Part of a home place's crowd and where it goes; the shares of a place sum to 1.
    struct Destination {
        int location;
        double share;
    };

    Layout layout;
    std::vector<std::int64_t> population;                ///< [place] everybody, whatever the stratum
    std::int64_t total_population = 0;                   ///< of the country, so without people abroad
    std::vector<std::uint8_t> abroad;                    ///< [place] 1 outside the country; empty: none is
    std::vector<double> latitude, longitude;             ///< [place] degrees
    std::vector<std::uint8_t> stratum_active;            ///< [stratum]
    std::vector<std::uint8_t> stratum_clandestine;       ///< [stratum]
    std::vector<double> hardship_cuts;                   ///< quantiles, hardship_bins - 1 of them
    std::vector<double> hardship_values;                 ///< fixed values per bin, or empty
    std::vector<double> risk_aversion;                   ///< [risk aversion bin] R
    std::vector<std::vector<Destination>> destinations;  ///< [place], home first
    std::vector<double> first_price;                     ///< [place] the earliest scheduled price
    std::vector<Workplace> workplaces;
    std::vector<Unit> units;
    std::vector<Facility> facilities;
    std::vector<Clique> cliques;
    std::vector<Power> powers;

    bool is_abroad(std::size_t place) const { return place < abroad.size() && abroad[place] != 0; }
};

}  // namespace upsurge

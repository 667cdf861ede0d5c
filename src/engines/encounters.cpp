#include "engines/encounters.h"

#include <algorithm>

#include "mechanisms/registry.h"
#include "numbers/samplers.h"

namespace upsurge {

void Locations::spread_block(TickContext& tick, int home, int stratum, PersonState state,
                             std::vector<std::vector<QuotaPool::Entry>>& by_location) {
    const Layout& layout = tick.society.layout;
    const auto counts = static_cast<const State&>(tick.state).counts();
    const auto& destinations = tick.society.destinations[static_cast<std::size_t>(home)];
    const std::size_t first = layout.block(home, stratum, state);
    for (int bin = 0; bin < layout.bins(); ++bin) {
        const std::size_t row = first + static_cast<std::size_t>(bin);
        if (counts[row] == 0) {
            continue;
        }
        if (destinations.size() == 1) {
            by_location[static_cast<std::size_t>(home)].push_back({row, counts[row]});
            continue;
        }
        shares_.clear();
        for (const Society::Destination& destination : destinations) {
            shares_.push_back(destination.share);
        }
        split_.assign(shares_.size(), 0);
        Draws draws = tick.draws(Process::location, static_cast<std::uint32_t>(row));
        multinomial(draws, counts[row], shares_, split_);
        for (std::size_t i = 0; i < destinations.size(); ++i) {
            if (split_[i] > 0) {
                by_location[static_cast<std::size_t>(destinations[i].location)].push_back({row, split_[i]});
            }
        }
    }
}

void Locations::draw(TickContext& tick) {
    const Layout& layout = tick.society.layout;
    peaceful_.resize(static_cast<std::size_t>(layout.places));
    violent_.resize(static_cast<std::size_t>(layout.places));
    for (auto* lists : {&peaceful_, &violent_}) {
        for (auto& list : *lists) {
            list.clear();
        }
    }
    for (int home = 0; home < layout.places; ++home) {
        for (int stratum = 0; stratum < layout.strata; ++stratum) {
            if (tick.society.stratum_active[static_cast<std::size_t>(stratum)] != 0) {
                spread_block(tick, home, stratum, PersonState::peaceful, peaceful_);
                spread_block(tick, home, stratum, PersonState::violent, violent_);
            }
        }
    }
}

void run_encounters(TickContext& tick, Locations& locations, std::span<const Mechanism* const> mechanisms,
                    std::span<const std::uint8_t> mechanism_on, FlowCounters& counters) {
    const int sub_ticks = std::max(1, static_cast<int>(6.0 * tick.hours + 0.5));
    const double hours = tick.hours / sub_ticks;
    for (const Tally tally : {Tally::deaths_last, Tally::injuries_last}) {
        for (std::int64_t& count : tick.state.tally(tally)) {
            count = 0;
        }
    }
    for (int location = 0; location < tick.places(); ++location) {
        QuotaPool pool(tick.society.layout, tick.state, location, locations.peaceful(location),
                       locations.violent(location));
        for (int sub_tick = 0; sub_tick < sub_ticks; ++sub_tick) {
            if (pool.people(PersonState::peaceful) + pool.people(PersonState::violent) == 0) {
                break;
            }
            for (std::size_t m = 0; m < mechanisms.size(); ++m) {
                if (mechanism_on[m] != 0 && mechanisms[m]->encounter != nullptr) {
                    tick.first_parameter = first_parameter_of(static_cast<int>(m));
                    tick.first_switch = first_switch_of(static_cast<int>(m));
                    mechanisms[m]->encounter(tick, location, sub_tick, hours, pool);
                }
            }
        }
        tick.state.tally(Tally::crowd_peaceful)[static_cast<std::size_t>(location)] =
            pool.people(PersonState::peaceful);
        tick.state.tally(Tally::crowd_violent)[static_cast<std::size_t>(location)] =
            pool.people(PersonState::violent);
        counters.people_moved += pool.people_moved();
    }
}

}  // namespace upsurge

#include "engines/encounters.h"

#include <algorithm>

#include "mechanisms/registry.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

constexpr PersonState street_states[] = {PersonState::peaceful, PersonState::violent, PersonState::armed};

/// Points the context at the parameters of mechanism `m`; false when it is off.
bool take_turn(TickContext& tick, std::size_t m) {
    if (tick.mechanism_on[m] == 0) {
        return false;
    }
    tick.first_parameter = first_parameter_of(static_cast<int>(m));
    tick.first_switch = first_switch_of(static_cast<int>(m));
    return true;
}

}  // namespace

void Locations::spread_block(TickContext& tick, int home, int stratum, PersonState state,
                             Lists& by_location) {
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
    const auto places = static_cast<std::size_t>(layout.places);
    for (Lists& lists : lists_) {
        lists.resize(places);
        for (auto& list : lists) {
            list.clear();
        }
    }
    for (int home = 0; home < layout.places; ++home) {
        for (int stratum = 0; stratum < layout.strata; ++stratum) {
            if (tick.society.stratum_active[static_cast<std::size_t>(stratum)] != 0) {
                for (std::size_t s = 0; s < std::size(street_states); ++s) {
                    spread_block(tick, home, stratum, street_states[s], lists_[s]);
                }
            }
        }
    }
    for (std::size_t l = pools_.size(); l < places; ++l) {
        pools_.emplace_back(tick.society, tick.state, static_cast<int>(l));
    }
    for (std::size_t l = 0; l < places; ++l) {
        pools_[l].gather(lists_[0][l], lists_[1][l], lists_[2][l]);
    }
}

void run_arming(TickContext& tick, Locations& locations, std::span<const Mechanism* const> mechanisms) {
    for (std::size_t m = 0; m < mechanisms.size(); ++m) {
        if (mechanisms[m]->arm == nullptr || !take_turn(tick, m)) {
            continue;
        }
        for (QuotaPool& pool : locations.pools()) {
            mechanisms[m]->arm(tick, pool.location(), pool);
        }
    }
}

void run_encounters(TickContext& tick, Locations& locations, std::span<const Mechanism* const> mechanisms,
                    FlowCounters& counters) {
    const int sub_ticks = std::max(1, static_cast<int>(6.0 * tick.hours + 0.5));
    UPSURGE_CHECK(sub_ticks <= 256, "an address of chance has room for 256 sub-ticks");
    const double hours = tick.hours / sub_ticks;
    for (const Tally tally : {Tally::deaths_last, Tally::injuries_last, Tally::arrests_last}) {
        for (std::int64_t& count : tick.state.tally(tally)) {
            count = 0;
        }
    }
    // An encounter needs somebody in the street, on strike or gone over.
    const auto switched = static_cast<const State&>(tick.state).column(UnitColumn::switched);
    const bool any_switched =
        std::any_of(switched.begin(), switched.end(), [](std::int32_t members) { return members > 0; });
    for (QuotaPool& pool : locations.pools()) {
        const int location = pool.location();
        const bool somebody = pool.crowd() > 0 || pool.people(PoolGroup::strikers) > 0 || any_switched;
        for (int sub_tick = 0; somebody && sub_tick < sub_ticks; ++sub_tick) {
            for (std::size_t m = 0; m < mechanisms.size(); ++m) {
                if (mechanisms[m]->encounter != nullptr && take_turn(tick, m)) {
                    mechanisms[m]->encounter(tick, location, sub_tick, hours, pool);
                }
            }
        }
        const auto l = static_cast<std::size_t>(location);
        tick.state.tally(Tally::crowd_peaceful)[l] = pool.people(PoolGroup::peaceful);
        tick.state.tally(Tally::crowd_violent)[l] = pool.people(PoolGroup::violent);
        tick.state.tally(Tally::crowd_armed)[l] = pool.people(PoolGroup::armed);
        counters.people_moved += pool.people_moved();
    }
    for (std::size_t m = 0; m < mechanisms.size(); ++m) {
        if (mechanisms[m]->after_encounters != nullptr && take_turn(tick, m)) {
            mechanisms[m]->after_encounters(tick);
        }
    }
}

}  // namespace upsurge

#include "mechanisms/deployment.h"

#include <algorithm>
#include <cmath>

namespace upsurge {
namespace {

/// The columns that deployment reads and writes.
struct Columns {
    explicit Columns(State& state)
        : loyal(state.column(UnitColumn::loyal)),
          reserve(state.column(UnitColumn::reserve)),
          location(state.column(UnitColumn::location)),
          arrives(state.column(UnitColumn::arrives_tick)),
          aside(state.column(UnitColumn::standing_aside)),
          switched(state.column(UnitColumn::switched)),
          captured(state.column(UnitColumn::captured)) {}

    std::int64_t ready(std::size_t unit) const { return loyal[unit] + reserve[unit]; }
    /// Members who no longer obey stay where they are, and so does their unit.
    bool is_whole(std::size_t unit) const {
        return aside[unit] == 0 && switched[unit] == 0 && captured[unit] == 0;
    }

    std::span<std::int32_t> loyal, reserve, location, arrives, aside, switched, captured;
};

}  // namespace

bool has_arrived(const State& state, std::size_t unit, int tick) {
    return state.column(UnitColumn::location)[unit] >= 0 &&
           state.column(UnitColumn::arrives_tick)[unit] <= tick;
}

void Roster::list(const TickContext& tick) {
    const State& state = tick.state;
    const auto location = state.column(UnitColumn::location);
    const auto places = static_cast<std::size_t>(tick.places());
    // Counting sort by place. While units are placed, first_[l + 1] is where the next one at l goes.
    first_.assign(places + 2, 0);
    for (std::size_t i = 0; i < location.size(); ++i) {
        if (has_arrived(state, i, tick.tick)) {
            ++first_[static_cast<std::size_t>(location[i]) + 2];
        }
    }
    for (std::size_t l = 2; l < first_.size(); ++l) {
        first_[l] += first_[l - 1];
    }
    units_.resize(first_.back());
    for (std::size_t i = 0; i < location.size(); ++i) {
        if (has_arrived(state, i, tick.tick)) {
            units_[first_[static_cast<std::size_t>(location[i]) + 1]++] = i;
        }
    }
}

void deploy_units(TickContext& tick, double travel_hours) {
    const std::vector<Unit>& units = tick.society.units;
    const Columns columns(tick.state);
    // Scratch, kept between ticks so that the step loop allocates nothing.
    thread_local std::vector<std::int64_t> assigned, wanted;
    thread_local std::vector<std::size_t> mobile;
    assigned.assign(static_cast<std::size_t>(tick.places()), 0);
    wanted.assign(static_cast<std::size_t>(tick.places()), 0);
    mobile.clear();
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].home < 0) {
            mobile.push_back(i);
        }
        if (columns.location[i] >= 0) {
            assigned[static_cast<std::size_t>(columns.location[i])] += columns.ready(i);
        }
    }
    const int on_the_way = static_cast<int>(std::ceil(travel_hours / tick.step_hours));
    for (std::size_t l = 0; l < wanted.size(); ++l) {
        wanted[l] = static_cast<std::int64_t>(std::floor(tick.forcing.officers[l] + 0.5));
        for (std::size_t k = mobile.size(); k-- > 0;) {
            const std::size_t i = mobile[k];
            if (columns.location[i] == static_cast<int>(l) && columns.is_whole(i) &&
                assigned[l] - columns.ready(i) >= wanted[l]) {
                assigned[l] -= columns.ready(i);
                columns.reserve[i] += columns.loyal[i];
                columns.loyal[i] = 0;
                columns.location[i] = -1;
            }
        }
        for (const std::size_t i : mobile) {
            if (assigned[l] >= wanted[l]) {
                break;
            }
            if (columns.location[i] < 0 && columns.reserve[i] > 0) {
                columns.location[i] = static_cast<std::int32_t>(l);
                columns.arrives[i] = tick.tick + on_the_way;
                assigned[l] += columns.reserve[i];
            }
        }
    }
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (has_arrived(tick.state, i, tick.tick)) {
            std::int64_t& open = wanted[static_cast<std::size_t>(columns.location[i])];
            const std::int64_t ready = columns.ready(i);
            const std::int64_t out = std::min(ready, open);
            open -= out;
            columns.loyal[i] = static_cast<std::int32_t>(out);
            columns.reserve[i] = static_cast<std::int32_t>(ready - out);
        }
    }
}

}  // namespace upsurge

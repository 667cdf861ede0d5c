#include "engines/flows.h"

#include <algorithm>

#include "mechanisms/registry.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

PhasePlan plan_phase(FlowPhase phase, std::span<const std::uint8_t> mechanism_on) {
    PhasePlan plan;
    const auto mechanisms = all_mechanisms();
    for (std::size_t m = 0; m < mechanisms.size(); ++m) {
        if (mechanism_on[m] == 0) {
            continue;
        }
        for (const HazardTerm& term : mechanisms[m]->hazards) {
            if (term.phase != phase) {
                continue;
            }
            const bool legal = is_legal({term.move.from, term.move.to}) ||
                               (term.move.from == term.move.to && term.move.trait != TraitMove::none);
            UPSURGE_CHECK(legal, "a mechanism moves people along an arrow that does not exist");
            auto& moves = plan.moves_from[static_cast<std::size_t>(term.move.from)];
            auto found = std::find_if(moves.begin(), moves.end(), [&term](const PlannedMove& planned) {
                return planned.move == term.move;
            });
            if (found == moves.end()) {
                moves.push_back({term.move, {}});
                found = moves.end() - 1;
            }
            found->terms.push_back(
                {term.add, first_parameter_of(static_cast<int>(m)), first_switch_of(static_cast<int>(m))});
            plan.empty = false;
        }
    }
    return plan;
}

PhasePlan part_of(const PhasePlan& plan, bool from_home) {
    PhasePlan part;
    for (int state = 0; state < person_state_count; ++state) {
        if ((static_cast<PersonState>(state) == PersonState::at_home) == from_home) {
            part.moves_from[state] = plan.moves_from[state];
            part.empty = part.empty && plan.moves_from[state].empty();
        }
    }
    return part;
}

FlowDraws::FlowDraws(const Layout& layout)
    : layout_(layout),
      snapshot_(static_cast<std::size_t>(person_state_count) * static_cast<std::size_t>(layout.bins())) {}

int FlowDraws::target_bin(int bin, TraitMove move) const {
    const int hardship = layout_.hardship_of(bin);
    const int risk_aversion = layout_.risk_aversion_of(bin);
    const int organised = layout_.organised_of(bin);
    switch (move) {
        case TraitMove::hardship_up:
            return layout_.bin(std::min(hardship + 1, layout_.hardship_bins - 1), risk_aversion, organised);
        case TraitMove::risk_aversion_up:
            return layout_.bin(hardship, std::min(risk_aversion + 1, layout_.risk_aversion_bins - 1),
                               organised);
        case TraitMove::organised_up:
            return layout_.bin(hardship, risk_aversion, layout_.organised_bins - 1);
        case TraitMove::organised_down:
            return layout_.bin(hardship, risk_aversion, 0);
        case TraitMove::none:
            break;
    }
    return bin;
}

void FlowDraws::draw_block(TickContext& tick, const std::vector<PlannedMove>& moves, const FlowPass& pass,
                           int place, int stratum, PersonState from, FlowCounters& counters) {
    const auto bins = static_cast<std::size_t>(layout_.bins());
    hazards_.assign(moves.size() * bins, 0.0);
    for (std::size_t m = 0; m < moves.size(); ++m) {
        for (const PlannedTerm& term : moves[m].terms) {
            tick.first_parameter = term.first_parameter;
            tick.first_switch = term.first_switch;
            term.add(tick, place, stratum, {hazards_.data() + m * bins, bins});
        }
    }
    ++counters.active_blocks;
    row_hazards_.resize(moves.size());
    row_exits_.resize(moves.size());
    const auto counts = tick.state.counts();
    const std::size_t first = layout_.block(place, stratum, from);
    const std::int32_t* people = snapshot_.data() + static_cast<std::size_t>(from) * bins;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        if (people[bin] == 0) {
            continue;
        }
        for (std::size_t m = 0; m < moves.size(); ++m) {
            row_hazards_[m] = hazards_[m * bins + bin] * pass.hours;
        }
        const std::size_t row = first + bin;
        Draws draws = tick.draws(pass.process, static_cast<std::uint32_t>(row), 0, pass.sub_tick);
        ++counters.rows_drawn;
        if (moves.size() == 1) {
            row_exits_[0] = binomial_exit(draws, people[bin], row_hazards_[0]);
        } else if (competing_exits(draws, people[bin], row_hazards_, row_exits_) == 0) {
            continue;
        }
        for (std::size_t m = 0; m < moves.size(); ++m) {
            const auto leaving = static_cast<std::int32_t>(row_exits_[m]);
            if (leaving == 0) {
                continue;
            }
            const Move& move = moves[m].move;
            counts[row] -= leaving;
            counts[layout_.row(place, stratum, move.to, target_bin(static_cast<int>(bin), move.trait))] +=
                leaving;
            counters.people_moved += leaving;
            if (move.from == PersonState::at_home && move.to == PersonState::peaceful) {
                tick.state.tally(Tally::joined_today)[static_cast<std::size_t>(place)] += leaving;
            }
            if (move.from == PersonState::injured && move.to == PersonState::dead) {
                tick.state.tally(Tally::dead_total)[static_cast<std::size_t>(place)] += leaving;
                if (tick.society.abroad[static_cast<std::size_t>(place)] != 0) {
                    tick.state.tally(Tally::foreign_dead_total)[static_cast<std::size_t>(place)] += leaving;
                }
            }
        }
    }
}

void FlowDraws::run(TickContext& tick, const PhasePlan& plan, const FlowPass& pass, FlowCounters& counters) {
    if (plan.empty) {
        return;
    }
    const auto bins = static_cast<std::size_t>(layout_.bins());
    const auto counts = tick.state.counts();
    for (int place = 0; place < layout_.places; ++place) {
        for (int stratum = 0; stratum < layout_.strata; ++stratum) {
            const bool active = tick.society.stratum_active[static_cast<std::size_t>(stratum)] != 0;
            if (!active && pass.process != Process::slow_exits) {
                continue;
            }
            bool copied = false;
            for (int s = 0; s < person_state_count; ++s) {
                const auto& moves = plan.moves_from[s];
                const auto from = static_cast<PersonState>(s);
                if (moves.empty()) {
                    continue;
                }
                if (!copied) {
                    const auto all = counts.subspan(layout_.block(place, stratum, PersonState::not_reached),
                                                    static_cast<std::size_t>(person_state_count) * bins);
                    std::copy(all.begin(), all.end(), snapshot_.begin());
                    copied = true;
                }
                const std::int32_t* people = snapshot_.data() + static_cast<std::size_t>(s) * bins;
                if (std::any_of(people, people + bins, [](std::int32_t count) { return count != 0; })) {
                    draw_block(tick, moves, pass, place, stratum, from, counters);
                }
            }
        }
    }
}

}  // namespace upsurge

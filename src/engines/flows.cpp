#include "engines/flows.h"

#include <algorithm>

#include "mechanisms/registry.h"
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

void FlowDraws::add_hazards(TickContext& tick, const std::vector<PlannedMove>& moves, int place, int stratum,
                            BlockHazards& block) {
    const auto bins = static_cast<std::size_t>(layout_.bins());
    block.by_move.assign(moves.size() * bins, 0.0);
    block.total.assign(bins, 0.0);
    for (std::size_t m = 0; m < moves.size(); ++m) {
        double* hazards = block.by_move.data() + m * bins;
        for (const PlannedTerm& term : moves[m].terms) {
            tick.first_parameter = term.first_parameter;
            tick.first_switch = term.first_switch;
            term.add(tick, place, stratum, {hazards, bins});
        }
        for (std::size_t bin = 0; bin < bins; ++bin) {
            block.total[bin] += hazards[bin];
        }
    }
    block.known = true;
}

void FlowDraws::move_people(TickContext& tick, const Move& move, int place, int stratum, int bin,
                            std::int32_t leaving) {
    const auto counts = tick.state.counts();
    const auto p = static_cast<std::size_t>(place);
    counts[layout_.row(place, stratum, move.from, bin)] -= leaving;
    counts[layout_.row(place, stratum, move.to, target_bin(bin, move.trait))] += leaving;
    if (move.from == PersonState::at_home && move.to == PersonState::peaceful) {
        tick.state.tally(Tally::joined_today)[p] += leaving;
    }
    if (move.from == PersonState::injured && move.to == PersonState::dead) {
        tick.state.tally(Tally::dead_total)[p] += leaving;
        if (tick.society.abroad[p] != 0) {
            tick.state.tally(Tally::foreign_dead_total)[p] += leaving;
        }
    }
}

void FlowDraws::draw_block(TickContext& tick, const std::vector<PlannedMove>& moves, double hours, int place,
                           int stratum, PersonState from, ExitChain& chain, FlowCounters& counters) {
    const auto bins = static_cast<std::size_t>(layout_.bins());
    BlockHazards& block = blocks_[static_cast<std::size_t>(from)];
    if (!block.known) {
        add_hazards(tick, moves, place, stratum, block);
    }
    ++counters.active_blocks;
    row_hazards_.resize(moves.size());
    row_exits_.resize(moves.size());
    const std::int32_t* people = snapshot_.data() + static_cast<std::size_t>(from) * bins;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const std::int64_t exits = chain.exits(people[bin], block.total[bin] * hours);
        if (exits == 0) {
            continue;
        }
        ++counters.rows_drawn;
        counters.people_moved += exits;
        if (moves.size() == 1) {
            move_people(tick, moves[0].move, place, stratum, static_cast<int>(bin),
                        static_cast<std::int32_t>(exits));
            continue;
        }
        for (std::size_t m = 0; m < moves.size(); ++m) {
            row_hazards_[m] = block.by_move[m * bins + bin];
        }
        multinomial(chain.draws(), exits, row_hazards_, row_exits_);
        for (std::size_t m = 0; m < moves.size(); ++m) {
            if (row_exits_[m] != 0) {
                move_people(tick, moves[m].move, place, stratum, static_cast<int>(bin),
                            static_cast<std::int32_t>(row_exits_[m]));
            }
        }
    }
}

void FlowDraws::pass(TickContext& tick, const FlowPass& pass, int place, int stratum,
                     FlowCounters& counters) {
    const auto bins = static_cast<std::size_t>(layout_.bins());
    const std::size_t first = layout_.block(place, stratum, PersonState::not_reached);
    const std::int32_t* now = tick.state.counts().data() + first;
    std::array<int, person_state_count> origins;
    std::size_t origin_count = 0;
    for (int s = 0; s < person_state_count; ++s) {
        if (pass.plan->moves_from[s].empty()) {
            continue;
        }
        const std::size_t block = static_cast<std::size_t>(s) * bins;
        std::int32_t anybody = 0;
        for (std::size_t bin = 0; bin < bins; ++bin) {
            anybody |= now[block + bin];
        }
        if (anybody != 0) {
            std::copy_n(now + block, bins, snapshot_.data() + block);
            origins[origin_count++] = s;
        }
    }
    ExitChain chain(tick.key,
                    tick.address(pass.process, static_cast<std::uint32_t>(first), 0, pass.sub_tick));
    for (std::size_t i = 0; i < origin_count; ++i) {
        draw_block(tick, pass.plan->moves_from[origins[i]], pass.hours, place, stratum,
                   static_cast<PersonState>(origins[i]), chain, counters);
    }
}

void FlowDraws::run(TickContext& tick, std::span<const FlowPass> passes, FlowCounters& counters) {
    for (int place = 0; place < layout_.places; ++place) {
        for (int stratum = 0; stratum < layout_.strata; ++stratum) {
            const bool active = tick.society.stratum_active[static_cast<std::size_t>(stratum)] != 0;
            for (BlockHazards& block : blocks_) {
                block.known = false;
            }
            for (const FlowPass& one : passes) {
                if (!one.plan->empty && (active || one.process == Process::slow_exits)) {
                    pass(tick, one, place, stratum, counters);
                }
            }
        }
    }
}

}  // namespace upsurge

#include "engines/flows.h"

#include <algorithm>

#include "mechanisms/registry.h"
#include "numbers/elementary.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

/// Whether a block holds anybody.
bool holds_anybody(const std::int32_t* people, std::size_t bins) {
    std::int32_t anybody = 0;
    std::size_t bin = 0;
    for (; bin + 4 <= bins; bin += 4) {
        anybody |= (people[bin] | people[bin + 1]) | (people[bin + 2] | people[bin + 3]);
    }
    for (; bin < bins; ++bin) {
        anybody |= people[bin];
    }
    return anybody != 0;
}

/// People x cumulative hazard of every row, and their sum in four lanes: its order is part of the results.
double weigh_rows(const std::int32_t* people, const double* hazards, double hours, std::size_t bins,
                  double* waits) {
    std::array<double, 4> lanes{};
    std::size_t bin = 0;
    for (; bin + 4 <= bins; bin += 4) {
        for (std::size_t lane = 0; lane < 4; ++lane) {
            const std::int32_t here = people[bin + lane];
            const double wait = static_cast<double>(here) * (hazards[bin + lane] * hours);
            waits[bin + lane] = here == 0 ? 0.0 : wait;
            lanes[lane] += waits[bin + lane];
        }
    }
    double sum = (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
    for (; bin < bins; ++bin) {
        waits[bin] = people[bin] == 0 ? 0.0 : static_cast<double>(people[bin]) * (hazards[bin] * hours);
        sum += waits[bin];
    }
    return sum;
}

/// Share of a step's arrivals that come before its exits; 1/2 + g/12 - g^3/720 + ... for small g.
double share_before_exits(double cumulative_hazard) {
    const double g = cumulative_hazard;
    return g < 0.02 ? 0.5 + g * (1.0 / 12.0 - g * g * (1.0 / 720.0)) : -1.0 / expm1_of(-g) - 1.0 / g;
}

void note_origins(PhasePlan& plan) {
    for (std::size_t state = 0; state < person_state_count; ++state) {
        if (!plan.moves_from[state].empty()) {
            plan.origins.push_back(state);
        }
    }
}

}  // namespace

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
            found->terms.push_back({term.add, first_parameter_of(static_cast<int>(m)),
                                    first_switch_of(static_cast<int>(m)), term.by_stratum});
        }
    }
    note_origins(plan);
    return plan;
}

PhasePlan part_of(const PhasePlan& plan, bool from_home) {
    PhasePlan part;
    for (int state = 0; state < person_state_count; ++state) {
        if ((static_cast<PersonState>(state) == PersonState::at_home) == from_home) {
            part.moves_from[state] = plan.moves_from[state];
        }
    }
    note_origins(part);
    return part;
}

FlowDraws::FlowDraws(const Layout& layout)
    : layout_(layout),
      snapshot_(static_cast<std::size_t>(person_state_count) * static_cast<std::size_t>(layout.bins())),
      waits_(static_cast<std::size_t>(layout.bins())) {
    for (int move = 0; move < trait_move_count; ++move) {
        for (int bin = 0; bin < layout.bins(); ++bin) {
            target_bins_[static_cast<std::size_t>(move)].push_back(
                static_cast<std::uint32_t>(target_bin(bin, static_cast<TraitMove>(move))));
        }
    }
}

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

const FlowDraws::BlockHazards& FlowDraws::hazards_of(TickContext& tick, const PhasePlan& plan, int place,
                                                     int stratum, std::size_t from) {
    BlockHazards& block = blocks_[from];
    if (block.known) {
        return block;
    }
    const auto bins = static_cast<std::size_t>(layout_.bins());
    const std::vector<PlannedMove>& moves = plan.moves_from[from];
    block.by_move.assign(moves.size() * bins, 0.0);
    block.total.assign(bins, 0.0);
    block.by_stratum = false;
    for (std::size_t m = 0; m < moves.size(); ++m) {
        double* hazards = block.by_move.data() + m * bins;
        for (const PlannedTerm& term : moves[m].terms) {
            tick.first_parameter = term.first_parameter;
            tick.first_switch = term.first_switch;
            term.add(tick, place, stratum, {hazards, bins});
            block.by_stratum = block.by_stratum || term.by_stratum;
        }
        for (std::size_t bin = 0; bin < bins; ++bin) {
            block.total[bin] += hazards[bin];
        }
    }
    block.known = true;
    return block;
}

const std::vector<double>& FlowDraws::arrival_hazards(TickContext& tick, const FlowPass& pass, int place,
                                                      int stratum, const std::vector<double>& total) {
    const std::size_t bins = total.size();
    if (!share_known_) {
        const auto street = static_cast<std::size_t>(PersonState::peaceful);
        const BlockHazards& exits = hazards_of(tick, *pass.exits, place, stratum, street);
        share_before_.resize(bins);
        for (std::size_t bin = 0; bin < bins; ++bin) {
            share_before_[bin] = share_before_exits(exits.total[bin] * pass.hours);
        }
        share_known_ = !exits.by_stratum;
    }
    arrivals_.resize(bins);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const double before = share_before_[bin];
        arrivals_[bin] = total[bin] * (pass.part == FlowPart::arrivals_before ? before : 1.0 - before);
    }
    return arrivals_;
}

void FlowDraws::move_people(TickContext& tick, const Move& move, int place, std::size_t first_row,
                            std::size_t bin, std::int32_t leaving) {
    std::int32_t* const counts = tick.state.counts().data() + first_row;
    const auto bins = static_cast<std::size_t>(layout_.bins());
    counts[static_cast<std::size_t>(move.from) * bins + bin] -= leaving;
    counts[static_cast<std::size_t>(move.to) * bins +
           target_bins_[static_cast<std::size_t>(move.trait)][bin]] += leaving;
    const auto p = static_cast<std::size_t>(place);
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

void FlowDraws::draw_block(TickContext& tick, const FlowPass& pass, int place, int stratum, std::size_t from,
                           ExitChain& chain, FlowCounters& counters) {
    const auto bins = static_cast<std::size_t>(layout_.bins());
    const BlockHazards& block = hazards_of(tick, *pass.plan, place, stratum, from);
    const std::vector<double>& total =
        pass.part == FlowPart::whole ? block.total : arrival_hazards(tick, pass, place, stratum, block.total);
    ++counters.active_blocks;
    const std::int32_t* people = snapshot_.data() + from * bins;
    if (chain.passes(weigh_rows(people, total.data(), pass.hours, bins, waits_.data()))) {
        return;
    }
    const std::vector<PlannedMove>& moves = pass.plan->moves_from[from];
    row_hazards_.resize(moves.size());
    row_exits_.resize(moves.size());
    const std::size_t first_row = layout_.block(place, stratum, PersonState::not_reached);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const std::int64_t exits = chain.exits(people[bin], total[bin] * pass.hours, waits_[bin]);
        if (exits == 0) {
            continue;
        }
        ++counters.rows_drawn;
        counters.people_moved += exits;
        if (moves.size() == 1) {
            move_people(tick, moves[0].move, place, first_row, bin, static_cast<std::int32_t>(exits));
            continue;
        }
        for (std::size_t m = 0; m < moves.size(); ++m) {
            row_hazards_[m] = block.by_move[m * bins + bin];
        }
        multinomial(chain.draws(), exits, row_hazards_, row_exits_);
        for (std::size_t m = 0; m < moves.size(); ++m) {
            if (row_exits_[m] != 0) {
                move_people(tick, moves[m].move, place, first_row, bin,
                            static_cast<std::int32_t>(row_exits_[m]));
            }
        }
    }
}

void FlowDraws::pass(TickContext& tick, const FlowPass& pass, int place, int stratum, ExitChain& chain,
                     FlowCounters& counters) {
    const auto bins = static_cast<std::size_t>(layout_.bins());
    const std::int32_t* now =
        tick.state.counts().data() + layout_.block(place, stratum, PersonState::not_reached);
    std::array<std::size_t, person_state_count> origins;
    std::size_t origin_count = 0;
    for (const std::size_t state : pass.plan->origins) {
        const std::size_t block = state * bins;
        if (holds_anybody(now + block, bins)) {
            std::copy_n(now + block, bins, snapshot_.data() + block);
            origins[origin_count++] = state;
        }
    }
    for (std::size_t i = 0; i < origin_count; ++i) {
        draw_block(tick, pass, place, stratum, origins[i], chain, counters);
    }
}

void FlowDraws::run(TickContext& tick, Process process, std::span<const FlowPass> passes,
                    FlowCounters& counters) {
    for (int place = 0; place < layout_.places; ++place) {
        for (BlockHazards& block : blocks_) {
            block.known = false;
        }
        share_known_ = false;
        for (int stratum = 0; stratum < layout_.strata; ++stratum) {
            if (tick.society.stratum_active[static_cast<std::size_t>(stratum)] == 0 &&
                process != Process::slow_exits) {
                continue;
            }
            for (BlockHazards& block : blocks_) {
                block.known = block.known && !block.by_stratum;
            }
            const std::size_t first = layout_.block(place, stratum, PersonState::not_reached);
            ExitChain chain(tick.key, tick.address(process, static_cast<std::uint32_t>(first)));
            for (const FlowPass& one : passes) {
                pass(tick, one, place, stratum, chain, counters);
            }
        }
    }
}

}  // namespace upsurge

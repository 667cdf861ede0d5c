#include "mechanisms/decision_log.h"

namespace upsurge {
namespace {

/// A field at one leaf, or its sum over the country.
double heard(const TickContext& tick, Field which, int leaf) {
    const auto values = static_cast<const State&>(tick.state).field(which);
    if (leaf >= 0) {
        return values[static_cast<std::size_t>(leaf)];
    }
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum;
}

}  // namespace

void note_decision(TickContext& tick, std::string_view actor, std::string_view action, int leaf,
                   std::string_view whom) {
    if (tick.decisions == nullptr) {
        return;
    }
    const State& state = tick.state;
    Decision decision;
    decision.step = tick.tick;
    decision.actor = actor;
    decision.action = action;
    decision.leaf = leaf;
    decision.whom = whom;
    decision.threat = state.national(National::threat);
    decision.reported_crowd = heard(tick, Field::reported_crowd, leaf);
    decision.reported_armed = heard(tick, Field::reported_armed, leaf);
    decision.regime_strength = leaf >= 0 ? state.field(Field::regime_strength)[static_cast<std::size_t>(leaf)]
                                         : state.national(National::regime_strength);
    tick.decisions->push_back(std::move(decision));
}

}  // namespace upsurge

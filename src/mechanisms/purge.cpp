#include "mechanisms/purge.h"

#include <algorithm>

#include "mechanisms/decision_log.h"
#include "mechanisms/registry.h"

namespace upsurge {

void renew_elite(TickContext& tick) {
    static const int split_size = *find_parameter("elites.split_size");
    static const int distribution_rate = *find_parameter("elites.distribution_rate");
    const auto active = tick.state.numbers(CliqueNumber::active);
    Derived& derived = tick.derived;
    std::ranges::fill(derived.distribution_per_hour, 0.0);
    std::ranges::fill(derived.clique_active_at, std::uint8_t{0});
    double acting = 0;
    for (std::size_t clique = 0; clique < active.size(); ++clique) {
        if (active[clique] == 0) {
            continue;
        }
        acting += 1;
        const std::vector<int>& leaves = tick.society.cliques[clique].leaves;
        for (const int leaf : leaves) {
            derived.clique_active_at[static_cast<std::size_t>(leaf)] = 1;
            derived.distribution_per_hour[static_cast<std::size_t>(leaf)] +=
                tick.value_of(distribution_rate) / static_cast<double>(leaves.size());
        }
    }
    const double share = active.empty() ? 0.0 : acting / static_cast<double>(active.size());
    tick.state.national(National::split) =
        std::clamp(tick.value_of(split_size) * share + tick.state.national(National::split_shock), 0.0, 1.0);
}

bool commands_facility(const Society& society, int clique, int facility) {
    const Clique& faction = society.cliques[static_cast<std::size_t>(clique)];
    const Facility& site = society.facilities[static_cast<std::size_t>(facility)];
    return std::ranges::find(faction.leaves, site.leaf) != faction.leaves.end() &&
           std::ranges::find(faction.services, site.guarded_by) != faction.services.end();
}

bool purge_clique(TickContext& tick) {
    static const int purge_shock = *find_parameter("elites.purge_shock");
    State& state = tick.state;
    const auto active = state.numbers(CliqueNumber::active);
    const auto first = std::ranges::find_if(active, [](double one) { return one != 0; });
    if (first == active.end()) {
        return false;
    }
    const auto clique = static_cast<std::size_t>(first - active.begin());
    note_decision(tick, "government", "purge", -1, tick.society.cliques[clique].id);
    active[clique] = 0;
    state.numbers(CliqueNumber::purged)[clique] = 1;
    const auto lost = state.column(FacilityColumn::lost);
    const auto aside = state.column(FacilityColumn::aside);
    for (std::size_t f = 0; f < lost.size(); ++f) {
        if (lost[f] == 0 && commands_facility(tick.society, static_cast<int>(clique), static_cast<int>(f))) {
            aside[f] = 0;
        }
    }
    state.national(National::purges) += 1;
    state.national(National::hours_since_purge) = 0;
    state.national(National::split_shock) += tick.value_of(purge_shock);
    renew_elite(tick);
    return true;
}

}  // namespace upsurge

#include "fitting/hold_out.h"

#include <algorithm>
#include <numeric>

#include "numbers/philox.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

bool go_together(const Report& first, const Report& second) {
    const bool copies = !first.origin_group.empty() && first.origin_group == second.origin_group;
    const bool same_event = first.observable && first.observable == second.observable &&
                            first.places == second.places && first.event_start <= second.event_end &&
                            second.event_start <= first.event_end;
    return copies || same_event || first.supersedes == second.id || second.supersedes == first.id;
}

}  // namespace

std::vector<int> held_out_reports(const Model& model, double share, std::uint64_t seed) {
    const auto& reports = model.reports;
    std::vector<std::size_t> set(reports.size());
    std::iota(set.begin(), set.end(), std::size_t{0});
    for (std::size_t i = 0; i < reports.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (set[i] != set[j] && go_together(reports[i], reports[j])) {
                const std::size_t kept = std::min(set[i], set[j]);
                const std::size_t merged = std::max(set[i], set[j]);
                std::replace(set.begin(), set.end(), merged, kept);
            }
        }
    }
    const RunKey key = make_run_key(seed, Purpose::scoring, 0, 0, 0);
    std::vector<int> held;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        Draws draws(key, {.row = static_cast<std::uint32_t>(set[i])});
        if (draws.uniform() < share) {
            held.push_back(static_cast<int>(i));
        }
    }
    return held;
}

}  // namespace upsurge

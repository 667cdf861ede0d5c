#include "society/quota_pool.h"

#include <algorithm>

#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

/// Up to this many people are picked one by one.
constexpr std::int64_t few_people = 16;

std::int64_t total(const std::vector<QuotaPool::Entry>& entries) {
    std::int64_t sum = 0;
    for (const QuotaPool::Entry& entry : entries) {
        sum += entry.count;
    }
    return sum;
}

}  // namespace

QuotaPool::QuotaPool(const Society& society, State& state, int location)
    : society_(society), state_(state), location_(location) {}

void QuotaPool::gather(std::vector<Entry>& peaceful, std::vector<Entry>& violent, std::vector<Entry>& armed) {
    std::vector<Entry>* lists[] = {&peaceful, &violent, &armed};
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        Members& members = groups_[group];
        members.filled = group < std::size(lists);
        members.counted = members.filled;
        if (members.filled) {
            members.people = total(*lists[group]);
            members.entries.swap(*lists[group]);
        }
    }
    taken_.clear();
    moved_ = 0;
}

bool QuotaPool::belongs(PoolGroup group, int stratum) const {
    const auto s = static_cast<std::size_t>(stratum);
    return group != PoolGroup::clients ||
           (society_.stratum_clandestine[s] != 0 && society_.stratum_active[s] != 0);
}

void QuotaPool::count(PoolGroup group, Members& members) const {
    const std::int32_t* counts = static_cast<const State&>(state_).counts().data();
    const Layout& layout = society_.layout;
    members.people = 0;
    for (int stratum = 0; stratum < layout.strata; ++stratum) {
        if (belongs(group, stratum)) {
            const std::int32_t* rows = counts + layout.block(location_, stratum, state_of(group));
            for (int bin = 0; bin < layout.bins(); ++bin) {
                members.people += rows[bin];
            }
        }
    }
    members.counted = true;
}

void QuotaPool::fill(PoolGroup group, Members& members) {
    const auto counts = state_.counts();
    const Layout& layout = society_.layout;
    members.entries.clear();
    for (int stratum = 0; stratum < layout.strata; ++stratum) {
        if (!belongs(group, stratum)) {
            continue;
        }
        const std::size_t first = layout.block(location_, stratum, state_of(group));
        for (int bin = 0; bin < layout.bins(); ++bin) {
            const std::size_t row = first + static_cast<std::size_t>(bin);
            members.entries.push_back({row, counts[row]});
        }
    }
    members.people = total(members.entries);
    members.counted = true;
    members.filled = true;
}

QuotaPool::Members& QuotaPool::members(PoolGroup group) {
    Members& members = groups_[static_cast<std::size_t>(group)];
    if (!members.filled) {
        fill(group, members);
    }
    return members;
}

std::int64_t QuotaPool::people(PoolGroup group) {
    Members& members = groups_[static_cast<std::size_t>(group)];
    if (!members.counted) {
        count(group, members);
    }
    return members.people;
}

std::int64_t QuotaPool::crowd() {
    return people(PoolGroup::peaceful) + people(PoolGroup::violent) + people(PoolGroup::armed);
}

int QuotaPool::home_of(std::size_t row) const {
    const Layout& layout = society_.layout;
    return static_cast<int>(row / (layout.rows() / static_cast<std::size_t>(layout.places)));
}

std::int64_t QuotaPool::taken_from_abroad() const {
    std::int64_t sum = 0;
    for (const Entry& entry : taken_) {
        if (society_.abroad[static_cast<std::size_t>(home_of(entry.row))] != 0) {
            sum += entry.count;
        }
    }
    return sum;
}

void QuotaPool::move(Draws& draws, PoolGroup group, std::int64_t amount, PersonState to) {
    taken_.clear();
    if (amount == 0) {
        return;
    }
    Members& source = members(group);
    UPSURGE_CHECK(amount <= source.people, "a quota asks for more people than the pool holds");
    UPSURGE_CHECK(is_legal({state_of(group), to}), "a quota moves people along an arrow that does not exist");
    const auto counts = state_.counts();
    const std::ptrdiff_t shift =
        (static_cast<std::ptrdiff_t>(to) - static_cast<std::ptrdiff_t>(state_of(group))) *
        society_.layout.bins();
    const auto take = [&](Entry& entry, std::int64_t taken) {
        if (taken == 0) {
            return;
        }
        entry.count -= taken;
        counts[entry.row] -= static_cast<std::int32_t>(taken);
        counts[static_cast<std::size_t>(static_cast<std::ptrdiff_t>(entry.row) + shift)] +=
            static_cast<std::int32_t>(taken);
        taken_.push_back({entry.row, taken});
    };
    if (amount <= few_people) {
        // One person at a time: the same law, cheaper than a draw per row.
        for (std::int64_t picked = 0; picked < amount; ++picked) {
            auto rank = static_cast<std::int64_t>(
                uniform_below(draws, static_cast<std::uint64_t>(source.people - picked)));
            for (Entry& entry : source.entries) {
                if (rank < entry.count) {
                    take(entry, 1);
                    break;
                }
                rank -= entry.count;
            }
        }
    } else {
        std::int64_t pool = source.people;
        std::int64_t wanted = amount;
        for (Entry& entry : source.entries) {
            if (wanted == 0) {
                break;
            }
            const std::int64_t taken =
                pool == entry.count ? wanted : hypergeometric(draws, entry.count, pool - entry.count, wanted);
            pool -= entry.count;
            wanted -= taken;
            take(entry, taken);
        }
    }
    source.people -= amount;
    moved_ += amount;
    for (const PoolGroup other : {PoolGroup::peaceful, PoolGroup::violent, PoolGroup::armed}) {
        if (state_of(other) == to) {
            Members& target = groups_[static_cast<std::size_t>(other)];
            for (const Entry& entry : taken_) {
                target.entries.push_back(
                    {static_cast<std::size_t>(static_cast<std::ptrdiff_t>(entry.row) + shift), entry.count});
            }
            target.people += amount;
        }
    }
    // Clients are residents too: whichever list was not used is out of date.
    if (group == PoolGroup::residents || group == PoolGroup::clients) {
        Members& stale = groups_[static_cast<std::size_t>(
            group == PoolGroup::residents ? PoolGroup::clients : PoolGroup::residents)];
        stale.filled = false;
        stale.counted = false;
    }
}

}  // namespace upsurge

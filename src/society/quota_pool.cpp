#include "society/quota_pool.h"

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

QuotaPool::QuotaPool(const Layout& layout, State& state, int location, std::vector<Entry> peaceful,
                     std::vector<Entry> violent)
    : layout_(layout),
      state_(state),
      location_(location),
      peaceful_(std::move(peaceful)),
      violent_(std::move(violent)),
      peaceful_people_(total(peaceful_)),
      violent_people_(total(violent_)) {}

void QuotaPool::fill_residents() {
    const auto counts = state_.counts();
    residents_.clear();
    for (int stratum = 0; stratum < layout_.strata; ++stratum) {
        const std::size_t first = layout_.block(location_, stratum, PersonState::at_home);
        for (int bin = 0; bin < layout_.bins(); ++bin) {
            const std::size_t row = first + static_cast<std::size_t>(bin);
            residents_.push_back({row, counts[row]});
        }
    }
    resident_people_ = total(residents_);
    residents_filled_ = true;
}

std::int64_t QuotaPool::people(PersonState state) {
    switch (state) {
        case PersonState::peaceful:
            return peaceful_people_;
        case PersonState::violent:
            return violent_people_;
        case PersonState::at_home:
            if (!residents_filled_) {
                fill_residents();
            }
            return resident_people_;
        default:
            UPSURGE_CHECK(false, "a quota pool holds people in the street and at home only");
            return 0;
    }
}

void QuotaPool::move(Draws& draws, PersonState from, std::int64_t amount, PersonState to) {
    if (amount == 0) {
        return;
    }
    UPSURGE_CHECK(amount <= people(from), "a quota asks for more people than the pool holds");
    auto& entries = from == PersonState::peaceful  ? peaceful_
                    : from == PersonState::violent ? violent_
                                                   : residents_;
    auto& people_left = from == PersonState::peaceful  ? peaceful_people_
                        : from == PersonState::violent ? violent_people_
                                                       : resident_people_;
    const auto counts = state_.counts();
    const std::ptrdiff_t shift =
        (static_cast<std::ptrdiff_t>(to) - static_cast<std::ptrdiff_t>(from)) * layout_.bins();
    const auto take = [&](Entry& entry, std::int64_t taken) {
        entry.count -= taken;
        counts[entry.row] -= static_cast<std::int32_t>(taken);
        counts[static_cast<std::size_t>(static_cast<std::ptrdiff_t>(entry.row) + shift)] +=
            static_cast<std::int32_t>(taken);
    };
    if (amount <= few_people) {
        // One person at a time: the same law, cheaper than a draw per row.
        for (std::int64_t picked = 0; picked < amount; ++picked) {
            auto rank = static_cast<std::int64_t>(
                uniform_below(draws, static_cast<std::uint64_t>(people_left - picked)));
            for (Entry& entry : entries) {
                if (rank < entry.count) {
                    take(entry, 1);
                    break;
                }
                rank -= entry.count;
            }
        }
    } else {
        std::int64_t pool = people_left;
        std::int64_t wanted = amount;
        for (Entry& entry : entries) {
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
    people_left -= amount;
    moved_ += amount;
}

}  // namespace upsurge

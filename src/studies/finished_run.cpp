#include "studies/finished_run.h"

#include <algorithm>

#include "numbers/hash.h"

namespace upsurge {

std::uint64_t ensemble_hash(std::span<RunHash> hashes) {
    std::sort(hashes.begin(), hashes.end(), [](const RunHash& a, const RunHash& b) { return a.run < b.run; });
    StateHash hash;
    for (const RunHash& one : hashes) {
        hash.add(one.run);
        hash.add(one.hash);
    }
    return hash.value();
}

}  // namespace upsurge

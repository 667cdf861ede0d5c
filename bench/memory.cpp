#include "memory.h"

#include <fmt/format.h>

#include <cstdint>
#include <vector>

namespace upsurge::bench {

void measure_memory(int repeats, int megabytes, Measurements& found) {
    std::vector<std::uint64_t> words(static_cast<std::size_t>(megabytes) * 125000);
    const double bytes = 8.0 * static_cast<double>(words.size());
    const double read = fastest(repeats, [&] {
        std::uint64_t sum = 0;
        for (const std::uint64_t word : words) {
            sum += word;
        }
        keep(static_cast<double>(sum));
    });
    const double rewritten = fastest(repeats, [&] {
        for (std::uint64_t& word : words) {
            word += 1;
        }
        keep(static_cast<double>(words.front()));
    });
    fmt::print("memory, one core, {} MB: read {:.1f} GB/s, read and written {:.1f} GB/s\n", megabytes,
               1e-9 * bytes / read, 2e-9 * bytes / rewritten);
    found.push_back({"memory", "one core", "read", 1e-9 * bytes / read, "GB/s", ""});
    found.push_back({"memory", "one core", "read_and_written", 2e-9 * bytes / rewritten, "GB/s", ""});
}

}  // namespace upsurge::bench

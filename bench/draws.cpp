#include "draws.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "numbers/arrays.h"
#include "numbers/philox.h"
#include "numbers/samplers.h"

namespace upsurge::bench {

namespace {

constexpr RunKey key = make_run_key(1, Purpose::simulate, 0, 0, 0);

void print_rate(const std::string& variant, double per_second, const char* what) {
    fmt::print("  {:<34}{:>10.0f} million {} a second\n", variant, per_second / 1e6, what);
}

}  // namespace

void measure_uniforms(int repeats, Measurements& found) {
    // 32 kB: stays in the nearest cache, as a block of rows does.
    std::vector<double> numbers(4096);
    constexpr int passes = 64;
    const double count = static_cast<double>(numbers.size()) * passes;
    fmt::print("uniform numbers (Philox4x32-10), one core\n");
    for (const VectorPath path : {VectorPath::portable, VectorPath::avx2, VectorPath::avx512}) {
        if (!supports(path)) {
            continue;
        }
        const auto fill = array_functions(path).philox_uniform;
        const double seconds = fastest(repeats, [&] {
            for (std::uint32_t pass = 0; pass < passes; ++pass) {
                fill(key, {.tick = pass}, numbers.data(), numbers.size());
                keep(numbers[pass]);
            }
        });
        print_rate(std::string(name_of(path)), count / seconds, "uniforms");
        found.push_back({"uniforms", std::string(name_of(path)), "rate", count / seconds, "1/s", ""});
    }
    const double seconds = fastest(repeats, [&] {
        for (std::uint32_t pass = 0; pass < passes; ++pass) {
            std::fill(numbers.begin(), numbers.end(), pass);
            keep(numbers[pass]);
        }
    });
    print_rate("limit: the same array only written", count / seconds, "doubles");
    found.push_back({"uniforms", "limit: array only written", "rate", count / seconds, "1/s", ""});
}

void measure_binomials(int repeats, Measurements& found) {
    constexpr int draws = 20000;
    fmt::print("binomial draws, one core, ns each\n  {:<34}{:>12}{:>24}\n", "n, p", "ours",
               "standard library's");
    for (const auto& [n, p] :
         {std::pair<std::int64_t, double>{10, 0.1}, {1000, 0.001}, {1000, 0.3}, {1000000, 0.02}}) {
        const double ours = fastest(repeats, [n = n, p = p] {
            std::int64_t sum = 0;
            for (std::uint32_t row = 0; row < draws; ++row) {
                Draws cursor(key, {.row = row});
                sum += binomial(cursor, n, p);
            }
            keep(static_cast<double>(sum));
        });
        std::mt19937_64 generator(1);
        const double standard = fastest(repeats, [n = n, p = p, &generator] {
            std::int64_t sum = 0;
            for (int row = 0; row < draws; ++row) {
                // Made anew for each draw: in a run, every row has its own count and chance.
                sum += std::binomial_distribution<std::int64_t>(n, p)(generator);
            }
            keep(static_cast<double>(sum));
        });
        const std::string task = fmt::format("binomial n {} p {}", n, p);
        fmt::print("  {:<34}{:>12.1f}{:>24.1f}\n", fmt::format("{}, {}", n, p), 1e9 * ours / draws,
                   1e9 * standard / draws);
        found.push_back({task, "ours", "time_per_draw", 1e9 * ours / draws, "ns", ""});
        found.push_back(
            {task, "std::binomial_distribution", "time_per_draw", 1e9 * standard / draws, "ns", ""});
    }
}

}  // namespace upsurge::bench

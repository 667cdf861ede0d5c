// The small country in Upsurge and in the rivals: one law, and a rate that is 10% off is noticed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "compare_laws.h"
#include "country.h"
#include "plain_loop.h"
#include "read_model.h"
#include "run_record.h"
#include "scaled_society.h"
#include "upsurge_runs.h"

namespace upsurge::bench {
namespace {

const std::string folder = UPSURGE_SOURCE_DIR "/bench/rivals/country";

std::vector<std::string> names_of(const Country& country) {
    std::vector<std::string> names;
    for (const Country::Town& town : country.towns) {
        names.push_back(town.id);
    }
    return names;
}

std::vector<RunRecord> plain_records(const Country& country, int runs, std::uint64_t seed) {
    std::vector<RunRecord> records;
    for (int run = 0; run < runs; ++run) {
        records.push_back(run_plain_loop(country, seed + static_cast<std::uint64_t>(run)).record);
    }
    return records;
}

std::string told(const LawComparison& comparison) {
    std::string text;
    for (const NamedPValue& rejection : comparison.rejections) {
        text += rejection.name + ": p = " + std::to_string(rejection.p) + "\n";
    }
    return text;
}

}  // namespace

TEST(Probe, Plain) {
    const std::optional<Model> read = read_model(folder);
    for (double k : {1.0}) {
        const Model model = scaled(*read, k);
        const Country country = country_of(model);
        const int runs = 400;
        auto ours = samples_of(upsurge_records(model, runs, 1), names_of(country));
        auto c = compare_laws(ours, samples_of(plain_records(country, runs, 1), names_of(country)));
        std::printf("k %g runs %zu numbers %zu tests %zu smallest %g %s\n", k, c.runs, c.numbers, c.tests,
                    c.smallest_p, c.smallest_name.c_str());
        EXPECT_TRUE(c.same_law()) << told(c);
        for (auto& [id, v] : country.parameters) {
            Country off = country;
            off.parameters[id] *= 1.1;
            auto c = compare_laws(ours, samples_of(plain_records(off, runs, 100000), names_of(country)));
            std::printf("%-40s %s %g %s\n", id.c_str(), c.same_law() ? "MISSED" : "caught", c.smallest_p,
                        c.smallest_name.c_str());
        }
    }
}

}  // namespace upsurge::bench

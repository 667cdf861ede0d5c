// The same bits on every vector path and on every compiler.
//
// The golden constants below hold for GCC and Clang, debug and release, portable, AVX2 and AVX-512. They
// change only when a function of elementary.h or the generator changes its values, on purpose.
#include "numbers/arrays.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <iostream>
#include <limits>
#include <vector>

#include "numbers/elementary.h"
#include "numbers/hash.h"

namespace upsurge {
namespace {

/// About a million values: every edge case, dense stretches where the functions do their work, and random
/// bit patterns (all magnitudes, infinities and NaN payloads among them).
std::vector<double> test_values() {
    std::vector<double> values;
    const double limits[] = {0.0,
                             5e-324,
                             1e-310,
                             0x1p-1022,
                             0x1p-54,
                             0x1p-53,
                             0.5,
                             0.75,
                             1.0,
                             1.5,
                             2.0,
                             37.5,
                             38.6,
                             40.0,
                             60.0,
                             708.5,
                             709.7827,
                             709.79,
                             744.44,
                             745.13,
                             745.14,
                             746.0,
                             1e10,
                             0x1p52,
                             0x1p53,
                             1e300,
                             1.7976931348623157e308,
                             1e308,
                             elementary::infinity};
    for (const double x : limits) {
        for (const double y : {x, -x, std::nextafter(x, 0.0), std::nextafter(x, 1e308)}) {
            values.push_back(y);
            values.push_back(-y);
        }
    }
    values.push_back(elementary::quiet_nan);
    values.push_back(-elementary::quiet_nan);
    for (int i = 0; i < 300000; ++i) {
        values.push_back(-750.0 + i * 0.005);
        values.push_back(-2.0 + i * (4.0 / 300000.0));
    }
    Draws draws(RunKey{{1, 2}}, {});
    for (int i = 0; i < 400000; ++i) {
        values.push_back(std::bit_cast<double>(draws.bits64()));
    }
    values.resize(values.size() | 7);  // no multiple of a vector's width
    return values;
}

std::uint64_t hash_of(const std::vector<double>& values) {
    StateHash hash;
    for (const double value : values) {
        hash.add(value);
    }
    return hash.value();
}

struct Case {
    const char* name;
    ArrayFunctions::Function ArrayFunctions::*array;
    double (*scalar)(double);
    std::uint64_t golden;
};

double exp_case(double x) {
    return exp_of(x);
}
double log_case(double x) {
    return log_of(x);
}
double log1p_case(double x) {
    return log1p_of(x);
}
double expm1_case(double x) {
    return expm1_of(x);
}
double logistic_case(double x) {
    return logistic(x);
}
double normal_cdf_case(double x) {
    return normal_cdf(x);
}
double normal_quantile_case(double x) {
    return normal_quantile(x);
}
double exp_negative_case(double x) {
    return exp_of(-x);
}
double exit_probability_case(double x) {
    return 0.0 - expm1_of(-x);
}

const Case cases[] = {
    {"exp", &ArrayFunctions::exp, exp_case, 0x06a4133edeb264de},
    {"log", &ArrayFunctions::log, log_case, 0x2c7aa344be5fa8c6},
    {"log1p", &ArrayFunctions::log1p, log1p_case, 0x62ec61a1b0eebd1d},
    {"expm1", &ArrayFunctions::expm1, expm1_case, 0x4001bc2b4db84756},
    {"logistic", &ArrayFunctions::logistic, logistic_case, 0x22861d170e36ceca},
    {"normal_cdf", &ArrayFunctions::normal_cdf, normal_cdf_case, 0xdda6c7505498b440},
    {"normal_quantile", &ArrayFunctions::normal_quantile, normal_quantile_case, 0xbf221c82abd9fd8b},
    {"exp_negative", &ArrayFunctions::exp_negative, exp_negative_case, 0xc1bf75f9a1328a07},
    {"exit_probability", &ArrayFunctions::exit_probability, exit_probability_case, 0x1e1c87f3918aea21},
};

std::vector<VectorPath> paths_here() {
    std::vector<VectorPath> paths;
    for (const VectorPath path : {VectorPath::portable, VectorPath::avx2, VectorPath::avx512}) {
        if (supports(path)) {
            paths.push_back(path);
        } else {
            std::cout << "this machine has no " << name_of(path) << ": not compared\n";
        }
    }
    return paths;
}

TEST(Arrays, every_path_gives_the_bits_of_the_scalar_function_and_the_golden_hash) {
    const std::vector<double> x = test_values();
    ASSERT_GT(x.size(), 1000000U);
    for (const Case& item : cases) {
        std::vector<double> expected(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            expected[i] = item.scalar(x[i]);
            if (expected[i] != expected[i]) {
                ASSERT_EQ(std::bit_cast<std::uint64_t>(expected[i]),
                          std::bit_cast<std::uint64_t>(elementary::quiet_nan))
                    << item.name << " of " << x[i] << " gives another NaN";
            }
        }
        EXPECT_EQ(hex(hash_of(expected)), hex(item.golden)) << item.name;
        for (const VectorPath path : paths_here()) {
            std::vector<double> y(x.size(), -1.0);
            (array_functions(path).*item.array)(x.data(), y.data(), x.size());
            std::size_t different = 0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                const bool same =
                    std::bit_cast<std::uint64_t>(y[i]) == std::bit_cast<std::uint64_t>(expected[i]);
                if (!same && different++ < 3) {
                    ADD_FAILURE() << item.name << " on " << name_of(path) << " at " << x[i] << ": " << y[i]
                                  << " against " << expected[i];
                }
            }
            EXPECT_EQ(different, 0U);
            std::vector<double> in_place = x;
            (array_functions(path).*item.array)(in_place.data(), in_place.data(), in_place.size());
            EXPECT_EQ(hash_of(in_place), hash_of(expected)) << item.name << " in place on " << name_of(path);
        }
    }
}

TEST(Arrays, short_lengths_write_only_what_they_should) {
    for (const VectorPath path : paths_here()) {
        for (std::size_t n = 0; n < 40; ++n) {
            std::vector<double> x(41, 0.5);
            std::vector<double> y(41, -1.0);
            array_functions(path).exp(x.data(), y.data(), n);
            for (std::size_t i = 0; i < y.size(); ++i) {
                EXPECT_EQ(y[i], i < n ? exp_of(0.5) : -1.0);
            }
        }
    }
}

TEST(Arrays, uniforms_are_those_of_draws_on_every_path) {
    const RunKey key = make_run_key(42, Purpose::simulate, 0, 3, 0);
    const Address first{17, 2, 5, 1000, 4294967000U};  // the item wraps round
    std::vector<double> expected(10007);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        Address address = first;
        address.item += static_cast<std::uint32_t>(i);
        expected[i] = Draws(key, address).uniform();
    }
    EXPECT_EQ(hex(hash_of(expected)), "cbadea3db0156b4a");
    for (const VectorPath path : paths_here()) {
        std::vector<double> y(expected.size());
        array_functions(path).philox_uniform(key, first, y.data(), y.size());
        EXPECT_EQ(y, expected) << name_of(path);
    }
}

// What has no array form yet, over a fixed grid.
TEST(Arrays, the_other_functions_keep_their_bits) {
    StateHash hash;
    for (int i = 1; i < 20000; ++i) {
        const double share = i / 20000.0;
        hash.add(normal_quantile(share));
        hash.add(normal_quantile(exp_of(-700.0 * share)));
        hash.add(normal_pdf(80.0 * share - 40.0));
        hash.add(lgamma_of(20.0 * share));
        hash.add(lgamma_of(exp_of(1400.0 * share - 700.0)));
        hash.add(pow_of(20.0 * share, 77.7));
        hash.add(pow_of(exp_of(1400.0 * share - 700.0), 0.3));
    }
    EXPECT_EQ(hex(hash.value()), "8357cf1edd7fa1f9");
}

TEST(VectorPath, names_read_back) {
    for (const VectorPath path : {VectorPath::portable, VectorPath::avx2, VectorPath::avx512}) {
        EXPECT_EQ(parse_vector_path(name_of(path)), path);
    }
    EXPECT_FALSE(parse_vector_path("avx"));
    EXPECT_TRUE(supports(VectorPath::portable));
    EXPECT_TRUE(supports(best_vector_path()));
}

}  // namespace
}  // namespace upsurge

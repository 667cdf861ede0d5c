#include "numbers/parameter.h"

#include <gtest/gtest.h>

#include "numbers/prior.h"

namespace upsurge {
namespace {

TEST(Parameter, marks_and_scopes_read_back) {
    for (const Mark mark : {Mark::measured, Mark::literature, Mark::assumed}) {
        EXPECT_EQ(parse_mark(name_of(mark)), mark);
    }
    for (const Scope scope : {Scope::global, Scope::place, Scope::stratum}) {
        EXPECT_EQ(parse_scope(name_of(scope)), scope);
    }
    EXPECT_FALSE(parse_mark("guessed"));
    EXPECT_FALSE(parse_mark(""));
    EXPECT_FALSE(parse_scope("region"));
}

TEST(Parameter, a_row_is_written_in_the_order_of_its_fields) {
    constexpr ParameterSpec row{"join_rate_per_hour",
                                "1/hour",
                                0.1,
                                0.0,
                                2.0,
                                "log_uniform(0.02, 1)",
                                Mark::assumed,
                                "ours",
                                "ceiling of the rate of joining"};
    EXPECT_EQ(row.scope, Scope::global);
    EXPECT_TRUE(parse_prior(row.prior).has_value());
}

}  // namespace
}  // namespace upsurge

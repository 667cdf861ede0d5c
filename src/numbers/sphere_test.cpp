#include "numbers/sphere.h"

#include <gtest/gtest.h>

#include <cmath>

namespace upsurge {
namespace {

TEST(Sphere, sine_and_arcsine_agree_with_the_library) {
    for (int i = 0; i <= 1000; ++i) {
        const double share = i / 1000.0;
        EXPECT_NEAR(sine_quarter(share * 1.5707963267948966), std::sin(share * 1.5707963267948966), 1e-15);
        EXPECT_NEAR(arc_sine(share), std::asin(share), 2e-14);
    }
}

TEST(Sphere, known_distances) {
    const double quarter = 6371.0088 * 1.5707963267948966;
    EXPECT_NEAR(great_circle_km(0, 0, 0, 90), quarter, 1e-6);
    EXPECT_NEAR(great_circle_km(90, 0, 0, 37), quarter, 1e-6);
    EXPECT_NEAR(great_circle_km(10, 20, 10, 20), 0.0, 1e-9);
    EXPECT_EQ(great_circle_km(43.2, 76.9, 51.1, 71.4), great_circle_km(51.1, 71.4, 43.2, 76.9));
}

}  // namespace
}  // namespace upsurge

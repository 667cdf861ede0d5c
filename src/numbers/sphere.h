/// Great-circle distances with our own arithmetic, so that distances have the same bits everywhere.
#pragma once

#include <cmath>

namespace upsurge {

/// sin(x) for |x| <= pi/2 by its Taylor series to x^21; absolute error below 1e-15.
inline double sine_quarter(double x) {
    const double square = x * x;
    double term = x;
    double sum = x;
    for (int k = 2; k <= 20; k += 2) {
        term = -term * square / static_cast<double>(k * (k + 1));
        sum = sum + term;
    }
    return sum;
}

/// arcsin(x) for 0 <= x <= 1: three half-angle steps, then the Taylor series; absolute error below 1e-14.
inline double arc_sine(double x) {
    double y = x < 1.0 ? x : 1.0;
    for (int halving = 0; halving < 3; ++halving) {
        y = y / std::sqrt(2.0 * (1.0 + std::sqrt(1.0 - y * y)));
    }
    const double square = y * y;
    double power = y;
    double factor = 1.0;
    double sum = y;
    for (int k = 1; k <= 12; ++k) {
        power = power * square;
        factor = factor * static_cast<double>(2 * k - 1) / static_cast<double>(2 * k);
        sum = sum + factor * power / static_cast<double>(2 * k + 1);
    }
    return 8.0 * sum;
}

/// Distance in km along a sphere of radius 6371.0088 km (haversine form); degrees in, >= 0 out.
inline double great_circle_km(double latitude1, double longitude1, double latitude2, double longitude2) {
    constexpr double radian = 3.14159265358979323846 / 180.0;
    double turn = std::fabs(longitude2 - longitude1);
    if (turn > 180.0) {
        turn = 360.0 - turn;
    }
    const double s_latitude = sine_quarter((latitude2 - latitude1) * radian / 2.0);
    const double s_longitude = sine_quarter(turn * radian / 2.0);
    const double half1 = sine_quarter(latitude1 * radian / 2.0);
    const double half2 = sine_quarter(latitude2 * radian / 2.0);
    const double cosine1 = 1.0 - 2.0 * half1 * half1;
    const double cosine2 = 1.0 - 2.0 * half2 * half2;
    const double a = s_latitude * s_latitude + cosine1 * cosine2 * s_longitude * s_longitude;
    return 2.0 * 6371.0088 * arc_sine(std::sqrt(a < 1.0 ? a : 1.0));
}

}  // namespace upsurge

#include "mechanisms/spread_kernels.h"

#include <algorithm>
#include <numeric>

#include "numbers/elementary.h"
#include "numbers/sphere.h"

namespace upsurge {
namespace {

double distance(const Society& society, std::size_t p, std::size_t q) {
    return great_circle_km(society.latitude[p], society.longitude[p], society.latitude[q],
                           society.longitude[q]);
}

}  // namespace

std::vector<double> row_shares(std::vector<double> matrix, std::size_t places) {
    for (std::size_t p = 0; p < places; ++p) {
        double sum = 0;
        for (std::size_t q = 0; q < places; ++q) {
            sum += matrix[p * places + q];
        }
        if (sum > 0) {
            for (std::size_t q = 0; q < places; ++q) {
                matrix[p * places + q] /= sum;
            }
        }
    }
    return matrix;
}

std::vector<double> gravity_kernel(const Society& society, double distance_km, double power) {
    const std::size_t places = society.population.size();
    std::vector<double> kernel(places * places);
    for (std::size_t p = 0; p < places; ++p) {
        for (std::size_t q = 0; q < places; ++q) {
            if (q != p && !society.is_abroad(p) && !society.is_abroad(q)) {
                kernel[p * places + q] = static_cast<double>(society.population[q]) *
                                         pow_of(1.0 + distance(society, p, q) / distance_km, -power);
            }
        }
    }
    return row_shares(std::move(kernel), places);
}

std::vector<double> radiation_flows(const Society& society) {
    const std::size_t places = society.population.size();
    std::vector<double> flows(places * places);
    std::vector<std::size_t> order(places);
    std::vector<double> far(places);
    for (std::size_t p = 0; p < places; ++p) {
        if (society.is_abroad(p)) {
            continue;
        }
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t q = 0; q < places; ++q) {
            far[q] = distance(society, p, q);
        }
        std::stable_sort(order.begin(), order.end(),
                         [&far](std::size_t a, std::size_t b) { return far[a] < far[b]; });
        const double here = static_cast<double>(society.population[p]);
        double nearer = 0;
        for (const std::size_t q : order) {
            if (q == p || society.is_abroad(q)) {
                continue;
            }
            const double there = static_cast<double>(society.population[q]);
            flows[p * places + q] = here * there / ((here + nearer) * (here + there + nearer));
            nearer += there;
        }
    }
    return flows;
}

}  // namespace upsurge

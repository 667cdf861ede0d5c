/// Many runs of one model by one engine, and their comparison.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engines/history.h"
#include "engines/reference_engine.h"
#include "models/model.h"
#include "two_sample.h"

namespace upsurge {

/// Values of many runs. A point is one observable at one place and tick; a pool is its mean over all ticks.
struct Samples {
    std::vector<int> ticks;  ///< the ticks looked at
    int places = 0;
    std::vector<std::vector<double>> points;  ///< [tick x place x observable][run]
    std::vector<std::vector<double>> pools;   ///< [place x observable][run]
};

Samples sample_rows(const Model& model, int runs, std::uint64_t seed);
Samples sample_reference(const Model& model, int runs, std::uint64_t seed, const ReferenceFault& fault = {});

/// Every point: means, rank sums, spreads and whole distributions, over the first runs of each so that
/// the samples are of equal size. Values that are the same in every run of both must agree to 1e-9; if
/// they do not, a p-value of 0 says so.
std::vector<NamedPValue> compare_points(const Samples& a, const Samples& b);
/// The same of the pools, over all runs.
std::vector<NamedPValue> compare_pools(const Samples& a, const Samples& b);

/// The rejections as text, one a line; empty if there are none.
std::string told(const std::vector<NamedPValue>& rejections);

}  // namespace upsurge

#include "filters.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "inference/boarding_school_flu.h"
#include "inference/evidence.h"
#include "inference/particle_filter.h"
#include "inference/ricker.h"
#include "numbers/hash.h"

namespace upsurge::bench {

namespace {

/// What pomp's own log of tests shows: 1,000 particles over 100 steps in .012 s, one thread.
constexpr double pomp_per_second = 8e6;
constexpr int particles = 1000;

struct Timed {
    std::string hash;
    double log_mean = 0;
    double log_mean_error = 0;
    double seconds = 0;  ///< of one filter, the fastest
};

template <class Model>
Timed time_filters(const Model& model, VectorPath path, int filters) {
    StateHash hash;
    std::vector<double> estimates;
    Timed timed;
    timed.seconds = 1e9;
    for (int run = 0; run < filters; ++run) {
        const double start = thread_seconds();
        ParticleFilter filter(
            model,
            {.particles = particles, .seed = 1, .evaluation = static_cast<std::uint64_t>(run), .path = path});
        const double estimate = filter.run().log_likelihood;
        timed.seconds = std::min(timed.seconds, thread_seconds() - start);
        estimates.push_back(estimate);
        hash.add(estimate);
        for (const double weight : filter.weights()) {
            hash.add(weight);
        }
    }
    const ReplicateSummary summary = summarise_replicates(estimates);
    timed.hash = hex(hash.value());
    timed.log_mean = summary.log_mean;
    timed.log_mean_error = summary.log_mean_error;
    return timed;
}

/// @param parts  steps of the model to a step of the filter
template <class MakeModel>
bool measure(const std::string& name, MakeModel make_model, int parts, double published, int filters,
             Measurements& found) {
    std::string hash;
    for (const VectorPath path : {VectorPath::portable, VectorPath::avx2, VectorPath::avx512}) {
        if (!supports(path)) {
            continue;
        }
        const auto model = make_model(path);
        const Timed timed = time_filters(model, path, filters);
        if (!hash.empty() && hash != timed.hash) {
            fmt::print("  {}: {} gives hash {}, others {}\n", name, name_of(path), timed.hash, hash);
            return false;
        }
        hash = timed.hash;
        if (!(std::fabs(timed.log_mean - published) < 5.0 * timed.log_mean_error + 0.01)) {
            fmt::print("  {}: log likelihood {:.3f} +- {:.3f}, published {:.3f}\n", name, timed.log_mean,
                       timed.log_mean_error, published);
            return false;
        }
        const double rate = static_cast<double>(particles) * model.steps() * parts / timed.seconds;
        fmt::print("  {:<24}{:<10}{:>8.2f} million{:>7.2f} times pomp's 8{:>12.3f} +- {:.3f}  {}\n", name,
                   name_of(path), rate / 1e6, rate / pomp_per_second, timed.log_mean, timed.log_mean_error,
                   timed.hash);
        found.push_back({fmt::format("particle filter, {}, {} particles", name, particles),
                         std::string(name_of(path)), "particle_steps", rate, "1/s", timed.hash});
    }
    return true;
}

}  // namespace

bool measure_filters(bool quick, Measurements& found) {
    const int filters = quick ? 20 : 200;
    fmt::print("particle filters, one core: particle-steps a second, log likelihood, hash\n");
    return measure(
               "Ricker", [](VectorPath path) { return Ricker({}, path); }, 1, -139.053, filters, found) &&
           measure(
               "flu, fifths of a day", [](VectorPath) { return BoardingSchoolFlu({}); },
               BoardingSchoolFlu::parts_per_day, -59.131, filters / 4, found);
}

}  // namespace upsurge::bench

/// Influenza in a boarding school, 1978 (British Medical Journal, 4 March 1978, p. 587), as a chain binomial:
/// the example `bsflu` of pomp. For tests and benchmarks.
///
/// 763 boys go from S to I to R1 (in bed) and on, in steps of a fifth of a day; boys in bed on a day ~
/// Poisson(rho R1 + 1e-6).
#pragma once

#include <array>
#include <cstdint>

#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {

class BoardingSchoolFlu {
  public:
    struct State {
        std::int64_t susceptible;
        std::int64_t infected;
        std::int64_t in_bed;
    };
    struct Values {
        double beta = 2.8;            ///< infections, 1/day
        double leave_infected = 1.0;  ///< 1/day
        double leave_bed = 0.5;       ///< 1/day
        double rho = 1.0;             ///< share of those in bed who are counted
    };

    explicit BoardingSchoolFlu(const Values& values) : values_(values) {}

    int steps() const { return static_cast<int>(in_bed_data.size()); }
    State begin(Draws&) const { return {boys - 1, 1, 0}; }
    /// One day.
    void advance(State& state, int /*step*/, Draws& draws) const {
        for (int part = 0; part < parts_per_day; ++part) {
            const double hazard = values_.beta * static_cast<double>(state.infected) / boys * dt;
            const std::int64_t infections = binomial_exit(draws, state.susceptible, hazard);
            const std::int64_t to_bed = binomial_exit(draws, state.infected, values_.leave_infected * dt);
            const std::int64_t up = binomial_exit(draws, state.in_bed, values_.leave_bed * dt);
            state.susceptible -= infections;
            state.infected += infections - to_bed;
            state.in_bed += to_bed - up;
        }
    }
    double log_weight(const State& state, int step) const {
        const double mean = values_.rho * static_cast<double>(state.in_bed) + 1e-6;
        const std::size_t day = static_cast<std::size_t>(step);
        return static_cast<double>(in_bed_data[day]) * log_of(mean) - mean - log_factorials()[day];
    }

    /// Boys in bed, days 1 .. 14.
    static constexpr std::array<int, 14> in_bed_data = {1,   6,   26,  73, 222, 293, 258,
                                                        236, 191, 124, 69, 26,  11,  4};
    static constexpr int parts_per_day = 5;

  private:
    static constexpr std::int64_t boys = 763;
    static constexpr double dt = 1.0 / parts_per_day;

    static const std::array<double, in_bed_data.size()>& log_factorials() {
        static const std::array<double, in_bed_data.size()> known = [] {
            std::array<double, in_bed_data.size()> found;
            for (std::size_t i = 0; i < found.size(); ++i) {
                found[i] = lgamma_of(in_bed_data[i] + 1.0);
            }
            return found;
        }();
        return known;
    }

    Values values_;
};

}  // namespace upsurge

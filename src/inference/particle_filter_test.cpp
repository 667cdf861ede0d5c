// The filter against exact likelihoods and published ones. Seeds are fixed; chosen blindly, a test of a mean
// at 4 standard errors fails by chance 6 times in 100,000, more where exp(log likelihood) is skewed: the
// numbers of particles are such that its standard deviation is below 1.
#include "inference/particle_filter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "inference/boarding_school_flu.h"
#include "inference/filter_diagnosis.h"
#include "inference/linear_gaussian.h"
#include "inference/ricker.h"
#include "inference/unbiased.h"

namespace upsurge {
namespace {

constexpr int runs = 400;

template <class Model>
std::vector<double> estimates(const Model& model, FilterOptions options, int count = runs) {
    std::vector<double> found;
    for (int run = 0; run < count; ++run) {
        options.evaluation = static_cast<std::uint64_t>(run);
        found.push_back(ParticleFilter(model, options).run().log_likelihood);
    }
    return found;
}

/// Mean of exp(estimate - exact) within 4 standard errors of 1; `known` is how well the exact value is known.
void expect_unbiased(const std::vector<double>& found, double exact, double known = 0.0) {
    const MeanRatio ratio = mean_ratio(found, exact);
    EXPECT_NEAR(ratio.mean, 1.0, 4.0 * std::hypot(ratio.standard_error, known));
    EXPECT_LT(ratio.standard_error, 0.05);  // the test can see a bias of a fifth
}

struct KnownRow {
    double keep, state_variance, noise_variance, log_likelihood, mean, variance;
};
constexpr KnownRow known_rows[] = {{0.90, 0.10, 0.20, -41.002326143574, 0.564671013002, 0.093554496474},
                                   {0.50, 0.10, 0.20, -50.082663571791, 0.332764082080, 0.074456264654},
                                   {0.99, 0.05, 0.50, -52.993848252763, 0.591185231443, 0.132029296719}};

TEST(LinearGaussian, exact_filter_gives_the_known_answers) {
    const std::vector<double> data = wave_data();
    for (const KnownRow& row : known_rows) {
        const ExactFilter exact = exact_filter({row.keep, row.state_variance, row.noise_variance, data});
        EXPECT_NEAR(exact.log_likelihood, row.log_likelihood, 1e-9);
        EXPECT_NEAR(exact.mean, row.mean, 1e-9);
        EXPECT_NEAR(exact.variance, row.variance, 1e-9);
    }
}

TEST(ParticleFilter, is_unbiased_on_three_linear_models) {
    const std::vector<double> data = wave_data();
    for (const KnownRow& row : known_rows) {
        const LinearGaussian model{row.keep, row.state_variance, row.noise_variance, data};
        expect_unbiased(estimates(model, {.particles = 300, .seed = 1}), row.log_likelihood);
    }
}

TEST(ParticleFilter, is_unbiased_however_often_it_resamples) {
    const std::vector<double> all = wave_data();
    const std::vector<double> few(all.begin(), all.begin() + 8);
    const LinearGaussian model{0.9, 0.1, 0.2, few};
    const double exact = exact_filter(model).log_likelihood;
    for (const double resample_below : {0.0, 0.25, 2.0}) {
        expect_unbiased(estimates(model, {.particles = 100, .seed = 2, .resample_below = resample_below}),
                        exact);
    }
}

TEST(ParticleFilter, last_states_have_the_exact_mean_and_variance) {
    const std::vector<double> data = wave_data();
    for (const KnownRow& row : known_rows) {
        ParticleFilter filter(LinearGaussian{row.keep, row.state_variance, row.noise_variance, data},
                              {.particles = 40000, .seed = 3});
        filter.run();
        double mean = 0.0;
        double square = 0.0;
        for (std::size_t i = 0; i < filter.states().size(); ++i) {
            const double weight = filter.weights()[i] / filter.weight_sum();
            mean += weight * filter.states()[i];
            square += weight * filter.states()[i] * filter.states()[i];
        }
        // Standard errors about .36/200 and .13 sqrt(2)/200, doubled for the weights: 4 of them.
        EXPECT_NEAR(mean, row.mean, 4 * 0.0036);
        EXPECT_NEAR(square - mean * mean, row.variance, 4 * 0.0019);
    }
}

TEST(ParticleFilter, agrees_with_the_published_likelihood_of_ricker) {
    // Known to .003. 1,000 particles: sd of log likelihood .36, so the standard error of the mean is about
    // .018.
    expect_unbiased(estimates(Ricker({}), {.particles = 1000, .seed = 4}), -139.053, 0.003);
}

TEST(ParticleFilter, agrees_with_the_published_likelihood_of_the_flu) {
    // Known to .004. 2,000 particles: sd of log likelihood .29, so the standard error of the mean is about
    // .015.
    expect_unbiased(estimates(BoardingSchoolFlu({}), {.particles = 1000, .seed = 5}), -59.131, 0.004);
}

TEST(ParticleFilter, a_filter_of_no_use_is_reported) {
    // At these values the estimate's sd is 6.6 even with 200,000 particles: seven runs with a variance below
    // 2 have a chance below 1e-3 if they were normal with that sd; with 2,000 particles the sd is larger
    // still.
    BoardingSchoolFlu::Values values;
    values.beta = 3.0;
    values.leave_infected = 0.5;
    values.leave_bed = 0.25;
    values.rho = 0.9;
    const FilterOptions options{.particles = 2000, .seed = 6};
    const FilterDiagnosis bad = diagnose_filter(estimates(BoardingSchoolFlu(values), options, 12));
    EXPECT_EQ(bad.verdict, FilterVerdict::noisy);
    EXPECT_GT(bad.variance, 2.0);
    EXPECT_NE(bad.sentence().find("particles"), std::string::npos);
    const FilterDiagnosis good = diagnose_filter(estimates(BoardingSchoolFlu({}), options, 12));
    EXPECT_EQ(good.verdict, FilterVerdict::usable) << good.sentence();
    // The run says so by itself too: all particles descend from very few.
    EXPECT_GT(ParticleFilter(BoardingSchoolFlu(values), options).run().relative_variance, 0.5);
    EXPECT_LT(ParticleFilter(BoardingSchoolFlu({}), options).run().relative_variance, 0.5);
}

TEST(ParticleFilter, estimates_its_own_variance) {
    // Lee and Whiteley's estimate is for multinomial resampling; systematic resampling has at most about that
    // variance. Mean over 400 runs beside the variance of the estimates: within a factor of 2.
    const std::vector<double> data = wave_data();
    const LinearGaussian model{0.9, 0.1, 0.2, data};
    const double exact = known_rows[0].log_likelihood;
    std::vector<double> ratios;
    double own = 0.0;
    for (int run = 0; run < runs; ++run) {
        const FilterResult result =
            ParticleFilter(model,
                           {.particles = 1000, .seed = 7, .evaluation = static_cast<std::uint64_t>(run)})
                .run();
        ratios.push_back(result.log_likelihood);
        own += result.relative_variance / runs;
    }
    const MeanRatio ratio = mean_ratio(ratios, exact);
    const double variance = ratio.standard_error * ratio.standard_error * runs;
    EXPECT_GT(own, 0.5 * variance);
    EXPECT_LT(own, 2.0 * variance);
}

/// A walk that must hit one point exactly, after 20 steps of which only the last has a datum.
struct SharpWalk {
    using State = int;
    bool guided_well = true;
    static constexpr int target = 10;

    int steps() const { return 20; }
    State begin(Draws&) const { return 0; }
    void advance(State& x, int, Draws& draws) const { x += draws.uniform() < 0.5 ? -1 : 1; }
    double log_weight(State x, int step) const {
        return step + 1 < steps() || x == target ? 0.0 : -elementary::infinity;
    }
};
struct GuidedWalk : SharpWalk {
    /// Log density of the way still to go, were it normal; turned the wrong way round if not guided well.
    double log_guide(State x, int step) const {
        const double left = steps() - step - 1;
        const double away = guided_well ? target - x : target + x;
        return -0.5 * away * away / (left + 1.0) * (guided_well ? 1.0 : 0.02);
    }
};
/// 15 of 20 steps upwards.
const double sharp_exact = log_of(15504.0 / 1048576.0);

TEST(ParticleFilter, a_guide_meets_a_sharp_datum_without_bias) {
    const FilterOptions options{.particles = 100, .seed = 8};
    const std::vector<double> guided = estimates(GuidedWalk{}, options);
    expect_unbiased(guided, sharp_exact);
    // Without a guide 100 particles have a chance of .22 that none arrives; the mean is right all the same.
    const std::vector<double> plain = estimates(SharpWalk{}, options);
    const MeanRatio plain_ratio = mean_ratio(plain, sharp_exact);
    EXPECT_NEAR(plain_ratio.mean, 1.0, 4.0 * plain_ratio.standard_error);
    EXPECT_LT(mean_ratio(guided, sharp_exact).standard_error, 0.5 * plain_ratio.standard_error);
    // A bad guide costs precision, never truth.
    const MeanRatio misled = mean_ratio(estimates(GuidedWalk{{.guided_well = false}}, options), sharp_exact);
    EXPECT_NEAR(misled.mean, 1.0, 4.0 * misled.standard_error);
}

TEST(ParticleFilter, collapse_is_a_result_with_its_step) {
    struct Impossible : SharpWalk {
        double log_weight(State x, int step) const {
            return step == 4 && x % 2 != 0 ? -elementary::infinity : 0.0;
        }
    };
    const FilterResult result = ParticleFilter(Impossible{}, {.particles = 50}).run();
    EXPECT_EQ(result.end, FilterEnd::collapsed);
    EXPECT_EQ(result.end_step, 4);  // after five steps the walk stands on an odd number
    EXPECT_EQ(result.log_likelihood, -elementary::infinity);

    struct Broken : SharpWalk {
        double log_weight(State x, int step) const { return step == 6 && x > 0 ? std::nan("") : 0.0; }
    };
    const FilterResult broken = ParticleFilter(Broken{}, {.particles = 50}).run();
    EXPECT_EQ(broken.end, FilterEnd::not_a_number);
    EXPECT_EQ(broken.end_step, 6);
    EXPECT_TRUE(std::isnan(broken.log_likelihood));
}

/// Calls in reverse, or odd slots first: what threads might do.
struct InReverse {
    template <class Function>
    void operator()(std::size_t count, Function f) const {
        for (std::size_t i = count; i-- > 0;) {
            f(i);
        }
    }
};
struct OddFirst {
    template <class Function>
    void operator()(std::size_t count, Function f) const {
        for (std::size_t i = 1; i < count; i += 2) {
            f(i);
        }
        for (std::size_t i = 0; i < count; i += 2) {
            f(i);
        }
    }
};

TEST(ParticleFilter, order_of_slots_changes_no_bit) {
    const std::vector<double> data = wave_data();
    const auto same = [](const auto& model, int particles) {
        ParticleFilter forward(model, {.particles = particles, .seed = 9});
        ParticleFilter backward = forward;
        ParticleFilter odd = forward;
        const double expected = forward.run().log_likelihood;
        EXPECT_EQ(backward.run(InReverse{}).log_likelihood, expected);
        EXPECT_EQ(odd.run(OddFirst{}).log_likelihood, expected);
        EXPECT_EQ(0,
                  std::memcmp(forward.states().data(), odd.states().data(), forward.states().size_bytes()));
        EXPECT_EQ(forward.run().log_likelihood, expected);  // and a filter may be used again
    };
    same(LinearGaussian{0.9, 0.1, 0.2, data}, 501);
    same(Ricker({}), 5000);  // several blocks
    same(BoardingSchoolFlu({}), 300);
}

TEST(ParticleFilter, a_path_is_replayed_from_its_slots) {
    const auto replays = [](const auto& model, int particles) {
        const FilterOptions options{.particles = particles, .seed = 10, .keep_ancestry = true};
        ParticleFilter filter(model, options);
        filter.start();
        while (!filter.done()) {
            if (filter.steps_done() == 5) {
                filter.branch(77);  // as a copy in SMC2 would
            }
            filter.step();
        }
        ASSERT_GT(filter.result().resamplings, 2);
        for (const std::uint32_t slot : {0, 17, particles - 1}) {
            const std::vector<PathPiece> path = filter.path(slot);
            int visits = 0;
            const auto last = replay_path(model, options.seed, options.purpose, path,
                                          [&](const auto&, int step) { EXPECT_EQ(step, visits++); });
            EXPECT_EQ(visits, model.steps());
            EXPECT_EQ(0, std::memcmp(&last, &filter.states()[slot], sizeof last));
            EXPECT_EQ(path.front().evaluation, 0U);
            EXPECT_EQ(path.back().evaluation, 77U);
        }
        Draws draws(make_run_key(10, Purpose::filter, 1, 0, 0), {});
        EXPECT_EQ(filter.sample_path(draws).size(), filter.path(0).size());
    };
    const std::vector<double> data = wave_data();
    replays(LinearGaussian{0.9, 0.1, 0.2, data}, 200);
    replays(Ricker({}), 3000);
    replays(BoardingSchoolFlu({}), 200);
}

/// A state that counts its copies.
struct CountedState {
    double x = 0.0;
    static inline int copies = 0;
    CountedState() = default;
    explicit CountedState(double value) : x(value) {}
    CountedState(const CountedState& other) : x(other.x) { ++copies; }
    CountedState& operator=(const CountedState& other) {
        x = other.x;
        ++copies;
        return *this;
    }
    CountedState(CountedState&&) = default;
    CountedState& operator=(CountedState&&) = default;
};
struct CountedWalk {
    using State = CountedState;
    int steps() const { return 12; }
    State begin(Draws&) const { return CountedState(0.0); }
    void advance(State& state, int, Draws& draws) const { state.x += normal(draws); }
    double log_weight(const State& state, int) const { return -0.05 * state.x * state.x; }
};

TEST(ParticleFilter, copies_only_into_slots_that_die) {
    ParticleFilter filter(CountedWalk{}, {.particles = 400, .seed = 11, .resample_below = 2.0});
    filter.start();
    CountedState::copies = 0;
    while (!filter.done()) {
        filter.step();
    }
    // A slot dies with a chance of about a fifth at these weights: 11 resamplings of 400, all would be 4,400.
    EXPECT_GT(CountedState::copies, 200);
    EXPECT_LT(CountedState::copies, 2200);
}

}  // namespace
}  // namespace upsurge

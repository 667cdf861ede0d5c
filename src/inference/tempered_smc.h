/// Posterior draws and evidence by tempering: from the prior to the posterior through prior *
/// likelihood^beta, or from a reference distribution near the posterior (reference_distribution.h).
///
/// The sampler never calls a simulator. It says which evaluations it wants (`pending`), is told their log
/// likelihoods
/// (`receive`) and moves on when all are in. Who evaluates - threads, ranks, shards, a file - does not
/// matter, nor does the order. What it holds is a plain value: a sampler made from the same priors and
/// options and told the same results has the same bits, so a stopped fit goes on by replaying the results
/// that were kept.
///
/// The next temperature is the largest beta at which the effective sample size of the reweighted draws is a
/// given share of their number (bisection; the first step counts draws of likelihood zero as lost already).
/// Draws are resampled (systematic) and moved by random-walk Metropolis steps shaped by the weighted
/// covariance. Log likelihoods may be noisy but unbiased estimates, each by a fresh evaluation: a draw keeps
/// the estimate it was accepted with, so that at beta = 1 the target is exact whatever the noise
/// (pseudo-marginal), and so is the evidence in expectation up to what adapting costs.
///
/// Sources: Del Moral, Doucet and Jasra (2006), doi:10.1111/j.1467-9868.2006.00553.x; pseudo-marginal:
/// Andrieu and Roberts (2009), doi:10.1214/07-AOS574; waste-free moves: Dau and Chopin (2022),
/// doi:10.1111/rssb.12475.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "inference/filter_diagnosis.h"
#include "inference/prior_scale.h"
#include "inference/random_walk.h"
#include "inference/reference_distribution.h"
#include "numbers/elementary.h"
#include "upsurge/result.h"

namespace upsurge {

struct TemperingOptions {
    int draws = 256;  ///< >= 2; a multiple of moves + 1 if waste-free
    std::uint64_t seed = 1;
    double effective_share = 0.5;  ///< of the draws, kept from one temperature to the next; in (0, 1)
    int moves = 4;                 ///< steps of each chain at each temperature, >= 1
    int passes_max = 200;          ///< batches of evaluations, then a named failure
    /// Chains start from draws / (moves + 1) resampled draws, and every state of each chain is a draw of the
    /// next population. Else a chain starts from every draw, and its last state is kept.
    bool waste_free = false;
    double rough_until = 0;  ///< power up to which evaluations may be rough, in [0, 1)
    /// At the end, two at each of half as many draws, to measure the noise where the posterior is; even.
    int noise_evaluations = 0;
    double noise_limit = usable_variance;  ///< largest variance of log likelihood, else a named failure
};

/// An evaluation that is wanted: the log likelihood at these values, by chance of this number.
struct Evaluation {
    std::uint64_t number = 0;    ///< 0, 1, 2 ..; goes into the keys of the simulation
    std::vector<double> values;  ///< of the parameters, in the order of the priors
    /// A log likelihood below this would not be accepted: an evaluation that is sure to end there may be
    /// given up and told as -infinity.
    double hopeless_below = -elementary::infinity;
    bool rough = false;  ///< a cheap estimate does; unbiased like the others
};

struct EvaluationResult {
    std::uint64_t number = 0;
    double log_likelihood = 0;  ///< -infinity where the data are impossible
};

enum class SamplerFailure {
    none,
    all_impossible,  ///< every draw of the prior has likelihood zero
    not_a_number,    ///< an evaluation gave NaN or +infinity
    passes_used_up,  ///< before beta = 1
    too_noisy,       ///< the log likelihood's variance at the posterior's draws is above the limit
};

struct WeightedDraw {
    std::vector<double> values;
    double weight = 0;             ///< all sum to 1
    double log_likelihood = 0;     ///< the estimate it was accepted with
    std::uint64_t evaluation = 0;  ///< whose chance made that estimate: the address of its history
};

/// A temperature reached.
struct Temperature {
    double beta = 0;
    double effective_sample_size = 0;  ///< of the draws reweighted to it
    double log_evidence = 0;           ///< of prior * likelihood^beta, or of what stands there on the way
};

/// A batch of evaluations that moved draws.
struct MovePass {
    double beta = 0;
    double scale = 1;       ///< of the random walk
    double acceptance = 0;  ///< share of the chains
};

struct TemperedResult {
    std::vector<WeightedDraw> draws;  ///< of the last temperature reached
    double log_evidence = 0;          ///< of the model, if nothing failed
    std::vector<Temperature> temperatures;
    std::vector<MovePass> passes;
    std::uint64_t evaluations = 0;
    std::optional<FilterDiagnosis> noise;
    SamplerFailure failure = SamplerFailure::none;
    std::string failure_sentence;  ///< what happened and what to do; empty if nothing failed
};

class TemperedSmc {
  public:
    /// @param from  draws of an earlier fit to start near; none: from the prior
    TemperedSmc(std::vector<Prior> priors, const TemperingOptions& options, const StartingDraws& from = {});

    /// The evaluations wanted now and not yet received; none when done.
    std::vector<Evaluation> pending() const;
    /// Takes results of pending evaluations, all or some, in any order. An evaluation that is not pending, or
    /// told twice, is a problem; nothing is taken then.
    Result<void> receive(std::span<const EvaluationResult> results);
    bool done() const { return stage_ == Stage::done; }

    double beta() const { return beta_; }
    /// Batches of evaluations finished.
    int passes() const { return pass_; }
    const TemperedResult& result() const;
    /// The same while it is not done: temperatures and passes so far, no draws yet.
    const TemperedResult& so_far() const { return result_; }

  private:
    enum class Stage { prior, moves, exchange, noise, done };
    struct Draw {
        std::vector<double> free;
        double log_likelihood = 0;  ///< and log prior / reference, which the way from a reference tempers too
        std::uint64_t evaluation = 0;
    };
    /// A draw that waits for its log likelihood.
    struct Proposal {
        Draw draw;
        bool received = false;
    };

    void ask(std::vector<std::vector<double>> free);
    void all_received();
    void next_temperature();
    void exchange();
    void fail_for_passes();
    void start_chains();
    void propose();
    void accept();
    double hopeless_below(std::size_t slot) const;
    /// Of where the way begins: the prior, or the reference distribution.
    double log_start(std::span<const double> free) const;
    double log_prior_over_start(std::span<const double> free) const;
    void finish();
    void fail(SamplerFailure failure, std::string sentence);
    void write_draws();
    Draws draws_at(std::uint64_t slot, std::uint8_t process) const;

    PriorScale scale_;
    std::optional<ReferenceDistribution> reference_;
    TemperingOptions options_;
    Stage stage_ = Stage::prior;
    double beta_ = 0;
    int pass_ = 0;
    int move_ = 0;  // of the chains at this temperature
    double walk_scale_ = 1;
    std::optional<RandomWalk> walk_;
    std::vector<Draw> population_;
    std::vector<double> weights_;    // [population_], scaled
    std::vector<double> exchanged_;  // [population_] log weights that an exchange left; else empty
    bool rough_now_ = false;         // estimates of the population are rough
    std::vector<Draw> chains_;
    std::vector<Draw> kept_;  // states of waste-free chains
    std::vector<Proposal> proposals_;
    std::uint64_t first_number_ = 0;  // of proposals_
    std::uint64_t next_number_ = 0;
    std::size_t missing_ = 0;  // proposals without result
    TemperedResult result_;
};

}  // namespace upsurge

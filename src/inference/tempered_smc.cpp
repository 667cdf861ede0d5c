#include "inference/tempered_smc.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "inference/weights.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {

namespace {

// Addresses of a pass: make_run_key(seed, Purpose::tempering, pass, slot, 0), process as here.
constexpr std::uint8_t prior_process = 0;
constexpr std::uint8_t proposal_process = 1;
constexpr std::uint8_t acceptance_process = 2;
constexpr std::uint8_t resampling_process = 3;

/// Acceptance at which the scale stays. Noise lowers acceptance, so it is below the 0.3 to 0.44 of few exact
/// dimensions.
constexpr double wanted_acceptance = 0.25;

std::string text_of(const char* format, double number) {
    char text[200];
    std::snprintf(text, sizeof text, format, number);
    return text;
}

}  // namespace

TemperedSmc::TemperedSmc(std::vector<Prior> priors, const TemperingOptions& options,
                         const StartingDraws& from)
    : scale_(std::move(priors)), options_(options) {
    UPSURGE_CHECK(options.draws >= 2 && options.moves >= 1 && options.effective_share > 0.0 &&
                      options.effective_share < 1.0 && options.noise_evaluations % 2 == 0 &&
                      options.noise_evaluations <= 2 * options.draws && options.rough_until >= 0.0 &&
                      options.rough_until < 1.0,
                  "tempering: bad options");
    UPSURGE_CHECK(!options.waste_free ||
                      (options.draws % (options.moves + 1) == 0 && options.draws / (options.moves + 1) >= 2),
                  "tempering: draws are not a multiple of moves + 1");
    rough_now_ = options.rough_until > 0.0;
    if (!from.values.empty()) {
        std::vector<std::vector<double>> points;
        for (const std::vector<double>& values : from.values) {
            points.push_back(scale_.free(values));
        }
        reference_.emplace(std::move(points), from.weights);
    }
    std::vector<std::vector<double>> free;
    for (int slot = 0; slot < options.draws; ++slot) {
        Draws draws = draws_at(static_cast<std::uint64_t>(slot), prior_process);
        free.push_back(reference_ ? reference_->sample(draws) : scale_.sample(draws));
    }
    ask(std::move(free));
}

double TemperedSmc::log_start(std::span<const double> free) const {
    return reference_ ? reference_->log_density(free) : scale_.log_density(free);
}

double TemperedSmc::log_prior_over_start(std::span<const double> free) const {
    return reference_ ? scale_.log_density(free) - reference_->log_density(free) : 0.0;
}

Draws TemperedSmc::draws_at(std::uint64_t slot, std::uint8_t process) const {
    return Draws(make_run_key(options_.seed, Purpose::tempering, static_cast<std::uint64_t>(pass_), slot, 0),
                 {.process = process});
}

void TemperedSmc::ask(std::vector<std::vector<double>> free) {
    first_number_ = next_number_;
    proposals_.clear();
    for (std::vector<double>& point : free) {
        proposals_.push_back({{std::move(point), 0.0, next_number_++}, false});
    }
    missing_ = proposals_.size();
}

std::vector<Evaluation> TemperedSmc::pending() const {
    std::vector<Evaluation> wanted;
    if (done()) {
        return wanted;
    }
    for (std::size_t slot = 0; slot < proposals_.size(); ++slot) {
        const Proposal& proposal = proposals_[slot];
        if (!proposal.received) {
            wanted.push_back({proposal.draw.evaluation, scale_.values(proposal.draw.free),
                              stage_ == Stage::moves ? hopeless_below(slot) : -elementary::infinity,
                              rough_now_});
        }
    }
    return wanted;
}

Result<void> TemperedSmc::receive(std::span<const EvaluationResult> results) {
    std::vector<char> told(proposals_.size(), 0);
    Problems problems;
    for (const EvaluationResult& result : results) {
        const std::uint64_t slot = result.number - first_number_;
        const bool wanted = !done() && result.number >= first_number_ && slot < proposals_.size() &&
                            !proposals_[slot].received && told[slot] == 0;
        if (wanted) {
            told[slot] = 1;
        } else {
            Problem problem;
            problem.what =
                "evaluation " + std::to_string(result.number) + " is not wanted now, or was told already";
            problem.expected = "each pending evaluation once";
            problem.hint = "replay results in the order in which they were received";
            problems.push_back(std::move(problem));
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    for (const EvaluationResult& result : results) {
        Proposal& proposal = proposals_[result.number - first_number_];
        proposal.draw.log_likelihood = result.log_likelihood + log_prior_over_start(proposal.draw.free);
        proposal.received = true;
    }
    missing_ -= results.size();
    if (missing_ == 0 && !done()) {
        all_received();
    }
    return {};
}

void TemperedSmc::all_received() {
    result_.evaluations += proposals_.size();
    for (const Proposal& proposal : proposals_) {
        if (!(proposal.draw.log_likelihood < elementary::infinity)) {
            write_draws();
            fail(SamplerFailure::not_a_number, "evaluation " + std::to_string(proposal.draw.evaluation) +
                                                   " gave a log likelihood that is not a number or infinite; "
                                                   "run it alone to see which datum");
            return;
        }
    }
    switch (stage_) {
        case Stage::prior:
            for (Proposal& proposal : proposals_) {
                population_.push_back(std::move(proposal.draw));
            }
            weights_.assign(population_.size(), 1.0);
            ++pass_;
            next_temperature();
            break;
        case Stage::moves:
            accept();
            ++pass_;
            if (++move_ < options_.moves) {
                propose();
                break;
            }
            population_ = std::move(options_.waste_free ? kept_ : chains_);
            weights_.assign(population_.size(), 1.0);
            if (beta_ == 1.0) {
                finish();
            } else if (rough_now_ && beta_ >= options_.rough_until) {
                exchange();
            } else {
                next_temperature();
            }
            break;
        case Stage::exchange:
            ++pass_;
            exchanged_.clear();
            for (std::size_t i = 0; i < population_.size(); ++i) {
                const double before = population_[i].log_likelihood;
                population_[i] = std::move(proposals_[i].draw);
                // A draw that was impossible has no weight; one that is now has none either.
                exchanged_.push_back(before == -elementary::infinity
                                         ? -elementary::infinity
                                         : beta_ * (population_[i].log_likelihood - before));
            }
            next_temperature();
            break;
        case Stage::noise: {
            ++pass_;
            std::vector<double> estimates;
            for (const Proposal& proposal : proposals_) {
                estimates.push_back(proposal.draw.log_likelihood);
            }
            result_.noise = diagnose_pairs(estimates, options_.noise_limit);
            if (result_.noise->verdict == FilterVerdict::usable) {
                stage_ = Stage::done;
            } else {
                fail(SamplerFailure::too_noisy,
                     "the likelihood at the posterior's draws is " + result_.noise->sentence());
            }
            break;
        }
        case Stage::done:
            break;
    }
}

void TemperedSmc::next_temperature() {
    const std::size_t count = population_.size();
    const ArrayFunctions& arrays = array_functions(best_vector_path());
    std::vector<double> logs(count);
    weights_.resize(count);
    const auto reweighted = [&](double beta) {
        for (std::size_t i = 0; i < count; ++i) {
            // 0 times -infinity is no number.
            logs[i] = population_[i].log_likelihood == -elementary::infinity
                          ? -elementary::infinity
                          : (beta - beta_) * population_[i].log_likelihood +
                                (exchanged_.empty() ? 0.0 : exchanged_[i]);
        }
        return scale_weights(logs, weights_, arrays);
    };
    double possible = 0.0;
    for (const Draw& draw : population_) {
        possible += draw.log_likelihood > -elementary::infinity ? 1.0 : 0.0;
    }
    if (possible == 0.0) {
        write_draws();
        fail(SamplerFailure::all_impossible,
             "every draw of the prior makes the data impossible; narrow the priors to where they are "
             "possible, take "
             "more particles, or ask whether a datum can occur under the model");
        return;
    }
    // What an exchange cost is lost already: no temperature brings it back.
    const double wanted =
        options_.effective_share * (exchanged_.empty() ? possible : reweighted(beta_).effective_sample_size);
    // The exchange comes at its own power.
    const double furthest = rough_now_ ? options_.rough_until : 1.0;
    double next = furthest;
    if (reweighted(furthest).effective_sample_size < wanted) {
        double low = beta_;
        double high = furthest;
        for (int halving = 0; halving < 60; ++halving) {
            const double middle = 0.5 * (low + high);
            (reweighted(middle).effective_sample_size < wanted ? high : low) = middle;
        }
        next = high;  // above beta_, so that every temperature moves on
    }
    const WeightSum sum = reweighted(next);
    result_.log_evidence += sum.log_sum - log_of(static_cast<double>(count));
    exchanged_.clear();
    beta_ = next;
    result_.temperatures.push_back({beta_, sum.effective_sample_size, result_.log_evidence});
    start_chains();
}

void TemperedSmc::exchange() {
    if (pass_ >= options_.passes_max) {
        write_draws();
        fail_for_passes();
        return;
    }
    std::vector<std::vector<double>> free;
    for (const Draw& draw : population_) {
        free.push_back(draw.free);
    }
    rough_now_ = false;
    stage_ = Stage::exchange;
    ask(std::move(free));
}

void TemperedSmc::start_chains() {
    std::vector<std::vector<double>> points;
    for (const Draw& draw : population_) {
        points.push_back(draw.free);
    }
    walk_ = RandomWalk(weighted_covariance(points, weights_), scale_.dimension());
    std::vector<std::uint32_t> ancestors(population_.size());
    Draws draws = draws_at(0, resampling_process);
    const double u = draws.uniform();
    const double sum = ordered_sum(weights_);
    chains_.clear();
    kept_.clear();
    if (options_.waste_free) {
        const int starts = options_.draws / (options_.moves + 1);
        for (int k = 0; k < starts; ++k) {
            chains_.push_back(population_[slot_at(weights_, sum, (k + u) / starts)]);
        }
        kept_ = chains_;
    } else {
        systematic_ancestors(weights_, sum, u, ancestors);
        for (const std::uint32_t ancestor : ancestors) {
            chains_.push_back(population_[ancestor]);
        }
    }
    move_ = 0;
    stage_ = Stage::moves;
    propose();
}

void TemperedSmc::propose() {
    if (pass_ >= options_.passes_max) {
        population_ = chains_;
        weights_.assign(population_.size(), 1.0);
        write_draws();
        fail_for_passes();
        return;
    }
    std::vector<std::vector<double>> free;
    for (std::size_t slot = 0; slot < chains_.size(); ++slot) {
        Draws draws = draws_at(slot, proposal_process);
        free.push_back(walk_->propose(chains_[slot].free, walk_scale_, draws));
    }
    ask(std::move(free));
}

double TemperedSmc::hopeless_below(std::size_t slot) const {
    const Draw& now = chains_[slot];
    const std::vector<double>& proposed = proposals_[slot].draw.free;
    const double start_ratio = log_start(proposed) - log_start(now.free);
    Draws draws = draws_at(slot, acceptance_process);
    return now.log_likelihood + (log_of(draws.uniform()) - start_ratio) / beta_ -
           log_prior_over_start(proposed);
}

void TemperedSmc::accept() {
    int accepted = 0;
    for (std::size_t slot = 0; slot < chains_.size(); ++slot) {
        Draw& now = chains_[slot];
        Draw& proposed = proposals_[slot].draw;
        const double log_ratio = beta_ * (proposed.log_likelihood - now.log_likelihood) +
                                 (log_start(proposed.free) - log_start(now.free));
        Draws draws = draws_at(slot, acceptance_process);
        if (log_of(draws.uniform()) < log_ratio) {
            now = std::move(proposed);
            ++accepted;
        }
    }
    if (options_.waste_free) {
        kept_.insert(kept_.end(), chains_.begin(), chains_.end());
    }
    const double acceptance = accepted / static_cast<double>(chains_.size());
    result_.passes.push_back({beta_, walk_scale_, acceptance});
    walk_scale_ = std::clamp(walk_scale_ * exp_of(acceptance - wanted_acceptance), 0.05, 3.0);
}

void TemperedSmc::finish() {
    write_draws();
    if (options_.noise_evaluations == 0) {
        stage_ = Stage::done;
        return;
    }
    // The population has equal weights now; draws are taken at equal steps through it, each twice.
    std::vector<std::vector<double>> points;
    const int pairs = options_.noise_evaluations / 2;
    for (int pair = 0; pair < pairs; ++pair) {
        const std::size_t at =
            static_cast<std::size_t>(pair) * population_.size() / static_cast<std::size_t>(pairs);
        points.push_back(population_[at].free);
        points.push_back(population_[at].free);
    }
    stage_ = Stage::noise;
    ask(std::move(points));
}

void TemperedSmc::write_draws() {
    const double sum = ordered_sum(weights_);
    result_.draws.clear();
    for (std::size_t i = 0; i < population_.size(); ++i) {
        const Draw& draw = population_[i];
        result_.draws.push_back({scale_.values(draw.free), weights_[i] / sum,
                                 draw.log_likelihood - log_prior_over_start(draw.free), draw.evaluation});
    }
}

void TemperedSmc::fail_for_passes() {
    fail(SamplerFailure::passes_used_up, text_of("stopped at likelihood^%.4g, all passes used up: allow more "
                                                 "passes, or reduce the noise of the likelihood and the "
                                                 "number of parameters",
                                                 beta_));
}

void TemperedSmc::fail(SamplerFailure failure, std::string sentence) {
    result_.failure = failure;
    result_.failure_sentence = std::move(sentence);
    stage_ = Stage::done;
    proposals_.clear();
}

const TemperedResult& TemperedSmc::result() const {
    UPSURGE_CHECK(done(), "tempering: not done");
    return result_;
}

}  // namespace upsurge

#include "fitting/society_filter.h"

#include <limits>

#include "engines/row_engine.h"
#include "numbers/hash.h"

namespace upsurge {
namespace {

/// What all particles of an evaluation share.
struct Setting {
    const Model& model;
    const ParameterValues& values;
    const ReportLikelihood& likelihood;
    const Discrepancy discrepancy;
    const ReportGauge& gauge;
    const SpokenDays& days;
    const Attention attention;
    int ticks;
    VectorPath path;
};

struct Particle {
    Particle(const Setting& shared, RunKey key)
        : setting(&shared),
          engine(shared.model, shared.values, key, shared.path),
          readings(shared.gauge.size(), 0.0),
          day_crowds(shared.days.all().size(), 0.0),
          trust(shared.likelihood.weights_size()),
          source_log(shared.likelihood.sources().size(), 0.0) {
        shared.likelihood.start(trust);
    }
    Particle(const Particle& other)
        : setting(other.setting),
          engine(other.setting->model, other.setting->values, RunKey{}, other.setting->path),
          readings(other.readings),
          day_crowds(other.day_crowds),
          trust(other.trust),
          source_log(other.source_log),
          log_factor(other.log_factor),
          log_guide(other.log_guide) {
        engine.go_on_from(other.engine);
    }
    Particle& operator=(const Particle& other) {
        if (this != &other) {
            engine.go_on_from(other.engine);
            readings = other.readings;
            day_crowds = other.day_crowds;
            trust = other.trust;
            source_log = other.source_log;
            log_factor = other.log_factor;
            log_guide = other.log_guide;
        }
        return *this;
    }
    Particle(Particle&&) noexcept = default;
    Particle& operator=(Particle&&) noexcept = default;
    ~Particle() = default;

    /// One tick by this key, and what the reports due at its end say about it. The tick is written into a row
    /// of `now`.
    void advance(int tick, RunKey key, History& now, int row) {
        const Setting& shared = *setting;
        engine.set_key(key);
        engine.step();
        engine.observe_into(now, row);
        shared.gauge.see(tick, now, row, readings);
        log_factor = 0;
        for (const int report : shared.gauge.due(tick)) {
            const auto r = static_cast<std::size_t>(report);
            const double factor = shared.likelihood.add(
                report, shared.likelihood.kernel(report, readings[r], shared.discrepancy), trust);
            source_log[static_cast<std::size_t>(shared.likelihood.reports()[r].source)] += factor;
            log_factor += factor;
        }
        shared.days.gauge().see(tick, now, row, day_crowds);
        for (const int day : shared.days.gauge().due(tick)) {
            log_factor +=
                shared.days.log_chance(day, day_crowds[static_cast<std::size_t>(day)], shared.attention);
        }
        log_guide = 0;
        for (const ReportGauge::Coming& coming : shared.gauge.coming(tick)) {
            const double reading = readings[static_cast<std::size_t>(coming.report)];
            const double kernel = shared.likelihood.kernel(coming.report, reading, shared.discrepancy);
            log_guide +=
                coming.share * coming.share * shared.likelihood.log_factor(coming.report, kernel, trust);
        }
    }

    const Setting* setting;
    RowEngine engine;
    std::vector<double> readings;
    std::vector<double> day_crowds;
    std::vector<double> trust;
    std::vector<double> source_log;
    double log_factor = 0;  ///< of the reports and the days that ended with the last tick
    double log_guide = 0;   ///< what reports on growing counts that are coming would say of the counts so far
};

struct SocietyModel {
    using State = Particle;

    int steps() const { return setting->ticks; }
    State begin(RunKey key) const { return Particle(*setting, key); }
    void advance(State& state, int step, RunKey key) const {
        thread_local History now;
        const auto places = static_cast<int>(setting->model.places.size());
        if (now.places() != places) {
            now = History(1, places);
        }
        state.advance(step, key, now, 0);
    }
    double log_weight(const State& state, int) const { return state.log_factor; }
    double log_guide(const State& state, int) const { return state.log_guide; }

    const Setting* setting;
};

void hash_estimate(SocietyEstimate& estimate) {
    StateHash hash;
    hash.add(estimate.log_likelihood);
    hash.add(static_cast<std::int64_t>(estimate.end));
    hash.add(static_cast<std::int64_t>(estimate.end_tick));
    hash.add(static_cast<std::int64_t>(estimate.given_up));
    hash.add(estimate.relative_variance);
    for (const PathPiece& piece : estimate.chosen.path) {
        hash.add(static_cast<std::int64_t>(piece.slot));
        hash.add(static_cast<std::int64_t>(piece.first_step));
    }
    for (const double reading : estimate.chosen.readings) {
        hash.add(reading);
    }
    estimate.hash = hash.value();
}

ChosenHistory chosen_history(const Particle& particle, std::vector<PathPiece> path) {
    const ReportLikelihood& likelihood = particle.setting->likelihood;
    ChosenHistory chosen;
    chosen.path = std::move(path);
    chosen.readings = particle.readings;
    chosen.source_log = particle.source_log;
    for (std::size_t r = 0; r < particle.readings.size(); ++r) {
        const int report = static_cast<int>(r);
        const double kernel = likelihood.kernel(report, particle.readings[r], particle.setting->discrepancy);
        chosen.known.push_back(likelihood.chance_known(report, kernel, particle.trust, true));
        chosen.log_factors.push_back(likelihood.log_factor_of_added(report, kernel, particle.trust));
    }
    chosen.day_crowds = particle.day_crowds;
    for (std::size_t day = 0; day < particle.day_crowds.size(); ++day) {
        chosen.day_logs.push_back(particle.setting->days.log_chance(
            static_cast<int>(day), particle.day_crowds[day], particle.setting->attention));
    }
    for (std::size_t source = 0; source < likelihood.sources().size(); ++source) {
        chosen.reliability.push_back(likelihood.reliability(static_cast<int>(source), particle.trust));
    }
    return chosen;
}

}  // namespace

std::uint64_t hash_of_readings(std::span<const double> readings) {
    StateHash hash;
    for (const double reading : readings) {
        hash.add(reading);
    }
    return hash.value();
}

SocietyFilter::SocietyFilter(const Model& model, const FittedParameters& fitted, const ScoredReports& reports,
                             const ReportGauge& gauge, const SpokenDays& days, int ticks,
                             const SocietyFilterOptions& options)
    : model_(&model),
      fitted_(&fitted),
      reports_(&reports),
      gauge_(&gauge),
      days_(&days),
      ticks_(ticks),
      options_(options) {
    UPSURGE_CHECK(ticks >= gauge.last_tick() && ticks <= model.clock.ticks(), "filter: too few ticks");
}

SocietyEstimate SocietyFilter::evaluate(const Evaluation& wanted, VectorPath path) const {
    const ParameterValues values = fitted_->values(*model_, wanted.values);
    const Setting setting{*model_,
                          values,
                          reports_->likelihood,
                          fitted_->discrepancy(wanted.values),
                          *gauge_,
                          *days_,
                          fitted_->attention(wanted.values),
                          ticks_,
                          path};
    FilterOptions options;
    options.particles = wanted.rough ? options_.rough_particles : options_.particles;
    options.seed = options_.seed;
    options.evaluation = wanted.number;
    options.keep_ancestry = true;
    options.path = path;
    ParticleFilter<SocietyModel> filter(SocietyModel{&setting}, options);
    filter.start();
    SocietyEstimate estimate;
    while (!filter.done() && !estimate.given_up) {
        filter.step();
        // With guides in it the estimate may rise again.
        estimate.given_up =
            filter.steps_done() <= gauge_->first_coming() && filter.log_likelihood() < wanted.hopeless_below;
    }
    const FilterResult result = filter.result();
    estimate.log_likelihood =
        estimate.given_up ? -std::numeric_limits<double>::infinity() : result.log_likelihood;
    estimate.end = result.end;
    estimate.end_tick = result.end_step;
    estimate.relative_variance = estimate.given_up ? 1.0 : result.relative_variance;
    estimate.smallest_effective_share = result.smallest_effective_share;
    estimate.smallest_tick = result.smallest_step;
    if (filter.end() == FilterEnd::complete && !estimate.given_up) {
        Draws draws(make_run_key(options_.seed, Purpose::filter_resampling, wanted.number, 0, 1), {});
        const std::uint32_t slot = slot_at(filter.weights(), filter.weight_sum(), draws.uniform());
        estimate.chosen = chosen_history(filter.states()[slot], filter.path(slot));
    }
    for (const Particle& particle : filter.states()) {
        estimate.people_moved += particle.engine.counters().people_moved;
    }
    hash_estimate(estimate);
    return estimate;
}

RunChance SocietyFilter::chance_of(std::span<const PathPiece> path, std::optional<RunKey> beyond) const {
    std::vector<KeyStretch> stretches;
    for (const PathPiece& piece : path) {
        stretches.push_back(
            {make_run_key(options_.seed, Purpose::filter, piece.evaluation, piece.slot, piece.segment),
             piece.first_step});
    }
    if (beyond) {
        stretches.push_back({*beyond, path.back().end_step});
    }
    return RunChance(std::move(stretches));
}

}  // namespace upsurge

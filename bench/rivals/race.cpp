#include "race.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include "compare_laws.h"
#include "country.h"
#include "read_model.h"
#include "rival_runs.h"
#include "scaled_society.h"
#include "upsurge_runs.h"

namespace upsurge::bench {

namespace {

constexpr std::uint64_t comparison_seed = 1;
constexpr std::uint64_t timing_seed = 1000000;
constexpr std::size_t runs_to_compare = 20;  ///< fewer cannot tell laws apart

/// Runs of one program at one population: how many to compare and how many to time.
struct Effort {
    int compared = 0;
    int timed = 0;
};

struct Rival {
    std::string name;
    std::function<std::optional<RivalRuns>(const Country&, int runs, std::uint64_t seed)> run;
    std::vector<Effort> efforts;  ///< by population
};

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

double deviation_of(const std::vector<double>& values) {
    const double centre = mean_of(values);
    double squares = 0;
    for (const double value : values) {
        squares += (value - centre) * (value - centre);
    }
    return std::sqrt(squares / static_cast<double>(std::max<std::size_t>(1, values.size() - 1)));
}

double median_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

const NamedSample& sample_named(const std::vector<NamedSample>& samples, const std::string& name) {
    return *std::find_if(samples.begin(), samples.end(),
                         [&name](const NamedSample& sample) { return sample.name == name; });
}

/// Mean and standard deviation of a few numbers of the country; the comparison looks at all of them.
void print_outcomes(const std::string& program, const std::vector<NamedSample>& samples,
                    const std::string& verdict) {
    fmt::print("  {:<24}{:>6}", program, samples.front().values.size());
    for (const char* name : {"crowd at its peak, country", "hour of the peak, country", "joinings, country",
                             "detentions, country", "withdrawn, mean, country"}) {
        const std::vector<double>& values = sample_named(samples, name).values;
        fmt::print("{:>18}", fmt::format("{:.1f} ({:.1f})", mean_of(values), deviation_of(values)));
    }
    fmt::print("  {}\n", verdict);
}

std::string verdict_of(const LawComparison& comparison) {
    if (comparison.same_law()) {
        return fmt::format("same law: {} tests of {} numbers, smallest p x tests {:.2g}", comparison.tests,
                           comparison.numbers, comparison.smallest_p);
    }
    if (comparison.tests == 0) {
        return "REFUSED: nothing to compare";
    }
    return fmt::format("REFUSED: {} of {} tests, first {} (p x tests {:.2g})", comparison.rejections.size(),
                       comparison.tests, comparison.smallest_name, comparison.smallest_p);
}

/// One line of the table of times. Ours is timed whole; rivals without making their people.
struct TimedProgram {
    std::string name;
    std::vector<double> seconds;
    std::vector<double> set_up_seconds;
    std::string remark;
    std::string hash;
};

class Race {
  public:
    Race(const Model& base, std::vector<Rival> rivals, std::string fault, Measurements& found)
        : base_(base), rivals_(std::move(rivals)), fault_(std::move(fault)), found_(found) {}

    /// False when a rival was refused or a run of ours was broken.
    bool at(double factor, std::size_t size, const Effort& ours) {
        model_ = scaled(base_, factor);
        country_ = country_of(model_);
        fmt::print(
            "\n{} people: outcomes, mean (standard deviation) over runs\n  "
            "{:<24}{:>6}{:>18}{:>18}{:>18}{:>18}{:>18}\n",
            model_.population(), "program", "runs", "crowd at peak", "hour of peak", "joinings", "detentions",
            "withdrawn, mean");
        std::vector<const Rival*> agreeing;
        const bool agreed = compare(size, ours, agreeing);
        return time(size, ours, agreeing) && agreed;
    }

  private:
    std::vector<NamedSample> samples(const std::vector<RunRecord>& records) const {
        std::vector<std::string> towns;
        for (const Country::Town& town : country_.towns) {
            towns.push_back(town.id);
        }
        return samples_of(records, towns);
    }

    bool compare(std::size_t size, const Effort& ours, std::vector<const Rival*>& agreeing) {
        const auto own = samples(upsurge_records(model_, ours.compared, comparison_seed));
        print_outcomes("Upsurge", own, "");
        Country given = country_;
        if (!fault_.empty()) {
            given.parameters.at(fault_) *= 1.1;
        }
        bool agreed = true;
        for (const Rival& rival : rivals_) {
            const int runs = rival.efforts[size].compared;
            if (runs == 0) {
                fmt::print("  {:<24}{:>6}  too slow to compare at this size; its law was compared above\n",
                           rival.name, 0);
                agreeing.push_back(&rival);
                continue;
            }
            const std::optional<RivalRuns> done = rival.run(given, runs, comparison_seed);
            if (!done) {
                return false;
            }
            const auto theirs = samples(done->records);
            const LawComparison comparison = compare_laws(own, theirs);
            print_outcomes(rival.name, theirs, verdict_of(comparison));
            if (comparison.same_law() && comparison.runs >= runs_to_compare) {
                agreeing.push_back(&rival);
            } else {
                refused_.push_back(rival.name);
                agreed = false;
            }
        }
        return agreed;
    }

    bool time(std::size_t size, const Effort& ours, const std::vector<const Rival*>& agreeing) {
        const UpsurgeTimes own = time_upsurge(model_, ours.timed, timing_seed);
        if (!own.sound) {
            fmt::print(stderr, "not worth timing: an invariant broke or nobody moved\n");
            return false;
        }
        TimedProgram first{
            "Upsurge",
            own.seconds,
            {},
            fmt::format("moved {:.0f}, active blocks {:.0f}", own.people_moved, own.active_blocks),
            fmt::format("{:016x}", own.hash)};
        fmt::print("{} people: processor time of one core\n  {:<24}{:>6}{:>12}{:>12}{:>12}{:>22}{:>12}\n",
                   model_.population(), "program", "runs", "ms a run", "fastest", "set-up ms",
                   "people-steps a second", "x ours");
        const double unit = median_of(first.seconds);
        print_times(first, unit);
        for (const Rival* rival : agreeing) {
            const bool refused = std::find(refused_.begin(), refused_.end(), rival->name) != refused_.end();
            const int runs = rival->efforts[size].timed;
            if (refused || runs == 0) {
                continue;
            }
            const std::optional<RivalRuns> done = rival->run(country_, runs, timing_seed);
            if (!done) {
                return false;
            }
            print_times({rival->name, done->run_seconds, done->set_up_seconds, done->versions, ""}, unit);
        }
        return true;
    }

    void print_times(const TimedProgram& program, double unit) {
        const double seconds = median_of(program.seconds);
        const double steps = static_cast<double>(model_.population()) * model_.clock.ticks() / seconds;
        const std::string set_up = program.set_up_seconds.empty()
                                       ? "in it"
                                       : fmt::format("{:.2f}", 1e3 * median_of(program.set_up_seconds));
        fmt::print("  {:<24}{:>6}{:>12.3f}{:>12.3f}{:>12}{:>22.4g}{:>12.4g}  {}{}{}\n", program.name,
                   program.seconds.size(), 1e3 * seconds,
                   1e3 * *std::min_element(program.seconds.begin(), program.seconds.end()), set_up, steps,
                   seconds / unit, program.remark, program.hash.empty() ? "" : ", hash ", program.hash);
        const std::string task = fmt::format("rivals, {} people", model_.population());
        std::string variant = program.name;
        std::replace(variant.begin(), variant.end(), ',', ':');
        found_.push_back({task, variant, "median_per_run", 1e3 * seconds, "ms", program.hash});
        found_.push_back({task, variant, "people_steps", steps, "1/s", program.hash});
        found_.push_back({task, variant, "times_ours", seconds / unit, "ratio", program.hash});
    }

    const Model& base_;
    std::vector<Rival> rivals_;
    std::string fault_;
    Measurements& found_;
    Model model_;
    Country country_;
    std::vector<std::string> refused_;
};

std::vector<Rival> rivals_of(const RaceOptions& options) {
    std::vector<Rival> rivals;
    rivals.push_back({"plain C++ loop",
                      [](const Country& country, int runs, std::uint64_t seed) {
                          return std::optional(plain_loop_runs(country, runs, seed));
                      },
                      {{options.quick ? 100 : 400, 20}, {100, 10}, {20, 5}}});
    if (options.mesa_python.empty()) {
        return rivals;
    }
    const auto mesa = [&options](const char* variant) {
        return [python = options.mesa_python, variant](const Country& country, int runs, std::uint64_t seed) {
            return mesa_runs(python, variant, country, runs, seed);
        };
    };
    rivals.push_back({"Mesa, agents", mesa("agents"), {{options.quick ? 40 : 100, 5}, {0, 3}, {0, 1}}});
    rivals.push_back(
        {"Mesa, numpy columns", mesa("columns"), {{options.quick ? 100 : 200, 10}, {40, 5}, {0, 3}}});
    return rivals;
}

}  // namespace

bool race_rivals(const RaceOptions& options, Measurements& found) {
    const std::optional<Model> base = read_model(UPSURGE_SOURCE_DIR "/bench/rivals/country");
    if (!base) {
        return false;
    }
    if (!options.fault.empty() && !country_of(*base).parameters.contains(options.fault)) {
        fmt::print(stderr, "--fault: the rivals have no parameter '{}'\n", options.fault);
        return false;
    }
    fmt::print(
        "rivals: {}, {} places, {} rows, {} ticks; the same rules in every program (bench/rivals/README.md)\n"
        "Outcomes are compared first: all of samples_of, Holm's procedure, false alarm in {:.0f}% of free "
        "seeds. Who differs is not timed.\n",
        base->name, base->leaves.size(), base->layout.rows(), base->clock.ticks(), 100 * false_alarm_rate);
    if (options.mesa_python.empty()) {
        fmt::print("Mesa: not installed here; ./dev bench --rivals installs it into build/mesa\n");
    }
    if (!options.fault.empty()) {
        fmt::print("Fault: the rivals' {} is 10% too large\n", options.fault);
    }
    Race race(*base, rivals_of(options), options.fault, found);
    if (options.quick) {
        return race.at(1, 0, {100, 20});
    }
    bool good = race.at(1, 0, {400, 20});
    good = race.at(10, 1, {400, 20}) && good;
    return race.at(100, 2, {400, 20}) && good;
}

}  // namespace upsurge::bench

#include <fmt/format.h>

#include <cmath>

#include "commands.h"
#include "fit_choice.h"
#include "fitting/fit_list.h"
#include "fitting/fit_models.h"
#include "fitting/report_sets.h"
#include "fitting/starting_draws.h"
#include "json_output.h"
#include "output.h"
#include "scenarios/csv_sheet.h"
#include "scenarios/instant.h"
#include "scenarios/nearest_name.h"
#include "scenarios/text.h"
#include "work_settings.h"

namespace upsurge::cli {
namespace {

std::string shown_id(const Model& model) {
    return model.hypothesis.empty() ? "the scenario's own settings" : model.hypothesis;
}

Json json_of(const ExplanationFit& fit, int replicate) {
    const TemperedSmc& sampler = fit.sampler();
    const TemperedResult& result = sampler.so_far();
    Json json;
    json["hypothesis"] = fit.model().hypothesis;
    json["replicate"] = replicate;
    json["done"] = sampler.done();
    json["beta"] = sampler.beta();
    json["passes"] = sampler.passes();
    json["evaluations"] = result.evaluations;
    json["log_evidence"] = result.log_evidence;
    json["parameters"] = fit.fitted().all().size();
    json["reports"] = fit.reports().report.size();
    json["failure"] = result.failure_sentence;
    if (result.noise) {
        json["log_likelihood_variance"] = result.noise->variance;
    }
    return json;
}

class FitCommand final : public StudyCommand {
  public:
    const char* name() const override { return "fit"; }
    const char* summary() const override {
        return "draws and histories weighted by the reports, and the evidence of each hypothesis";
    }
    const char* examples() const override {
        return "upsurge fit kazakhstan-2022 --hypothesis E0 --budget 20m\n"
               "upsurge fit kazakhstan-2022 --hypothesis E0 --hypothesis E1 --as-of "
               "2022-01-06T12:00:00+06:00\n"
               "upsurge fit kazakhstan-2022 --hypothesis E0 --as-of 2022-01-08T12:00:00+06:00 "
               "--from kazakhstan-2022/fitted/as-of-2022-01-06T1200\n"
               "upsurge fit tutorial-town --draws 64 --particles 8 --out my-fit";
    }
    void declare_design(CommandLine& line) override {
        choice_.declare_without_rivals(line);
        line.repeated(
            "--hypothesis", hypotheses_, "ID",
            "only this rival explanation; may be given several times, `all` for every one that is not "
            "dull (default: the scenario's own settings)");
        line.text(
            "--as-of", as_of_, "TIME",
            "use only what was known by then, such as 2022-01-06T12:00:00+06:00 (default: all reports)");
        line.number("--draws", design_.draws, 16, 100'000, "draws of the parameters");
        line.number("--particles", design_.particles, 2, 100'000, "histories side by side at each draw");
        line.number("--moves", design_.moves, 1, 100, "moves of each draw at each temperature");
        line.number("--replicates", design_.replicates, 1, 1000,
                    "independent samplers for each hypothesis, which tell the error of its evidence");
        line.text(
            "--hold-out", hold_out_, "SHARE",
            "keep back such a share of the reports, split by origin and event, to be scored later: 0.2");
        line.repeated(
            "--without", design_.without, "SET",
            "keep back all reports of a side (state, opposition, foreign, independent) or those that "
            "social media carried (social_media); may be given several times");
        line.text(
            "--from", from_, "FIT",
            "start near the draws of an earlier fit, such as one as of the day before, instead of at the "
            "priors: the way is shorter, what is found is the same");
        line.text("--truth", truth_, "ID",
                  "a test: instead of what the reports say, statements made up from a history under this "
                  "explanation, with parameters from the priors");
        line.number("--truth-seed", truth_seed_, "of that history and its statements");
        line.number("--passes", design_.passes, 1, 100'000, "at most so many rounds of evaluations");
        line.number("--seed", seed_, "the same seed gives the same tables, to the bit");
    }

  protected:
    ScenarioChoice& choice() override { return choice_; }
    std::uint64_t seed() const override { return seed_; }
    std::string parameters() const override { return "prior"; }
    std::vector<std::string> growing() const override { return {"--passes"}; }
    std::string typed() const override {
        std::string text = fmt::format(
            "--draws {} --particles {} --moves {} --replicates {} --passes {} --seed {}{}", design_.draws,
            design_.particles, design_.moves, design_.replicates, design_.passes, seed_, choice_.typed());
        if (!hold_out_.empty()) {
            text += " --hold-out " + hold_out_;
        }
        for (const std::string& set : design_.without) {
            text += " --without " + set;
        }
        if (!as_of_.empty()) {
            text += " --as-of " + as_of_;
        }
        if (!from_.empty()) {
            text += " --from " + from_;
        }
        for (const std::string& hypothesis : hypotheses_) {
            text += " --hypothesis " + hypothesis;
        }
        if (!truth_.empty()) {
            text += fmt::format(" --truth {} --truth-seed {}", truth_, truth_seed_);
        }
        return text;
    }

    Result<std::unique_ptr<WorkList>> plan(const ReadScenario& scenario) override {
        design_.seed = seed_;
        if (!as_of_.empty()) {
            const auto moment = parse_instant(as_of_);
            if (!moment) {
                Problem problem;
                problem.what = "--as-of: " + moment.error().front().what;
                problem.expected = moment.error().front().expected;
                return failure(std::move(problem));
            }
            design_.as_of = moment->instant;
        }
        if (!hold_out_.empty()) {
            const std::optional<double> share = parse_number(hold_out_);
            if (!share || *share <= 0 || *share >= 1) {
                Problem problem;
                problem.what = fmt::format("--hold-out: '{}' is no share", hold_out_);
                problem.expected = "a number between 0 and 1, such as 0.2";
                return failure(std::move(problem));
            }
            design_.hold_out = *share;
        }
        for (const std::string& word : design_.without) {
            if (find_report_set(word) == nullptr) {
                std::vector<std::string> words;
                for (const ReportSet& set : report_sets()) {
                    words.emplace_back(set.word);
                }
                Problem problem;
                problem.what = fmt::format("--without: '{}' is no set of reports", word);
                problem.expected = joined(words, "or");
                problem.hint = nearest_name_hint(word, words);
                return failure(std::move(problem));
            }
        }
        Result<std::vector<Model>> models = fit_models(scenario.model, hypotheses_);
        if (!models) {
            return tl::unexpected(models.error());
        }
        std::optional<MadeUpReports> made_up;
        if (!truth_.empty()) {
            const Result<std::vector<Model>> truth = fit_models(scenario.model, {truth_});
            if (!truth) {
                return tl::unexpected(truth.error());
            }
            Result<MadeUpReports> made = made_up_reports(truth->front(), design_, truth_seed_);
            if (!made) {
                return tl::unexpected(made.error());
            }
            made_up = std::move(*made);
        }
        std::vector<StartingDraws> from;
        if (!from_.empty()) {
            FitChoice earlier;
            earlier.source = from_;
            const Result<ReadFit> read = earlier.read();
            if (!read) {
                return tl::unexpected(read.error());
            }
            Result<std::vector<StartingDraws>> draws = starting_draws(*read, *models, design_);
            if (!draws) {
                return tl::unexpected(draws.error());
            }
            from = std::move(*draws);
        }
        Result<std::unique_ptr<FitList>> list =
            FitList::plan(std::move(*models), design_, std::move(made_up), from);
        if (!list) {
            return tl::unexpected(list.error());
        }
        return std::unique_ptr<WorkList>(std::move(*list));
    }

    void say_round(const WorkList& list) override {
        if (!quiet() && !as_json) {
            write_error_line(dynamic_cast<const FitList&>(list).standing());
        }
    }

    void say(const ReadScenario&, const WorkList& list, const Manifest& manifest,
             const std::filesystem::path& folder) override {
        const auto& fit = dynamic_cast<const FitList&>(list);
        if (as_json) {
            Json json = json_head(name());
            json["study"] = folder.string();
            json["status"] = manifest.complete ? "complete" : "resumable";
            json["scenario"] = manifest.scenario_id;
            json["seed"] = manifest.seed;
            json["runs_done"] = manifest.runs_done;
            json["state_hash"] = manifest.state_hash;
            json["seconds"] = manifest.seconds;
            json["explanations"] = Json::array();
            for (std::size_t s = 0; s < fit.samplers().size(); ++s) {
                json["explanations"].push_back(
                    json_of(*fit.samplers()[s], static_cast<int>(s) % design_.replicates));
            }
            write_json(json);
            return;
        }
        if (quiet()) {
            return;
        }
        for (const auto& explanation : fit.samplers()) {
            const TemperedSmc& sampler = explanation->sampler();
            const TemperedResult& result = sampler.so_far();
            write_line(fmt::format(
                "{}: {} parameters, {} reports; {} passes, {} evaluations, likelihood^{:.3g}",
                shown_id(explanation->model()), explanation->fitted().all().size(),
                explanation->reports().report.size(), sampler.passes(), result.evaluations, sampler.beta()));
            if (sampler.done() && result.failure == SamplerFailure::none) {
                write_line(fmt::format("  log evidence {:.2f}", result.log_evidence));
            }
            if (result.noise) {
                write_line(fmt::format("  variance of the log likelihood at the posterior's draws {:.2f}",
                                       result.noise->variance));
            }
            if (!result.failure_sentence.empty()) {
                write_line("  FAILED: " + result.failure_sentence);
            }
        }
        if (design_.as_of) {
            write_line("As of " + as_of_ + ". Hindsight test: the designers knew the ending.");
        }
        write_line(fmt::format("{}: {} evaluations of {} histories each in {:.1f} s, state hash {}",
                               manifest.scenario_name, manifest.runs_done, design_.particles,
                               manifest.seconds, manifest.state_hash));
        write_line(fmt::format("Study: {}", folder.string()));
    }

  private:
    ScenarioChoice choice_;
    std::vector<std::string> hypotheses_;
    std::string as_of_;
    std::string hold_out_;
    std::string from_;
    std::string truth_;
    std::uint64_t truth_seed_ = 1;
    FitDesign design_;
    std::uint64_t seed_ = 1;
};

}  // namespace

std::unique_ptr<StudyCommand> make_fit_command() {
    return std::make_unique<FitCommand>();
}

}  // namespace upsurge::cli

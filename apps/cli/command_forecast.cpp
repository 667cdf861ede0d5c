#include <fmt/format.h>

#include "commands.h"
#include "experiments/outlook.h"
#include "fitted_runs_command.h"
#include "studies/durable_file.h"
#include "studies/local_time.h"
#include "studies/read_run_tables.h"

namespace upsurge::cli {
namespace {

class ForecastCommand final : public FittedRunsCommand {
  public:
    const char* name() const override { return "forecast"; }
    const char* summary() const override {
        return "what next, from what was known at the date of an as-of fit";
    }
    const char* examples() const override {
        return "upsurge forecast studies/my-fit-as-of-6-january\n"
               "upsurge forecast kazakhstan-2022/fitted/as-of-2022-01-06T1200 --until "
               "2022-01-09T00:00:00+06:00 --runs 1000";
    }
    void declare_design(CommandLine& line) override {
        declare_fit(line);
        line.text("--until", until_, "TIME", "how far to look ahead (default: the scenario's end)");
    }

  protected:
    Result<void> may_ask(const ReadFit& fit) override {
        if (!fit.design.as_of) {
            Problem problem;
            problem.file = fit.folder.string();
            problem.what = "this fit knows all reports, and what it knows cannot be forecast";
            problem.hint = "fit with --as-of TIME first; `upsurge reconstruct` shows what this fit says";
            return failure(std::move(problem));
        }
        as_of_ = *fit.design.as_of;
        reports_ = fit.explanations.front().fit().reports().report.size();
        return {};
    }

    Result<void> write_before_page(const ReadScenario& scenario,
                                   const std::filesystem::path& folder) override {
        const Result<RunTables> tables = read_run_tables(folder, scenario.model);
        if (!tables) {
            return tl::unexpected(tables.error());
        }
        outlook_ = outlook_of(scenario.model, *observables(), tables->outcomes, as_of_);
        return write_durably(folder / "outlook.csv", outlook_text(scenario.model, outlook_));
    }

    std::string more_to_say() const override {
        std::string text =
            fmt::format("As of {} UTC, from {} reports. Hindsight test: the designers knew the ending.\n",
                        moment_text(as_of_, 0), reports_);
        for (const OutlookStatement& one : outlook_) {
            text += "  " + one.sentence + "\n";
        }
        return text;
    }

  private:
    Instant as_of_ = 0;
    std::size_t reports_ = 0;
    std::vector<OutlookStatement> outlook_;
};

}  // namespace

std::unique_ptr<StudyCommand> make_forecast_command() {
    return std::make_unique<ForecastCommand>();
}

}  // namespace upsurge::cli

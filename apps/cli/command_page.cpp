#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "commands.h"
#include "failing.h"
#include "json_output.h"
#include "output.h"
#include "studies/durable_file.h"
#include "studies/study.h"
#include "studies/study_folder.h"
#include "study_page.h"

namespace upsurge::cli {
namespace {

class PageCommand final : public Command {
  public:
    const char* name() const override { return "page"; }
    const char* summary() const override {
        return "one self-contained HTML file of a study, or of a scenario's reports alone";
    }
    const char* examples() const override {
        return "upsurge page studies/latest\n"
               "upsurge page kazakhstan-2022 --out evidence.html\n"
               "upsurge page studies/my-run --counterfactuals studies/my-counterfactuals\n"
               "upsurge page studies/my-reconstruction --outlook studies/forecast-of-6-january";
    }
    void declare(CommandLine& line) override {
        line.argument("source", source_, "folder of a study, or a scenario for its evidence page", true);
        line.text("--out", out_, "PATH",
                  "an .html file, or a folder for page.html (default: the study, or "
                  "studies/<scenario>-page-<time>)");
        line.repeated("--counterfactuals", counterfactuals_, "DIR",
                      "adds the tables of this folder of `upsurge counterfactuals` or `upsurge whatif`, of "
                      "the same scenario; may be "
                      "given several times, one folder for each set of hypotheses");
        line.repeated("--outlook", outlooks_, "DIR",
                      "adds what this folder of `upsurge forecast` says, of the same scenario; may be given "
                      "several times, one folder for each date");
    }

    Exit execute() override {
        std::error_code error;
        if (std::filesystem::exists(std::filesystem::path(source_) / "manifest.json", error)) {
            const Result<Study> study = open_study(source_);
            if (!study) {
                return fail(*this, study.error());
            }
            const Result<RunTables> tables = read_run_tables(study->folder, study->scenario.model);
            if (!tables) {
                return fail(*this, tables.error());
            }
            Result<std::vector<CounterfactualStudy>> counterfactuals = read_counterfactual_studies(
                {counterfactuals_.begin(), counterfactuals_.end()}, study->manifest);
            if (!counterfactuals) {
                return fail(*this, counterfactuals.error());
            }
            Result<std::vector<OutlookStudy>> outlooks =
                read_outlook_studies({outlooks_.begin(), outlooks_.end()}, study->manifest);
            if (!outlooks) {
                return fail(*this, outlooks.error());
            }
            return write(study->folder, {&study->scenario, study->folder, &study->manifest, study->runs.get(),
                                         &*tables, std::move(*counterfactuals), std::move(*outlooks)});
        }
        if (!counterfactuals_.empty() || !outlooks_.empty()) {
            Problem problem;
            problem.what = fmt::format("'{}' is no study, and {} goes with one", source_,
                                       counterfactuals_.empty() ? "--outlook" : "--counterfactuals");
            problem.hint = "make a study with `upsurge run`, and name its folder here";
            fail(*this, {problem});
            return Exit::wrong_command_line;
        }
        const Result<std::filesystem::path> folder = find_scenario(source_);
        if (!folder) {
            return fail(*this, folder.error());
        }
        const Result<ReadScenario> scenario = read_scenario(*folder);
        if (!scenario) {
            return fail(*this, scenario.error());
        }
        PageOf page;
        page.scenario = &*scenario;
        return write(default_study_folder(scenario->model.id, name()), std::move(page));
    }

  private:
    Exit write(const std::filesystem::path& folder, PageOf page) {
        std::filesystem::path file = out_.empty() ? folder : std::filesystem::path(out_);
        if (file.extension() != ".html") {
            file /= "page.html";
        }
        if (auto made = make_folder(file.has_parent_path() ? file.parent_path() : "."); !made) {
            return fail(*this, made.error());
        }
        const int runs = page.runs == nullptr ? 0 : page.runs->runs();
        const std::size_t reports = page.scenario->model.reports.size();
        if (auto written = write_page(file, std::move(page)); !written) {
            return fail(*this, written.error());
        }
        if (as_json) {
            Json json = json_head(name());
            json["page"] = file.string();
            json["runs"] = runs;
            json["reports"] = reports;
            write_json(json);
        } else {
            write_line(file.string());
        }
        return Exit::done;
    }

    std::string source_;
    std::string out_;
    std::vector<std::string> counterfactuals_;
    std::vector<std::string> outlooks_;
};

}  // namespace

std::unique_ptr<Command> make_page_command() {
    return std::make_unique<PageCommand>();
}

}  // namespace upsurge::cli

#include "runs_command.h"

#include <fmt/format.h>

#include <algorithm>

#include "closing.h"
#include "json_output.h"
#include "output.h"
#include "study_page.h"

namespace upsurge::cli {

void RunsCommand::declare_page(CommandLine& line) {
    line.flag("--no-page", no_page_, "leave out page.html");
}

Result<void> RunsCommand::write_more(const ReadScenario& scenario, const std::filesystem::path& folder,
                                     const Manifest& manifest) {
    if (manifest.runs_done == 0) {
        return {};
    }
    Result<std::unique_ptr<ObservablesFile>> opened =
        ObservablesFile::open(folder / "observables.nc", scenario.model);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    observables_ = std::move(*opened);
    if (auto written = write_before_page(scenario, folder); !written || no_page_) {
        return written;
    }
    const Result<RunTables> tables = read_run_tables(folder, scenario.model);
    if (!tables) {
        return tl::unexpected(tables.error());
    }
    return write_page(folder / "page.html",
                      {&scenario, folder, &manifest, observables_.get(), &*tables, {}, {}});
}

void RunsCommand::say(const ReadScenario& scenario, const WorkList&, const Manifest& manifest,
                      const std::filesystem::path& folder) {
    const RunValues* runs = observables_.get();
    const std::filesystem::path page =
        no_page_ || runs == nullptr ? std::filesystem::path() : folder / "page.html";
    std::vector<Comparison> comparisons;
    if (runs != nullptr) {
        comparisons = compare_reports(scenario.model, *runs);
    }
    if (as_json) {
        Json json = json_head(name());
        json["study"] = folder.string();
        json["page"] = page.string();
        json["status"] = manifest.complete ? "complete" : "resumable";
        json["scenario"] = manifest.scenario_id;
        json["hypothesis"] = manifest.hypothesis;
        json["intervention"] = manifest.intervention;
        json["seed"] = manifest.seed;
        json["runs"] = manifest.runs;
        json["runs_done"] = manifest.runs_done;
        json["state_hash"] = manifest.state_hash;
        json["people"] = manifest.people;
        json["rows"] = manifest.rows;
        json["people_moved"] = manifest.people_moved;
        json["active_blocks"] = manifest.active_blocks;
        json["seconds"] = manifest.seconds;
        json["reports"] = scenario.model.reports.size();
        json["reports_compared"] = comparisons.size();
        json["reports_inside"] = std::count_if(comparisons.begin(), comparisons.end(),
                                               [](const Comparison& one) { return one.inside; });
        write_json(json);
    } else if (!quiet()) {
        if (runs != nullptr) {
            write_line(closing_text(scenario, manifest, *runs, comparisons));
        }
        if (const std::string more = more_to_say(); !more.empty()) {
            write_line(more);
        }
        write_line(fmt::format("Study: {}", folder.string()));
        if (!page.empty()) {
            write_line(fmt::format("Page:  {}", page.string()));
        }
    }
}

}  // namespace upsurge::cli

#include "experiments/counterfactual_folder.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <system_error>
#include <utility>

#include "experiments/run_quantities.h"
#include "numbers/hash.h"
#include "scenarios/csv_sheet.h"
#include "scenarios/problem_list.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

constexpr const char* command_name = "counterfactuals";
const std::vector<std::string> held_words = {"no", "provisional", "yes"};  // by Held

Problem other_study(const std::filesystem::path& folder, std::string what, std::string hint) {
    Problem problem;
    problem.file = folder.string();
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    return problem;
}

/// Columns of a cell's file that are no outcome and no quantity.
constexpr const char* head_columns[] = {"design", "run", "state_hash", "people_moved", "active_blocks"};

std::vector<CsvColumn> cell_columns() {
    std::vector<CsvColumn> columns;
    for (const char* name : head_columns) {
        columns.push_back({name});
    }
    // The ids are literals, so they end in a zero.
    for (const OutcomeDescription& one : outcome_descriptions) {
        columns.push_back({one.id.data()});
    }
    for (const RunQuantity& one : run_quantity_descriptions()) {
        columns.push_back({one.id.data()});
    }
    return columns;
}

bool parse_hex(const std::string& text, std::uint64_t& value) {
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, 16);
    return text.size() == 16 && error == std::errc() && stop == end;
}

CellRun read_run(const CsvSheet& sheet, std::size_t row) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr double widest = std::numeric_limits<double>::max();
    CellRun run;
    if (!parse_hex(sheet.text(row, "state_hash"), run.hash)) {
        sheet.report(row, "state_hash", "this is no state hash", "16 hexadecimal digits");
    }
    run.people_moved = sheet.whole(row, "people_moved", 0, most).value_or(0);
    run.active_blocks = sheet.whole(row, "active_blocks", 0, most).value_or(0);
    for (std::size_t i = 0; i < outcome_descriptions.size(); ++i) {
        run.outcomes[i] =
            static_cast<Held>(sheet.choice(row, outcome_descriptions[i].id, held_words).value_or(0));
    }
    for (const RunQuantity& one : run_quantity_descriptions()) {
        run.quantities.push_back(sheet.number(row, one.id, -widest, widest).value_or(0));
    }
    return run;
}

}  // namespace

CounterfactualFolder::CounterfactualFolder(std::filesystem::path folder, Manifest manifest, std::string typed)
    : folder_(std::move(folder)), manifest_(std::move(manifest)), typed_(std::move(typed)) {}

Result<CounterfactualFolder> CounterfactualFolder::open(std::filesystem::path folder, Manifest manifest,
                                                        const Model& model, const std::string& typed,
                                                        const std::vector<StudyFile>& scenario_files) {
    manifest.command = command_name;
    CounterfactualFolder opened(std::move(folder), std::move(manifest), typed);
    Manifest& now = opened.manifest_;
    std::error_code error;
    if (!std::filesystem::exists(opened.folder_ / "manifest.json", error)) {
        if (auto created = StudyWriter::create(opened.folder_, model, now, scenario_files); !created) {
            return tl::unexpected(created.error());
        }
        // The empty folder for blocks of histories, which are not kept here.
        std::filesystem::remove(opened.folder_ / "chunks", error);
    } else {
        const Result<Manifest> before = read_manifest(opened.folder_);
        if (!before) {
            return tl::unexpected(before.error());
        }
        if (before->command != command_name) {
            return failure(other_study(
                opened.folder_, "this folder holds another study, and a study never overwrites one",
                "choose another folder with --out, or leave --out away for a new one"));
        }
        const auto made_from = [](const Manifest& one) {
            return std::tie(one.version, one.draw_scheme, one.scenario_hash, one.settings, one.until,
                            one.seed, one.resolution);
        };
        if (made_from(*before) != made_from(now)) {
            return failure(other_study(
                opened.folder_,
                fmt::format("this folder cannot be gone on with; it was made by: {}", before->command_line),
                "repeat that command, or choose another folder with --out"));
        }
        now.seconds = before->seconds;
        now.created = before->created;
        if (auto written = write_durably(opened.folder_ / "manifest.json", manifest_text(now)); !written) {
            return tl::unexpected(written.error());
        }
    }
    if (auto made = make_folder(opened.folder_ / "cells"); !made) {
        return tl::unexpected(made.error());
    }
    return opened;
}

std::filesystem::path CounterfactualFolder::file_of(const CellName& cell) const {
    // Ids have no plus.
    return folder_ / "cells" /
           fmt::format("{}+{}.csv", cell.hypothesis.empty() ? "own-settings" : cell.hypothesis,
                       cell.intervention.empty() ? "as-it-was" : cell.intervention);
}

std::string CounterfactualFolder::design_of(const CellName& cell) const {
    StateHash hash;
    hash.add_text(manifest_.version);
    hash.add(manifest_.draw_scheme);
    hash.add_text(manifest_.scenario_hash);
    hash.add_text(typed_);
    hash.add(manifest_.seed);
    hash.add_text(cell.hypothesis);
    hash.add_text(cell.intervention);
    return hex(hash.value());
}

Result<CellRuns> CounterfactualFolder::read_cell(const CellName& cell) const {
    const std::filesystem::path file = file_of(cell);
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return CellRuns();
    }
    const Result<std::string> text = read_whole(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    ProblemList problems;
    const std::vector<CsvColumn> columns = cell_columns();
    const CsvSheet sheet(*text, file.string(), columns, problems);
    CellRuns runs;
    const std::string design = design_of(cell);
    for (std::size_t row = 0; sheet.readable() && row < sheet.rows(); ++row) {
        if (sheet.text(row, "design") != design) {
            sheet.report(row, "design", "these runs are of another design",
                         "runs of the same scenario, settings and seed",
                         "repeat the command that made them, or choose another folder with --out");
            break;
        }
        if (sheet.text(row, "run") != std::to_string(row)) {
            sheet.report(row, "run", "a run is missing or out of order", std::to_string(row));
            break;
        }
        runs.push_back(read_run(sheet, row));
    }
    if (!problems.empty()) {
        return tl::unexpected(problems.sorted());
    }
    return runs;
}

Result<void> CounterfactualFolder::write_cell(const CellName& cell, const CellRuns& runs) const {
    const std::string design = design_of(cell);
    std::string text;
    for (const CsvColumn& column : cell_columns()) {
        text += (text.empty() ? "" : ",") + std::string(column.name);
    }
    text += '\n';
    for (std::size_t i = 0; i < runs.size(); ++i) {
        text += fmt::format("{},{},{},{},{}", design, i, hex(runs[i].hash), runs[i].people_moved,
                            runs[i].active_blocks);
        for (Held held : runs[i].outcomes) {
            text += "," + held_words[static_cast<std::size_t>(held)];
        }
        for (double value : runs[i].quantities) {
            text += fmt::format(",{}", value);
        }
        text += '\n';
    }
    return write_durably(file_of(cell), text);
}

Result<void> CounterfactualFolder::finish(const CounterfactualDesign& design,
                                          const std::vector<CellRuns>& runs, const OutcomeTables& tables,
                                          double seconds) {
    std::vector<RunHash> hashes;
    manifest_.people_moved = 0;
    manifest_.active_blocks = 0;
    for (std::size_t cell = 0; cell < runs.size(); ++cell) {
        for (std::size_t run = 0; run < runs[cell].size() && run < static_cast<std::size_t>(design.runs);
             ++run) {
            hashes.push_back(
                {static_cast<int>(cell) * design.runs + static_cast<int>(run), runs[cell][run].hash});
            manifest_.people_moved += runs[cell][run].people_moved;
            manifest_.active_blocks += runs[cell][run].active_blocks;
        }
    }
    manifest_.runs_done = static_cast<int>(hashes.size());
    manifest_.complete = manifest_.runs_done == manifest_.runs;
    manifest_.seconds += seconds;
    manifest_.state_hash = hex(ensemble_hash(hashes));
    const std::pair<const char*, std::string> files[] = {
        {"cells.csv", cells_text(tables)},
        {"outcome_frequencies.csv", frequencies_text(tables)},
        {"outcome_differences.csv", differences_text(tables)},
        {"quantities.csv", quantities_text(tables)},
        {"manifest.json", manifest_text(manifest_)},
    };
    for (const auto& [name, text] : files) {
        if (auto written = write_durably(folder_ / name, text); !written) {
            return written;
        }
    }
    return {};
}

}  // namespace upsurge

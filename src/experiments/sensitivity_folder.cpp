#include "experiments/sensitivity_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <system_error>

#include "numbers/hash.h"
#include "numbers/philox.h"
#include "studies/durable_file.h"
#include "studies/finished_run.h"

namespace upsurge {
namespace {

constexpr std::size_t block_points_max = 4096;
constexpr std::chrono::seconds block_age_max{5};
constexpr const char* command_name = "sensitivity";

/// Over everything that decides what the ordinal of a point means; not the number of rows.
std::uint64_t design_hash(const SensitivityDesign& design, const std::vector<Measure>& outcomes,
                          const Manifest& manifest, const std::string& typed) {
    StateHash hash;
    hash.add_text(manifest.version);
    hash.add(draw_scheme_version);
    hash.add_text(manifest.scenario_hash);
    hash.add_text(typed);
    hash.add_text(name_of(design.method));
    hash.add(design.seed);
    for (const Factor& factor : design.factors) {
        hash.add_text(factor.name);
        if (!factor.is_chance()) {
            hash.add_text(to_string(factor.prior));
            hash.add(factor_value(factor, 0.0));
            hash.add(factor_value(factor, 1.0));
        }
    }
    for (const Measure& outcome : outcomes) {
        hash.add_text(measure_id(outcome));
    }
    return hash.value();
}

std::string number(double value) {
    return std::isnan(value) ? std::string() : fmt::format("{}", value);
}

}  // namespace

SensitivityFolder::SensitivityFolder(std::filesystem::path folder, SensitivityDesign design,
                                     std::vector<Measure> outcomes, Manifest manifest)
    : folder_(std::move(folder)),
      design_(std::move(design)),
      outcomes_(std::move(outcomes)),
      manifest_(std::move(manifest)),
      points_(static_cast<std::size_t>(manifest_.runs)) {}

Result<SensitivityFolder> SensitivityFolder::open(std::filesystem::path folder,
                                                  const SensitivityDesign& design,
                                                  const std::vector<Measure>& outcomes, Manifest manifest,
                                                  const Model& model, const std::string& typed,
                                                  const std::vector<StudyFile>& scenario_files) {
    manifest.command = command_name;
    SensitivityFolder opened(std::move(folder), design, outcomes, std::move(manifest));
    opened.shape_ = {design_hash(design, outcomes, opened.manifest_, typed),
                     static_cast<int>(outcomes.size())};
    std::error_code error;
    if (!std::filesystem::exists(opened.folder_ / "manifest.json", error)) {
        auto created = StudyWriter::create(opened.folder_, model, opened.manifest_, scenario_files);
        return created ? Result<SensitivityFolder>(std::move(opened)) : tl::unexpected(created.error());
    }
    const Result<Manifest> before = read_manifest(opened.folder_);
    if (!before) {
        return tl::unexpected(before.error());
    }
    if (before->command != command_name) {
        Problem problem;
        problem.file = opened.folder_.string();
        problem.what = "this folder holds another study, and a study never overwrites one";
        problem.hint = "choose another folder with --out, or leave --out away for a new one";
        return failure(std::move(problem));
    }
    auto read = before->scenario_hash == opened.manifest_.scenario_hash
                    ? opened.read_points_of_before()
                    : failure("the scenario's files have changed since");
    if (read) {
        opened.manifest_.seconds = before->seconds;
        opened.manifest_.created = before->created;
        read = write_durably(opened.folder_ / "manifest.json", manifest_text(opened.manifest_));
    } else {
        Problem problem;
        problem.file = opened.folder_.string();
        problem.what =
            fmt::format("this folder cannot be gone on with; it was made by: {}", before->command_line);
        problem.hint = "repeat that command, or choose another folder with --out";
        Problems problems = read.error();
        problems.push_back(std::move(problem));
        return tl::unexpected(problems);
    }
    return opened;
}

Result<void> SensitivityFolder::read_points_of_before() {
    if (auto made = make_folder(folder_ / "chunks"); !made) {
        return made;
    }
    for (const std::filesystem::path& file : points_files(folder_ / "chunks")) {
        Result<std::vector<EvaluatedPoint>> read = read_points(file, shape_);
        if (!read) {
            return tl::unexpected(read.error());
        }
        for (EvaluatedPoint& point : *read) {
            if (point.point >= 0 && point.point < manifest_.runs) {
                points_[static_cast<std::size_t>(point.point)] = std::move(point);
            }
        }
    }
    return {};
}

std::vector<int> SensitivityFolder::missing() const {
    std::vector<int> ordinals;
    for (std::size_t point = 0; point < points_.size(); ++point) {
        if (points_[point].outcomes.empty()) {
            ordinals.push_back(static_cast<int>(point));
        }
    }
    return ordinals;
}

Result<void> SensitivityFolder::add(EvaluatedPoint point) {
    const auto time = std::chrono::steady_clock::now();
    if (block_.empty()) {
        block_began_ = time;
    }
    block_.push_back(point);
    const auto at = static_cast<std::size_t>(point.point);
    points_[at] = std::move(point);
    if (block_.size() >= block_points_max || time - block_began_ >= block_age_max) {
        return write_block();
    }
    return {};
}

Result<void> SensitivityFolder::write_block() {
    if (block_.empty()) {
        return {};
    }
    std::sort(block_.begin(), block_.end(),
              [](const EvaluatedPoint& a, const EvaluatedPoint& b) { return a.point < b.point; });
    auto written = write_points(folder_ / "chunks" / points_name(block_.front().point), shape_, block_);
    if (written) {
        block_.clear();
    }
    return written;
}

std::vector<std::vector<double>> SensitivityFolder::outputs() const {
    std::vector<std::vector<double>> all(outcomes_.size());
    for (std::size_t outcome = 0; outcome < outcomes_.size(); ++outcome) {
        for (const EvaluatedPoint& point : points_) {
            all[outcome].push_back(point.outcomes.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                          : point.outcomes[outcome]);
        }
    }
    return all;
}

Result<void> SensitivityFolder::write_indices(
    const std::vector<std::vector<SensitivityIndex>>& indices) const {
    std::string text = "method,outcome,factor,index,value,low,high\n";
    for (std::size_t outcome = 0; outcome < indices.size(); ++outcome) {
        for (const SensitivityIndex& one : indices[outcome]) {
            text += fmt::format(
                "{},{},{},{},{},{},{}\n", name_of(design_.method), measure_id(outcomes_[outcome]),
                one.factor < 0 ? "" : design_.factors[static_cast<std::size_t>(one.factor)].name, one.index,
                number(one.value), number(one.interval.low), number(one.interval.high));
        }
    }
    return write_durably(folder_ / "sensitivity.csv", text);
}

Result<void> SensitivityFolder::write_points_table() const {
    std::string text = "point,state_hash";
    for (const Factor& factor : design_.factors) {
        text += "," + factor.name;
    }
    for (const Measure& outcome : outcomes_) {
        text += "," + measure_id(outcome);
    }
    text += '\n';
    for (std::size_t i = 0; i < points_.size(); ++i) {
        if (points_[i].outcomes.empty()) {
            continue;
        }
        fmt::format_to(std::back_inserter(text), "{},{}", i, hex(points_[i].hash));
        const std::vector<double> at = design_.coordinates(static_cast<int>(i));
        for (std::size_t factor = 0; factor < at.size(); ++factor) {
            const Factor& moved = design_.factors[factor];
            text += "," + number(moved.is_chance() ? at[factor] : factor_value(moved, at[factor]));
        }
        for (double outcome : points_[i].outcomes) {
            text += "," + number(outcome);
        }
        text += '\n';
    }
    return write_durably(folder_ / "points.csv", text);
}

Result<void> SensitivityFolder::finish(const std::vector<std::vector<SensitivityIndex>>& indices,
                                       double seconds) {
    if (auto written = write_block(); !written) {
        return written;
    }
    std::vector<RunHash> hashes;
    manifest_.people_moved = 0;
    manifest_.active_blocks = 0;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        if (!points_[i].outcomes.empty()) {
            hashes.push_back({static_cast<int>(i), points_[i].hash});
            manifest_.people_moved += points_[i].people_moved;
            manifest_.active_blocks += points_[i].active_blocks;
        }
    }
    manifest_.runs_done = static_cast<int>(hashes.size());
    manifest_.complete = manifest_.runs_done == manifest_.runs;
    manifest_.seconds += seconds;
    manifest_.state_hash = hex(ensemble_hash(hashes));
    if (auto written = write_indices(indices); !written) {
        return written;
    }
    if (auto written = write_points_table(); !written) {
        return written;
    }
    return write_durably(folder_ / "manifest.json", manifest_text(manifest_));
}

}  // namespace upsurge

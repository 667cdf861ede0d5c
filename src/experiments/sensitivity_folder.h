/// The folder of a sensitivity study: evaluated points while it runs, its tables at the end.
///
/// docs/formats/sensitivity.md describes the files.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "experiments/measure.h"
#include "experiments/sensitivity.h"
#include "studies/manifest.h"
#include "studies/points_file.h"
#include "studies/study_writer.h"
#include "upsurge/result.h"

namespace upsurge {

/// One thread at a time calls this.
class SensitivityFolder {
  public:
    /// Makes the folder, or goes on in one that holds points of the same design and outcomes; there may be
    /// fewer or more rows than before. Fails when the folder holds anything else, or points that are damaged.
    /// @param manifest  its `runs` is the number of points wanted
    /// @param typed     the options with which the scenario was read, as ScenarioOptions would be typed
    static Result<SensitivityFolder> open(std::filesystem::path folder, const SensitivityDesign& design,
                                          const std::vector<Measure>& outcomes, Manifest manifest,
                                          const Model& model, const std::string& typed,
                                          const std::vector<StudyFile>& scenario_files);

    /// Ordinals of the points wanted and not yet evaluated, ascending.
    std::vector<int> missing() const;
    /// Takes a point; a block of them goes to the disk when it is full or a few seconds old.
    Result<void> add(EvaluatedPoint point);

    /// [outcome][point]; NaN where a point is missing.
    std::vector<std::vector<double>> outputs() const;

    /// Writes what is in memory, sensitivity.csv, points.csv and the manifest.
    /// @param indices  [outcome]
    /// @param seconds  time that the runs took now
    Result<void> finish(const std::vector<std::vector<SensitivityIndex>>& indices, double seconds);

    const Manifest& manifest() const { return manifest_; }
    const std::filesystem::path& folder() const { return folder_; }

  private:
    SensitivityFolder(std::filesystem::path folder, SensitivityDesign design, std::vector<Measure> outcomes,
                      Manifest manifest);
    Result<void> read_points_of_before();
    Result<void> write_block();
    Result<void> write_indices(const std::vector<std::vector<SensitivityIndex>>& indices) const;
    Result<void> write_points_table() const;

    std::filesystem::path folder_;
    SensitivityDesign design_;
    std::vector<Measure> outcomes_;
    Manifest manifest_;
    PointsShape shape_;
    std::vector<EvaluatedPoint> points_;  ///< [point]; without outcomes where missing
    std::vector<EvaluatedPoint> block_;
    std::chrono::steady_clock::time_point block_began_;
};

}  // namespace upsurge

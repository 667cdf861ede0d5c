/// The points of a sensitivity study as a work list, and its tables.
///
/// docs/formats/sensitivity.md describes the files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "experiments/measure.h"
#include "experiments/sensitivity.h"
#include "studies/work_list.h"

namespace upsurge {

class SensitivityList final : public WorkList {
  public:
    /// The model must outlive the list.
    SensitivityList(const Model& model, SensitivityDesign design, std::vector<Measure> outcomes, int rows)
        : model_(&model), design_(std::move(design)), outcomes_(std::move(outcomes)), rows_(rows) {}

    /// Point by point; a longer list begins with the points of a shorter one.
    int items() const override { return rows_ * design_.points_per_row(); }
    MadeItem make(int point, VectorPath path) const override;
    /// sensitivity.csv and points.csv.
    Result<void> write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                              const Manifest& manifest) override;

    const SensitivityDesign& design() const { return design_; }
    const std::vector<Measure>& outcomes() const { return outcomes_; }
    /// [outcome] what the tables hold; empty before they are written.
    const std::vector<std::vector<SensitivityIndex>>& indices() const { return indices_; }
    /// Rows without a missing point.
    int whole_rows() const { return whole_rows_; }

    /// The bytes of a point's outcomes, in their order.
    static std::string result_of(const std::vector<double>& outcomes);

  private:
    struct Point {
        std::uint64_t hash = 0;
        std::vector<double> outcomes;  ///< empty where the point is missing
    };
    Result<void> write_indices(const std::filesystem::path& study) const;
    Result<void> write_points(const std::filesystem::path& study, const std::vector<Point>& points) const;

    const Model* model_;
    SensitivityDesign design_;
    std::vector<Measure> outcomes_;
    int rows_;
    std::vector<std::vector<SensitivityIndex>> indices_;
    int whole_rows_ = 0;
};

}  // namespace upsurge

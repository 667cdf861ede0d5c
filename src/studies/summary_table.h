/// What the runs of a study say together: a summary per observable, place or group, and tick.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/model.h"
#include "studies/run_values.h"
#include "studies/statistics.h"
#include "upsurge/result.h"

namespace upsurge {

/// A place, or a group of places, that has a row in the summary.
struct SummaryNode {
    std::string id;
    std::string name;
    std::vector<int> places;  ///< indices into Model::places
    bool is_group = false;
};

/// All places of the model, then its groups.
std::vector<SummaryNode> summary_nodes(const Model& model);

class SummaryTable {
  public:
    /// Summarises every observable of every node; time grows with runs x ticks x nodes.
    SummaryTable(const Model& model, const RunValues& runs);

    const std::vector<SummaryNode>& nodes() const { return nodes_; }
    /// [tick]; node is a position in nodes().
    const std::vector<SampleSummary>& at(Observable observable, std::size_t node) const {
        return summaries_[static_cast<std::size_t>(observable) * nodes_.size() + node];
    }

  private:
    std::vector<SummaryNode> nodes_;
    std::vector<std::vector<SampleSummary>> summaries_;
};

/// Writes summary.csv: time, place, observable, mean, sd, q05, q25, q50, q75, q95.
Result<void> write_summary(const std::filesystem::path& path, const Model& model, const SummaryTable& table);

}  // namespace upsurge

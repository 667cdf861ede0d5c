/// The tables of a study that have rows per run: draws.csv, outcomes.csv, decisions.csv.
///
/// Each is made run by run, in ascending order, and written when the study is assembled.
#pragma once

#include <string>
#include <vector>

#include "models/model.h"
#include "studies/finished_run.h"

namespace upsurge {

/// Parameters of the mechanisms that are on, per leaf where they may differ.
class DrawsTable {
  public:
    explicit DrawsTable(const Model& model);
    void add(const FinishedRun& run);
    const std::string& text() const { return text_; }

  private:
    struct Column {
        int parameter;
        int leaf;
    };
    std::vector<Column> columns_;
    std::string text_;
};

/// One row per run, one column per outcome: yes, provisional or no.
class OutcomesTable {
  public:
    OutcomesTable();
    void add(const FinishedRun& run);
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

/// One row per decision of an actor, with what it knew then.
class DecisionsTable {
  public:
    /// The model must outlive the table.
    explicit DecisionsTable(const Model& model);
    void add(const FinishedRun& run);
    const std::string& text() const { return text_; }

  private:
    const Model& model_;
    std::string text_;
};

}  // namespace upsurge

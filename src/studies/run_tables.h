/// The tables of a study that have rows per run: draws.csv, outcomes.csv, decisions.csv,
/// facility_losses.csv, service_members.csv.
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

/// One row per facility that fell in a run: when it was first out of the government's hands.
class FacilityLossesTable {
  public:
    /// The model must outlive the table.
    explicit FacilityLossesTable(const Model& model);
    void add(const FinishedRun& run);
    const std::string& text() const { return text_; }

  private:
    const Model& model_;
    std::string text_;
};

/// Members by service who stand aside, went over or are captured, in the whole country: one row whenever one
/// of the three differs from the tick before. Before the first row of a run all are 0.
class ServiceMembersTable {
  public:
    /// The model must outlive the table.
    explicit ServiceMembersTable(const Model& model);
    void add(const FinishedRun& run);
    const std::string& text() const { return text_; }

  private:
    const Model& model_;
    std::string text_;
};

}  // namespace upsurge

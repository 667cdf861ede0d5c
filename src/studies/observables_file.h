/// observables.nc: every observable of every run, place and tick, as NetCDF-4.
///
/// One variable per observable with dimensions (run, time, place). The NetCDF library is not thread-safe:
/// one thread at a time uses this header.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "studies/finished_run.h"
#include "studies/manifest.h"
#include "studies/run_values.h"
#include "upsurge/result.h"

namespace upsurge {

/// Gathers the file run by run in memory (about 150 kB a run of the flagship), then writes it.
class ObservablesWriter {
  public:
    /// `runs`: how many will be added.
    static Result<ObservablesWriter> create(const std::filesystem::path& path, const Model& model,
                                            const Manifest& manifest, int runs);
    ~ObservablesWriter();
    ObservablesWriter(ObservablesWriter&&) noexcept;

    /// Appends runs, in order of their ordinal.
    Result<void> add(const std::vector<FinishedRun>& runs);
    /// Closes, flushes and renames the file.
    Result<void> publish();

  private:
    struct Parts;
    explicit ObservablesWriter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

/// Reads the file place by place.
class ObservablesFile final : public RunValues {
  public:
    /// Fails when the file is missing, damaged, or does not have the model's places and ticks.
    static Result<std::unique_ptr<ObservablesFile>> open(const std::filesystem::path& path,
                                                         const Model& model);
    ~ObservablesFile() override;

    int runs() const override;
    int ticks() const override;
    std::vector<double> values(Observable observable, int place) const override;
    /// Ordinals and state hashes of the runs, in file order.
    const std::vector<int>& run_ordinals() const;
    const std::vector<std::uint64_t>& run_hashes() const;

  private:
    struct Parts;
    explicit ObservablesFile(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace upsurge

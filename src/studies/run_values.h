/// Observables of many runs, whatever holds them: a file of a study, or histories in memory.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "engines/history.h"
#include "models/model.h"
#include "society/observables.h"

namespace upsurge {

class RunValues {
  public:
    virtual ~RunValues() = default;
    virtual int runs() const = 0;
    virtual int ticks() const = 0;
    /// Values [run x tick] of an observable at a place of Model::places. A file that cannot be read gives
    /// NaN everywhere, which shows as "none" wherever it is printed.
    virtual std::vector<double> values(Observable observable, int place) const = 0;
};

/// Histories held in memory; all must have the same shape.
class HistoryValues final : public RunValues {
  public:
    explicit HistoryValues(std::vector<History> histories) : histories_(std::move(histories)) {}
    int runs() const override { return static_cast<int>(histories_.size()); }
    int ticks() const override { return histories_.empty() ? 0 : histories_.front().ticks(); }
    std::vector<double> values(Observable observable, int place) const override;

  private:
    std::vector<History> histories_;
};

/// Whether an observable adds up over places (people) or is averaged over their populations.
bool adds_up(Observable observable);

/// Values [run x tick] of several places together: people are summed, levels averaged by population. A
/// place that lies inside another of the list is not counted twice. An observable that only the country
/// has (regions_active) is counted again over the regions among the places.
std::vector<double> combined_values(const Model& model, const RunValues& runs, Observable observable,
                                    const std::vector<int>& places);

/// The places of a list that lie in no other place of the list, each once, in the order given.
std::vector<int> outermost_places(const Model& model, const std::vector<int>& places);

/// Whether `place` is `ancestor` or lies in it.
bool lies_in(const Model& model, int place, int ancestor);

}  // namespace upsurge

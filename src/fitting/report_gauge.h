/// What a run says about each report while it goes: the number that the report speaks of (report_window.h).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engines/history.h"
#include "fitting/report_window.h"
#include "models/model.h"

namespace upsurge {

class ReportGauge {
  public:
    /// Hours before a report on a growing count is due from which on it counts as coming; only of reports due
    /// in the last hours of the ticks, where the closing totals stand.
    static constexpr double look_ahead_hours = 72;
    static constexpr double closing_hours = 24;

    /// @param reports  positions in model.reports, each with an observable and places. A report whose window
    /// lies outside
    ///                 the first `ticks` ticks of the clock is never due.
    ReportGauge(const Model& model, std::span<const int> reports, int ticks);
    /// The same of windows of reports that stand nowhere.
    ReportGauge(const Clock& clock, std::vector<ReportWindow> windows, int ticks);

    /// Doubles that a run carries.
    std::size_t size() const { return windows_.size(); }
    /// Reads the tick just done. readings: [size()], zero before the first tick.
    /// @param row  of `now` that holds the tick
    void see(int tick, const History& now, int row, std::span<double> readings) const;
    /// Reports (ordinals of those given) whose readings are final once this tick has been seen.
    std::span<const int> due(int tick) const { return due_[static_cast<std::size_t>(tick)]; }
    /// A report on something that only grows, some time before it is due: its reading is what there is so
    /// far.
    struct Coming {
        int report = 0;
        double share = 0;  ///< of the look-ahead that has passed, 0 to 1
    };
    std::span<const Coming> coming(int tick) const { return coming_[static_cast<std::size_t>(tick)]; }
    /// The first tick with a report coming; the number of ticks if there is none.
    int first_coming() const { return first_coming_; }
    /// Reports that are never due.
    const std::vector<int>& outside() const { return outside_; }
    /// The tick after which no report is due, counted from 1; 0: none is.
    int last_tick() const { return last_tick_; }

  private:
    std::vector<ReportWindow> windows_;        ///< [reports]
    std::vector<std::vector<int>> open_;       ///< [tick] reports whose window holds it
    std::vector<std::vector<int>> due_;        ///< [tick]
    std::vector<std::vector<Coming>> coming_;  ///< [tick]
    int first_coming_ = 0;
    std::vector<int> outside_;
    int last_tick_ = 0;
};

}  // namespace upsurge

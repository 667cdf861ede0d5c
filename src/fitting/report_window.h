/// The number that a report speaks of, read from a run tick by tick.
///
/// Of a stock or a daily count the largest value in the report's window, of what only grows the value at its
/// end, of a level the mean; of several places together as the observable is aggregated.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "models/model.h"
#include "society/observables.h"

namespace upsurge {

class ReportWindow {
  public:
    /// @param report  with an observable and places
    /// @param ticks   that a run has
    ReportWindow(const Model& model, const Report& report, int ticks);

    /// Its time does not end within the ticks: there is no number.
    bool outside() const { return outside_; }
    int first() const { return first_; }
    int last() const { return last_; }  ///< the tick that completes the number
    ObservableKind kind() const { return kind_; }
    Observable observable() const { return observable_; }
    /// Positions in Model::places, none inside another.
    const std::vector<int>& places() const { return places_; }
    /// What is read at each place: the report's observable, or the crowds that regions are counted by.
    Observable observable_read() const;

    /// The places together at one tick. value_at(i): observable_read() at places()[i].
    template <class ValueAt>
    double together(ValueAt value_at) const {
        double sum = 0;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            sum += counts_regions() ? (value_at(i) >= event_size_ ? 1.0 : 0.0) : weights_[i] * value_at(i);
        }
        return sum;
    }

    /// Takes the places' value at one tick into the reading, which is zero before the first tick; ticks of
    /// the window in order.
    void take(int tick, double value, double& reading) const {
        switch (kind_) {
            case ObservableKind::stock:
            case ObservableKind::daily:
                reading = tick == first_ ? value : std::max(reading, value);
                break;
            case ObservableKind::cumulative:
                reading = value;
                break;
            case ObservableKind::field:
                reading += value / static_cast<double>(last_ - first_ + 1);
                break;
        }
    }

  private:
    bool counts_regions() const { return aggregation_ == Aggregation::count_regions && places_.size() > 1; }

    Observable observable_;
    ObservableKind kind_;
    Aggregation aggregation_;
    double event_size_;
    std::vector<int> places_;
    std::vector<double> weights_;  ///< of each place; sum 1 for means
    int first_ = 0;
    int last_ = -1;
    bool outside_ = false;
};

}  // namespace upsurge

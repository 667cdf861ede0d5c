/// What every program records of a run of the small country, and the numbers that are compared.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace upsurge::bench {

/// Per tick and place, at the end of the tick.
enum class Series : int { crowd, detained, detentions, joinings, withdrawn };
inline constexpr std::array<std::string_view, 5> series_names = {"crowd", "detained", "detentions so far",
                                                                 "joinings so far", "withdrawn"};

/// One run: numbers [tick][place][series], and per place the sums of the trait bins of its active people at
/// the end, which show who was radicalised or cowed.
class RunRecord {
  public:
    RunRecord() = default;
    RunRecord(int ticks, int places)
        : hardship_steps(static_cast<std::size_t>(places)),
          risk_steps(static_cast<std::size_t>(places)),
          ticks_(ticks),
          places_(places),
          values_(static_cast<std::size_t>(ticks) * static_cast<std::size_t>(places) * series_names.size()) {}

    int ticks() const { return ticks_; }
    int places() const { return places_; }
    double& at(int tick, int place, Series series) { return values_[index(tick, place, series)]; }
    double at(int tick, int place, Series series) const { return values_[index(tick, place, series)]; }

    std::vector<double> hardship_steps;  ///< [place]
    std::vector<double> risk_steps;      ///< [place]

  private:
    std::size_t index(int tick, int place, Series series) const {
        return (static_cast<std::size_t>(tick) * static_cast<std::size_t>(places_) +
                static_cast<std::size_t>(place)) *
                   series_names.size() +
               static_cast<std::size_t>(series);
    }
    int ticks_ = 0;
    int places_ = 0;
    std::vector<double> values_;
};

/// A number of a run, such as "crowd at its peak, Capital".
struct NamedSample {
    std::string name;
    std::vector<double> values;  ///< [run]
};

/// The compared numbers of many runs, per place and for the country: crowd at its peak, hour of the peak, its
/// mean and its size at a few hours; joinings, detentions; mean withdrawn and detained; trait steps.
std::vector<NamedSample> samples_of(const std::vector<RunRecord>& records,
                                    const std::vector<std::string>& places);

}  // namespace upsurge::bench

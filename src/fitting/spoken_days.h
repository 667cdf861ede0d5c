/// Of which regions' streets somebody spoke, day by day, and of which nobody did: what silence says about a
/// history.
///
/// A day is spoken of when a report says that people were in the street there, and how many does not matter
/// here. A report that says nobody was does not count: it was not the crowd that made somebody speak.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engines/history.h"
#include "fitting/report_gauge.h"
#include "models/model.h"
#include "numbers/philox.h"
#include "reports/known_by.h"
#include "reports/silence.h"

namespace upsurge {

struct SpokenDay {
    int place = 0;  ///< a region, position in Model::places
    Instant begin = 0;
    Instant end = 0;      ///< its last second; days are those of the region's own time
    bool spoken = false;  ///< of its streets
    double share = 1;     ///< of the reports about it that would be out
};

class SpokenDays {
  public:
    /// Every whole day of every region within the ticks; none where the model has no prior of reported_crowd.
    /// Days that a report may speak of which the fit is not shown, or one whose time is longer than the day,
    /// are left out unless another report speaks of them: nobody knows whether they are silent.
    /// @param known  reports that the fit is shown
    /// @param held_out  positions in model.reports of reports known by then that the fit is not shown
    /// @param as_of  none: with hindsight, when all reports are out
    SpokenDays(const Model& model, std::span<const KnownReport> known, std::span<const int> held_out,
               std::optional<Instant> as_of, int ticks);

    const std::vector<SpokenDay>& all() const { return days_; }
    /// The largest crowd of each day.
    const ReportGauge& gauge() const { return gauge_; }
    /// log of the chance that it was spoken of, as it was, given its largest crowd.
    double log_chance(int day, double crowd, const Attention& attention) const {
        const SpokenDay& one = days_[static_cast<std::size_t>(day)];
        return attention_log_chance(one.spoken, crowd, attention, one.share);
    }
    /// Whether each day might have been spoken of, given its largest crowd: one sample of the same law.
    std::vector<bool> sample(std::span<const double> crowds, const Attention& attention, RunKey key) const;
    /// The same days, spoken of as these say. @param spoken  [all()]
    void say(const std::vector<bool>& spoken);

  private:
    std::vector<SpokenDay> days_;
    ReportGauge gauge_;
};

}  // namespace upsurge

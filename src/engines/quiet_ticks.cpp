#include "engines/quiet_ticks.h"

#include <algorithm>

namespace upsurge {
namespace {

template <class Number>
bool any_positive(std::span<const Number> numbers) {
    return std::any_of(numbers.begin(), numbers.end(), [](Number number) { return number > 0; });
}

bool binds_the_hour(ScheduleKind kind) {
    return kind == ScheduleKind::emergency || kind == ScheduleKind::curfew || kind == ScheduleKind::shutdown;
}

}  // namespace

bool happens_within(const Model& model, const Stretch& stretch) {
    const Instant now = model.clock.step_at(stretch.first);
    const Instant next = model.clock.step_at(stretch.first + stretch.steps);
    const auto inside = [&](Instant moment) { return now < moment && moment < next; };
    const bool entries =
        std::any_of(model.schedule.begin(), model.schedule.end(), [&](const ScheduleEntry& entry) {
            const bool in_force = entry.from <= now && (entry.until == 0 || now < entry.until);
            return inside(entry.from) || inside(entry.until) || (in_force && binds_the_hour(entry.kind));
        });
    return entries || std::any_of(model.parameter_changes.begin(), model.parameter_changes.end(),
                                  [&](const ParameterChange& change) { return inside(change.from); });
}

bool is_quiet(const Model& model, const State& state) {
    const auto peaceful = state.tally(Tally::crowd_peaceful);
    const auto violent = state.tally(Tally::crowd_violent);
    for (std::size_t place = 0; place < peaceful.size(); ++place) {
        if (static_cast<double>(peaceful[place] + violent[place]) >= model.event_size) {
            return false;
        }
    }
    return !any_positive(state.tally(Tally::crowd_armed)) &&
           !any_positive(state.tally(Tally::order_emergency)) &&
           !any_positive(state.tally(Tally::city_lost)) &&
           !any_positive(state.column(WorkplaceColumn::out)) &&
           !any_positive(state.column(UnitColumn::switched)) &&
           !any_positive(state.column(FacilityColumn::lost)) && state.national(National::shutdown) == 0;
}

}  // namespace upsurge

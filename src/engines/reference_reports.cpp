#include "engines/reference_run.h"

namespace upsurge {

/// What those who decide have heard by now of what the last tick left.
void ReferenceRun::hear_reports() {
    if (!rules_.information) {
        return;
    }
    const double lag = value(parameters_.information.report_hours);
    for (int l = 0; l < model_.layout.places; ++l) {
        ReferencePlace& place = places_[l];
        double lost = 0;
        for (std::size_t f = 0; f < facilities_.size(); ++f) {
            lost += model_.facilities[f].leaf == l && facilities_[f].lost ? 1 : 0;
        }
        double defected = 0;
        for (const ReferenceUnit& unit : units_) {
            defected += unit.location == l ? unit.count(MemberState::switched) : 0;  // Reading 17
        }
        place.reported_crowd = relaxed(place.reported_crowd, place.crowd(), dt_, lag);
        place.reported_violent = relaxed(place.reported_violent, place.crowd_violent, dt_, lag);
        place.reported_armed = relaxed(place.reported_armed, place.crowd_armed, dt_, lag);
        place.reported_lost = relaxed(place.reported_lost, lost, dt_, lag);
        place.reported_defected = relaxed(place.reported_defected, defected, dt_, lag);
    }
    country_.reported_output = relaxed(country_.reported_output, country_.output_lost, dt_, lag);
}

}  // namespace upsurge

#include "reports/observable_errors.h"

#include <algorithm>
#include <cmath>

#include "numbers/samplers.h"

namespace upsurge {

namespace {

constexpr double crowd_size = 4;    // relative error of 1/2
constexpr double listed_size = 16;  // of 1/4: people who are counted one by one, and things
constexpr double seen_of_none = 0.05;
constexpr double price_points = 1000;
constexpr double price_spread = 0.1;
constexpr double share_points = 100;
constexpr double share_spread = 0.1;
constexpr double share_that_occurred = 0.2;
constexpr double demand_spread = 0.3;

ReportedMeasure counts_up_to(double largest, double size, double occurred_scale) {
    ReportedMeasure measure;
    const double most = std::clamp(std::floor(largest), 1.0, static_cast<double>(largest_count));
    measure.scale.top = static_cast<std::int64_t>(most);
    measure.error.size = size;
    measure.error.listed = size == listed_size;
    measure.error.base = seen_of_none;
    measure.error.occurred_scale = occurred_scale;
    return measure;
}

ReportedMeasure levels(double lowest, double step, double points, double spread, bool by_factors) {
    ReportedMeasure measure;
    measure.scale.counts = false;
    measure.scale.lowest = lowest;
    measure.scale.step = step;
    measure.scale.top = static_cast<std::int64_t>(points);
    measure.scale.background =
        by_factors ? ReportScale::Background::log_uniform : ReportScale::Background::uniform;
    measure.error.law = by_factors ? ErrorModel::Law::log_normal : ErrorModel::Law::normal;
    measure.error.spread = spread;
    measure.error.occurred_scale = share_that_occurred;
    return measure;
}

bool crowd_like(Observable observable) {
    switch (observable) {
        case Observable::crowd:
        case Observable::violent_crowd:
        case Observable::armed_crowd:
        case Observable::participants_today:
        case Observable::withdrawn:
        case Observable::not_reached:
        case Observable::strikers:
            return true;
        default:
            return false;
    }
}

}  // namespace

std::optional<ReportedMeasure> measure_of(Observable observable, double largest, double event_size) {
    const std::string_view unit = describe(observable).unit;
    if (observable == Observable::lpg_price) {
        const double step = largest / price_points;
        return levels(step, step, price_points - 1, price_spread, true);
    }
    if (unit == "people") {
        return crowd_like(observable) ? counts_up_to(largest, crowd_size, event_size)
                                      : counts_up_to(largest, listed_size, 1);
    }
    if (unit == "0..1" || unit == "share") {
        return levels(0, 1 / share_points, share_points, share_spread, false);
    }
    if (unit == "1..3") {
        return levels(1, 0.1, 20, demand_spread, false);
    }
    for (const std::string_view things :
         {"regions", "workplaces", "weapons", "facilities", "cities", "cliques", "purges"}) {
        if (unit == things) {
            return counts_up_to(largest, listed_size, 1);
        }
    }
    return std::nullopt;
}

double side_log_bias(std::string_view side) {
    return side == "state" ? -0.2 : side == "opposition" ? 0.3 : 0.0;
}

}  // namespace upsurge

#include "fitting/largest_numbers.h"

#include <algorithm>
#include <string_view>

#include "studies/run_values.h"

namespace upsurge {
namespace {

constexpr double price_room = 10;         // a price ten times the largest one decided
constexpr double weapons_room = 1000000;  // nobody knows how many there are

double people_in(const Model& model, const std::vector<int>& places) {
    double people = 0;
    for (const int place : outermost_places(model, places)) {
        people += static_cast<double>(model.places[static_cast<std::size_t>(place)].population);
    }
    return people;
}

double largest_price(const Model& model) {
    double largest = 1;
    for (const ScheduleEntry& entry : model.schedule) {
        if (entry.kind == ScheduleKind::price) {
            largest = std::max(largest, entry.value);
        }
    }
    return price_room * largest;
}

}  // namespace

double largest_number(const Model& model, const Report& report) {
    if (!report.observable) {
        return 1;
    }
    const std::string_view unit = describe(*report.observable).unit;
    double largest = 1;
    if (*report.observable == Observable::lpg_price) {
        largest = largest_price(model);
    } else if (unit == "people") {
        largest = people_in(model, report.places);
    } else if (unit == "regions" || unit == "cities") {
        largest = static_cast<double>(
            std::count_if(model.places.begin(), model.places.end(), [](const Place& place) {
                return place.kind == PlaceKind::region || place.kind == PlaceKind::city;
            }));
    } else if (unit == "workplaces") {
        largest = static_cast<double>(model.workplaces.size());
    } else if (unit == "facilities") {
        largest = static_cast<double>(model.facilities.size());
    } else if (unit == "weapons") {
        largest = weapons_room;
    } else if (unit == "cliques") {
        largest = static_cast<double>(model.cliques.size());
    }
    return std::max(1.0, largest);
}

std::vector<double> largest_numbers(const Model& model) {
    std::vector<double> largest;
    for (const Report& report : model.reports) {
        largest.push_back(largest_number(model, report));
    }
    return largest;
}

}  // namespace upsurge

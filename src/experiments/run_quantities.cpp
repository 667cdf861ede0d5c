#include "experiments/run_quantities.h"

#include <algorithm>
#include <functional>

namespace upsurge {
namespace {

/// Of the country, whose row is the first.
class Country {
  public:
    Country(const Model& model, const History& history) : model_(model), history_(history) {}

    double peak(Observable observable) const {
        double largest = 0;
        for (int tick = 0; tick < history_.ticks(); ++tick) {
            largest = std::max(largest, history_.at(tick, 0, observable));
        }
        return largest;
    }
    double end(Observable observable) const {
        return history_.ticks() == 0 ? 0.0 : history_.at(history_.ticks() - 1, 0, observable);
    }
    double hours_above_zero(Observable observable) const {
        int ticks = 0;
        for (int tick = 0; tick < history_.ticks(); ++tick) {
            ticks += history_.at(tick, 0, observable) > 0 ? 1 : 0;
        }
        return ticks * model_.clock.tick_hours;
    }

  private:
    const Model& model_;
    const History& history_;
};

struct Quantity {
    RunQuantity about;
    std::function<double(const Country&)> of;
};

const std::vector<Quantity>& quantities() {
    using Of = const Country&;
    static const std::vector<Quantity> all = {
        {{"peak_crowd", "largest crowd", "people", true},
         [](Of country) { return country.peak(Observable::crowd); }},
        {{"peak_armed_crowd", "largest armed crowd", "people", false},
         [](Of country) { return country.peak(Observable::armed_crowd); }},
        {{"peak_regions_active", "most regions with a crowd at once", "regions", false},
         [](Of country) { return country.peak(Observable::regions_active); }},
        {{"peak_strikers", "most workers on strike", "people", false},
         [](Of country) { return country.peak(Observable::strikers); }},
        {{"civilians_dead", "civilians killed", "people", true},
         [](Of country) { return country.end(Observable::dead_total); }},
        {{"civilians_injured", "civilians injured", "people", false},
         [](Of country) { return country.end(Observable::injured_total); }},
        {{"security_dead", "members of the security forces killed", "people", false},
         [](Of country) { return country.end(Observable::security_dead_total); }},
        {{"detentions", "detentions", "people", true},
         [](Of country) { return country.end(Observable::detentions_total); }},
        {{"weapons_taken", "weapons taken from shops, sites and units", "weapons", true},
         [](Of country) {
             return country.end(Observable::weapons_looted) + country.end(Observable::weapons_stormed) +
                    country.end(Observable::weapons_surrendered);
         }},
        {{"weapons_brought", "weapons from cliques and from abroad", "weapons", false},
         [](Of country) {
             return country.end(Observable::weapons_distributed) + country.end(Observable::weapons_inflow);
         }},
        {{"gone_over", "members of units gone over", "people", true},
         [](Of country) { return country.end(Observable::defections_total); }},
        {{"sites_fallen", "times a facility fell", "facilities", false},
         [](Of country) {
             return country.end(Observable::sites_abandoned_total) +
                    country.end(Observable::sites_stormed_total);
         }},
        {{"peak_cities_lost", "most cities lost at once", "cities", false},
         [](Of country) { return country.peak(Observable::cities_lost); }},
        {{"hours_city_lost", "hours with a lost city", "hours", true},
         [](Of country) { return country.hours_above_zero(Observable::cities_lost); }},
    };
    return all;
}

}  // namespace

const std::vector<RunQuantity>& run_quantity_descriptions() {
    static const std::vector<RunQuantity> all = [] {
        std::vector<RunQuantity> made;
        for (const Quantity& one : quantities()) {
            made.push_back(one.about);
        }
        return made;
    }();
    return all;
}

std::vector<double> run_quantities(const Model& model, const History& history) {
    const Country country(model, history);
    std::vector<double> values;
    for (const Quantity& one : quantities()) {
        values.push_back(one.of(country));
    }
    return values;
}

}  // namespace upsurge

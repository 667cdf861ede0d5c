/// A country of 300 people and a place abroad, built by hand, in which every mechanism and every arrow is
/// busy.
///
/// Small enough for the reference engine to run thousands of times, and lively enough that a wrong sign
/// anywhere shows in some observable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/model.h"

namespace upsurge {

/// Three leaf places (city and town in one region, a city in another) and one abroad, with three strata
/// (industrial, clandestine, inactive), 3 x 2 x 2 trait bins, 48 hourly ticks, all mechanisms on. Part of the
/// town's crowd and of that from abroad goes to the first city. Workplaces, units (three of a clique, two
/// mobile), facilities, gun shops, two cliques, two allies and a rival.
Model small_country();
/// The same under a government that follows its schedule ("scheduled") or decides by itself, by "thresholds"
/// or by chance ("softmax").
Model small_country_under(std::string_view government);
/// The same without the place abroad.
Model small_country_alone();
/// A place abroad beside the first city, its people by stratum, last among the leaves.
void add_abroad(Model& model, const std::vector<std::int64_t>& people);
/// Its workplaces, units, facilities, gun shops, cliques and outside powers (small_country_tables.cpp).
void add_small_country_tables(Model& model);
/// Its parameters (small_country_values.cpp).
void set_small_country_values(Model& model);

/// Every parameter at its usual value.
void set_usual_values(Model& model);

/// A population at one place, one active stratum, one trait bin, no schedule, no mechanism on; every
/// parameter at its usual value.
Model one_town(int people, int ticks);

/// Sets a parameter of every leaf. The name must be known.
void set_parameter(Model& model, std::string_view id, double value);
/// Sets a place-scoped parameter of one leaf.
void set_parameter(Model& model, std::string_view id, int leaf, double value);
void switch_off(Model& model, std::string_view mechanism);
void switch_on(Model& model, std::string_view mechanism);

}  // namespace upsurge

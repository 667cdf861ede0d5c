/// Weapons: what types there are, where they can be, and where those in protesters' hands came from.
///
/// Weapons are conserved: per type, all holdings of all places plus what units and facilities hold stay
/// constant in every tick.
#pragma once

#include <array>
#include <string_view>

namespace upsurge {

enum class WeaponType : int { hunting, service_rifle, pistol, other };
inline constexpr int weapon_type_count = 4;
inline constexpr std::array<std::string_view, weapon_type_count> weapon_type_names = {
    "hunting", "service_rifle", "pistol", "other"};

/// Where the weapons of a place are. What units carry and facilities store stands in their own tables.
enum class Holding : int {
    shop,       ///< gun shops
    household,  ///< owned privately before the events
    clique,     ///< caches of cliques meant for this place
    abroad,     ///< outside the country, meant for this place
    loose,      ///< taken, not yet carried by anybody
    held,       ///< carried by armed people whose home this is
    hidden,     ///< dropped or hidden
    recovered,  ///< found or seized by the security forces
};
inline constexpr int holding_count = 8;
inline constexpr std::array<std::string_view, holding_count> holding_names = {
    "shop", "household", "clique", "abroad", "loose", "held", "hidden", "recovered"};

/// How weapons got loose.
enum class WeaponSource : int {
    loot,          ///< from shops
    storm,         ///< from a facility that fell
    surrender,     ///< from members of units who were captured or went over
    own_guns,      ///< from households
    distribution,  ///< handed out by a clique
    inflow,        ///< from abroad
};
inline constexpr int weapon_source_count = 6;
inline constexpr std::array<std::string_view, weapon_source_count> weapon_source_names = {
    "loot", "storm", "surrender", "own_guns", "distribution", "inflow"};

/// Weapons by type.
using WeaponCounts = std::array<int, weapon_type_count>;

}  // namespace upsurge

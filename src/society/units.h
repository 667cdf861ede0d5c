/// Security units: members by what they do, one column each, and the unchanging facts of a unit.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "society/weapons.h"

namespace upsurge {

/// Whole numbers per unit. The first seven are members by state and sum to the unit's heads.
enum class UnitColumn : int {
    loyal,           ///< L: deployed under orders
    reserve,         ///< R: under orders, not deployed
    standing_aside,  ///< T: stands aside, obeys nobody
    switched,        ///< Z: gone over to the unit's clique or to the street
    captured,        ///< K: disarmed
    injured,         ///< I
    dead,            ///< X
    location,        ///< leaf where the unit is; -1: in national reserve
    arrives_tick,    ///< first tick in which a unit under way may deploy
    weapons,         ///< first of weapon_type_count columns: weapons the unit carries
};
inline constexpr int unit_state_count = 7;
inline constexpr int unit_column_count = static_cast<int>(UnitColumn::weapons) + weapon_type_count;
inline constexpr std::array<std::string_view, unit_state_count> unit_state_names = {
    "loyal", "reserve", "standing_aside", "switched", "captured", "injured", "dead"};

constexpr UnitColumn unit_weapons(WeaponType type) {
    return static_cast<UnitColumn>(static_cast<int>(UnitColumn::weapons) + static_cast<int>(type));
}

/// Real numbers per unit.
enum class UnitNumber : int {
    signal_noise,  ///< standard normal, drawn once: how the unit reads the regime's strength
};
inline constexpr int unit_number_count = 1;

/// What people in uniform serve in; costs of defecting may differ by it.
enum class Service : std::uint8_t { police, guard, army, special };
inline constexpr int service_count = 4;
inline constexpr std::array<std::string_view, service_count> service_names = {"police", "guard", "army",
                                                                              "special"};

/// Unchanging facts of a unit.
struct Unit {
    std::string id;
    Service service = Service::police;
    int home = -1;  ///< leaf; -1: a mobile unit of the national reserve
    int heads = 0;
    int clique = -1;  ///< ordinal of the clique whose people command it; -1: none
    WeaponCounts weapons{};
    std::int64_t known_from = 0;  ///< Instant from which its row was known; 0: from the start
};

}  // namespace upsurge

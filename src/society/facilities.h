/// Facilities that crowds attack and security forces hold: offices, stations, armouries, airports.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "society/units.h"
#include "society/weapons.h"

namespace upsurge {

enum class FacilityKind : std::uint8_t {
    administration,
    police,
    security_service,
    armoury,
    television,
    party_office,
    prison,
    airport,
    military_base,
    business,
};
inline constexpr int facility_kind_count = 10;
inline constexpr std::array<std::string_view, facility_kind_count> facility_kind_names = {
    "administration", "police", "security_service", "armoury",       "television",
    "party_office",   "prison", "airport",          "military_base", "business"};

struct Facility {
    std::string id;
    std::string name;
    int leaf = 0;
    FacilityKind kind = FacilityKind::administration;
    bool critical = false;  ///< counts towards the loss of the city
    int garrison = 0;       ///< people who guard it when all are loyal
    Service guarded_by = Service::police;
    WeaponCounts weapons{};       ///< stored there at the start
    std::int64_t known_from = 0;  ///< Instant from which its row was known; 0: from the start
};

/// Weapons in the gun shops of a place at the start.
struct GunShop {
    int leaf = 0;
    WeaponCounts weapons{};
    std::int64_t known_from = 0;  ///< as of a facility
};

/// Whole numbers per facility.
enum class FacilityColumn : int {
    lost,     ///< 1 while it is out of the government's hands
    aside,    ///< 1 while its garrison has been told to stand aside
    falls,    ///< times it fell so far
    weapons,  ///< first of weapon_type_count columns: weapons stored
};
inline constexpr int facility_column_count = static_cast<int>(FacilityColumn::weapons) + weapon_type_count;

constexpr FacilityColumn facility_weapons(WeaponType type) {
    return static_cast<FacilityColumn>(static_cast<int>(FacilityColumn::weapons) + static_cast<int>(type));
}

}  // namespace upsurge

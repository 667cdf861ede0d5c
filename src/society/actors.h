/// Single decision-makers: cliques of the elite, outside powers, the government.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "society/units.h"
#include "society/weapons.h"

namespace upsurge {

/// A faction inside the elite that commands units and may have a cache.
struct Clique {
    std::string id;
    std::string name;
    std::vector<int> leaves;        ///< where its people are
    std::vector<Service> services;  ///< its units: those of these services at these leaves
    WeaponCounts cache{};           ///< weapons it could hand out, spread over its leaves
};

/// Real numbers per clique.
enum class CliqueNumber : int {
    active,        ///< 1 from its activation until a purge
    purged,        ///< 1 once its head was removed
    signal_noise,  ///< standard normal, drawn once
    active_hours,  ///< how long it has been active
};
inline constexpr int clique_number_count = 4;

enum class PowerSide : std::uint8_t {
    ally,   ///< can guarantee the incumbent, together with the other allies
    rival,  ///< backs whoever the allies do not
};

/// An outside power.
struct Power {
    std::string id;
    std::string name;
    PowerSide side = PowerSide::ally;
    double benefit = 1;      ///< value of the incumbent's survival (of his fall, for a rival)
    double cost = 0;         ///< cost of sending help
    double reputation = 0;   ///< cost to its name
    int troops = 0;          ///< it would send
    WeaponCounts weapons{};  ///< it could send to the other side
};

/// Real numbers per power.
enum class PowerNumber : int {
    assent,  ///< of an ally at the last council: 1 yes, 0 no or not asked
    choice,  ///< of a rival: 0 nothing, 1 arms, 2 a long war, 3 a deal
};
inline constexpr int power_number_count = 2;

/// Real numbers of the country as a whole.
enum class National : int {
    output_lost,              ///< share of listed output lost to strikes, 0..1
    split,                    ///< division of the elite, 0..1
    split_shock,              ///< part of it that a purge left, decaying
    regime_strength,          ///< mean over places by population
    guarantee,                ///< 1 while an outside guarantee is in force
    guarantee_hours,          ///< since it was announced
    requested,                ///< 1 once help was asked for
    request_hours,            ///< since it was asked for, or since the council last refused
    council_hours,            ///< lag of the council now pending; 0: none
    foreign_troops,           ///< in the country
    concession_level,         ///< highest level of a concession in force, 0: none
    purges,                   ///< so far
    threat,                   ///< as the government sees it
    cabinet_dismissed,        ///< 1 once
    resigned,                 ///< 1 once the incumbent left
    hours_since_refusal,      ///< since a government that decides by itself last refused
    hours_since_price,        ///< since the government last offered a price
    hours_since_negotiation,  ///< since it last negotiated
    hours_since_purge,        ///< since the last purge
    shutdown,                 ///< depth ordered by the government that decides by itself
    settlement,               ///< 1 once a settlement was signed and while it is kept
    council_refusals,         ///< so far
    reported_output,          ///< share of output lost, as those who decide have heard
    calm_hours,               ///< how long the threat has been low enough for troops to leave
};
inline constexpr int national_count = 24;
/// Hours since something that has not happened yet.
inline constexpr double never_hours = 1e9;

}  // namespace upsurge

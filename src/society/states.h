/// What a person is doing now, and the only moves between states that are legal.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace upsurge {

/// One letter each in the methods page: N Q W P V G C D I X. The three states of the street are neighbours.
enum class PersonState : std::uint8_t {
    not_reached,  ///< N: has not heard of the events
    at_home,      ///< Q: has heard, is not in the street
    on_strike,    ///< W: on strike at a listed workplace, not in the street
    peaceful,     ///< P: in the street, peaceful
    violent,      ///< V: in the street, violent, unarmed
    armed,        ///< G: in the street with a firearm
    withdrawn,    ///< C: left tired or afraid, not ready to return yet
    detained,     ///< D: held by the security forces
    injured,      ///< I: injured
    dead,         ///< X: dead, absorbing
};
inline constexpr int person_state_count = 10;

inline constexpr std::array<std::string_view, person_state_count> person_state_names = {
    "not_reached", "at_home",   "on_strike", "peaceful", "violent",
    "armed",       "withdrawn", "detained",  "injured",  "dead"};
inline constexpr std::array<char, person_state_count> person_state_letters = {'N', 'Q', 'W', 'P', 'V',
                                                                              'G', 'C', 'D', 'I', 'X'};

struct Arrow {
    PersonState from;
    PersonState to;
    friend constexpr bool operator==(const Arrow&, const Arrow&) = default;
};

/// Every legal move between states. Releases, fear and organising may also move traits (see mechanisms).
inline constexpr std::array<Arrow, 33> legal_arrows = {{
    {PersonState::not_reached, PersonState::at_home},  // reach
    {PersonState::at_home, PersonState::peaceful},     // join
    {PersonState::at_home, PersonState::on_strike},    // strike
    {PersonState::on_strike, PersonState::at_home},    // return to work
    {PersonState::on_strike, PersonState::peaceful},   // march
    {PersonState::at_home, PersonState::armed},        // a recruited client takes a weapon
    {PersonState::peaceful, PersonState::armed},       // takes a weapon
    {PersonState::violent, PersonState::armed},        // takes a weapon
    {PersonState::armed, PersonState::violent},        // drops the weapon
    {PersonState::armed, PersonState::withdrawn},      // drops the weapon and hides
    {PersonState::peaceful, PersonState::at_home},     // leave, dispersal, curfew
    {PersonState::peaceful, PersonState::violent},     // escalate
    {PersonState::violent, PersonState::peaceful},     // calm
    {PersonState::violent, PersonState::at_home},      // calm, dispersal, curfew
    {PersonState::peaceful, PersonState::withdrawn},   // fatigue, fear
    {PersonState::violent, PersonState::withdrawn},    // fatigue, fear
    {PersonState::on_strike, PersonState::withdrawn},  // fatigue, fear
    {PersonState::withdrawn, PersonState::at_home},    // recover
    {PersonState::peaceful, PersonState::detained},    // arrest
    {PersonState::violent, PersonState::detained},     // arrest
    {PersonState::armed, PersonState::detained},       // arrest, the weapon is recovered
    {PersonState::on_strike, PersonState::detained},   // arrest
    {PersonState::detained, PersonState::at_home},     // release
    {PersonState::peaceful, PersonState::injured},     // hit
    {PersonState::violent, PersonState::injured},      // hit
    {PersonState::armed, PersonState::injured},        // hit
    {PersonState::at_home, PersonState::injured},      // bystander hit
    {PersonState::peaceful, PersonState::dead},        // hit
    {PersonState::violent, PersonState::dead},         // hit
    {PersonState::armed, PersonState::dead},           // hit
    {PersonState::at_home, PersonState::dead},         // bystander hit
    {PersonState::injured, PersonState::at_home},      // heal
    {PersonState::injured, PersonState::dead},         // die of wounds
}};

constexpr bool is_legal(Arrow arrow) {
    for (const Arrow& legal : legal_arrows) {
        if (legal == arrow) {
            return true;
        }
    }
    return false;
}

}  // namespace upsurge

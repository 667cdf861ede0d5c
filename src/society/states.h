/// What a person is doing now, and the only moves between states that are legal.
///
/// The civilian states of this version: strikes (W) and armed people (G) come with their mechanisms.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace upsurge {

/// One letter each in the methods page: N Q P V C D I X.
enum class PersonState : std::uint8_t {
    not_reached,  ///< N: has not heard of the events
    at_home,      ///< Q: has heard, is not in the street
    peaceful,     ///< P: in the street, peaceful
    violent,      ///< V: in the street, violent, unarmed
    withdrawn,    ///< C: left tired or afraid, not ready to return yet
    detained,     ///< D: held by the security forces
    injured,      ///< I: injured
    dead,         ///< X: dead, absorbing
};
inline constexpr int person_state_count = 8;

inline constexpr std::array<std::string_view, person_state_count> person_state_names = {
    "not_reached", "at_home", "peaceful", "violent", "withdrawn", "detained", "injured", "dead"};
inline constexpr std::array<char, person_state_count> person_state_letters = {'N', 'Q', 'P', 'V',
                                                                              'C', 'D', 'I', 'X'};

struct Arrow {
    PersonState from;
    PersonState to;
    friend constexpr bool operator==(const Arrow&, const Arrow&) = default;
};

/// Every legal move between states. Releases and fear may also move traits (see mechanisms).
inline constexpr std::array<Arrow, 20> legal_arrows = {{
    {PersonState::not_reached, PersonState::at_home},  // reach
    {PersonState::at_home, PersonState::peaceful},     // join
    {PersonState::peaceful, PersonState::at_home},     // leave, dispersal, curfew
    {PersonState::peaceful, PersonState::violent},     // escalate
    {PersonState::violent, PersonState::peaceful},     // calm
    {PersonState::violent, PersonState::at_home},      // calm, dispersal, curfew
    {PersonState::peaceful, PersonState::withdrawn},   // fatigue, fear
    {PersonState::violent, PersonState::withdrawn},    // fatigue, fear
    {PersonState::withdrawn, PersonState::at_home},    // recover
    {PersonState::peaceful, PersonState::detained},    // arrest
    {PersonState::violent, PersonState::detained},     // arrest
    {PersonState::detained, PersonState::at_home},     // release
    {PersonState::peaceful, PersonState::injured},     // hit
    {PersonState::violent, PersonState::injured},      // hit
    {PersonState::at_home, PersonState::injured},      // bystander hit
    {PersonState::peaceful, PersonState::dead},        // hit
    {PersonState::violent, PersonState::dead},         // hit
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

/// Fields: one number per leaf place that persists from tick to tick.
#pragma once

#include <array>
#include <string_view>

namespace upsurge {

enum class Field : int {
    reference_price,     ///< price people compare with
    legitimacy,          ///< 0..1
    anger,               ///< added to grievance, relaxing
    relief,              ///< subtracted from grievance after concessions, relaxing
    embolden,            ///< added to reinforcement after a concession made under pressure
    demand_level,        ///< 1..3
    activity_memory,     ///< remembered severity-weighted share of the population in the street
    turnout_mean,        ///< recent mean of that share
    harm_expected,       ///< people harmed per hour that nobody would be surprised at
    harm_news,           ///< v: people harmed an hour, as the place hears of it
    harm_shock,          ///< y = ln((1+v)/(1+expected)) of the last tick
    rumour_noise,        ///< standard normal in the long run, moves what is perceived under a shutdown
    perceived_activity,  ///< what the place believes is going on, a share
    grievance_shift,     ///< price shock + anger - relief, before hardship
    reported_crowd,      ///< people in the street, as those who decide have heard
    reported_violent,    ///< the violent among them, as heard
    reported_armed,      ///< the armed among them, as heard
    reported_lost,       ///< facilities out of the government's hands, as heard
    reported_defected,   ///< members of units gone over, as heard
    organisation,        ///< O: organised share of the active people alive
    committee,           ///< 1 while a committee stands
    regime_strength,     ///< th: how strong the regime is at this place
    attack_threshold,    ///< th*: strength below which attacks succeed; root last taken
    attack_hours,        ///< how long units have been ready to act here
    survived_threshold,  ///< th* of the last attack that was survived; -1: none
    city_contest,        ///< how far control of the city is contested
    lost_hours,          ///< how long half of the critical facilities have been lost
};
inline constexpr int field_count = 27;

struct FieldDescription {
    std::string_view name;
    std::string_view unit;
};
inline constexpr std::array<FieldDescription, field_count> field_descriptions = {{
    {"reference_price", "currency/litre"},
    {"legitimacy", "0..1"},
    {"anger", "grievance units"},
    {"relief", "grievance units"},
    {"embolden", "utility units"},
    {"demand_level", "1..3"},
    {"activity_memory", "share"},
    {"turnout_mean", "share"},
    {"harm_expected", "people/hour"},
    {"harm_news", "people/hour"},
    {"harm_shock", "log ratio"},
    {"rumour_noise", "standard deviations"},
    {"perceived_activity", "share"},
    {"grievance_shift", "grievance units"},
    {"reported_crowd", "people"},
    {"reported_violent", "people"},
    {"reported_armed", "people"},
    {"reported_lost", "facilities"},
    {"reported_defected", "people"},
    {"organisation", "share"},
    {"committee", "0 or 1"},
    {"regime_strength", "strength"},
    {"attack_threshold", "strength"},
    {"attack_hours", "hours"},
    {"survived_threshold", "strength"},
    {"city_contest", "0..1"},
    {"lost_hours", "hours"},
}};

}  // namespace upsurge

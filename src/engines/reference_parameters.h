/// The parameters of docs/model.md by name, looked up once: position in all_parameters().
#pragma once

#include <string_view>

#include "mechanisms/registry.h"

namespace upsurge {

/// Every parameter the reference engine reads. A name the registry does not know stops the program.
struct ReferenceParameters {
    static int find(std::string_view id);

    struct Information {
        int street_shutdown = find("information.street_shutdown");
        int offline_share = find("information.offline_share");
        int slant = find("information.slant");
        int noise_sd = find("information.noise_sd");
        int noise_hours = find("information.noise_hours");
        int broadcast_rate = find("information.broadcast_rate");
        int online_rate = find("information.online_rate");
        int street_rate = find("information.street_rate");
        int salience_half = find("information.salience_half");
        int unreached_share = find("information.unreached_share");
    } information;

    struct Diffusion {
        int violence_severity = find("diffusion.violence_severity");
        int memory_hours = find("diffusion.memory_hours");
        int local_weight = find("diffusion.local_weight");
        int distance_weight = find("diffusion.distance_weight");
        int media_weight = find("diffusion.media_weight");
        int tie_weight = find("diffusion.tie_weight");
        int distance_km = find("diffusion.distance_km");
        int distance_power = find("diffusion.distance_power");
    } diffusion;

    struct Rumour {
        int contact_rate = find("rumour.contact_rate");
        int seed_rate = find("rumour.seed_rate");
        int reach_rate = find("rumour.reach_rate");
    } rumour;

    struct Backlash {
        int injury_weight = find("backlash.injury_weight");
        int news_hours = find("backlash.news_hours");
        int news_reach = find("backlash.news_reach");
        int anger_gain = find("backlash.anger_gain");
        int anger_saturation = find("backlash.anger_saturation");
        int anger_days = find("backlash.anger_days");
        int expected_harm_days = find("backlash.expected_harm_days");
        int harm_memory = find("backlash.harm_memory");
        int fear_shift_rate = find("backlash.fear_shift_rate");
        int escalation_base = find("backlash.escalation_base");
        int escalation_contagion = find("backlash.escalation_contagion");
        int escalation_anger = find("backlash.escalation_anger");
        int escalation_clandestine = find("backlash.escalation_clandestine");
        int violence_half = find("backlash.violence_half");
        int calm_rate = find("backlash.calm_rate");
    } backlash;

    struct Concessions {
        int demand_activity_half = find("concessions.demand_activity_half");
        int satisfaction_width = find("concessions.satisfaction_width");
        int relief_size = find("concessions.relief_size");
        int relief_days = find("concessions.relief_days");
        int embolden_size = find("concessions.embolden_size");
        int embolden_days = find("concessions.embolden_days");
        int legitimacy_gain = find("concessions.legitimacy_gain");
        int refusal_cost = find("concessions.refusal_cost");
        int demand_growth = find("concessions.demand_growth");
        int demand_harm = find("concessions.demand_harm");
        int demand_settling = find("concessions.demand_settling");
        int turnout_memory_hours = find("concessions.turnout_memory_hours");
    } concessions;

    struct Grievance {
        int hardship_shape = find("grievance.hardship_shape");
        int memory = find("grievance.memory");
        int legitimacy = find("grievance.legitimacy");
        int legitimacy_days = find("grievance.legitimacy_days");
        int legitimacy_loss = find("grievance.legitimacy_loss");
        int exposure = find("grievance.exposure");
        int loss_aversion = find("grievance.loss_aversion");
        int reference_days = find("grievance.reference_days");
        int price_weight = find("grievance.price_weight");
    } grievance;

    struct Participation {
        int organised_share = find("participation.organised_share");
        int deterrence = find("participation.deterrence");
        int fixed_risk = find("participation.fixed_risk");
        int risk_weight = find("participation.risk_weight");
        int threshold = find("participation.threshold");
        int reinforcement = find("participation.reinforcement");
        int reinforcement_half = find("participation.reinforcement_half");
        int organised_push = find("participation.organised_push");
        int sharpness = find("participation.sharpness");
        int join_rate = find("participation.join_rate");
        int leave_rate = find("participation.leave_rate");
        int curfew_compliance = find("participation.curfew_compliance");
        int curfew_leave_rate = find("participation.curfew_leave_rate");
        int contagion_base = find("participation.contagion_base");
        int contagion_rate = find("participation.contagion_rate");
    } participation;

    struct Withdrawal {
        int fatigue_rate = find("withdrawal.fatigue_rate");
        int fear_rate = find("withdrawal.fear_rate");
        int recovery_rate = find("withdrawal.recovery_rate");
    } withdrawal;

    struct Police {
        int disperse_rate = find("policing.disperse_rate");
        int arrest_rate = find("policing.arrest_rate");
        int arrest_weight_violent = find("policing.arrest_weight_violent");
        int detention_capacity = find("policing.detention_capacity");
        int harm_rate_disperse = find("policing.harm_rate_disperse");
        int harm_rate_fire = find("policing.harm_rate_fire");
        int harm_dispersion = find("policing.harm_dispersion");
        int harm_weight_violent = find("policing.harm_weight_violent");
        int bystander_weight = find("policing.bystander_weight");
        int injured_per_death = find("policing.injured_per_death");
        int injured_per_death_disperse = find("policing.injured_per_death_disperse");
    } policing;

    struct Detention {
        int detention_hours = find("detention.detention_hours");
        int radicalised_share = find("detention.radicalised_share");
        int cowed_share = find("detention.cowed_share");
        int heal_rate = find("detention.heal_rate");
        int wound_death_rate = find("detention.wound_death_rate");
    } detention;
};

}  // namespace upsurge

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
        int report_hours = find("information.report_hours");
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
        int arrest_weight_armed = find("policing.arrest_weight_armed");
        int arrest_weight_striker = find("policing.arrest_weight_striker");
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

    struct Strikes {
        int onset_rate = find("strikes.onset_rate");
        int grievance_effect = find("strikes.grievance_effect");
        int organisation_effect = find("strikes.organisation_effect");
        int isolation_effect = find("strikes.isolation_effect");
        int contagion_effect = find("strikes.contagion_effect");
        int win_effect = find("strikes.win_effect");
        int far_weight = find("strikes.far_weight");
        int contagion_hours = find("strikes.contagion_hours");
        int win_days = find("strikes.win_days");
        int join_threshold = find("strikes.join_threshold");
        int solidarity = find("strikes.solidarity");
        int join_width = find("strikes.join_width");
        int length_days = find("strikes.length_days");
        int length_tail = find("strikes.length_tail");
        int settlement_rate = find("strikes.settlement_rate");
        int dismissal_rate = find("strikes.dismissal_rate");
        int march_rate = find("strikes.march_rate");
        int output_power = find("strikes.output_power");
    } strikes;

    struct Organisation {
        int organise_base = find("organisation.organise_base");
        int organise_contact = find("organisation.organise_contact");
        int leaders_lost = find("organisation.leaders_lost");
        int committee_people = find("organisation.committee_people");
        int committee_break = find("organisation.committee_break");
        int persistence_effect = find("organisation.persistence_effect");
        int discipline_effect = find("organisation.discipline_effect");
        int refusal_effect = find("organisation.refusal_effect");
        int bargaining_effect = find("organisation.bargaining_effect");
        int synchrony_effect = find("organisation.synchrony_effect");
        int strike_fund = find("organisation.strike_fund");
    } organisation;

    struct Loyalty {
        int strength = find("loyalty.strength");
        int loyal_effect = find("loyalty.loyal_effect");
        int bodies_effect = find("loyalty.bodies_effect");
        int crowd_effect = find("loyalty.crowd_effect");
        int crowd_scale = find("loyalty.crowd_scale");
        int split_effect = find("loyalty.split_effect");
        int output_effect = find("loyalty.output_effect");
        int precision_private = find("loyalty.precision_private");
        int precision_crowds = find("loyalty.precision_crowds");
        int precision_broadcasts = find("loyalty.precision_broadcasts");
        int broadcast_slant = find("loyalty.broadcast_slant");
        int precision_guarantee = find("loyalty.precision_guarantee");
        int guarantee_shown = find("loyalty.guarantee_shown");
        int fade_hours = find("loyalty.fade_hours");
        int guarantee_cost = find("loyalty.guarantee_cost");
        int cost_police = find("loyalty.cost_police");
        int cost_guard = find("loyalty.cost_guard");
        int cost_army = find("loyalty.cost_army");
        int cost_special = find("loyalty.cost_special");
        int stand_aside_cost = find("loyalty.stand_aside_cost");
        int reaction_rate = find("loyalty.reaction_rate");
        int recall_rate = find("loyalty.recall_rate");
        int attack_window = find("loyalty.attack_window");
        int amnesty_rate = find("loyalty.amnesty_rate");
        int amnesty_contest = find("loyalty.amnesty_contest");
        int travel_hours = find("loyalty.travel_hours");
        int heal_rate = find("loyalty.heal_rate");
    } loyalty;

    struct Elites {
        int activation_hour = find("elites.activation_hour");
        int activation_rate = find("elites.activation_rate");
        int cost = find("elites.cost");
        int precision_private = find("elites.precision_private");
        int precision_public = find("elites.precision_public");
        int reward = find("elites.reward");
        int distribution_rate = find("elites.distribution_rate");
        int order_rate = find("elites.order_rate");
        int seeding_rate = find("elites.seeding_rate");
        int split_size = find("elites.split_size");
        int purge_shock = find("elites.purge_shock");
        int purge_shock_hours = find("elites.purge_shock_hours");
    } elites;

    struct OutsidePowers {
        int council_median = find("outside_powers.council_median");
        int council_spread = find("outside_powers.council_spread");
        int delay_hours = find("outside_powers.delay_hours");
        int survival_width = find("outside_powers.survival_width");
        int help_gain = find("outside_powers.help_gain");
        int cost_weight = find("outside_powers.cost_weight");
        int vote_width = find("outside_powers.vote_width");
        int arrival_hours = find("outside_powers.arrival_hours");
        int full_hours = find("outside_powers.full_hours");
        int withdrawal_threat = find("outside_powers.withdrawal_threat");
        int withdrawal_hours = find("outside_powers.withdrawal_hours");
        int war_people = find("outside_powers.war_people");
        int attrition = find("outside_powers.attrition");
        int deal = find("outside_powers.deal");
        int rival_rate = find("outside_powers.rival_rate");
    } outside_powers;

    struct Infiltration {
        int entry_hour = find("infiltration.entry_hour");
        int cadre_rate = find("infiltration.cadre_rate");
        int inflow_rate = find("infiltration.inflow_rate");
        int media_push = find("infiltration.media_push");
    } infiltration;

    struct StatePolicy {
        int threat_crowd = find("state_policy.threat_crowd");
        int threat_violent = find("state_policy.threat_violent");
        int threat_armed = find("state_policy.threat_armed");
        int threat_sites = find("state_policy.threat_sites");
        int threat_output = find("state_policy.threat_output");
        int threat_defections = find("state_policy.threat_defections");
        int contain_at = find("state_policy.contain_at");
        int disperse_at = find("state_policy.disperse_at");
        int fire_at = find("state_policy.fire_at");
        int emergency_at = find("state_policy.emergency_at");
        int officers_per_person = find("state_policy.officers_per_person");
        int officers_max = find("state_policy.officers_max");
        int refusal_at = find("state_policy.refusal_at");
        int refusal_cooldown = find("state_policy.refusal_cooldown");
        int price_at = find("state_policy.price_at");
        int price_cooldown = find("state_policy.price_cooldown");
        int price_credibility = find("state_policy.price_credibility");
        int price_cut = find("state_policy.price_cut");
        int dismissal_at = find("state_policy.dismissal_at");
        int dismissal_credibility = find("state_policy.dismissal_credibility");
        int negotiation_at = find("state_policy.negotiation_at");
        int negotiation_cooldown = find("state_policy.negotiation_cooldown");
        int negotiation_credibility = find("state_policy.negotiation_credibility");
        int settlement_share = find("state_policy.settlement_share");
        int shutdown_at = find("state_policy.shutdown_at");
        int shutdown_depth = find("state_policy.shutdown_depth");
        int request_at = find("state_policy.request_at");
        int purge_at = find("state_policy.purge_at");
        int purge_delay = find("state_policy.purge_delay");
        int purge_cooldown = find("state_policy.purge_cooldown");
        int resignation_at = find("state_policy.resignation_at");
        int decision_hours = find("state_policy.decision_hours");
        int choice_sharpness = find("state_policy.choice_sharpness");
    } state_policy;

    struct Arming {
        int loot_rate = find("arming.loot_rate");
        int loot_crowd_half = find("arming.loot_crowd_half");
        int loot_contest = find("arming.loot_contest");
        int households_per_thousand = find("arming.households_per_thousand");
        int own_gun_rate = find("arming.own_gun_rate");
        int arm_violent = find("arming.arm_violent");
        int arm_peaceful = find("arming.arm_peaceful");
        int arm_client = find("arming.arm_client");
        int drop_rate = find("arming.drop_rate");
        int search_rate = find("arming.search_rate");
    } arming;

    struct Clashes {
        int aim_armed = find("clashes.aim_armed");
        int aim_state = find("clashes.aim_state");
        int engagement = find("clashes.engagement");
        int intelligence = find("clashes.intelligence");
        int break_off = find("clashes.break_off");
        int injured_per_death_security = find("clashes.injured_per_death_security");
    } clashes;

    struct Control {
        int attack_share = find("control.attack_share");
        int violent_weight = find("control.violent_weight");
        int armed_weight = find("control.armed_weight");
        int contest_power = find("control.contest_power");
        int fall_rate = find("control.fall_rate");
        int retake_share = find("control.retake_share");
        int capture_share = find("control.capture_share");
        int control_hours = find("control.control_hours");
        int lost_after_hours = find("control.lost_after_hours");
        int lost_contest = find("control.lost_contest");
    } control;
};

}  // namespace upsurge

#include <string_view>
#include <utility>
#include <vector>

#include "mechanisms/registry.h"
#include "small_country.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

int known_parameter(std::string_view id) {
    const std::optional<int> found = find_parameter(id);
    UPSURGE_CHECK(found, std::string(id).c_str());
    return *found;
}

}  // namespace

/// Every parameter at its usual value.
void set_usual_values(Model& model) {
    const auto& parameters = all_parameters();
    model.parameters.global.resize(parameters.size());
    model.parameters.place.resize(parameters.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        model.parameters.global[i].value = parameters[i].spec->value;
        model.parameters.place[i].clear();
        if (parameters[i].spec->scope == Scope::place) {
            model.parameters.place[i].resize(model.leaves.size());
            for (ParameterSetting& setting : model.parameters.place[i]) {
                setting.value = parameters[i].spec->value;
            }
        }
    }
}

void set_parameter(Model& model, std::string_view id, double value) {
    const auto parameter = static_cast<std::size_t>(known_parameter(id));
    model.parameters.global[parameter].value = value;
    for (ParameterSetting& setting : model.parameters.place[parameter]) {
        setting.value = value;
    }
}

void set_parameter(Model& model, std::string_view id, int leaf, double value) {
    const auto parameter = static_cast<std::size_t>(known_parameter(id));
    model.parameters.place[parameter].at(static_cast<std::size_t>(leaf)).value = value;
}

void set_small_country_values(Model& model) {
    set_usual_values(model);
    const std::vector<std::pair<std::string_view, double>> chosen = {
        {"information.broadcast_rate", 0.05},
        {"information.online_rate", 0.1},
        {"information.street_rate", 0.3},
        {"information.street_shutdown", 0.5},
        {"information.salience_half", 0.05},
        {"information.offline_share", 0.3},
        {"information.slant", 0.8},
        {"information.noise_sd", 0.5},
        {"information.noise_hours", 6},
        {"information.unreached_share", 0.4},
        {"diffusion.local_weight", 1},
        {"diffusion.distance_weight", 0.3},
        {"diffusion.media_weight", 0.5},
        {"diffusion.tie_weight", 0.2},
        {"diffusion.distance_km", 100},
        {"diffusion.distance_power", 1.5},
        {"diffusion.memory_hours", 3},
        {"diffusion.violence_severity", 2},
        {"rumour.contact_rate", 0.5},
        {"rumour.seed_rate", 0.02},
        {"rumour.reach_rate", 0.2},
        {"backlash.anger_gain", 0.05},
        {"backlash.anger_saturation", 0.03},
        {"backlash.anger_days", 0.5},
        {"backlash.expected_harm_days", 0.3},
        {"backlash.harm_memory", 0.05},
        {"backlash.injury_weight", 0.3},
        {"backlash.news_reach", 0.3},
        {"backlash.fear_shift_rate", 0.05},
        {"backlash.escalation_base", 0.03},
        {"backlash.escalation_contagion", 0.2},
        {"backlash.escalation_anger", 1},
        {"backlash.escalation_clandestine", 0.2},
        {"backlash.violence_half", 0.3},
        {"backlash.calm_rate", 0.4},
        {"concessions.demand_growth", 0.2},
        {"concessions.demand_harm", 0.05},
        {"concessions.demand_settling", 0.02},
        {"concessions.demand_activity_half", 0.05},
        {"concessions.relief_size", 0.2},
        {"concessions.relief_days", 1},
        {"concessions.satisfaction_width", 0.5},
        {"concessions.legitimacy_gain", 0.1},
        {"concessions.embolden_size", 0.1},
        {"concessions.embolden_days", 0.5},
        {"concessions.turnout_memory_hours", 6},
        {"concessions.refusal_cost", 0.08},
        {"grievance.exposure", 0.5},
        {"grievance.memory", 0},
        {"grievance.hardship_shape", 3},
        {"grievance.price_weight", 0.3},
        {"grievance.loss_aversion", 2},
        {"grievance.reference_days", 1},
        {"grievance.legitimacy", 0.5},
        {"grievance.legitimacy_days", 2},
        {"grievance.legitimacy_loss", 0.02},
        {"policing.disperse_rate", 0.3},
        {"policing.arrest_rate", 0.05},
        {"policing.arrest_weight_violent", 3},
        {"policing.detention_capacity", 0.3},
        {"policing.harm_rate_disperse", 0.05},
        {"policing.harm_rate_fire", 0.15},
        {"policing.harm_dispersion", 1},
        {"policing.harm_weight_violent", 3},
        {"policing.bystander_weight", 0.15},
        {"policing.injured_per_death", 2},
        {"policing.injured_per_death_disperse", 8},
        {"participation.join_rate", 0.3},
        {"participation.leave_rate", 0.4},
        {"participation.threshold", 0.1},
        {"participation.risk_weight", 0.5},
        {"participation.sharpness", 0.1},
        {"participation.reinforcement", 0.3},
        {"participation.reinforcement_half", 0.1},
        {"participation.organised_push", 0.1},
        {"participation.organised_share", 0.2},
        {"information.report_hours", 2},
        {"participation.deterrence", 1.5},
        {"policing.arrest_weight_armed", 0.8},
        {"policing.arrest_weight_striker", 4},
        {"strikes.onset_rate", 0.01},
        {"strikes.grievance_effect", 4},
        {"strikes.organisation_effect", 1},
        {"strikes.isolation_effect", 0.5},
        {"strikes.contagion_effect", 1.5},
        {"strikes.win_effect", 0.7},
        {"strikes.far_weight", 0.4},
        {"strikes.contagion_hours", 4},
        {"strikes.win_days", 1},
        {"strikes.join_threshold", 0.3},
        {"strikes.solidarity", 1},
        {"strikes.join_width", 0.15},
        {"strikes.length_days", 0.4},
        {"strikes.length_tail", 1.5},
        {"strikes.settlement_rate", 0.3},
        {"strikes.dismissal_rate", 0.03},
        {"strikes.march_rate", 0.15},
        {"strikes.output_power", 1.2},
        {"organisation.organise_base", 0.01},
        {"organisation.organise_contact", 0.1},
        {"organisation.leaders_lost", 2},
        {"organisation.committee_people", 5},
        {"organisation.committee_break", 0.3},
        {"organisation.persistence_effect", 1},
        {"organisation.discipline_effect", 2},
        {"organisation.refusal_effect", 3},
        {"organisation.bargaining_effect", 1},
        {"organisation.synchrony_effect", 0.5},
        {"organisation.strike_fund", 2},
        {"loyalty.strength", 0.7},
        {"loyalty.loyal_effect", 0.3},
        {"loyalty.bodies_effect", 2},
        {"loyalty.crowd_effect", 0.12},
        {"loyalty.crowd_scale", 5},
        {"loyalty.split_effect", 0.3},
        {"loyalty.output_effect", 0.3},
        {"loyalty.precision_private", 6},
        {"loyalty.precision_crowds", 1.5},
        {"loyalty.precision_broadcasts", 0.8},
        {"loyalty.broadcast_slant", 0.1},
        {"loyalty.precision_guarantee", 3},
        {"loyalty.guarantee_shown", 0.95},
        {"loyalty.fade_hours", 12},
        {"loyalty.guarantee_cost", 0.15},
        {"loyalty.cost_police", 0.5},
        {"loyalty.cost_guard", 0.45},
        {"loyalty.cost_army", 0.55},
        {"loyalty.cost_special", 0.6},
        {"loyalty.stand_aside_cost", 0.6},
        {"loyalty.reaction_rate", 0.08},
        {"loyalty.recall_rate", 0.15},
        {"loyalty.attack_window", 20},
        {"loyalty.amnesty_rate", 0.1},
        {"loyalty.amnesty_contest", 0.4},
        {"loyalty.travel_hours", 3},
        {"loyalty.heal_rate", 0.05},
        {"elites.activation_hour", 14},
        {"elites.activation_rate", 0.1},
        {"elites.cost", 0.5},
        {"elites.precision_private", 3},
        {"elites.precision_public", 1},
        {"elites.reward", 0.3},
        {"elites.distribution_rate", 0.7},
        {"elites.order_rate", 0.1},
        {"elites.seeding_rate", 0.05},
        {"elites.split_size", 0.5},
        {"elites.purge_shock", 0.3},
        {"elites.purge_shock_hours", 8},
        {"outside_powers.council_median", 4},
        {"outside_powers.council_spread", 0.5},
        {"outside_powers.delay_hours", 1},
        {"outside_powers.survival_width", 0.3},
        {"outside_powers.help_gain", 0.7},
        {"outside_powers.cost_weight", 1},
        {"outside_powers.vote_width", 0.15},
        {"outside_powers.arrival_hours", 2},
        {"outside_powers.full_hours", 8},
        {"outside_powers.withdrawal_threat", 4.5},
        {"outside_powers.withdrawal_hours", 3},
        {"outside_powers.war_people", 2},
        {"outside_powers.attrition", 0.3},
        {"outside_powers.deal", 0.4},
        {"outside_powers.rival_rate", 1.5},
        {"infiltration.entry_hour", 10},
        {"infiltration.cadre_rate", 0.05},
        {"infiltration.inflow_rate", 0.3},
        {"infiltration.media_push", 0.02},
        {"state_policy.threat_crowd", 0.7},
        {"state_policy.threat_violent", 60},
        {"state_policy.threat_armed", 40},
        {"state_policy.threat_sites", 0.1},
        {"state_policy.threat_output", 1},
        {"state_policy.threat_defections", 0.1},
        {"state_policy.contain_at", 1.6},
        {"state_policy.disperse_at", 2.6},
        {"state_policy.fire_at", 3.9},
        {"state_policy.emergency_at", 2.9},
        {"state_policy.officers_per_person", 0.4},
        {"state_policy.officers_max", 15},
        {"state_policy.refusal_at", 2.5},
        {"state_policy.refusal_cooldown", 3},
        {"state_policy.price_at", 3.6},
        {"state_policy.price_cooldown", 8},
        {"state_policy.price_credibility", 0.5},
        {"state_policy.price_cut", 0.8},
        {"state_policy.dismissal_at", 4.5},
        {"state_policy.dismissal_credibility", 0.4},
        {"state_policy.negotiation_at", 5},
        {"state_policy.negotiation_cooldown", 9},
        {"state_policy.negotiation_credibility", 0.5},
        {"state_policy.settlement_share", 0.35},
        {"state_policy.shutdown_at", 8.6},
        {"state_policy.shutdown_depth", 0.7},
        {"state_policy.request_at", 4.5},
        {"state_policy.purge_at", 5},
        {"state_policy.purge_delay", 4},
        {"state_policy.purge_cooldown", 6},
        {"state_policy.resignation_at", 8},
        {"state_policy.decision_hours", 3},
        {"state_policy.choice_sharpness", 0.4},
        {"arming.loot_rate", 0.2},
        {"arming.loot_crowd_half", 5},
        {"arming.loot_contest", 0.15},
        {"arming.households_per_thousand", 50},
        {"arming.own_gun_rate", 0.02},
        {"arming.arm_violent", 0.15},
        {"arming.arm_peaceful", 0.02},
        {"arming.arm_client", 0.05},
        {"arming.drop_rate", 0.08},
        {"arming.search_rate", 0.06},
        {"clashes.aim_armed", 0.05},
        {"clashes.aim_state", 0.04},
        {"clashes.engagement", 0.5},
        {"clashes.intelligence", 0.4},
        {"clashes.break_off", 0.3},
        {"clashes.injured_per_death_security", 3},
        {"control.attack_share", 0.3},
        {"control.violent_weight", 3},
        {"control.armed_weight", 8},
        {"control.contest_power", 1.5},
        {"control.fall_rate", 0.4},
        {"control.retake_share", 0.3},
        {"control.capture_share", 0.4},
        {"control.control_hours", 4},
        {"control.lost_after_hours", 4},
        {"control.lost_contest", 0.6},
        {"participation.curfew_compliance", 0.9},
        {"participation.curfew_leave_rate", 0.4},
        {"withdrawal.fatigue_rate", 0.05},
        {"withdrawal.fear_rate", 0.1},
        {"withdrawal.recovery_rate", 0.15},
        {"detention.detention_hours", 6},
        {"detention.radicalised_share", 0.25},
        {"detention.cowed_share", 0.3},
        {"detention.heal_rate", 0.08},
        {"detention.wound_death_rate", 0.03},
    };
    for (const auto& [id, value] : chosen) {
        set_parameter(model, id, value);
    }
    set_parameter(model, "grievance.memory", 0, 0.5);
    set_parameter(model, "grievance.exposure", 1, 0.4);
    set_parameter(model, "grievance.exposure", 2, 0.7);
    set_parameter(model, "grievance.legitimacy", 2, 0.35);
    set_parameter(model, "backlash.harm_memory", 2, 0.4);
    set_parameter(model, "participation.organised_share", 2, 0.4);
}

}  // namespace upsurge

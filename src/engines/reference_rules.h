/// Which rules of docs/model.md hold in a run of the reference engine.
#pragma once

#include "models/model.h"

namespace upsurge {

/// Which mechanisms are on and which option of each switch was chosen. A switch that the model does not
/// name has its first option: form decision, link logistic, risk diluted, hours daily.
struct ReferenceRules {
    explicit ReferenceRules(const Model& model);
    bool information = false;
    bool diffusion = false;
    bool rumour = false;
    bool forced_actions = false;
    bool backlash = false;
    bool concessions = false;
    bool grievance = false;
    bool participation = false;
    bool withdrawal = false;
    bool policing = false;
    bool detention = false;
    bool organisation = false;
    bool strikes = false;
    bool arming = false;
    bool clashes = false;
    bool state_policy = false;
    // These do nothing where the model lists none of what they are about.
    bool loyalty = false;
    bool elites = false;
    bool outside_powers = false;
    bool infiltration = false;
    bool control = false;

    bool form_thresholds = false;
    bool form_contagion = false;
    bool link_threshold = false;
    bool risk_diluted_floor = false;
    bool risk_fixed = false;
    bool hours_flat = false;

    bool persistence = true;
    bool discipline = true;
    bool refusal = true;
    bool bargaining = true;
    bool synchrony = true;
    bool fund = true;

    bool guarantee_bodies = true;
    bool guarantee_signal = true;
    bool guarantee_cost = true;
    bool act_at_hour = false;
    bool act_by_turnout = false;
    bool clique_orders = true;
    bool guarantee_refused = false;
    bool powers_decide = true;
    bool entry = false;
    bool endogenous = false;
    bool softmax = false;
};

}  // namespace upsurge

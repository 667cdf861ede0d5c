#include "engines/reference_rules.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace upsurge {

ReferenceRules::ReferenceRules(const Model& model) {
    auto on = [&](std::string_view mechanism) {
        return std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism) !=
               model.mechanisms.end();
    };
    auto chosen = [&](const std::string& name, std::string_view option) {
        const auto found = model.switches.find(name);
        return found != model.switches.end() && found->second == option;
    };
    information = on("information");
    diffusion = on("diffusion");
    rumour = on("rumour");
    forced_actions = on("forced_actions");
    backlash = on("backlash");
    concessions = on("concessions");
    grievance = on("grievance");
    participation = on("participation");
    withdrawal = on("withdrawal");
    policing = on("policing");
    detention = on("detention");
    organisation = on("organisation");
    strikes = on("strikes");
    arming = on("arming");
    clashes = on("clashes");
    state_policy = on("state_policy");
    loyalty = on("loyalty") && !model.units.empty();
    elites = on("elites") && !model.cliques.empty();
    outside_powers = on("outside_powers");
    infiltration = on("infiltration");
    control = on("control") && !model.facilities.empty();

    form_thresholds = chosen("participation.form", "thresholds");
    form_contagion = chosen("participation.form", "contagion");
    link_threshold = chosen("participation.link", "threshold");
    risk_diluted_floor = chosen("participation.risk", "diluted_floor");
    risk_fixed = chosen("participation.risk", "fixed");
    hours_flat = chosen("participation.hours", "flat");

    persistence = !chosen("organisation.persistence", "off");
    discipline = !chosen("organisation.discipline", "off");
    refusal = !chosen("organisation.refusal", "off");
    bargaining = !chosen("organisation.bargaining", "off");
    synchrony = !chosen("organisation.synchrony", "off");
    fund = !chosen("organisation.fund", "off");

    guarantee_bodies = !chosen("loyalty.bodies", "off");
    guarantee_signal = !chosen("loyalty.signal", "off");
    guarantee_cost = !chosen("loyalty.cost", "off");
    act_at_hour = chosen("elites.activation", "at_hour");
    act_by_turnout = chosen("elites.activation", "by_turnout");
    clique_orders = !chosen("elites.orders", "off");
    guarantee_refused = chosen("outside_powers.guarantee", "refused");
    powers_decide = !chosen("outside_powers.decide", "off") && !model.powers.empty();
    entry = chosen("infiltration.entry", "on");
    endogenous = chosen("state_policy.policy", "endogenous");
    softmax = chosen("state_policy.rule", "softmax");
}

}  // namespace upsurge

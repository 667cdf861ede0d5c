#include "scenarios/as_of.h"

#include <algorithm>
#include <string>
#include <vector>

namespace upsurge {
namespace {

template <class Row>
void forget_later(std::vector<Row>& rows, Instant moment) {
    std::erase_if(rows, [moment](const Row& row) { return row.known_from > moment; });
}

void let_government_decide(Model& model, Instant moment) {
    static const std::string policy = "state_policy.policy";
    const bool can =
        std::find(model.mechanisms.begin(), model.mechanisms.end(), "state_policy") != model.mechanisms.end();
    const auto chosen = model.switches.find(policy);
    const bool does = chosen != model.switches.end() && chosen->second == "endogenous";
    if (!can || does || model.pinned.contains(policy)) {
        return;
    }
    model.switches[policy] = "endogenous";
    model.endogenous_from = moment;
    for (ScheduleEntry& entry : model.schedule) {
        entry.forced = entry.forced || entry.from > moment;
    }
}

}  // namespace

Model as_of(Model model, Instant moment) {
    forget_later(model.schedule, moment);
    forget_later(model.workplaces, moment);
    forget_later(model.units, moment);
    forget_later(model.facilities, moment);
    forget_later(model.gun_shops, moment);
    let_government_decide(model, moment);
    return model;
}

}  // namespace upsurge

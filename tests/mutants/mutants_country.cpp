#include "mutants_country.h"

#include "small_country.h"
#include "upsurge/result.h"

namespace upsurge {

Model mutants_country(std::string_view name) {
    if (name == "deciding") {
        return small_country_under("thresholds");
    }
    Model model = small_country();
    if (name == "whispers") {
        set_parameter(model, "information.unreached_share", 0.9);
        set_parameter(model, "information.broadcast_rate", 0);
        set_parameter(model, "information.online_rate", 0);
        set_parameter(model, "information.street_rate", 0);
        set_parameter(model, "rumour.contact_rate", 2);
        set_parameter(model, "rumour.reach_rate", 0.3);
    } else if (name == "fearful") {
        // At the usual rate one comparison of 17,000 tells whether harm moves fear or hardship.
        set_parameter(model, "backlash.fear_shift_rate", 0.3);
    } else {
        UPSURGE_CHECK(name == "small", "no such country for mutants");
    }
    return model;
}

}  // namespace upsurge

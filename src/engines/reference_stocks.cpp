#include <cmath>

#include "engines/reference_apportion.h"
#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

/// Every weapon that the scenario lists.
void ReferenceRun::make_weapons() {
    const auto add = [&](int type, Keeper keeper, int at, std::int64_t number) {
        for (std::int64_t i = 0; i < number; ++i) {
            weapons_.push_back({static_cast<WeaponType>(type), keeper, at});
        }
    };
    double country = 0;
    for (int p = 0; p < model_.layout.places; ++p) {
        country += abroad(p) ? 0.0 : places_[p].people;
    }
    for (int type = 0; type < weapon_type_count; ++type) {
        for (std::size_t i = 0; i < model_.units.size(); ++i) {
            add(type, Keeper::unit, static_cast<int>(i), model_.units[i].weapons[type]);
        }
        for (std::size_t i = 0; i < model_.facilities.size(); ++i) {
            add(type, Keeper::facility, static_cast<int>(i), model_.facilities[i].weapons[type]);
        }
        for (const GunShop& shop : model_.gun_shops) {
            add(type, Keeper::shop, shop.leaf, shop.weapons[type]);
        }
        for (const Clique& clique : model_.cliques) {
            const std::vector<double> equally(clique.leaves.size(),
                                              1.0 / static_cast<double>(clique.leaves.size()));
            const auto parts = split_by_largest_remainder(clique.cache[type], equally);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                add(type, Keeper::clique, clique.leaves[i], parts[i]);
            }
        }
        for (const Power& power : model_.powers) {
            std::vector<double> shares;
            for (int p = 0; p < model_.layout.places; ++p) {
                shares.push_back(abroad(p) ? 0.0 : places_[p].people / country);
            }
            const int number = power.side == PowerSide::rival ? power.weapons[type] : 0;
            const auto parts = split_by_largest_remainder(number, shares);
            for (int p = 0; p < model_.layout.places; ++p) {
                add(type, Keeper::abroad, p, parts[p]);
            }
        }
    }
    for (int p = 0; p < model_.layout.places && rules_.arming; ++p) {
        const double share = value(parameters_.arming.households_per_thousand, p) / 1000.0;
        if (!abroad(p)) {
            add(static_cast<int>(WeaponType::hunting), Keeper::household, p,
                static_cast<std::int64_t>(std::floor(share * places_[p].people)));
        }
    }
}

void ReferenceRun::make_units_and_cliques() {
    workplaces_.resize(model_.workplaces.size());
    facilities_.resize(model_.facilities.size());
    powers_.resize(model_.powers.size());
    for (std::size_t i = 0; i < model_.units.size(); ++i) {
        ReferenceUnit unit;
        unit.members.assign(static_cast<std::size_t>(model_.units[i].heads), MemberState::reserve);
        unit.location = model_.units[i].home;
        unit.noise = normal_quantile(uniform(ReferenceDraw::unit_start, static_cast<int>(i)));
        units_.push_back(unit);
    }
    for (std::size_t k = 0; k < model_.cliques.size(); ++k) {
        ReferenceClique clique;
        clique.noise = normal_quantile(uniform(ReferenceDraw::clique_start, static_cast<int>(k)));
        cliques_.push_back(clique);
    }
}

}  // namespace upsurge

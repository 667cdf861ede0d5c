#include "simpler_model.h"

#include <algorithm>

#include "upsurge/result.h"

namespace upsurge::tests {
namespace {

/// One kind of part: how many a plan has, and how to leave out one.
struct Parts {
    int (*count)(const RandomModel& plan);
    void (*leave_out)(RandomModel& plan, int index);
};

template <auto list>
Parts entries_of() {
    return {[](const RandomModel& plan) { return static_cast<int>((plan.*list).size()); },
            [](RandomModel& plan, int index) { (plan.*list).erase((plan.*list).begin() + index); }};
}

/// Without a place nothing at it remains, and later ones have another ordinal.
void leave_out_place(RandomModel& plan, int place) {
    const auto is_there = [&](int leaf) { return leaf == place; };
    const auto renumber = [&](int& leaf) { leaf -= leaf > place ? 1 : 0; };
    const auto clean = [&](auto& table, auto member) {
        std::erase_if(table, [&](const auto& entry) { return is_there(entry.*member); });
        for (auto& entry : table) {
            renumber(entry.*member);
        }
    };
    plan.places.erase(plan.places.begin() + place);
    clean(plan.workplaces, &Workplace::leaf);
    clean(plan.units, &Unit::home);
    clean(plan.facilities, &Facility::leaf);
    clean(plan.gun_shops, &GunShop::leaf);
    clean(plan.destinations, &Destination::leaf);
    clean(plan.destinations, &Destination::destination);
    clean(plan.settings, &RandomSetting::leaf);
    for (Clique& clique : plan.cliques) {
        std::erase_if(clique.leaves, is_there);
        std::ranges::for_each(clique.leaves, renumber);
    }
    for (ScheduleEntry& entry : plan.schedule) {
        std::erase_if(entry.leaves, is_there);
        std::ranges::for_each(entry.leaves, renumber);
    }
}

void leave_out_stratum(RandomModel& plan, int stratum) {
    plan.strata.erase(plan.strata.begin() + stratum);
    for (RandomPlace& place : plan.places) {
        place.people.erase(place.people.begin() + stratum);
    }
    std::erase_if(plan.workplaces, [&](const Workplace& one) { return one.stratum == stratum; });
    for (Workplace& workplace : plan.workplaces) {
        workplace.stratum -= workplace.stratum > stratum ? 1 : 0;
    }
}

void leave_out_clique(RandomModel& plan, int clique) {
    plan.cliques.erase(plan.cliques.begin() + clique);
    for (Unit& unit : plan.units) {
        unit.clique = unit.clique == clique ? -1 : unit.clique - (unit.clique > clique ? 1 : 0);
    }
}

/// The largest parts first. The first place and the first stratum stay.
const std::vector<Parts>& kinds_of_parts() {
    static const std::vector<Parts> kinds = {
        {[](const RandomModel& plan) { return static_cast<int>(plan.places.size()) - 1; },
         [](RandomModel& plan, int index) { leave_out_place(plan, index + 1); }},
        {[](const RandomModel& plan) { return static_cast<int>(plan.strata.size()) - 1; },
         [](RandomModel& plan, int index) { leave_out_stratum(plan, index + 1); }},
        entries_of<&RandomModel::mechanisms>(),
        {[](const RandomModel& plan) { return static_cast<int>(plan.cliques.size()); }, leave_out_clique},
        entries_of<&RandomModel::workplaces>(),
        entries_of<&RandomModel::units>(),
        entries_of<&RandomModel::facilities>(),
        entries_of<&RandomModel::gun_shops>(),
        entries_of<&RandomModel::powers>(),
        entries_of<&RandomModel::schedule>(),
        entries_of<&RandomModel::parameter_changes>(),
        entries_of<&RandomModel::destinations>(),
        entries_of<&RandomModel::settings>(),
        entries_of<&RandomModel::hardship_cuts>(),
        {[](const RandomModel& plan) { return static_cast<int>(plan.switches.size()); },
         [](RandomModel& plan, int index) { plan.switches.erase(std::next(plan.switches.begin(), index)); }},
    };
    return kinds;
}

/// Calls f(number, least) for every whole number of the plan, always in the same order.
template <class F>
void each_number(RandomModel& plan, F f) {
    const auto each_weapon = [&](WeaponCounts& weapons) {
        for (int& count : weapons) {
            f(count, 0);
        }
    };
    f(plan.ticks, 1);
    f(plan.risk_aversion_bins, 1);
    f(plan.organised_bins, 1);
    for (RandomPlace& place : plan.places) {
        for (std::size_t stratum = 0; stratum < place.people.size(); ++stratum) {
            f(place.people[stratum], stratum == 0 ? 1 : 0);
        }
    }
    for (Workplace& workplace : plan.workplaces) {
        f(workplace.employees, 1);
    }
    for (Unit& unit : plan.units) {
        f(unit.heads, 1);
        each_weapon(unit.weapons);
    }
    for (Facility& facility : plan.facilities) {
        f(facility.garrison, 0);
        each_weapon(facility.weapons);
    }
    for (GunShop& shop : plan.gun_shops) {
        each_weapon(shop.weapons);
    }
    for (Clique& clique : plan.cliques) {
        each_weapon(clique.cache);
    }
    for (Power& power : plan.powers) {
        f(power.troops, 0);
        each_weapon(power.weapons);
    }
}

class Shrinking {
  public:
    Shrinking(RandomModel failing, const FaultOf& fault_of) : now_(std::move(failing)), fault_of_(fault_of) {}

    RandomModel run() {
        UPSURGE_CHECK(!fault_of_(now_).empty(), "a plan to shrink has no fault");
        bool smaller = true;
        while (smaller) {
            smaller = false;
            for (const Parts& parts : kinds_of_parts()) {
                smaller = leave_out_what_can_be(parts) || smaller;
            }
            smaller = make_plainer() || smaller;
            smaller = make_numbers_smaller() || smaller;
        }
        return now_;
    }

  private:
    bool keep_if_failing(RandomModel&& attempt) {
        if (fault_of_(attempt).empty()) {
            return false;
        }
        now_ = std::move(attempt);
        return true;
    }

    /// All at once, then halves, quarters and so on down to single ones.
    bool leave_out_what_can_be(const Parts& parts) {
        bool any = false;
        for (int size = parts.count(now_); size >= 1; size /= 2) {
            int end = parts.count(now_);
            while (end > 0) {
                const int first = std::max(0, end - size);
                RandomModel attempt = now_;
                for (int index = end; index-- > first;) {
                    parts.leave_out(attempt, index);
                }
                any = keep_if_failing(std::move(attempt)) || any;
                end = first;
            }
        }
        return any;
    }

    bool make_plainer() {
        bool any = false;
        const auto attempt = [&](bool plain_already, auto change) {
            if (!plain_already) {
                RandomModel plainer = now_;
                change(plainer);
                any = keep_if_failing(std::move(plainer)) || any;
            }
        };
        attempt(now_.tick_hours == 1, [](RandomModel& plan) { plan.tick_hours = 1; });
        attempt(now_.steps_per_tick == 1, [](RandomModel& plan) { plan.steps_per_tick = 1; });
        attempt(now_.endogenous_from == 0, [](RandomModel& plan) { plan.endogenous_from = 0; });
        attempt(!now_.street_at_once, [](RandomModel& plan) { plan.street_at_once = false; });
        for (std::size_t p = 0; p < now_.places.size(); ++p) {
            attempt(!now_.places[p].abroad, [p](RandomModel& plan) { plan.places[p].abroad = false; });
        }
        for (std::size_t s = 0; s < now_.strata.size(); ++s) {
            attempt(!now_.strata[s].clandestine,
                    [s](RandomModel& plan) { plan.strata[s].clandestine = false; });
            attempt(now_.strata[s].active, [s](RandomModel& plan) { plan.strata[s].active = true; });
        }
        return any;
    }

    bool make_numbers_smaller() {
        int numbers = 0;
        each_number(now_, [&](auto&, int) { ++numbers; });
        bool any = false;
        for (int chosen = 0; chosen < numbers; ++chosen) {
            // To the least, then by halves, then by one, as long as it goes.
            for (const int divisor : {0, 2, 1}) {
                while (make_smaller(chosen, divisor)) {
                    any = true;
                }
            }
        }
        return any;
    }

    bool make_smaller(int chosen, int divisor) {
        RandomModel attempt = now_;
        bool changed = false;
        int ordinal = 0;
        each_number(attempt, [&](auto& number, int least) {
            if (ordinal++ == chosen && number > least) {
                number = divisor == 0 ? least
                         : divisor == 1
                             ? number - 1
                             : std::max<std::remove_reference_t<decltype(number)>>(least, number / 2);
                changed = true;
            }
        });
        return changed && keep_if_failing(std::move(attempt));
    }

    RandomModel now_;
    const FaultOf& fault_of_;
};

}  // namespace

RandomModel shrink(RandomModel failing, const FaultOf& fault_of) {
    return Shrinking(std::move(failing), fault_of).run();
}

int parts_of(const RandomModel& plan) {
    int sum = 0;
    for (const Parts& parts : kinds_of_parts()) {
        sum += parts.count(plan);
    }
    return sum;
}

}  // namespace upsurge::tests

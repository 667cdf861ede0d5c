#include "pages/page_society.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "pages/page_numbers.h"

namespace upsurge {
namespace {

constexpr std::array<Observable, 6> weapon_sources = {
    Observable::weapons_looted, Observable::weapons_stormed,     Observable::weapons_surrendered,
    Observable::weapons_own,    Observable::weapons_distributed, Observable::weapons_inflow,
};

/// True values of a place, read once.
class Truth {
  public:
    Truth(const Model& model, const RunValues& runs) : model_(model), runs_(runs) {}

    Json at(Observable observable, int leaf, std::size_t run, int tick) {
        if (tick <= 0) {
            return nullptr;
        }
        const int place = leaf < 0 ? 0 : model_.leaves[static_cast<std::size_t>(leaf)];
        auto [found, added] = known_.try_emplace({observable, place});
        if (added) {
            found->second = runs_.values(observable, place);
        }
        const std::size_t index =
            run * static_cast<std::size_t>(runs_.ticks()) + static_cast<std::size_t>(tick - 1);
        const double value = found->second[index];
        return std::isfinite(value) ? Json(figures(value, 4)) : Json(nullptr);
    }

  private:
    const Model& model_;
    const RunValues& runs_;
    std::map<std::pair<Observable, int>, std::vector<double>> known_;
};

struct Taken {
    std::map<int, int> times;  ///< by run
    std::map<int, int> first;  ///< step, by run
};

Json decision_summary(const Model& model, const RunTables& tables) {
    std::map<std::pair<std::string, std::string>, Taken> all;
    for (const RunDecision& one : tables.decisions) {
        Taken& taken = all[{one.decision.actor, one.decision.action}];
        taken.times[one.run] += 1;
        taken.first.try_emplace(one.run, one.decision.step);
    }
    Json summary = Json::array();
    for (const auto& [name, taken] : all) {
        std::vector<double> times;
        std::vector<double> hours;
        for (const auto& [run, count] : taken.times) {
            times.push_back(count);
        }
        for (const auto& [run, step] : taken.first) {
            hours.push_back(step * model.clock.step_hours());
        }
        Json row = {{"actor", name.first}, {"action", name.second}};
        row["taken"] = share_json(taken.times.size(), tables.runs.size());
        row["times"] = band_json(std::move(times));
        row["first_hours"] = band_json(std::move(hours));
        summary.push_back(std::move(row));
    }
    return summary;
}

}  // namespace

Json outcomes_json(const Model& model, const RunTables& tables) {
    Json all = Json::array();
    if (tables.runs.empty() ||
        std::find(model.mechanisms.begin(), model.mechanisms.end(), "outcomes") == model.mechanisms.end()) {
        return all;
    }
    for (std::size_t i = 0; i < outcome_descriptions.size(); ++i) {
        std::size_t final_runs = 0;
        std::size_t held_runs = 0;
        for (const OutcomeLabels& labels : tables.outcomes) {
            final_runs += labels[i] == Held::yes ? 1 : 0;
            held_runs += labels[i] != Held::no ? 1 : 0;
        }
        const OutcomeDescription& about = outcome_descriptions[i];
        all.push_back({{"id", about.id},
                       {"code", about.code},
                       {"name", about.name},
                       {"final", share_json(final_runs, tables.runs.size())},
                       {"held", share_json(held_runs, tables.runs.size())}});
    }
    return all;
}

Json decisions_json(const Model& model, const RunValues& runs, const RunTables& tables) {
    constexpr std::size_t rows_max = 6000;
    constexpr std::size_t runs_max = 40;
    if (tables.decisions.empty() || tables.runs.empty()) {
        return nullptr;
    }
    std::map<int, std::size_t> position;
    for (std::size_t i = 0; i < tables.runs.size(); ++i) {
        position[tables.runs[i]] = i;
    }
    const bool same_runs = static_cast<int>(tables.runs.size()) == runs.runs();
    Truth truth(model, runs);
    Json lists = Json::array();
    std::size_t rows = 0;
    std::set<int> empty_runs(tables.runs.begin(), tables.runs.end());
    for (std::size_t i = 0; i < tables.decisions.size();) {
        const int run = tables.decisions[i].run;
        std::size_t end = i;
        while (end < tables.decisions.size() && tables.decisions[end].run == run) {
            ++end;
        }
        empty_runs.erase(run);
        // A run is shown whole or not at all.
        if (lists.empty() || (lists.size() < runs_max && rows + (end - i) <= rows_max)) {
            Json list = Json::array();
            for (std::size_t d = i; d < end; ++d) {
                const Decision& decision = tables.decisions[d].decision;
                const int tick = decision.step / model.clock.steps_per_tick;
                const auto so = [&](Observable observable) {
                    const auto found = position.find(run);
                    return same_runs && found != position.end()
                               ? truth.at(observable, decision.leaf, found->second, tick)
                               : Json(nullptr);
                };
                const int place =
                    decision.leaf < 0 ? 0 : model.leaves[static_cast<std::size_t>(decision.leaf)];
                list.push_back({decision.step * model.clock.step_hours(), decision.actor, decision.action,
                                model.places[static_cast<std::size_t>(place)].id, decision.whom,
                                figures(decision.threat, 3), figures(decision.reported_crowd, 4),
                                so(Observable::crowd), figures(decision.reported_armed, 4),
                                so(Observable::armed_crowd), figures(decision.regime_strength, 3)});
            }
            rows += end - i;
            lists.push_back({{"run", run}, {"decisions", std::move(list)}});
        }
        i = end;
    }
    return {{"summary", decision_summary(model, tables)},
            {"lists", std::move(lists)},
            {"runs", tables.runs.size()},
            {"runs_without", empty_runs.size()}};
}

Json control_json(const Model& model, const RunValues& runs) {
    Json all = Json::array();
    for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
        Json facilities = Json::array();
        int critical = 0;
        for (const Facility& facility : model.facilities) {
            if (facility.leaf == static_cast<int>(leaf)) {
                facilities.push_back({{"name", facility.name}, {"critical", facility.critical}});
                critical += facility.critical ? 1 : 0;
            }
        }
        if (facilities.empty()) {
            continue;
        }
        const int place = model.leaves[leaf];
        const auto share_above_zero = [&](Observable observable) {
            const std::vector<double> values = runs.values(observable, place);
            Json shares = Json::array();
            for (int tick = 0; tick < runs.ticks(); ++tick) {
                int count = 0;
                for (int run = 0; run < runs.runs(); ++run) {
                    count += values[static_cast<std::size_t>(run * runs.ticks() + tick)] > 0 ? 1 : 0;
                }
                shares.push_back(figures(static_cast<double>(count) / runs.runs(), 3));
            }
            return shares;
        };
        const auto at_end = [&](Observable observable) {
            const std::vector<double> values = runs.values(observable, place);
            std::vector<double> last;
            for (int run = 0; run < runs.runs(); ++run) {
                last.push_back(values[static_cast<std::size_t>((run + 1) * runs.ticks() - 1)]);
            }
            return last;
        };
        const std::vector<double> stormed = at_end(Observable::sites_stormed_total);
        const std::vector<double> abandoned = at_end(Observable::sites_abandoned_total);
        std::size_t fell = 0;
        for (std::size_t run = 0; run < stormed.size(); ++run) {
            fell += stormed[run] + abandoned[run] > 0 ? 1 : 0;
        }
        if (fell == 0) {
            continue;
        }
        all.push_back({{"place", model.places[static_cast<std::size_t>(place)].id},
                       {"facilities", std::move(facilities)},
                       {"critical", critical},
                       {"site_lost", share_above_zero(Observable::sites_lost)},
                       {"city_lost", share_above_zero(Observable::cities_lost)},
                       {"fell", share_json(fell, stormed.size())},
                       {"stormed", band_json(stormed)},
                       {"abandoned", band_json(abandoned)}});
    }
    return all;
}

Json weapon_sources_json(const RunValues& runs) {
    std::vector<std::vector<double>> taken;
    std::vector<double> total(static_cast<std::size_t>(runs.runs()), 0.0);
    for (const Observable source : weapon_sources) {
        const std::vector<double> values = runs.values(source, 0);
        std::vector<double> last;
        for (std::size_t run = 0; run < total.size(); ++run) {
            last.push_back(values[(run + 1) * static_cast<std::size_t>(runs.ticks()) - 1]);
            total[run] += last.back();
        }
        taken.push_back(std::move(last));
    }
    Json all = Json::array();
    for (std::size_t source = 0; source < taken.size(); ++source) {
        std::vector<double> shares;
        for (std::size_t run = 0; run < total.size(); ++run) {
            if (total[run] > 0) {
                shares.push_back(taken[source][run] / total[run]);
            }
        }
        if (shares.empty()) {
            return all;
        }
        Json row = {{"observable", describe(weapon_sources[source]).id}, {"runs", shares.size()}};
        row["share"] = band_json(std::move(shares));
        all.push_back(std::move(row));
    }
    return all;
}

}  // namespace upsurge

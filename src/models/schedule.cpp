#include "models/schedule.h"

#include <algorithm>
#include <limits>

namespace upsurge {

namespace {

constexpr Instant never = std::numeric_limits<Instant>::min();
constexpr std::int64_t seconds_per_day = 86400;
constexpr std::size_t kind_count = schedule_kind_names.size();

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

bool is_curfew_hour(const ScheduleEntry& entry, int minute) {
    if (entry.curfew_from_minute == entry.curfew_to_minute) {
        return true;  // from an hour to the same hour: all day
    }
    const bool after = minute >= entry.curfew_from_minute;
    const bool before = minute < entry.curfew_to_minute;
    return entry.curfew_from_minute < entry.curfew_to_minute ? after && before : after || before;
}

/// The government decides by itself.
bool decides_by_itself(const Model& model) {
    static const std::string name = "state_policy.policy";
    const auto policy = model.switches.find(name);
    return policy != model.switches.end() && policy->second == "endogenous";
}

void size_and_clear(const Model& model, bool decides_now, Forcing& out) {
    const std::size_t leaves = model.leaves.size();
    if (out.concessions.size() != leaves) {
        out.concessions.assign(leaves, {});
        for (const ScheduleEntry& entry : model.schedule) {
            if (entry.kind == ScheduleKind::concession) {
                for (int leaf : entry.leaves) {
                    auto& list = out.concessions[static_cast<std::size_t>(leaf)];
                    list.reserve(list.capacity() + 1);
                }
            }
        }
    }
    for (auto& list : out.concessions) {
        list.clear();
    }
    out.price.assign(leaves, 1.0);
    out.shutdown.assign(leaves, 0.0);
    out.emergency.assign(leaves, 0);
    out.curfew.assign(leaves, 0);
    out.officers.assign(leaves, 0.0);
    out.policing.assign(leaves, decides_now ? Policing::tolerate : Policing::contain);
    out.government_decides = decides_now ? 1 : 0;
    out.refusals.assign(leaves, 0);
    out.hour_of_day.assign(leaves, 0.0);
    out.new_day.assign(leaves, 0);
    out.requests = 0;
    out.purges = 0;
    out.dismissals = 0;
    out.guarantee = 0;
    out.guarantee_hours = 0;
    out.foreign_troops = -1;
}

/// Where the government decides by itself, its dated decisions end with `endogenous_from`; prices, which
/// markets make, go on, and so does what an intervention added.
bool is_overtaken(const Model& model, bool by_itself, const ScheduleEntry& entry) {
    if (!by_itself || entry.forced || entry.kind == ScheduleKind::price) {
        return false;
    }
    return entry.from > (model.endogenous_from != 0 ? model.endogenous_from : model.clock.start);
}

/// What an entry in force, or just announced, does to the country as a whole.
void act_on_country(const ScheduleEntry& entry, Instant now, Forcing& out) {
    switch (entry.kind) {
        case ScheduleKind::request:
            ++out.requests;
            break;
        case ScheduleKind::purge:
            ++out.purges;
            break;
        case ScheduleKind::dismissal:
            ++out.dismissals;
            break;
        case ScheduleKind::guarantee:
            out.guarantee = 1;
            out.guarantee_hours = static_cast<double>(now - entry.from) / 3600.0;
            break;
        case ScheduleKind::foreign_troops:
            out.foreign_troops = entry.value;
            break;
        default:
            break;
    }
}

}  // namespace

void evaluate_forcing(const Model& model, Stretch stretch, Forcing& out) {
    const std::size_t leaves = model.leaves.size();
    const bool is_first = stretch.first == 0;
    const Instant now = model.clock.step_at(stretch.first);
    const Instant next = model.clock.step_at(stretch.first + stretch.steps);
    const Instant previous = is_first ? 2 * now - next : model.clock.step_at(stretch.first - stretch.before);
    const bool by_itself = decides_by_itself(model);
    size_and_clear(model, by_itself && now >= model.endogenous_from, out);
    out.hours = model.clock.step_hours() * stretch.steps;

    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        const Place& place = model.places[static_cast<std::size_t>(model.leaves[leaf])];
        const std::int64_t offset = place.utc_offset_minutes * 60;
        const std::int64_t middle = now + (next - now) / 2 + offset;
        const std::int64_t second = middle - floor_divide(middle, seconds_per_day) * seconds_per_day;
        out.hour_of_day[leaf] = static_cast<double>(second) / 3600.0;
        const bool midnight =
            floor_divide(now + offset, seconds_per_day) > floor_divide(previous + offset, seconds_per_day);
        out.new_day[leaf] = midnight ? 1 : 0;
    }

    // The `from` of the entry now in force, per kind and leaf.
    thread_local std::vector<Instant> in_force;
    thread_local std::vector<Instant> first_price;
    in_force.assign(kind_count * leaves, never);
    first_price.assign(leaves, std::numeric_limits<Instant>::max());

    for (const ScheduleEntry& entry : model.schedule) {
        const bool announced = acts_once(entry.kind);
        if (is_overtaken(model, by_itself, entry)) {
            continue;
        }
        if (announced && (is_first || entry.from <= previous || entry.from > now)) {
            continue;
        }
        const bool on = entry.from <= now && (entry.until == 0 || now < entry.until);
        if (!announced && !on && entry.kind != ScheduleKind::price) {
            continue;
        }
        if (on || announced) {
            act_on_country(entry, now, out);
        }
        for (std::size_t i = 0; i < entry.leaves.size(); ++i) {
            const auto leaf = static_cast<std::size_t>(entry.leaves[i]);
            Instant& winner = in_force[static_cast<std::size_t>(entry.kind) * leaves + leaf];
            if (!announced && on) {
                if (entry.from < winner) {
                    continue;
                }
                winner = entry.from;
            }
            switch (entry.kind) {
                case ScheduleKind::price:
                    if (on) {
                        out.price[leaf] = entry.value;
                    } else if (winner == never && entry.from < first_price[leaf]) {
                        first_price[leaf] = entry.from;
                        out.price[leaf] = entry.value;
                    }
                    break;
                case ScheduleKind::shutdown:
                    out.shutdown[leaf] = entry.value;
                    break;
                case ScheduleKind::emergency:
                    out.emergency[leaf] = 1;
                    break;
                case ScheduleKind::curfew: {
                    const Place& place = model.places[static_cast<std::size_t>(model.leaves[leaf])];
                    const std::int64_t local = now + place.utc_offset_minutes * 60;
                    const std::int64_t second =
                        local - floor_divide(local, seconds_per_day) * seconds_per_day;
                    out.curfew[leaf] = is_curfew_hour(entry, static_cast<int>(second / 60)) ? 1 : 0;
                    break;
                }
                case ScheduleKind::police:
                    out.officers[leaf] = entry.officers.empty() ? entry.value : entry.officers[i];
                    break;
                case ScheduleKind::policing:
                    out.policing[leaf] = entry.policing;
                    break;
                case ScheduleKind::concession:
                    out.concessions[leaf].push_back(entry.concession);
                    break;
                case ScheduleKind::refusal:
                    if (out.refusals[leaf] < std::numeric_limits<std::uint8_t>::max()) {
                        ++out.refusals[leaf];
                    }
                    break;
                case ScheduleKind::request:
                case ScheduleKind::guarantee:
                case ScheduleKind::foreign_troops:
                case ScheduleKind::purge:
                case ScheduleKind::dismissal:
                    break;  // of the whole country
            }
        }
    }
}

}  // namespace upsurge

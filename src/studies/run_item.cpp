#include "studies/run_item.h"

#include "mechanisms/registry.h"
#include "studies/item_bytes.h"

namespace upsurge {
namespace {

void put_decision(std::string& bytes, const Decision& decision) {
    put_value(bytes, static_cast<std::int32_t>(decision.step));
    put_value(bytes, static_cast<std::int32_t>(decision.leaf));
    put_text(bytes, decision.actor);
    put_text(bytes, decision.action);
    put_text(bytes, decision.whom);
    for (const double known :
         {decision.threat, decision.reported_crowd, decision.reported_armed, decision.regime_strength}) {
        put_value(bytes, known);
    }
}

Decision get_decision(ByteReader& reader) {
    Decision decision;
    decision.step = reader.get<std::int32_t>();
    decision.leaf = reader.get<std::int32_t>();
    decision.actor = reader.get_text();
    decision.action = reader.get_text();
    decision.whom = reader.get_text();
    for (double* known :
         {&decision.threat, &decision.reported_crowd, &decision.reported_armed, &decision.regime_strength}) {
        *known = reader.get<double>();
    }
    return decision;
}

void put_forces(std::string& bytes, const ForceRecord& forces) {
    put_value(bytes, static_cast<std::uint32_t>(forces.first_lost.size()));
    for (const std::int32_t tick : forces.first_lost) {
        put_value(bytes, tick);
    }
    put_value(bytes, static_cast<std::uint32_t>(forces.members.size()));
    for (const FollowedMembers& members : forces.members) {
        for (const std::int32_t count : members) {
            put_value(bytes, count);
        }
    }
}

ForceRecord get_forces(ByteReader& reader) {
    ForceRecord forces;
    const auto facilities = reader.get<std::uint32_t>();
    for (std::uint32_t f = 0; f < facilities && !reader.short_of; ++f) {
        forces.first_lost.push_back(reader.get<std::int32_t>());
    }
    const auto entries = reader.get<std::uint32_t>();
    for (std::uint32_t i = 0; i < entries && !reader.short_of; ++i) {
        FollowedMembers members{};
        for (std::int32_t& count : members) {
            count = reader.get<std::int32_t>();
        }
        forces.members.push_back(members);
    }
    return forces;
}

int parameters_of_all() {
    return static_cast<int>(all_parameters().size());
}

}  // namespace

WorkItem item_of_run(const Model& model, const FinishedRun& run) {
    const int leaves = static_cast<int>(model.leaves.size());
    const std::vector<double>& values = run.result.history.values();
    UPSURGE_CHECK(run.result.history.ticks() == model.clock.ticks() &&
                      run.result.history.places() == static_cast<int>(model.places.size()),
                  "a run of another shape than its study");
    WorkItem item;
    item.number = run.run;
    item.hashes = {run.result.hash};
    item.people_moved = run.result.counters.people_moved;
    item.active_blocks = run.result.counters.active_blocks;
    std::string& bytes = item.result;
    bytes.reserve(values.size() * sizeof(double) +
                  static_cast<std::size_t>(parameters_of_all() * leaves) * sizeof(double) + 4096);
    put_value(bytes, run.seconds);
    put_value(bytes, run.result.counters.rows_drawn);
    for (const Held held : run.result.outcomes) {
        put_value(bytes, static_cast<std::uint8_t>(held));
    }
    put_value(bytes, static_cast<std::uint32_t>(run.result.decisions.size()));
    for (const Decision& decision : run.result.decisions) {
        put_decision(bytes, decision);
    }
    put_forces(bytes, run.result.forces);
    for (int parameter = 0; parameter < parameters_of_all(); ++parameter) {
        for (int leaf = 0; leaf < leaves; ++leaf) {
            put_value(bytes, run.values.at(parameter, leaf));
        }
    }
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
    return item;
}

FinishedRun run_of_item(const Model& model, const WorkItem& item) {
    const int leaves = static_cast<int>(model.leaves.size());
    const int ticks = model.clock.ticks();
    const int places = static_cast<int>(model.places.size());
    ByteReader reader{item.result};
    FinishedRun run;
    run.run = item.number;
    run.result.hash = item.hashes.at(0);
    run.seconds = reader.get<double>();
    run.result.counters.people_moved = item.people_moved;
    run.result.counters.active_blocks = item.active_blocks;
    run.result.counters.rows_drawn = reader.get<std::int64_t>();
    for (Held& held : run.result.outcomes) {
        held = static_cast<Held>(reader.get<std::uint8_t>());
    }
    const auto decisions = reader.get<std::uint32_t>();
    for (std::uint32_t i = 0; i < decisions && !reader.short_of; ++i) {
        run.result.decisions.push_back(get_decision(reader));
    }
    run.result.forces = get_forces(reader);
    run.values = ParameterValues(parameters_of_all(), leaves);
    for (int parameter = 0; parameter < parameters_of_all(); ++parameter) {
        for (int leaf = 0; leaf < leaves; ++leaf) {
            run.values.set(parameter, leaf, reader.get<double>());
        }
    }
    run.result.history = History(ticks, places);
    for (int tick = 0; tick < ticks; ++tick) {
        for (int place = 0; place < places; ++place) {
            for (int observable = 0; observable < observable_count; ++observable) {
                run.result.history.at(tick, place, static_cast<Observable>(observable)) =
                    reader.get<double>();
            }
        }
    }
    UPSURGE_CHECK(reader.exhausted(), "a run of another shape than its study");
    return run;
}

}  // namespace upsurge

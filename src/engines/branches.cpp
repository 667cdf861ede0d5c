#include "engines/branches.h"

#include <algorithm>

namespace upsurge {
namespace {

/// Ticks that end at or before the moment.
int ticks_before(const Clock& clock, Instant moment) {
    int ticks = 0;
    while (ticks < clock.ticks() && clock.at(ticks + 1) <= moment) {
        ++ticks;
    }
    return ticks;
}

/// A run under way: its engine and what it has written so far.
struct Course {
    Course(const Model& of, ParameterValues of_it, const RunChance& of_run, VectorPath path)
        : model(&of), values(std::move(of_it)), chance(&of_run), engine(of, values, of_run.first(), path) {
        result.history = History(of.clock.ticks(), static_cast<int>(of.places.size()));
    }
    Course(const Model& of, ParameterValues of_it, const RunChance& of_run, RowEngine forked,
           RunResult so_far)
        : model(&of),
          values(std::move(of_it)),
          chance(&of_run),
          engine(std::move(forked)),
          result(std::move(so_far)) {}

    void step() {
        if (const RunKey* key = chance->beginning_at(engine.tick())) {
            engine.set_key(*key);
        }
        engine.step();
        engine.observe(result.history);
        engine.record(result.forces);
        if (result.broken_invariant.empty()) {
            result.broken_invariant = engine.broken_invariant();
        }
    }
    int run_to(int tick) {
        const int before = engine.tick();
        while (engine.tick() < tick) {
            step();
        }
        return engine.tick() - before;
    }
    RunResult finish() {
        result.hash = engine.hash();
        result.decisions = engine.decisions();
        result.outcomes = label_outcomes(*model, values, result.history);
        result.counters = engine.counters();
        return std::move(result);
    }

    const Model* model;
    ParameterValues values;
    const RunChance* chance;
    RowEngine engine;
    RunResult result;
};

Course course_of(const Branch& branch, const Course& trunk, VectorPath path, const ValuesOf& values_of) {
    ParameterValues values = values_of(*branch.model);
    std::optional<RowEngine> forked = trunk.engine.fork(*branch.model, values);
    // A change that is felt from the start, such as of the price that prices are compared with, shares
    // nothing.
    return forked ? Course(*branch.model, std::move(values), *trunk.chance, std::move(*forked), trunk.result)
                  : Course(*branch.model, std::move(values), *trunk.chance, path);
}

}  // namespace

BranchedRun run_branches(const Model& trunk, std::span<const Branch> branches, const RunChance& chance,
                         VectorPath path, const ValuesOf& values) {
    const int ticks = trunk.clock.ticks();
    std::vector<std::pair<int, std::size_t>> forks;  // tick, branch
    for (std::size_t i = 0; i < branches.size(); ++i) {
        forks.emplace_back(ticks_before(trunk.clock, branches[i].from), i);
    }
    std::sort(forks.begin(), forks.end());
    BranchedRun run;
    run.results.resize(branches.size() + 1);
    Course main(trunk, values(trunk), chance, path);
    for (const auto& [tick, i] : forks) {
        run.ticks_simulated += main.run_to(tick);
        Course branch = course_of(branches[i], main, path, values);
        run.ticks_simulated += branch.run_to(ticks);
        run.results[i + 1] = branch.finish();
    }
    run.ticks_simulated += main.run_to(ticks);
    run.results[0] = main.finish();
    return run;
}

}  // namespace upsurge

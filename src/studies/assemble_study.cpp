/// From the chunks of a study to its final files: one pass, one thread, runs in ascending order.
#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "numbers/hash.h"
#include "studies/chunk_file.h"
#include "studies/durable_file.h"
#include "studies/observables_file.h"
#include "studies/run_tables.h"
#include "studies/study_writer.h"
#include "studies/summary_table.h"

namespace upsurge {
namespace {

constexpr std::size_t runs_per_slab = 16;

/// Hands out the runs of all chunks in ascending order, holding back those that come too early.
Result<void> for_each_run(const std::vector<std::filesystem::path>& files, const ChunkShape& shape,
                          const std::set<int>& runs, auto&& take) {
    std::map<int, FinishedRun> early;
    auto next = runs.begin();
    for (const std::filesystem::path& file : files) {
        Result<std::vector<FinishedRun>> chunk = read_chunk(file, shape);
        if (!chunk) {
            return tl::unexpected(chunk.error());
        }
        for (FinishedRun& run : *chunk) {
            early.emplace(run.run, std::move(run));
        }
        while (next != runs.end() && early.count(*next) != 0) {
            auto node = early.extract(*next);
            ++next;
            if (auto taken = take(std::move(node.mapped())); !taken) {
                return taken;
            }
        }
    }
    return {};
}

}  // namespace

Result<void> assemble_study(const std::filesystem::path& folder, const Model& model, Manifest& manifest) {
    const std::vector<std::filesystem::path> files = chunk_files(folder / "chunks");
    const ChunkShape shape = chunk_shape(model);
    std::set<int> runs;
    for (const std::filesystem::path& file : files) {
        const Result<std::vector<FinishedRun>> chunk = read_chunk(file, shape);
        if (!chunk) {
            return tl::unexpected(chunk.error());
        }
        for (const FinishedRun& run : *chunk) {
            runs.insert(run.run);
        }
    }
    manifest.runs_done = static_cast<int>(runs.size());
    manifest.complete = manifest.runs_done == manifest.runs;
    manifest.people_moved = 0;
    manifest.active_blocks = 0;
    if (runs.empty()) {
        return {};
    }
    DrawsTable draws(model);
    OutcomesTable outcomes;
    DecisionsTable decisions(model);
    FacilityLossesTable losses(model);
    ServiceMembersTable services(model);
    std::vector<RunHash> hashes;
    auto writer = ObservablesWriter::create(folder / "observables.nc", model, manifest, manifest.runs_done);
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    std::vector<FinishedRun> slab;
    const auto write_slab = [&]() -> Result<void> {
        auto written = writer->add(slab);
        slab.clear();
        return written;
    };
    auto read = for_each_run(files, shape, runs, [&](FinishedRun run) -> Result<void> {
        draws.add(run);
        outcomes.add(run);
        decisions.add(run);
        losses.add(run);
        services.add(run);
        hashes.push_back({run.run, run.result.hash});
        manifest.people_moved += run.result.counters.people_moved;
        manifest.active_blocks += run.result.counters.active_blocks;
        slab.push_back(std::move(run));
        return slab.size() == runs_per_slab ? write_slab() : Result<void>{};
    });
    if (read && !slab.empty()) {
        read = write_slab();
    }
    if (read) {
        read = writer->publish();
    }
    if (!read) {
        return read;
    }
    manifest.state_hash = hex(ensemble_hash(hashes));
    const std::pair<const char*, const std::string&> tables[] = {
        {"draws.csv", draws.text()},
        {"outcomes.csv", outcomes.text()},
        {"decisions.csv", decisions.text()},
        {"facility_losses.csv", losses.text()},
        {"service_members.csv", services.text()},
    };
    for (const auto& [name, text] : tables) {
        if (auto written = write_durably(folder / name, text); !written) {
            return written;
        }
    }
    auto values = ObservablesFile::open(folder / "observables.nc", model);
    if (!values) {
        return tl::unexpected(values.error());
    }
    return write_summary(folder / "summary.csv", model, SummaryTable(model, **values));
}

}  // namespace upsurge

#include "studies/assemble_study.h"

#include <utility>
#include <vector>

#include "studies/durable_file.h"
#include "studies/observables_file.h"
#include "studies/run_item.h"
#include "studies/run_tables.h"
#include "studies/summary_table.h"

namespace upsurge {
namespace {

constexpr std::size_t runs_per_slab = 16;

}  // namespace

Result<void> assemble_study(const std::filesystem::path& folder, const Model& model,
                            const WorkFolder& finished, const Manifest& manifest) {
    if (finished.finished().empty()) {
        return {};
    }
    DrawsTable draws(model);
    OutcomesTable outcomes;
    DecisionsTable decisions(model);
    FacilityLossesTable losses(model);
    ServiceMembersTable services(model);
    auto writer = ObservablesWriter::create(folder / "observables.nc", model, manifest,
                                            static_cast<int>(finished.finished().size()));
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    std::vector<FinishedRun> slab;
    const auto write_slab = [&]() -> Result<void> {
        auto written = writer->add(slab);
        slab.clear();
        return written;
    };
    auto read = finished.for_each([&](const WorkItem& item) -> Result<void> {
        FinishedRun run = run_of_item(model, item);
        draws.add(run);
        outcomes.add(run);
        decisions.add(run);
        losses.add(run);
        services.add(run);
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

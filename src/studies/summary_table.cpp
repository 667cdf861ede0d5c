#include "studies/summary_table.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "scenarios/instant.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

/// Whole numbers in full, others to nine digits.
void append_number(fmt::memory_buffer& out, double value) {
    if (std::floor(value) == value && std::fabs(value) < 1e15) {
        fmt::format_to(std::back_inserter(out), FMT_COMPILE(",{}"), static_cast<long long>(value));
    } else {
        fmt::format_to(std::back_inserter(out), FMT_COMPILE(",{:.9g}"), value);
    }
}

}  // namespace

std::vector<SummaryNode> summary_nodes(const Model& model) {
    std::vector<SummaryNode> nodes;
    for (std::size_t place = 0; place < model.places.size(); ++place) {
        nodes.push_back({model.places[place].id, model.places[place].name, {static_cast<int>(place)}, false});
    }
    for (const PlaceGroup& group : model.groups) {
        nodes.push_back({group.id, group.name, group.places, true});
    }
    return nodes;
}

SummaryTable::SummaryTable(const Model& model, const RunValues& runs) : nodes_(summary_nodes(model)) {
    summaries_.reserve(observable_count * nodes_.size());
    for (int observable = 0; observable < observable_count; ++observable) {
        for (const SummaryNode& node : nodes_) {
            const std::vector<double> values =
                combined_values(model, runs, static_cast<Observable>(observable), node.places);
            summaries_.push_back(summarise_ticks(values, runs.runs(), runs.ticks()));
        }
    }
}

Result<void> write_summary(const std::filesystem::path& path, const Model& model, const SummaryTable& table) {
    fmt::memory_buffer out;
    out.append(std::string_view("time,place,observable,mean,sd,q05,q25,q50,q75,q95\n"));
    for (int tick = 0; tick < model.clock.ticks(); ++tick) {
        const std::string time = format_instant(model.clock.at(tick + 1), model.clock.utc_offset_minutes);
        for (std::size_t node = 0; node < table.nodes().size(); ++node) {
            for (int i = 0; i < observable_count; ++i) {
                const auto observable = static_cast<Observable>(i);
                const SampleSummary& summary = table.at(observable, node)[static_cast<std::size_t>(tick)];
                fmt::format_to(std::back_inserter(out), FMT_COMPILE("{},{},{}"), time, table.nodes()[node].id,
                               describe(observable).id);
                for (double value : {summary.mean, summary.sd, summary.q05, summary.q25, summary.q50,
                                     summary.q75, summary.q95}) {
                    append_number(out, value);
                }
                out.push_back('\n');
            }
        }
    }
    return write_durably(path, std::string_view(out.data(), out.size()));
}

}  // namespace upsurge

#include "experiments/sensitivity_list.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <limits>

#include "engines/row_engine.h"
#include "numbers/hash.h"
#include "studies/durable_file.h"
#include "studies/item_bytes.h"
#include "studies/work_folder.h"

namespace upsurge {
namespace {

std::string number(double value) {
    return std::isnan(value) ? std::string() : fmt::format("{}", value);
}

}  // namespace

std::string SensitivityList::result_of(const std::vector<double>& outcomes) {
    std::string bytes;
    for (double outcome : outcomes) {
        put_value(bytes, outcome);
    }
    return bytes;
}

MadeItem SensitivityList::make(int point, VectorPath path) const {
    const PlannedRun planned = design_.run_at(*model_, point);
    RunResult run = run_rows(*model_, planned.values, planned.key, path);
    std::vector<History> histories;
    histories.push_back(std::move(run.history));
    const HistoryValues values(std::move(histories));
    std::vector<double> outcomes;
    for (const Measure& outcome : outcomes_) {
        outcomes.push_back(measure_values(*model_, values, outcome).front());
    }
    return {{point, {run.hash}, run.counters.people_moved, run.counters.active_blocks, result_of(outcomes)},
            std::move(run.broken_invariant)};
}

Result<void> SensitivityList::write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                                           const Manifest&) {
    std::vector<Point> points(static_cast<std::size_t>(items()));
    auto read = finished.for_each([&](const WorkItem& item) -> Result<void> {
        Point& point = points[static_cast<std::size_t>(item.number)];
        point.hash = item.hashes.at(0);
        ByteReader reader{item.result};
        for (std::size_t outcome = 0; outcome < outcomes_.size(); ++outcome) {
            point.outcomes.push_back(reader.get<double>());
        }
        UPSURGE_CHECK(reader.exhausted(), "a point with another number of outcomes than its study");
        return {};
    });
    if (!read) {
        return read;
    }
    indices_.clear();
    for (std::size_t outcome = 0; outcome < outcomes_.size(); ++outcome) {
        std::vector<double> outputs;
        for (const Point& point : points) {
            outputs.push_back(point.outcomes.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                     : point.outcomes[outcome]);
        }
        whole_rows_ = upsurge::whole_rows(design_, outputs);
        indices_.push_back(sensitivity_indices(design_, outputs));
    }
    if (auto written = write_indices(study); !written) {
        return written;
    }
    return write_points(study, points);
}

Result<void> SensitivityList::write_indices(const std::filesystem::path& study) const {
    std::string text = "method,outcome,factor,index,value,low,high\n";
    for (std::size_t outcome = 0; outcome < indices_.size(); ++outcome) {
        for (const SensitivityIndex& one : indices_[outcome]) {
            text += fmt::format(
                "{},{},{},{},{},{},{}\n", name_of(design_.method), measure_id(outcomes_[outcome]),
                one.factor < 0 ? "" : design_.factors[static_cast<std::size_t>(one.factor)].name, one.index,
                number(one.value), number(one.interval.low), number(one.interval.high));
        }
    }
    return write_durably(study / "sensitivity.csv", text);
}

Result<void> SensitivityList::write_points(const std::filesystem::path& study,
                                           const std::vector<Point>& points) const {
    std::string text = "point,state_hash";
    for (const Factor& factor : design_.factors) {
        text += "," + factor.name;
    }
    for (const Measure& outcome : outcomes_) {
        text += "," + measure_id(outcome);
    }
    text += '\n';
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].outcomes.empty()) {
            continue;
        }
        fmt::format_to(std::back_inserter(text), "{},{}", i, hex(points[i].hash));
        const std::vector<double> at = design_.coordinates(static_cast<int>(i));
        for (std::size_t factor = 0; factor < at.size(); ++factor) {
            const Factor& moved = design_.factors[factor];
            text += "," + number(moved.is_chance() ? at[factor] : factor_value(moved, at[factor]));
        }
        for (double outcome : points[i].outcomes) {
            text += "," + number(outcome);
        }
        text += '\n';
    }
    return write_durably(study / "points.csv", text);
}

}  // namespace upsurge

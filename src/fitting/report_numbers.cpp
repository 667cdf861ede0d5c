#include "fitting/report_numbers.h"

#include "fitting/report_window.h"

namespace upsurge {

std::vector<double> report_numbers(const Model& model, const RunValues& runs, const Report& report) {
    if (!report.observable || report.places.empty()) {
        return {};
    }
    const ReportWindow window(model, report, runs.ticks());
    if (window.outside()) {
        return {};
    }
    std::vector<std::vector<double>> values;  // [place][run x tick]
    for (const int place : window.places()) {
        values.push_back(runs.values(window.observable_read(), place));
    }
    std::vector<double> numbers(static_cast<std::size_t>(runs.runs()), 0.0);
    for (std::size_t run = 0; run < numbers.size(); ++run) {
        for (int tick = window.first(); tick <= window.last(); ++tick) {
            const std::size_t at =
                run * static_cast<std::size_t>(runs.ticks()) + static_cast<std::size_t>(tick);
            window.take(tick, window.together([&](std::size_t i) { return values[i][at]; }), numbers[run]);
        }
    }
    return numbers;
}

}  // namespace upsurge

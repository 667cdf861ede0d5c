#include "experiments/wording.h"

#include <fmt/format.h>

#include <cmath>

namespace upsurge {
namespace {

/// 1234567 as 1,234,567.
std::string grouped(long long value) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    if (value < 0) {
        digits.insert(0, 1, '-');
    }
    return digits;
}

}  // namespace

std::string reported_text(double value) {
    if (std::floor(value) == value && std::fabs(value) < 1e15) {
        return grouped(static_cast<long long>(value));
    }
    return fmt::format("{}", value);
}

std::string simulated_text(double value) {
    if (!std::isfinite(value)) {
        return "none";
    }
    const double size = std::fabs(value);
    if (size < 999.5) {
        return std::floor(value) == value ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
    }
    double step = 1;
    while (size / step >= 1000) {
        step *= 10;
    }
    return grouped(static_cast<long long>(std::floor(value / step + 0.5) * step));
}

std::string interval_text(const SampleSummary& summary) {
    return fmt::format("{} [{} to {}]", simulated_text(summary.q50), simulated_text(summary.q05),
                       simulated_text(summary.q95));
}

std::string report_number_text(const Report& report) {
    if (report.form == ReportForm::at_least && (report.low || report.value)) {
        return "at least " + reported_text(report.low ? *report.low : *report.value);
    }
    if (report.form == ReportForm::at_most && (report.high || report.value)) {
        return "at most " + reported_text(report.high ? *report.high : *report.value);
    }
    if (report.value) {
        return reported_text(*report.value);
    }
    if (report.low && report.high) {
        return reported_text(*report.low) + " to " + reported_text(*report.high);
    }
    if (report.low) {
        return "at least " + reported_text(*report.low);
    }
    return report.high ? "at most " + reported_text(*report.high) : "no number";
}

std::string factor_text(double simulated, double reported) {
    if (reported == 0 || simulated == 0) {
        return reported == simulated ? "about right"
               : simulated == 0      ? "none simulated"
                                     : fmt::format("{} too many", simulated_text(simulated));
    }
    const double factor = simulated / reported;
    if (factor > 1 / 1.1 && factor < 1.1) {
        return "about right";
    }
    return factor > 1 ? fmt::format("{} times too high", simulated_text(factor))
                      : fmt::format("{} times too low", simulated_text(1 / factor));
}

std::string count_text(long long count, const std::string& one, const std::string& many) {
    return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

}  // namespace upsurge

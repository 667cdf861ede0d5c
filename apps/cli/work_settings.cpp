#include "work_settings.h"

#include <fmt/format.h>

#include <charconv>

#include "study_command.h"

namespace upsurge::cli {

void WorkChoice::declare(CommandLine& line) {
    line.number("--threads", threads, 1, 4096, "how many runs at a time (default: one per core)");
    line.choice("--vector", vector, {"portable", "avx2", "avx512"},
                "instruction set; the results are the same (default: the widest of this machine)");
    line.text("--budget", budget, "TIME",
              "stop after 90s, 30m, 2h or 1d and keep what is finished (default: no limit)");
}

std::optional<double> parse_duration(std::string_view text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || !(value > 0 && value < 1e6) || end - stop != 1) {
        return std::nullopt;
    }
    switch (*stop) {
        case 's':
            return value;
        case 'm':
            return 60.0 * value;
        case 'h':
            return 3600.0 * value;
        case 'd':
            return 86400.0 * value;
        default:
            return std::nullopt;
    }
}

Result<WorkSettings> settings_of(const WorkChoice& choice) {
    WorkSettings settings;
    settings.threads = choice.threads;
    settings.path = best_vector_path();
    Problems problems;
    if (!choice.vector.empty()) {
        settings.path = *parse_vector_path(choice.vector);
        if (!supports(settings.path)) {
            Problem problem;
            problem.what = fmt::format("this machine has no {}", choice.vector);
            problem.hint = fmt::format("leave --vector away: the widest here is {}",
                                       upsurge::name_of(best_vector_path()));
            problems.push_back(std::move(problem));
        }
    }
    if (!choice.budget.empty()) {
        if (const std::optional<double> seconds = parse_duration(choice.budget)) {
            settings.end = std::chrono::steady_clock::now() +
                           std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                               std::chrono::duration<double>(*seconds));
        } else {
            Problem problem;
            problem.what = fmt::format("--budget: '{}' is no length of time", choice.budget);
            problem.expected = "a number with s, m, h or d, such as 30m or 1.5h";
            problems.push_back(std::move(problem));
        }
    }
    return problems.empty() ? Result<WorkSettings>(settings) : tl::unexpected(std::move(problems));
}

}  // namespace upsurge::cli

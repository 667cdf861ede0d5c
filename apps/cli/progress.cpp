#include "progress.h"

#include <fmt/format.h>

#include "output.h"

namespace upsurge::cli {
namespace {

using Stopwatch = std::chrono::steady_clock;

constexpr std::chrono::milliseconds redraw_after{100};
constexpr std::chrono::seconds line_after{10};

std::string time_text(double seconds) {
    if (seconds < 90) {
        return fmt::format("{:.0f} s", seconds);
    }
    return seconds < 5400 ? fmt::format("{:.0f} min", seconds / 60) : fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

Progress::Progress(bool quiet, int runs_per_task, const char* counted)
    : quiet_(quiet),
      runs_per_task_(runs_per_task),
      counted_(counted),
      terminal_(error_is_terminal()),
      last_(Stopwatch::now()) {}

void Progress::show(const WorkProgress& progress) {
    const Stopwatch::time_point now = Stopwatch::now();
    const bool last = progress.done == progress.total;
    if (quiet_ || (!last && now - last_ < (terminal_ ? Stopwatch::duration(redraw_after)
                                                     : Stopwatch::duration(line_after)))) {
        return;
    }
    last_ = now;
    const long done = static_cast<long>(progress.done) * runs_per_task_;
    const long total = static_cast<long>(progress.total) * runs_per_task_;
    const std::string text =
        last ? fmt::format("{} of {} {} in {}", done, total, counted_, time_text(progress.seconds))
             : fmt::format("{} of {} {}, {} left", done, total, counted_, time_text(progress.seconds_left));
    if (!terminal_) {
        write_error_line(text);
        return;
    }
    write_error_text("\r\033[K" + text);
    line_open_ = true;
}

void Progress::finish() {
    if (line_open_) {
        write_error_text("\r\033[K");
        line_open_ = false;
    }
}

}  // namespace upsurge::cli

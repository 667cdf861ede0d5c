#include "measurement.h"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <limits>

namespace upsurge::bench {

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double fastest(int repeats, const std::function<void()>& work) {
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < repeats; ++i) {
        const double start = thread_seconds();
        work();
        best = std::min(best, thread_seconds() - start);
    }
    return best;
}

void keep(double value) {
    static volatile double sink;
    sink = value;
}

std::string machine_name() {
    std::ifstream processors("/proc/cpuinfo");
    std::string line;
    std::string name = "unknown";
    while (std::getline(processors, line)) {
        if (line.starts_with("model name")) {
            name = line.substr(line.find(':') + 1);
            break;
        }
    }
    std::string slug;
    for (const char letter : name) {
        if (std::isalnum(static_cast<unsigned char>(letter)) != 0) {
            slug += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        } else if (!slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    while (slug.ends_with('-')) {
        slug.pop_back();
    }
    return slug;
}

bool append_csv(const std::string& path, const Measurements& measurements) {
    const bool is_new = !std::filesystem::exists(path);
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream file(path, std::ios::app);
    if (is_new) {
        file << "measured_at,compiler,task,variant,quantity,value,unit,state_hash\n";
    }
    const time_t now = time(nullptr);
    char date[32];
    strftime(date, sizeof date, "%Y-%m-%dT%H:%MZ", gmtime(&now));
#if defined(__clang__)
    const std::string compiler = fmt::format("clang {}", __clang_major__);
#else
    const std::string compiler = fmt::format("gcc {}.{}", __GNUC__, __GNUC_MINOR__);
#endif
    for (const Measurement& m : measurements) {
        file << fmt::format("{},{},\"{}\",{},{},{:.6g},{},{}\n", date, compiler, m.task, m.variant,
                            m.quantity, m.value, m.unit, m.state_hash);
    }
    return static_cast<bool>(file.flush());
}

}  // namespace upsurge::bench

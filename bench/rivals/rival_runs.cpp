#include "rival_runs.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "plain_loop.h"

namespace upsurge::bench {

namespace {

namespace fs = std::filesystem;

/// A folder that is gone when its owner is.
class ScratchFolder {
  public:
    ScratchFolder() : path_(fs::temp_directory_path() / fmt::format("upsurge-rivals-{}", getpid())) {
        fs::create_directories(path_);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    fs::path operator/(const char* name) const { return path_ / name; }

  private:
    fs::path path_;
};

RunRecord record_of(const nlohmann::json& run) {
    const auto& ticks = run.at("ticks");
    const auto& steps = run.at("trait_steps");
    RunRecord record(static_cast<int>(ticks.size()), static_cast<int>(steps.size()));
    for (int tick = 0; tick < record.ticks(); ++tick) {
        for (int place = 0; place < record.places(); ++place) {
            for (std::size_t series = 0; series < series_names.size(); ++series) {
                record.at(tick, place, static_cast<Series>(series)) = ticks.at(static_cast<std::size_t>(tick))
                                                                          .at(static_cast<std::size_t>(place))
                                                                          .at(series)
                                                                          .get<double>();
            }
        }
    }
    for (std::size_t place = 0; place < steps.size(); ++place) {
        record.hardship_steps[place] = steps.at(place).at(0).get<double>();
        record.risk_steps[place] = steps.at(place).at(1).get<double>();
    }
    return record;
}

std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char letter : text) {
        result += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    }
    return result + "'";
}

}  // namespace

RivalRuns plain_loop_runs(const Country& country, int runs, std::uint64_t seed) {
    RivalRuns result;
    for (int run = 0; run < runs; ++run) {
        PlainRun done = run_plain_loop(country, seed + static_cast<std::uint64_t>(run));
        result.records.push_back(std::move(done.record));
        result.set_up_seconds.push_back(done.set_up_seconds);
        result.run_seconds.push_back(done.run_seconds);
    }
    return result;
}

std::optional<RivalRuns> mesa_runs(const std::string& python, const std::string& variant,
                                   const Country& country, int runs, std::uint64_t seed) {
    const ScratchFolder scratch;
    const fs::path input = scratch / "country.json";
    const fs::path output = scratch / "runs.json";
    std::ofstream(input) << json_of(country);
    // One thread, as for everybody else.
    const std::string command =
        fmt::format("OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 {} {} {} {} {} {} {}",
                    quoted(python), quoted(UPSURGE_SOURCE_DIR "/bench/rivals/mesa/run_mesa.py"),
                    quoted(input.string()), variant, runs, seed, quoted(output.string()));
    if (std::system(command.c_str()) != 0) {
        fmt::print(stderr, "Mesa failed: {}\n", command);
        return std::nullopt;
    }
    std::ifstream file(output);
    const nlohmann::json json = nlohmann::json::parse(file, nullptr, false);
    if (json.is_discarded()) {
        fmt::print(stderr, "Mesa wrote no JSON to {}\n", output.string());
        return std::nullopt;
    }
    RivalRuns result;
    result.versions = json.at("versions").get<std::string>();
    for (const nlohmann::json& run : json.at("runs")) {
        result.records.push_back(record_of(run));
        result.set_up_seconds.push_back(run.at("set_up_seconds").get<double>());
        result.run_seconds.push_back(run.at("run_seconds").get<double>());
    }
    return result;
}

}  // namespace upsurge::bench

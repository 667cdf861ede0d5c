#include "studies/observables_file.h"

#include <fmt/format.h>
#include <netcdf.h>
#include <netcdf_mem.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <system_error>

#include "studies/durable_file.h"

namespace upsurge {
namespace {

constexpr int deflate_level = 1;
constexpr std::size_t runs_per_chunk = 16;

Problem netcdf_problem(std::string_view what, const std::filesystem::path& path, int status) {
    Problem problem;
    problem.file = path.string();
    problem.what =
        fmt::format("cannot {}: {}", what,
                    status == EACCES ? "the NetCDF library could not open it" : nc_strerror(status));
    std::error_code error;
    const auto space = std::filesystem::space(path.has_parent_path() ? path.parent_path() : ".", error);
    if (!error && space.available < (std::uintmax_t{1} << 20)) {
        problem.hint = "the disk is full: free some space or choose another folder with --out";
    }
    return problem;
}

/// Remembers the first call that failed; later calls are skipped.
class Calls {
  public:
    template <class Call>
    void run(Call call) {
        if (status_ == NC_NOERR) {
            status_ = call();
        }
    }
    int status() const { return status_; }
    bool failed() const { return status_ != NC_NOERR; }

  private:
    int status_ = NC_NOERR;
};

void put_text(Calls& calls, int file, int variable, const char* name, std::string_view text) {
    calls.run([&] { return nc_put_att_text(file, variable, name, text.size(), text.data()); });
}

/// Counts of people are whole and small enough for 32 bits unless a country holds more than two thousand
/// million; levels keep seven digits.
nc_type type_of(Observable observable, const Model& model) {
    if (describe(observable).aggregation == Aggregation::mean_by_population) {
        return NC_FLOAT;
    }
    return model.places.front().population < std::numeric_limits<std::int32_t>::max() ? NC_INT : NC_DOUBLE;
}

}  // namespace

struct ObservablesWriter::Parts {
    explicit Parts(const std::filesystem::path& final_path) : path(final_path) {}
    ~Parts() {
        if (file >= 0) {
            nc_close(file);
        }
    }
    std::filesystem::path path;
    int file = -1;
    int run_variable = -1;
    int hash_variable = -1;
    std::array<int, observable_count> variables{};
    std::size_t runs_written = 0;
    std::size_t ticks = 0;
    std::size_t places = 0;
    std::vector<double> slab;
};

ObservablesWriter::ObservablesWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ObservablesWriter::~ObservablesWriter() = default;
ObservablesWriter::ObservablesWriter(ObservablesWriter&&) noexcept = default;

Result<ObservablesWriter> ObservablesWriter::create(const std::filesystem::path& path, const Model& model,
                                                    const Manifest& manifest, int runs) {
    auto parts = std::make_unique<Parts>(path);
    parts->ticks = static_cast<std::size_t>(model.clock.ticks());
    parts->places = model.places.size();
    // In memory, and to the disk in one piece at the end: NetCDF 4.9 crashes where it closes a file whose
    // last bytes the disk does not take.
    const int file_status = nc_create_mem(path.c_str(), NC_NETCDF4, 0, &parts->file);
    if (file_status != NC_NOERR) {
        parts->file = -1;
        return failure(netcdf_problem("write", path, file_status));
    }
    const int file = parts->file;
    Calls calls;
    int run_dimension = -1;
    int time_dimension = -1;
    int place_dimension = -1;
    int time_variable = -1;
    int place_variable = -1;
    calls.run([&] { return nc_def_dim(file, "run", static_cast<std::size_t>(runs), &run_dimension); });
    calls.run([&] { return nc_def_dim(file, "time", parts->ticks, &time_dimension); });
    calls.run([&] { return nc_def_dim(file, "place", parts->places, &place_dimension); });
    calls.run([&] { return nc_def_var(file, "run", NC_INT, 1, &run_dimension, &parts->run_variable); });
    calls.run(
        [&] { return nc_def_var(file, "run_hash", NC_UINT64, 1, &run_dimension, &parts->hash_variable); });
    calls.run([&] { return nc_def_var(file, "time", NC_INT64, 1, &time_dimension, &time_variable); });
    calls.run([&] { return nc_def_var(file, "place", NC_STRING, 1, &place_dimension, &place_variable); });
    put_text(calls, file, time_variable, "units", "seconds since 1970-01-01 00:00:00");
    put_text(calls, file, time_variable, "long_name", "end of the tick, UTC");
    put_text(calls, file, parts->hash_variable, "long_name", "hash of all states of the run");
    const std::array<int, 3> dimensions = {run_dimension, time_dimension, place_dimension};
    const std::array<std::size_t, 3> chunk = {
        std::min(static_cast<std::size_t>(std::max(runs, 1)), runs_per_chunk), parts->ticks, 1};
    for (int i = 0; i < observable_count; ++i) {
        const auto observable = static_cast<Observable>(i);
        const ObservableDescription& about = describe(observable);
        int& variable = parts->variables[static_cast<std::size_t>(i)];
        const std::string name(about.id);
        calls.run([&] {
            return nc_def_var(file, name.c_str(), type_of(observable, model), 3, dimensions.data(),
                              &variable);
        });
        calls.run([&] { return nc_def_var_chunking(file, variable, NC_CHUNKED, chunk.data()); });
        calls.run([&] { return nc_def_var_deflate(file, variable, 1, 1, deflate_level); });
        put_text(calls, file, variable, "units", about.unit);
        put_text(calls, file, variable, "long_name", about.name);
    }
    put_text(calls, file, NC_GLOBAL, "title", model.name);
    put_text(calls, file, NC_GLOBAL, "source", fmt::format("Upsurge {}", manifest.version));
    put_text(calls, file, NC_GLOBAL, "scenario", manifest.scenario_id);
    put_text(calls, file, NC_GLOBAL, "scenario_hash", manifest.scenario_hash);
    put_text(calls, file, NC_GLOBAL, "comment", "simulated, not observed");
    calls.run([&] { return nc_enddef(file); });
    for (std::size_t tick = 0; tick < parts->ticks; ++tick) {
        const long long end = model.clock.at(static_cast<int>(tick) + 1);
        calls.run([&] { return nc_put_var1_longlong(file, time_variable, &tick, &end); });
    }
    for (std::size_t place = 0; place < parts->places; ++place) {
        const char* id = model.places[place].id.c_str();
        calls.run([&] { return nc_put_var1_string(file, place_variable, &place, &id); });
    }
    if (calls.failed()) {
        return failure(netcdf_problem("write", path, calls.status()));
    }
    return ObservablesWriter(std::move(parts));
}

Result<void> ObservablesWriter::add(const std::vector<FinishedRun>& runs) {
    Parts& parts = *parts_;
    const std::array<std::size_t, 3> start = {parts.runs_written, 0, 0};
    const std::array<std::size_t, 3> count = {runs.size(), parts.ticks, parts.places};
    Calls calls;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::size_t at = parts.runs_written + i;
        const unsigned long long hash = runs[i].result.hash;
        calls.run([&] { return nc_put_var1_int(parts.file, parts.run_variable, &at, &runs[i].run); });
        calls.run([&] { return nc_put_var1_ulonglong(parts.file, parts.hash_variable, &at, &hash); });
    }
    const std::size_t cells = parts.ticks * parts.places;
    parts.slab.resize(cells * runs.size());
    for (std::size_t observable = 0; observable < observable_count; ++observable) {
        for (std::size_t i = 0; i < runs.size(); ++i) {
            const std::vector<double>& values = runs[i].result.history.values();
            for (std::size_t cell = 0; cell < cells; ++cell) {
                parts.slab[i * cells + cell] = values[cell * observable_count + observable];
            }
        }
        calls.run([&] {
            return nc_put_vara_double(parts.file, parts.variables[observable], start.data(), count.data(),
                                      parts.slab.data());
        });
    }
    if (calls.failed()) {
        return failure(netcdf_problem("write", parts.path, calls.status()));
    }
    parts.runs_written += runs.size();
    return {};
}

Result<void> ObservablesWriter::publish() {
    NC_memio image{};
    const int status = nc_close_memio(parts_->file, &image);
    parts_->file = -1;
    if (status != NC_NOERR) {
        return failure(netcdf_problem("write", parts_->path, status));
    }
    const std::unique_ptr<void, void (*)(void*)> memory(image.memory, std::free);
    return write_durably(parts_->path, {static_cast<const char*>(image.memory), image.size});
}

struct ObservablesFile::Parts {
    ~Parts() {
        if (file >= 0) {
            nc_close(file);
        }
    }
    int file = -1;
    std::array<int, observable_count> variables{};
    std::vector<int> runs;
    std::vector<std::uint64_t> hashes;
    int ticks = 0;
};

ObservablesFile::ObservablesFile(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ObservablesFile::~ObservablesFile() = default;
int ObservablesFile::runs() const {
    return static_cast<int>(parts_->runs.size());
}
int ObservablesFile::ticks() const {
    return parts_->ticks;
}
const std::vector<int>& ObservablesFile::run_ordinals() const {
    return parts_->runs;
}
const std::vector<std::uint64_t>& ObservablesFile::run_hashes() const {
    return parts_->hashes;
}

Result<std::unique_ptr<ObservablesFile>> ObservablesFile::open(const std::filesystem::path& path,
                                                               const Model& model) {
    auto parts = std::make_unique<Parts>();
    if (const int status = nc_open(path.c_str(), NC_NOWRITE, &parts->file); status != NC_NOERR) {
        parts->file = -1;
        return failure(netcdf_problem("read", path, status));
    }
    const int file = parts->file;
    Calls calls;
    const auto length = [&](const char* name) {
        int dimension = -1;
        std::size_t size = 0;
        calls.run([&] { return nc_inq_dimid(file, name, &dimension); });
        calls.run([&] { return nc_inq_dimlen(file, dimension, &size); });
        return size;
    };
    const std::size_t runs = length("run");
    const std::size_t ticks = length("time");
    const std::size_t places = length("place");
    for (std::size_t i = 0; i < observable_count; ++i) {
        const std::string name(observable_descriptions[i].id);
        calls.run([&] { return nc_inq_varid(file, name.c_str(), &parts->variables[i]); });
    }
    if (calls.failed()) {
        return failure(netcdf_problem("read", path, calls.status()));
    }
    if (ticks != static_cast<std::size_t>(model.clock.ticks()) || places != model.places.size()) {
        Problem problem;
        problem.file = path.string();
        problem.what = fmt::format("the file has {} ticks and {} places, its scenario {} and {}", ticks,
                                   places, model.clock.ticks(), model.places.size());
        return failure(std::move(problem));
    }
    parts->ticks = static_cast<int>(ticks);
    parts->runs.resize(runs);
    std::vector<unsigned long long> hashes(runs);
    int variable = -1;
    calls.run([&] { return nc_inq_varid(file, "run", &variable); });
    calls.run([&] { return nc_get_var_int(file, variable, parts->runs.data()); });
    calls.run([&] { return nc_inq_varid(file, "run_hash", &variable); });
    calls.run([&] { return nc_get_var_ulonglong(file, variable, hashes.data()); });
    if (calls.failed()) {
        return failure(netcdf_problem("read", path, calls.status()));
    }
    parts->hashes.assign(hashes.begin(), hashes.end());
    return std::unique_ptr<ObservablesFile>(new ObservablesFile(std::move(parts)));
}

std::vector<double> ObservablesFile::values(Observable observable, int place) const {
    const std::size_t runs = parts_->runs.size();
    const std::size_t ticks = static_cast<std::size_t>(parts_->ticks);
    const std::array<std::size_t, 3> start = {0, 0, static_cast<std::size_t>(place)};
    const std::array<std::size_t, 3> count = {runs, ticks, 1};
    std::vector<double> all(runs * ticks);
    const int variable = parts_->variables[static_cast<std::size_t>(observable)];
    if (nc_get_vara_double(parts_->file, variable, start.data(), count.data(), all.data()) != NC_NOERR) {
        std::fill(all.begin(), all.end(), std::numeric_limits<double>::quiet_NaN());
    }
    return all;
}

}  // namespace upsurge

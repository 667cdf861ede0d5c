#include "studies/chunk_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "mechanisms/registry.h"
#include "studies/chunk_bytes.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

constexpr std::string_view magic = "upsurge chunk 3\n";

void put_text(std::string& bytes, std::string_view text) {
    put_value(bytes, static_cast<std::uint32_t>(text.size()));
    bytes.append(text);
}
std::string get_text(ByteReader& reader) {
    const auto size = reader.get<std::uint32_t>();
    if (reader.bytes.size() < size) {
        reader.short_of = true;
        return {};
    }
    std::string text(reader.bytes.substr(0, size));
    reader.bytes.remove_prefix(size);
    return text;
}

void put_decision(std::string& bytes, const Decision& decision) {
    put_value(bytes, static_cast<std::int32_t>(decision.step));
    put_value(bytes, static_cast<std::int32_t>(decision.leaf));
    put_text(bytes, decision.actor);
    put_text(bytes, decision.action);
    put_text(bytes, decision.whom);
    for (const double known :
         {decision.threat, decision.reported_crowd, decision.reported_armed, decision.regime_strength}) {
        put_value(bytes, known);
    }
}
Decision get_decision(ByteReader& reader) {
    Decision decision;
    decision.step = reader.get<std::int32_t>();
    decision.leaf = reader.get<std::int32_t>();
    decision.actor = get_text(reader);
    decision.action = get_text(reader);
    decision.whom = get_text(reader);
    for (double* known :
         {&decision.threat, &decision.reported_crowd, &decision.reported_armed, &decision.regime_strength}) {
        *known = reader.get<double>();
    }
    return decision;
}

void put_forces(std::string& bytes, const ForceRecord& forces) {
    put_value(bytes, static_cast<std::uint32_t>(forces.first_lost.size()));
    for (const std::int32_t tick : forces.first_lost) {
        put_value(bytes, tick);
    }
    put_value(bytes, static_cast<std::uint32_t>(forces.members.size()));
    for (const FollowedMembers& members : forces.members) {
        for (const std::int32_t count : members) {
            put_value(bytes, count);
        }
    }
}
ForceRecord get_forces(ByteReader& reader) {
    ForceRecord forces;
    const auto facilities = reader.get<std::uint32_t>();
    for (std::uint32_t f = 0; f < facilities && !reader.short_of; ++f) {
        forces.first_lost.push_back(reader.get<std::int32_t>());
    }
    const auto entries = reader.get<std::uint32_t>();
    for (std::uint32_t i = 0; i < entries && !reader.short_of; ++i) {
        FollowedMembers members{};
        for (std::int32_t& count : members) {
            count = reader.get<std::int32_t>();
        }
        forces.members.push_back(members);
    }
    return forces;
}

}  // namespace

ChunkShape chunk_shape(const Model& model) {
    return {model.clock.ticks(), static_cast<int>(model.places.size()),
            static_cast<int>(all_parameters().size()), static_cast<int>(model.leaves.size())};
}

std::string chunk_name(int first_run) {
    return fmt::format("runs-{:08}.chunk", first_run);
}

Result<void> write_chunk(const std::filesystem::path& path, const ChunkShape& shape,
                         std::span<const FinishedRun> runs) {
    std::string bytes(magic);
    put_value(bytes, static_cast<std::uint32_t>(runs.size()));
    put_value(bytes, static_cast<std::uint32_t>(shape.ticks));
    put_value(bytes, static_cast<std::uint32_t>(shape.places));
    put_value(bytes, static_cast<std::uint32_t>(observable_count));
    put_value(bytes, static_cast<std::uint32_t>(shape.parameters));
    put_value(bytes, static_cast<std::uint32_t>(shape.leaves));
    for (const FinishedRun& run : runs) {
        put_value(bytes, static_cast<std::int64_t>(run.run));
        put_value(bytes, run.result.hash);
        put_value(bytes, run.seconds);
        put_value(bytes, run.result.counters.people_moved);
        put_value(bytes, run.result.counters.active_blocks);
        put_value(bytes, run.result.counters.rows_drawn);
        for (const Held held : run.result.outcomes) {
            put_value(bytes, static_cast<std::uint8_t>(held));
        }
        put_value(bytes, static_cast<std::uint32_t>(run.result.decisions.size()));
        for (const Decision& decision : run.result.decisions) {
            put_decision(bytes, decision);
        }
        put_forces(bytes, run.result.forces);
        for (int parameter = 0; parameter < shape.parameters; ++parameter) {
            for (int leaf = 0; leaf < shape.leaves; ++leaf) {
                put_value(bytes, run.values.at(parameter, leaf));
            }
        }
        const std::vector<double>& values = run.result.history.values();
        UPSURGE_CHECK(values.size() == static_cast<std::size_t>(shape.ticks) *
                                           static_cast<std::size_t>(shape.places) * observable_count,
                      "a run of another shape than its study");
        bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
    }
    close_with_checksum(bytes);
    return write_durably(path, bytes);
}

Result<std::vector<FinishedRun>> read_chunk(const std::filesystem::path& path, const ChunkShape& shape) {
    const Result<std::string> read = read_whole(path);
    if (!read) {
        return tl::unexpected(read.error());
    }
    const Result<std::string_view> body = chunk_body(path, *read, magic);
    if (!body) {
        return tl::unexpected(body.error());
    }
    ByteReader reader{*body};
    const std::uint32_t count = reader.get<std::uint32_t>();
    ChunkShape found;
    found.ticks = static_cast<int>(reader.get<std::uint32_t>());
    found.places = static_cast<int>(reader.get<std::uint32_t>());
    const std::uint32_t observables = reader.get<std::uint32_t>();
    found.parameters = static_cast<int>(reader.get<std::uint32_t>());
    found.leaves = static_cast<int>(reader.get<std::uint32_t>());
    if (!(found == shape) || observables != observable_count) {
        return failure(damaged_chunk(path, "the chunk belongs to another scenario or version"));
    }
    std::vector<FinishedRun> runs;
    for (std::uint32_t i = 0; i < count && !reader.short_of; ++i) {
        FinishedRun run;
        run.run = static_cast<int>(reader.get<std::int64_t>());
        run.result.hash = reader.get<std::uint64_t>();
        run.seconds = reader.get<double>();
        run.result.counters.people_moved = reader.get<std::int64_t>();
        run.result.counters.active_blocks = reader.get<std::int64_t>();
        run.result.counters.rows_drawn = reader.get<std::int64_t>();
        for (Held& held : run.result.outcomes) {
            held = static_cast<Held>(reader.get<std::uint8_t>());
        }
        const std::uint32_t decisions = reader.get<std::uint32_t>();
        for (std::uint32_t d = 0; d < decisions && !reader.short_of; ++d) {
            run.result.decisions.push_back(get_decision(reader));
        }
        run.result.forces = get_forces(reader);
        run.values = ParameterValues(shape.parameters, shape.leaves);
        for (int parameter = 0; parameter < shape.parameters; ++parameter) {
            for (int leaf = 0; leaf < shape.leaves; ++leaf) {
                run.values.set(parameter, leaf, reader.get<double>());
            }
        }
        run.result.history = History(shape.ticks, shape.places);
        for (int tick = 0; tick < shape.ticks; ++tick) {
            for (int place = 0; place < shape.places; ++place) {
                for (int observable = 0; observable < observable_count; ++observable) {
                    run.result.history.at(tick, place, static_cast<Observable>(observable)) =
                        reader.get<double>();
                }
            }
        }
        runs.push_back(std::move(run));
    }
    if (reader.short_of || !reader.bytes.empty()) {
        return failure(damaged_chunk(path, "the chunk does not have the length that its head gives"));
    }
    return runs;
}

std::vector<std::filesystem::path> chunk_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with("runs-") && name.ends_with(".chunk")) {
            files.push_back(entry->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace upsurge

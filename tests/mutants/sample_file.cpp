#include "sample_file.h"

#include <cstdint>
#include <fstream>
#include <vector>

namespace upsurge {
namespace {

template <typename T>
void write_numbers(std::ofstream& out, const std::vector<T>& numbers) {
    const auto count = static_cast<std::uint64_t>(numbers.size());
    out.write(reinterpret_cast<const char*>(&count), sizeof count);
    out.write(reinterpret_cast<const char*>(numbers.data()),
              static_cast<std::streamsize>(numbers.size() * sizeof(T)));
}

template <typename T>
std::vector<T> read_numbers(std::ifstream& in) {
    std::uint64_t count = 0;
    in.read(reinterpret_cast<char*>(&count), sizeof count);
    std::vector<T> numbers(in ? static_cast<std::size_t>(count) : 0);
    in.read(reinterpret_cast<char*>(numbers.data()),
            static_cast<std::streamsize>(numbers.size() * sizeof(T)));
    return numbers;
}

}  // namespace

bool write_samples(const Samples& samples, const std::string& path) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    write_numbers(out, std::vector<int>{samples.places, static_cast<int>(samples.points.size()),
                                        static_cast<int>(samples.pools.size())});
    write_numbers(out, samples.ticks);
    for (const auto& point : samples.points) {
        write_numbers(out, point);
    }
    for (const auto& pool : samples.pools) {
        write_numbers(out, pool);
    }
    out.flush();
    return static_cast<bool>(out);
}

Samples read_samples(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    Samples samples;
    const std::vector<int> sizes = read_numbers<int>(in);
    if (!in || sizes.size() != 3) {
        return {};
    }
    samples.places = sizes[0];
    samples.ticks = read_numbers<int>(in);
    for (int i = 0; in && i < sizes[1]; ++i) {
        samples.points.push_back(read_numbers<double>(in));
    }
    for (int i = 0; in && i < sizes[2]; ++i) {
        samples.pools.push_back(read_numbers<double>(in));
    }
    return in ? samples : Samples{};
}

}  // namespace upsurge

#include "scenarios/text_file.h"

#include <fstream>
#include <system_error>

namespace upsurge {

std::optional<std::string> read_text_file(const std::filesystem::path& path, const std::string& shown,
                                          std::size_t bytes_max, ProblemList& problems) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        problems.add(shown, {}, "this is not a file that can be read", "a text file");
        return std::nullopt;
    }
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        problems.add(shown, {}, "this file cannot be opened", {}, "check who may read it");
        return std::nullopt;
    }
    std::string text;
    char buffer[65536];
    while (stream.read(buffer, sizeof buffer) || stream.gcount() > 0) {
        text.append(buffer, static_cast<std::size_t>(stream.gcount()));
        if (text.size() > bytes_max) {
            problems.add(shown, {}, "this file has more than " + std::to_string(bytes_max) + " bytes",
                         "at most " + std::to_string(bytes_max) + " bytes");
            return std::nullopt;
        }
    }
    if (stream.bad()) {
        problems.add(shown, {}, "this file could not be read to its end");
        return std::nullopt;
    }
    return text;
}

}  // namespace upsurge

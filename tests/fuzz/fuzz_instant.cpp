// Any text as a moment, an offset, a time of day: no crash, and what is read reads back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "scenarios/instant.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto read = upsurge::parse_instant(text)) {
        const std::string written = upsurge::format_instant(read->instant, read->utc_offset_minutes);
        const auto again = upsurge::parse_instant(written);
        if (!again || !(*again == *read)) {
            std::abort();
        }
        for (auto precision : {upsurge::Precision::minute, upsurge::Precision::hour, upsurge::Precision::day,
                               upsurge::Precision::month, upsurge::Precision::unknown}) {
            if (upsurge::earliest_moment(*read, precision) > read->instant ||
                upsurge::latest_moment(*read, precision) < read->instant) {
                std::abort();
            }
        }
    }
    (void)upsurge::parse_utc_offset(text);
    (void)upsurge::parse_time_of_day(text);
    return 0;
}

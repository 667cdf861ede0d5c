// Any text as a prior: no crash, the text it is written as reads back, and its support is in order.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "numbers/prior.h"
#include "scenarios/prior_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const upsurge::ParameterSpec spec = {"rate", "1/hour", 0.5, 0, 1, "", upsurge::Mark::assumed, "", ""};
    (void)upsurge::fault_of_prior(text, spec);
    if (const auto prior = upsurge::parse_prior(text)) {
        const auto again = upsurge::parse_prior(upsurge::to_string(*prior));
        if (!again || !(*again == *prior) || !(prior->support_low() <= prior->support_high())) {
            std::abort();
        }
    }
    return 0;
}

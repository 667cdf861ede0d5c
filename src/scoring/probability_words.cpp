#include "scoring/probability_words.h"

#include <fmt/format.h>

#include <cmath>

#include "upsurge/result.h"

namespace upsurge {

namespace {

constexpr double edge_tolerance = 1e-12;
constexpr int decimals_max = 6;

struct Band {
    double from;
    std::string_view word;
};
constexpr Band bands[] = {{0.00, outside_the_scale}, {0.01, "almost no chance"},    {0.05, "very unlikely"},
                          {0.20, "unlikely"},        {0.45, "roughly even chance"}, {0.55, "likely"},
                          {0.80, "very likely"},     {0.95, "almost certain"}};
constexpr double scale_ends = 0.99;

double power_of_ten(int exponent) {
    double power = 1.0;
    for (int i = 0; i < exponent; ++i) {
        power *= 10.0;
    }
    return power;
}

/// Whether the written percentage says the same as the probability.
bool says_the_same(double written, double probability) {
    const bool certain = probability <= 0.0 || probability >= 1.0;
    return probability_word(written) == probability_word(probability) &&
           (certain || (written > 0.0 && written < 1.0));
}

int decimals_of(double probability) {
    int decimals = 0;
    while (decimals < decimals_max) {
        const double scale = 100.0 * power_of_ten(decimals);
        if (says_the_same(std::round(scale * probability) / scale, probability)) {
            break;
        }
        ++decimals;
    }
    return decimals;
}

std::string number_text(double probability, int decimals) {
    // Rounded by us, as says_the_same rounds: fmt would decide a half by the bits behind it.
    const double scale = power_of_ten(decimals);
    return fmt::format("{:.{}f}", std::round(100.0 * scale * probability) / scale, decimals);
}

/// Rounded down or up to the decimals, but for what a conversion alone adds.
double rounded_outwards(double probability, int decimals, bool up) {
    const double scale = 100.0 * power_of_ten(decimals);
    const double scaled = probability * scale;
    return (up ? std::ceil(scaled - 1e-9) : std::floor(scaled + 1e-9)) / scale;
}

}  // namespace

std::string_view probability_word(double probability) {
    UPSURGE_CHECK(probability >= 0.0 && probability <= 1.0, "probability_word: no probability");
    if (probability > scale_ends + edge_tolerance) {
        return outside_the_scale;
    }
    std::string_view word;
    for (const Band& band : bands) {
        if (probability >= band.from - edge_tolerance) {
            word = band.word;
        }
    }
    return word;
}

std::string percent_text(double probability) {
    const int decimals = decimals_of(probability);
    const double least = 1.0 / (100.0 * power_of_ten(decimals_max));
    if (probability > 0.0 && probability < 0.5 * least) {
        return "below " + number_text(least, decimals_max) + "%";
    }
    if (probability < 1.0 && probability > 1.0 - 0.5 * least) {
        return "above " + number_text(1.0 - least, decimals_max) + "%";
    }
    return number_text(probability, decimals) + "%";
}

std::string probability_text(double probability, std::optional<ProbabilityBounds> bounds) {
    std::string text = fmt::format("{} ({}", probability_word(probability), percent_text(probability));
    if (bounds) {
        const int decimals = decimals_of(probability);
        text +=
            fmt::format(", {} to {}%", number_text(rounded_outwards(bounds->low, decimals, false), decimals),
                        number_text(rounded_outwards(bounds->high, decimals, true), decimals));
    }
    return text + ")";
}

}  // namespace upsurge

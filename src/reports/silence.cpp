#include "reports/silence.h"

#include "numbers/elementary.h"

namespace upsurge {

double published_share(const PublicationDelay& delay, Instant seconds_since) {
    if (seconds_since <= 0) {
        return 0.0;
    }
    const double hours = static_cast<double>(seconds_since) / 3600.0;
    return normal_cdf(log_of(hours / delay.median_hours) / delay.log_spread);
}

double silence_log_factor(double x, double rate, double power, double share) {
    return x > 0.0 ? -rate * pow_of(x, power) * share : 0.0;
}

double attention_log_chance(bool spoken, double crowd, const Attention& attention, double share) {
    const double silent = -attention.base * share +
                          silence_log_factor(crowd / attention.reported_crowd, 1.0, attention.power, share);
    return spoken ? log_of(-expm1_of(silent)) : silent;
}

}  // namespace upsurge

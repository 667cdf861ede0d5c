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

}  // namespace upsurge

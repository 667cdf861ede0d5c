/// M3, diffusion between places: what a place believes is going on.
///
///   memory    relaxes to severity = (peaceful + violence_severity violent)/population, over memory_hours
///   perceived = local_weight local_factor memory + remote_factor sum_q K[p,q] memory_q
///   K[p,q]    = distance_weight W[p,q] + media_weight c_q + tie_weight T[p,q]
///
/// W is a gravity kernel of distance, c the population shares (media see the whole country), T radiation
/// flows. A pure distance kernel is nested and can be rejected. Places abroad see nothing of the others and
/// are not seen.
#include "mechanisms/mechanism.h"
#include "mechanisms/spread_kernels.h"
#include "numbers/elementary.h"

namespace upsurge {
namespace {

enum Index {
    local_weight,
    distance_weight,
    media_weight,
    tie_weight,
    distance_km,
    distance_power,
    memory_hours,
    violence_severity
};

constexpr ParameterSpec table[] = {
    {"local_weight", "factor", 1, 0, 10, "", Mark::assumed, "ours",
     "weight of what happens in the own place"},
    {"distance_weight", "factor", 0.2, 0, 10, "log_uniform(0.01, 1)", Mark::assumed, "ours",
     "weight of near places"},
    {"media_weight", "factor", 1, 0, 100, "log_uniform(0.1, 10)", Mark::assumed, "ours",
     "weight of the country as media show it"},
    {"tie_weight", "factor", 0.1, 0, 10, "log_uniform(0.01, 1)", Mark::assumed, "ours",
     "weight of places tied by labour migration"},
    {"distance_km", "km", 50, 0.1, 5000, "log_uniform(5, 300)", Mark::literature,
     "after Bonnasse-Gahot et al. 2018 doi:10.1038/s41598-017-18093-4, wide on purpose",
     "distance at which near places start to count less"},
    {"distance_power", "power", 1.5, 0, 5, "uniform(0.3, 2.5)", Mark::literature,
     "after Bonnasse-Gahot et al. 2018 doi:10.1038/s41598-017-18093-4, wide on purpose",
     "how fast the weight falls with distance"},
    {"memory_hours", "hour", 12, 0, 1000, "log_uniform(6, 96)", Mark::literature,
     "after Myers 2000 doi:10.1086/303110: the pull of severe riots fades in about a week",
     "how long activity is remembered"},
    {"violence_severity", "factor", 3, 0, 100, "log_normal(3, 0.5)", Mark::literature,
     "after Myers 2000 doi:10.1086/303110: severe events spread more",
     "how many peaceful protesters one violent protester counts for"},
};

void prepare(TickContext& tick) {
    const Society& society = tick.society;
    const auto places = static_cast<std::size_t>(tick.places());
    Derived& derived = tick.derived;
    const auto gravity = gravity_kernel(society, tick.value(distance_km), tick.value(distance_power));
    const auto radiation = row_shares(radiation_flows(society), places);
    for (std::size_t p = 0; p < places; ++p) {
        const int place = static_cast<int>(p);
        if (society.is_abroad(p)) {
            continue;  // sees its own streets only
        }
        for (std::size_t q = 0; q < places; ++q) {
            derived.remote_kernel[p * places + q] =
                tick.value(distance_weight, place) * gravity[p * places + q] +
                tick.value(media_weight, place) * derived.news_kernel[q] +
                tick.value(tie_weight, place) * radiation[p * places + q];
        }
    }
}

void remember(TickContext& tick) {
    const auto memory = tick.state.field(Field::activity_memory);
    const auto peaceful = tick.state.tally(Tally::crowd_peaceful);
    const auto violent = tick.state.tally(Tally::crowd_violent);
    const auto armed = tick.state.tally(Tally::crowd_armed);
    for (int p = 0; p < tick.places(); ++p) {
        const auto i = static_cast<std::size_t>(p);
        const double severity =
            (static_cast<double>(peaceful[i]) +
             tick.value(violence_severity, p) * static_cast<double>(violent[i] + armed[i])) /
            static_cast<double>(tick.society.population[i]);
        tick.derived.severity[i] = severity;
        const double hours = tick.value(memory_hours, p);
        memory[i] = hours > 0 ? severity + (memory[i] - severity) * exp_of(-tick.hours / hours) : severity;
    }
}

void perceive(TickContext& tick) {
    const auto memory = tick.state.field(Field::activity_memory);
    const auto perceived = tick.state.field(Field::perceived_activity);
    const auto places = static_cast<std::size_t>(tick.places());
    for (std::size_t p = 0; p < places; ++p) {
        double remote = 0;
        for (std::size_t q = 0; q < places; ++q) {
            remote += tick.derived.remote_kernel[p * places + q] * memory[q];
        }
        perceived[p] =
            tick.value(local_weight, static_cast<int>(p)) * tick.derived.local_factor[p] * memory[p] +
            tick.derived.remote_factor[p] * remote;
    }
}

void inform(TickContext& tick) {
    remember(tick);
    perceive(tick);
}

}  // namespace

extern const Mechanism diffusion;
const Mechanism diffusion = {
    .name = "diffusion",
    .title = "Diffusion between places",
    .group = "M3",
    .summary =
        "What a place believes is going on: its own streets, near places, the media's country, tied places.",
    .source =
        "Myers 2000 doi:10.1086/303110; Simini et al. 2012 doi:10.1038/nature10856; "
        "Bonnasse-Gahot et al. 2018 doi:10.1038/s41598-017-18093-4",
    .parameters = table,
    .switches = {},
    .prepare = prepare,
    .inform = inform,
};

}  // namespace upsurge

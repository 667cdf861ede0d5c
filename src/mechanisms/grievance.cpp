/// M1, grievance from a price shock, and legitimacy.
///
///   rho = exposure v(ln(price/reference price)),  v(z) = z above 0, z/loss_aversion below
///   g   = clip(H (1 - legitimacy) + price_weight rho + anger - relief, 0, 1)
///
/// The reference price relaxes to the price. H, hardship, is Beta(1, b); memory of an earlier crackdown
/// thickens its tail. Legitimacy relaxes to its usual level, falls with harm and moves with concessions.
#include <algorithm>
#include <vector>

#include "mechanisms/hardship.h"
#include "mechanisms/mechanism.h"
#include "numbers/elementary.h"

namespace upsurge {
namespace {

enum Index {
    exposure,
    memory,
    hardship_shape,
    price_weight,
    loss_aversion,
    reference_days,
    legitimacy,
    legitimacy_days,
    legitimacy_loss
};

constexpr ParameterSpec table[] = {
    {"exposure", "share", 0.2, 0, 1, "beta(2, 10)", Mark::assumed,
     "share of vehicles on the fuel x share of fuel in the budget x blame; ours",
     "how much of a price shock a place feels and blames on the government", Scope::place},
    {"memory", "factor", 0, 0, 10, "half_normal(0.5)", Mark::assumed, "ours",
     "how much memory of an earlier crackdown thickens the tail of hardship", Scope::place},
    {"hardship_shape", "shape", 3, 0.5, 50, "log_uniform(2, 12)", Mark::assumed,
     "Epstein 2002 takes 1, the uniform law; ours",
     "b of the Beta(1, b) law of hardship; larger: fewer people near the top"},
    {"price_weight", "grievance", 0.3, 0, 5, "half_normal(0.5)", Mark::assumed, "ours",
     "grievance per log price ratio at full exposure"},
    {"loss_aversion", "ratio", 2.25, 0.2, 20, "log_normal(2.25, 0.3)", Mark::literature,
     "Tversky and Kahneman 1992 doi:10.1007/BF00122574", "how much more a rise weighs than a fall"},
    {"reference_days", "day", 30, 0.1, 1000, "log_uniform(3, 90)", Mark::assumed, "ours",
     "how fast people get used to a price"},
    {"legitimacy", "share", 0.5, 0, 1, "beta(5, 5)", Mark::assumed, "ours", "usual legitimacy", Scope::place},
    {"legitimacy_days", "day", 10, 0.1, 1000, "log_uniform(2, 30)", Mark::assumed,
     "endogenous legitimacy after Lemos 2018; ours", "how fast legitimacy returns to its usual level"},
    {"legitimacy_loss", "1/hour", 0.002, 0, 1, "half_normal(0.005)", Mark::assumed, "ours",
     "legitimacy lost an hour per unit of ln(1 + people harmed an hour)"},
};

void start(TickContext& tick) {
    const auto level = tick.state.field(Field::legitimacy);
    for (int p = 0; p < tick.places(); ++p) {
        level[static_cast<std::size_t>(p)] = tick.value(legitimacy, p);
    }
}

void prepare(TickContext& tick) {
    for (int p = 0; p < tick.places(); ++p) {
        const auto values =
            hardship_bin_values(tick.society, tick.value(hardship_shape, p) / (1.0 + tick.value(memory, p)));
        for (int bin = 0; bin < tick.bins(); ++bin) {
            tick.derived.hardship[static_cast<std::size_t>(p * tick.bins() + bin)] =
                values[static_cast<std::size_t>(tick.society.layout.hardship_of(bin))];
        }
    }
}

void update(TickContext& tick) {
    const auto level = tick.state.field(Field::legitimacy);
    const auto reference = tick.state.field(Field::reference_price);
    const auto shift = tick.state.field(Field::grievance_shift);
    const auto anger = tick.state.field(Field::anger);
    const auto relief = tick.state.field(Field::relief);
    const int bins = tick.bins();
    for (int place = 0; place < tick.places(); ++place) {
        const auto p = static_cast<std::size_t>(place);
        const double usual = tick.value(legitimacy, place);
        level[p] = usual +
                   (level[p] - usual) * exp_of(-tick.hours / (24.0 * tick.value(legitimacy_days, place))) -
                   tick.hours * tick.value(legitimacy_loss, place) * log1p_of(tick.derived.harm_rate[p]);
        level[p] = std::clamp(level[p] + tick.derived.legitimacy_gain[p], 0.0, 1.0);

        const double price = tick.forcing.price[p];
        const double z = log_of(price / reference[p]);
        const double rho = tick.value(exposure, place) * (z > 0 ? z : z / tick.value(loss_aversion, place));
        reference[p] =
            price + (reference[p] - price) * exp_of(-tick.hours / (24.0 * tick.value(reference_days, place)));
        shift[p] = tick.value(price_weight, place) * rho + anger[p] - relief[p];

        const double* hardship = tick.derived.hardship.data() + place * bins;
        double* g = tick.derived.grievance.data() + place * bins;
        const double gap = 1.0 - level[p];
        const double added = shift[p];
        for (int bin = 0; bin < bins; ++bin) {
            const double raw = hardship[bin] * gap + added;
            const double above = raw > 0.0 ? raw : 0.0;
            g[bin] = above < 1.0 ? above : 1.0;
        }
    }
}

}  // namespace

extern const Mechanism grievance;
const Mechanism grievance = {
    .name = "grievance",
    .title = "Grievance from a price shock",
    .group = "M1",
    .summary = "Hardship, loss against a remembered price, anger and legitimacy make grievance.",
    .source =
        "Gurr 1970; Tversky and Kahneman 1992 doi:10.1007/BF00122574; Epstein 2002 "
        "doi:10.1073/pnas.092080199; McCulloch et al. 2022",
    .parameters = table,
    .switches = {},
    .start = start,
    .prepare = prepare,
    .update_fields = update,
};

}  // namespace upsurge

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engines/reference_apportion.h"
#include "engines/reference_run.h"
#include "numbers/elementary.h"
#include "numbers/sphere.h"

namespace upsurge {

void ReferenceRun::make_people() {
    const Layout& layout = model_.layout;
    // Quantile edges of the hardship bins: 0, cuts, 1.
    std::vector<double> edges = {0.0};
    edges.insert(edges.end(), model_.hardship_cuts.begin(), model_.hardship_cuts.end());
    edges.push_back(1.0);

    for (int place = 0; place < layout.places; ++place) {
        for (int stratum = 0; stratum < layout.strata; ++stratum) {
            const std::int64_t count = model_.people[place][stratum];
            Person person;
            person.home = place;
            person.stratum = stratum;
            person.location = place;
            places_[place].people += static_cast<double>(count);
            if (!model_.strata[stratum].active) {
                people_.insert(people_.end(), static_cast<std::size_t>(count), person);
                continue;
            }
            const double organised_share = rules_.participation
                                               ? value(parameters_.participation.organised_share, place)
                                               : 0.0;  // Reading 2
            std::vector<double> shares;
            for (int bin = 0; bin < layout.bins(); ++bin) {
                const int h = layout.hardship_of(bin);
                double share = (edges[h + 1] - edges[h]) / layout.risk_aversion_bins;
                if (layout.organised_bins == 2) {
                    share *= layout.organised_of(bin) == 1 ? organised_share : 1.0 - organised_share;
                }
                shares.push_back(share);
            }
            const std::vector<std::int64_t> parts = split_by_largest_remainder(count, shares);
            const double unreached_share =
                rules_.information ? value(parameters_.information.unreached_share, place) : 0.0;
            for (int bin = 0; bin < layout.bins(); ++bin) {
                person.hardship = layout.hardship_of(bin);
                person.risk_aversion = layout.risk_aversion_of(bin);
                person.organised = layout.organised_of(bin);
                const auto unreached = static_cast<std::int64_t>(
                    std::floor(unreached_share * static_cast<double>(parts[bin]) + 0.5));
                for (std::int64_t i = 0; i < parts[bin]; ++i) {
                    person.state = i < unreached ? PersonState::not_reached : PersonState::at_home;
                    people_.push_back(person);
                }
            }
        }
    }
}

void ReferenceRun::make_geometry() {
    const int n = model_.layout.places;
    destination_.assign(n, std::vector<double>(n, 0.0));
    near_.assign(n, std::vector<double>(n, 0.0));
    ties_.assign(n, std::vector<double>(n, 0.0));

    for (int p = 0; p < n; ++p) {
        destination_[p][p] = 1.0;  // Reading 1
    }
    for (const Destination& part : model_.destinations) {
        destination_[part.leaf][part.destination] += part.share;
        destination_[part.leaf][part.leaf] -= part.share;
    }

    auto distance = [&](int p, int q) {
        const Place& a = model_.places[model_.leaves[p]];
        const Place& b = model_.places[model_.leaves[q]];
        return great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude);
    };
    for (int p = 0; p < n; ++p) {
        for (int q = 0; q < n; ++q) {
            if (q == p || abroad(p) || abroad(q)) {
                continue;
            }
            const double d = distance(p, q);
            const double near_scale = value(parameters_.diffusion.distance_km, p);
            const double power = value(parameters_.diffusion.distance_power, p);
            near_[p][q] = places_[q].people * pow_of(1.0 + d / near_scale, -power);

            double closer = 0;  // S: people within d of p, without p and q
            for (int r = 0; r < n; ++r) {
                if (r != p && r != q && !abroad(r) && distance(p, r) <= d) {
                    closer += places_[r].people;
                }
            }
            const double np = places_[p].people;
            const double nq = places_[q].people;
            if (np > 0 && nq > 0) {
                ties_[p][q] = np * nq / ((np + closer) * (np + nq + closer));
            }
        }
        for (auto* weights : {&near_[p], &ties_[p]}) {
            double sum = 0;
            for (double weight : *weights) {
                sum += weight;
            }
            for (double& weight : *weights) {
                weight = sum > 0 ? weight / sum : 0.0;
            }
        }
    }
}

void ReferenceRun::make_start_values() {
    for (int p = 0; p < model_.layout.places; ++p) {
        ReferencePlace& place = places_[p];
        place.harm_expected = value(parameters_.backlash.harm_memory, p);
        for (int bin = 0; bin < model_.layout.hardship_bins; ++bin) {
            place.hardship.push_back(mean_hardship(p, bin));
        }
        place.legitimacy = rules_.grievance ? value(parameters_.grievance.legitimacy, p) : 0.0;  // Reading 2
        // The earliest scheduled price of the place; Reading 8.
        place.reference_price = 0;
        bool found = false;
        Instant earliest = 0;
        for (const ScheduleEntry& entry : model_.schedule) {
            const bool here = std::find(entry.leaves.begin(), entry.leaves.end(), p) != entry.leaves.end();
            if (entry.kind == ScheduleKind::price && here && (!found || entry.from <= earliest)) {
                found = true;
                earliest = entry.from;
                place.reference_price = entry.value;
            }
        }
        place.first_price = place.reference_price > 0 ? place.reference_price : 1.0;
    }
}

double ReferenceRun::mean_hardship(int place, int hardship_bin) const {
    if (!model_.hardship_values.empty()) {
        return model_.hardship_values[hardship_bin];
    }
    const double beta = value(parameters_.grievance.hardship_shape, place) /
                        (1.0 + value(parameters_.grievance.memory, place));
    const double low = hardship_bin == 0 ? 0.0 : model_.hardship_cuts[hardship_bin - 1];
    const double high =
        hardship_bin == model_.layout.hardship_bins - 1 ? 1.0 : model_.hardship_cuts[hardship_bin];
    const double power = 1.0 + 1.0 / beta;
    return 1.0 - beta / (beta + 1.0) * (pow_of(1.0 - low, power) - pow_of(1.0 - high, power)) / (high - low);
}

}  // namespace upsurge

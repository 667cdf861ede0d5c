#include "pages/page_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "experiments/standing.h"
#include "experiments/wording.h"
#include "pages/page_json.h"
#include "studies/local_time.h"

namespace upsurge {
namespace {

std::string places_text(const Model& model, const Report& report) {
    std::string text;
    for (std::size_t i = 0; i < report.places.size(); ++i) {
        if (i == 3 && report.places.size() > 4) {
            return text + fmt::format(" and {} more", report.places.size() - i);
        }
        text += (i == 0 ? "" : ", ") + model.places[static_cast<std::size_t>(report.places[i])].name;
    }
    return text;
}

std::string observable_text(const Report& report) {
    return std::string(describe(*report.observable).name);
}

std::string when_text(const Model& model, const Report& report) {
    const int offset = report.places.empty()
                           ? model.clock.utc_offset_minutes
                           : model.places[static_cast<std::size_t>(report.places.front())].utc_offset_minutes;
    return day_text(report.event_end, offset);
}

std::string claimed_text(const Report& report) {
    return report_number_text(report) + (report.claimant.empty() ? "" : " (" + report.claimant + ")");
}

/// The tick at which the median over runs of a national number is largest.
std::string peak_text(const Model& model, const RunValues& runs) {
    const std::vector<SampleSummary> ticks =
        summarise_ticks(runs.values(Observable::crowd, 0), runs.runs(), runs.ticks());
    const auto peak =
        std::max_element(ticks.begin(), ticks.end(),
                         [](const SampleSummary& a, const SampleSummary& b) { return a.q50 < b.q50; });
    return moment_text(model.clock.at(static_cast<int>(peak - ticks.begin()) + 1),
                       model.clock.utc_offset_minutes);
}

}  // namespace

std::string reports_sentence(const Model& model) {
    std::map<std::string, int> sides;
    std::set<std::string> sources;
    int numbers = 0;
    int mapped = 0;
    for (const Report& report : model.reports) {
        ++sides[report.side];
        sources.insert(report.source);
        numbers += report.has_number() ? 1 : 0;
        mapped += report.observable ? 1 : 0;
    }
    std::vector<std::pair<int, std::string>> by_number;
    for (const auto& [side, count] : sides) {
        by_number.emplace_back(-count, side);
    }
    std::sort(by_number.begin(), by_number.end());
    std::string list;
    for (const auto& [count, side] : by_number) {
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", side.empty() ? "unknown" : side, -count);
    }
    const std::vector<int> superseded = superseded_by(model);
    const auto replaced =
        static_cast<long long>(model.reports.size()) - std::count(superseded.begin(), superseded.end(), -1);
    std::string text = fmt::format(
        "{} from {}: {} carry a number, {} speak of something that is simulated; by side: {}",
        count_text(static_cast<long long>(model.reports.size()), "report", "reports"),
        count_text(static_cast<long long>(sources.size()), "source", "sources"), numbers, mapped, list);
    if (replaced > 0) {
        text += fmt::format("; {} later withdrawn or replaced", replaced);
    }
    return text + ".";
}

std::string disagreement_sentence(const Model& model) {
    std::string text;
    if (const std::vector<Disagreement> all = disagreements(model); !all.empty()) {
        const Report& lower = model.reports[static_cast<std::size_t>(all.front().first)];
        const Report& higher = model.reports[static_cast<std::size_t>(all.front().second)];
        text =
            fmt::format("Reported numbers disagree most on {} in {} on {}: {} against {}, {} times as many.",
                        observable_text(lower), places_text(model, lower), when_text(model, lower),
                        claimed_text(lower), claimed_text(higher), simulated_text(all.front().factor));
    }
    if (const std::vector<Disagreement> all = denials(model); !all.empty()) {
        const Report& said = model.reports[static_cast<std::size_t>(all.front().first)];
        const Report& denied = model.reports[static_cast<std::size_t>(all.front().second)];
        text += fmt::format(
            "{}In {} one report says what another denies, first on {} in {} on {}: said by {}, denied by {}.",
            text.empty() ? "" : " ", count_text(static_cast<long long>(all.size()), "case", "cases"),
            observable_text(denied), places_text(model, denied), when_text(model, denied), said.claimant,
            denied.claimant);
    }
    return text;
}

std::string largest_miss_sentence(const Model& model, const std::vector<Comparison>& comparisons) {
    const Comparison* worst = nullptr;
    double worst_size = -1;
    for (const Comparison& one : comparisons) {
        if (one.inside) {
            continue;
        }
        // One unit is added to both, so that a zero on either side still has a size.
        const double reported = one.reported_low ? *one.reported_low : one.reported_high.value_or(0);
        const double ratio = (one.simulated.q50 + 1) / (reported + 1);
        const double size = ratio < 1 ? 1 / ratio : ratio;
        if (size > worst_size) {
            worst = &one;
            worst_size = size;
        }
    }
    if (worst == nullptr) {
        return {};
    }
    const Report& report = model.reports[static_cast<std::size_t>(worst->report)];
    return fmt::format("The simulation misses most on {} in {} on {}: reported {}, simulated {}.",
                       observable_text(report), places_text(model, report), when_text(model, report),
                       claimed_text(report), interval_text(worst->simulated));
}

std::string comparisons_sentence(const std::vector<Comparison>& comparisons) {
    const auto inside = std::count_if(comparisons.begin(), comparisons.end(),
                                      [](const Comparison& one) { return one.inside; });
    return fmt::format("Of {} that can be compared, {} the simulated 90% chance band and {} outside it.",
                       count_text(static_cast<long long>(comparisons.size()), "report", "reports"),
                       inside == 1 ? "1 meets" : fmt::format("{} meet", inside),
                       comparisons.size() - static_cast<std::size_t>(inside) == 1
                           ? "1 lies"
                           : fmt::format("{} lie", comparisons.size() - static_cast<std::size_t>(inside)));
}

std::string simulated_sentence(const Model& model, const RunValues& runs) {
    const std::vector<double> crowd = runs.values(Observable::crowd, 0);
    const std::vector<double> dead = runs.values(Observable::dead_total, 0);
    std::vector<double> largest;
    std::vector<double> deaths;
    for (int run = 0; run < runs.runs(); ++run) {
        const std::size_t from = static_cast<std::size_t>(run) * static_cast<std::size_t>(runs.ticks());
        const std::size_t last = from + static_cast<std::size_t>(runs.ticks()) - 1;
        largest.push_back(*std::max_element(crowd.begin() + static_cast<std::ptrdiff_t>(from),
                                            crowd.begin() + static_cast<std::ptrdiff_t>(last + 1)));
        deaths.push_back(dead[last]);
    }
    return fmt::format(
        "In {} the largest crowd in {} at any hour is {} people, around {}, and {} civilians die (median and "
        "central 90% of "
        "the runs).",
        count_text(runs.runs(), "run", "runs"), model.places.front().name, interval_text(summarise(largest)),
        peak_text(model, runs), interval_text(summarise(deaths)));
}

std::string hindsight_sentence(const Model& model) {
    int usable = 0;
    for (const Report& report : model.reports) {
        usable += report.observable && report.published_at <= model.clock.hindsight_until ? 1 : 0;
    }
    return fmt::format(
        "Hindsight test: the designers knew the ending. {} on simulated things, published by {}, could be "
        "used to choose "
        "parameters.",
        count_text(usable, "report", "reports"),
        day_text(model.clock.hindsight_until, model.clock.utc_offset_minutes));
}

std::vector<std::string> brief_sentences(const Model& model, const RunValues* runs,
                                         const std::vector<Comparison>& comparisons, const FittedTo* fitted) {
    std::vector<std::string> sentences = {reports_sentence(model), disagreement_sentence(model)};
    if (runs != nullptr) {
        sentences.push_back(simulated_sentence(model, *runs));
        sentences.push_back(comparisons_sentence(comparisons) + " " +
                            largest_miss_sentence(model, comparisons));
        if (fitted != nullptr) {
            sentences.push_back(fitted->verdict);
        }
        sentences.push_back(fitted != nullptr ? fitted_hindsight(*fitted) : hindsight_sentence(model));
    }
    std::erase(sentences, std::string());
    return sentences;
}

std::vector<std::string> limit_sentences(const Model& model, const Manifest* manifest,
                                         const FittedTo* fitted) {
    std::vector<std::string> limits;
    const Json listed = parameters_json(model);  // as the page's tables list them
    const auto assumed = std::count_if(listed.begin(), listed.end(), [](const Json& parameter) {
        return parameter["mark"] == name_of(Mark::assumed);
    });
    limits.push_back("A place without reports is not a calm place: silence is shown hatched, never as zero.");
    limits.push_back(
        "Claims stay claims: every figure names who made it, and grades of sources are the designers' own.");
    if (manifest != nullptr) {
        limits.push_back(fitted != nullptr ? fitted_hindsight(*fitted) : hindsight_sentence(model));
        limits.push_back(
            fitted != nullptr ? fitted_bands(*fitted)
            : manifest->parameters == "prior"
                ? "Each run draws its parameters from their priors, not weighted by any report."
                : "Every run uses the same parameters: the bands show chance only, so they are too narrow.");
        limits.push_back(
            fmt::format("{} of {} parameter values are assumed, not measured.", assumed, listed.size()));
        limits.push_back(
            fmt::format("{} synthetic residents, one per inhabitant; none of them is a real person.",
                        reported_text(static_cast<double>(model.people_of_country()))));
        limits.push_back(
            fitted != nullptr
                ? "The explanations are compared with one another only: the true one may be none of them."
                : "Other explanations have not been compared yet: a simulation that fits does not show that "
                  "its "
                  "reasons are the "
                  "true ones.");
    }
    return limits;
}

std::vector<std::string> readme_misses(const std::string& readme) {
    std::vector<std::string> misses;
    bool inside = false;
    for (std::size_t at = 0; at < readme.size();) {
        const std::size_t end = std::min(readme.find('\n', at), readme.size());
        std::string line = readme.substr(at, end - at);
        at = end + 1;
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (line.starts_with("#")) {
            std::transform(line.begin(), line.end(), line.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            });
            inside = line.find("wrong") != std::string::npos;
        } else if (inside && (line.starts_with("- ") || line.starts_with("* "))) {
            misses.push_back(line.substr(2));
        } else if (inside && !misses.empty() && line.starts_with("  ")) {
            misses.back() += " " + line.substr(line.find_first_not_of(' '));
        }
    }
    return misses;
}

std::string banner_text(const Manifest* manifest, const FittedTo* fitted) {
    if (manifest == nullptr) {
        return {};
    }
    std::string text;
    if (!manifest->hypothesis.empty()) {
        text += fmt::format("Under the hypothesis {}. ", manifest->hypothesis);
    }
    if (!manifest->intervention.empty()) {
        text += fmt::format(
            "With one thing done differently ({}): the reports speak of what happened without it. ",
            manifest->intervention);
    }
    if (fitted != nullptr) {
        return text + fitted_banner(*fitted);
    }
    if (manifest->parameters == "fitted") {
        return text + "Drawn from a fit: of these models, given these reports.";
    }
    return text + (manifest->parameters == "prior"
                       ? "Drawn from priors, weighted by no report. Not a forecast."
                       : "Tuned to these reports in hindsight. Not a forecast. Bands show chance only.");
}

}  // namespace upsurge

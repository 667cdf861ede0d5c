#include "closing.h"

#include <fmt/format.h>

#include "experiments/wording.h"
#include "pages/page_sentences.h"

namespace upsurge::cli {
namespace {

constexpr std::size_t width = 100;
constexpr std::size_t head_width = 12;

/// Wraps text beside a heading column.
std::string paragraph(std::string_view head, std::string_view text) {
    std::string out = fmt::format("{:<{}}", head, head_width);
    std::size_t column = head_width;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        if (column > head_width && column + 1 + word.size() > width) {
            out += fmt::format("\n{:{}}", "", head_width);
            column = head_width;
        } else if (column > head_width) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out + "\n";
}

}  // namespace

std::string closing_text(const ReadScenario& scenario, const Manifest& manifest, const RunValues& runs,
                         const std::vector<Comparison>& comparisons) {
    const Model& model = scenario.model;
    std::string text = fmt::format("{}: {} of {} people in {:.1f} s ({}, {}), state hash {}\n\n", model.name,
                                   count_text(manifest.runs_done, "run", "runs"),
                                   reported_text(static_cast<double>(manifest.people)), manifest.seconds,
                                   count_text(manifest.threads, "thread", "threads"), manifest.vector_path,
                                   manifest.state_hash);
    text += paragraph("Reports", reports_sentence(model));
    const std::string disagreement = disagreement_sentence(model);
    if (!disagreement.empty()) {
        text += paragraph("", disagreement);
    }
    text += paragraph("Simulated", simulated_sentence(model, runs));
    if (!comparisons.empty()) {
        text += paragraph("Compared", comparisons_sentence(comparisons));
        const std::string miss = largest_miss_sentence(model, comparisons);
        if (!miss.empty()) {
            text += paragraph("", miss);
        }
    }
    const std::vector<std::string> misses = readme_misses(scenario.readme);
    for (std::size_t i = 0; i < misses.size(); ++i) {
        text += paragraph(i == 0 ? "Missing" : "", misses[i]);
    }
    text += paragraph("Beware",
                      manifest.parameters == "fitted"
                          ? "Hindsight test: the designers knew the ending. These histories are drawn from "
                            "a fit: of its models, given its reports. `upsurge explain` says how far it "
                            "separates its explanations."
                          : hindsight_sentence(model) + " " + banner_text(&manifest));
    return text;
}

}  // namespace upsurge::cli

/// The sentences of a page and of a run's closing lines, written by rule from the numbers.
#pragma once

#include <string>
#include <vector>

#include "experiments/comparison.h"
#include "models/model.h"
#include "pages/fitted_to.h"
#include "studies/manifest.h"
#include "studies/run_values.h"

namespace upsurge {

/// How many reports there are, how many carry numbers, who made them.
std::string reports_sentence(const Model& model);
/// Where reports contradict each other, by number and by denial; empty when none do.
std::string disagreement_sentence(const Model& model);
/// The report that the simulation misses most; empty when it meets all of them.
std::string largest_miss_sentence(const Model& model, const std::vector<Comparison>& comparisons);
/// How many comparable reports meet the simulated band.
std::string comparisons_sentence(const std::vector<Comparison>& comparisons);
/// Largest crowd and deaths of the runs, with intervals.
std::string simulated_sentence(const Model& model, const RunValues& runs);
/// "Hindsight test: the designers knew the ending", with the number of reports that could be used.
std::string hindsight_sentence(const Model& model);

/// The sentences of "In brief". Without runs, only those about reports.
/// @param fitted  here and below: null unless the histories are fitted ones
std::vector<std::string> brief_sentences(const Model& model, const RunValues* runs,
                                         const std::vector<Comparison>& comparisons,
                                         const FittedTo* fitted = nullptr);
/// What the page must not be taken for.
std::vector<std::string> limit_sentences(const Model& model, const Manifest* manifest,
                                         const FittedTo* fitted = nullptr);
/// The points under the heading of README.md that says what the scenario gets wrong.
std::vector<std::string> readme_misses(const std::string& readme);
/// The banner over a page with runs; empty without.
std::string banner_text(const Manifest* manifest, const FittedTo* fitted = nullptr);

}  // namespace upsurge

/// A fit, read back from the tables in its folder: what every question to a fit begins with.
///
/// The folder is a study that `upsurge fit` made, or the tables alone inside the folder of a scenario, as a
/// scenario that ships with fits has them (fitted/).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engines/run_chance.h"
#include "fitting/explanation_fit.h"
#include "inference/evidence.h"
#include "scenarios/read_scenario.h"
#include "studies/manifest.h"
#include "upsurge/result.h"

namespace upsurge {

/// One weighted draw with the address of its history.
struct ReadDraw {
    int replicate = 0;
    double weight = 0;  ///< the draws of an explanation sum to 1
    double log_likelihood = 0;
    std::uint64_t readings_hash = 0;
    std::vector<double> coordinates;  ///< as FittedParameters::all
    std::vector<PathPiece> path;
};

struct ReadExplanation {
    std::string hypothesis;
    std::string name;
    /// The one explanation of the fit of which this is a special case: it inherits it alone. Empty: none.
    std::string variant_of;
    std::string status;  ///< fitted, failed or stopped
    std::string sentence;
    double beta = 1;
    double log_evidence = 0;
    double log_evidence_half_width = 0;  ///< NaN where it is not known, as the three below
    double effective_half_width = 0;
    double log_evidence_double_width = 0;
    double effective_double_width = 0;
    double variance = 0;  ///< of the log likelihood at the posterior's draws; NaN: not measured
    std::vector<double> replicate_log_evidences;
    /// The same model, reports and keys as when it was fitted; its sampler knows nothing.
    std::vector<std::unique_ptr<ExplanationFit>> replicates;
    std::vector<ReadDraw> draws;

    const ExplanationFit& fit() const { return *replicates.front(); }
    const Model& model() const { return fit().model(); }
    /// The draw's values of what was fitted. Where the model has another point value than the fitted one, as
    /// an intervention sets it, that value stands.
    ParameterValues values(const Model& model, const ReadDraw& draw) const;
    Discrepancy discrepancy(const ReadDraw& draw) const {
        return fit().fitted().discrepancy(draw.coordinates);
    }
    /// The chance of a draw's history. @param beyond  see SocietyFilter::chance_of
    RunChance chance(const ReadDraw& draw, std::optional<RunKey> beyond = {}) const {
        return replicates[static_cast<std::size_t>(draw.replicate)]->filter().chance_of(draw.path, beyond);
    }
    /// Whether it is one of those whose evidence is known and that exclude one another.
    bool is_compared() const { return beta == 1.0 && !draws.empty() && variant_of.empty(); }
    ReplicateSummary evidence() const { return summarise_replicates(replicate_log_evidences); }
};

struct ReadFit {
    std::filesystem::path folder;
    Manifest manifest;
    ReadScenario scenario;  ///< neither hypothesis nor intervention applied
    FitDesign design;
    std::vector<ReadExplanation> explanations;
    std::vector<std::string> held_out;  ///< ids of reports that it was not shown

    /// Probabilities with equal ones beforehand, of explanations that exclude one another (no variants) and
    /// whose evidence is known; others have 0.
    std::vector<ModelProbability> probabilities() const;
};

/// Names of the tables of a fit that its questions need.
const std::vector<std::string>& fit_table_names();

/// Ids of reports that a fit was not shown. @param fit  its folder
Result<std::vector<std::string>> held_out_ids(const std::filesystem::path& fit);

/// Where a fit's scenario stands: the copy in it, or the scenario's folder that it lies in. Fails when there
/// is none.
Result<std::filesystem::path> scenario_folder_of_fit(const std::filesystem::path& fit);

/// How to read a fit otherwise than it was made.
struct FitReading {
    std::string until;  ///< where the clock of its models ends, as with --until; empty: as when it was fitted
    std::string
        resolution;     ///< of its models; empty: as when it was fitted. Its histories are those of its own
    int particles = 0;  ///< of its filters; 0: as when it was fitted
};

/// Reads and checks the fit; every problem of its tables at once. Fails when the folder holds another study,
/// when the fit was made under another draw scheme (its histories could not be gone through again), and when
/// it has no draws.
Result<ReadFit> read_fit(const std::filesystem::path& folder, const FitReading& reading = {});

}  // namespace upsurge

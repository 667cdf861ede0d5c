#include "fitted_runs_command.h"

#include <fmt/format.h>

namespace upsurge::cli {

void FittedRunsCommand::declare_fit(CommandLine& line) {
    fit_.declare(line);
    line.repeated(
        "--hypothesis", hypotheses_, "ID",
        "only draws under this explanation; may be given several times (default: all, in proportion "
        "to their probabilities)");
    line.number("--runs", runs_, 1, 1'000'000, "how many histories, in proportion to the draws' weights");
    line.number("--seed", seed_, "chance of what comes after the fit's last report");
    declare_page(line);
}

std::string FittedRunsCommand::typed() const {
    std::string text = fmt::format("--runs {} --seed {}", runs_, seed_);
    if (!until_.empty()) {
        text += " --until " + until_;
    }
    for (const std::string& hypothesis : hypotheses_) {
        text += " --hypothesis " + hypothesis;
    }
    return text;
}

Result<void> FittedRunsCommand::prepare() {
    const Result<Manifest> manifest = read_manifest(fit_.folder());
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    fit_hash_ = manifest->state_hash;
    return fit_.fill(choice_, until_);
}

Result<std::unique_ptr<WorkList>> FittedRunsCommand::plan(const ReadScenario&) {
    Result<ReadFit> fit = fit_.read(until_);
    if (!fit) {
        return tl::unexpected(fit.error());
    }
    if (auto may = may_ask(*fit); !may) {
        return tl::unexpected(may.error());
    }
    FittedEnsembleOptions options;
    options.runs = runs_;
    options.seed = seed_;
    options.hypotheses = hypotheses_;
    Result<std::unique_ptr<FittedEnsemble>> list = FittedEnsemble::plan(std::move(*fit), options);
    if (!list) {
        return tl::unexpected(list.error());
    }
    return std::unique_ptr<WorkList>(std::move(*list));
}

}  // namespace upsurge::cli

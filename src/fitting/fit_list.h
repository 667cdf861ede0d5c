/// The evaluations of a fit as a work list that grows: what is asked next depends on what came of what was
/// asked before.
///
/// Numbers of items follow the order in which explanations ask, so they are the same however often a fit was
/// stopped.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fitting/explanation_fit.h"
#include "studies/work_list.h"

namespace upsurge {

class FitList final : public WorkList {
  public:
    /// @param models  the scenario under each hypothesis, in the order in which they are told
    /// @param instead  of what the reports say; none: what they say
    /// @param from     [models] draws to start near; empty: from the priors
    static Result<std::unique_ptr<FitList>> plan(std::vector<Model> models, const FitDesign& design,
                                                 std::optional<MadeUpReports> instead = {},
                                                 const std::vector<StartingDraws>& from = {});

    int items() const override { return static_cast<int>(requests_.size()); }
    MadeItem make(int number, VectorPath path) const override;
    bool in_rounds() const override { return true; }
    const char* counted() const override { return "evaluations"; }
    std::vector<int> ready() const override;
    Result<bool> go_on(const WorkFolder& finished) override;
    /// explanations.csv, draws.csv, temperatures.csv, paths.csv, sources_learned.csv and reports_scored.csv.
    Result<void> write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                              const Manifest& manifest) override;

    const FitDesign& design() const { return design_; }
    const std::optional<MadeUpReports>& made_up() const { return made_up_; }
    /// The replicates of the first explanation, then those of the second, and so on.
    const std::vector<std::unique_ptr<ExplanationFit>>& samplers() const { return samplers_; }
    /// The sampler that asked for an item, and its number for it.
    std::pair<int, std::uint64_t> asked(int item) const {
        const Request& request = requests_[static_cast<std::size_t>(item)];
        return {request.sampler, request.evaluation.number};
    }
    /// What the samplers have reached, for progress: "E0 pass 4, likelihood^0.02".
    std::string standing() const;

    /// An evaluation's bytes and back.
    static std::string bytes_of(const SocietyEstimate& estimate);
    static SocietyEstimate estimate_of(std::string_view bytes);

  private:
    struct Request {
        int sampler = 0;
        Evaluation evaluation;
    };
    void ask();

    FitDesign design_;
    std::optional<MadeUpReports> made_up_;
    std::vector<std::unique_ptr<ExplanationFit>> samplers_;
    std::vector<Request> requests_;
    std::size_t first_open_ = 0;  ///< requests before it have been received
};

}  // namespace upsurge

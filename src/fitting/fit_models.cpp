#include "fitting/fit_models.h"

#include "scenarios/apply_rival.h"

namespace upsurge {

std::vector<std::string> hypotheses_meant(const Model& base, const std::vector<std::string>& ids) {
    std::vector<std::string> meant;
    for (const std::string& id : ids) {
        if (id != "all") {
            meant.push_back(id);
            continue;
        }
        for (const Hypothesis& hypothesis : base.hypotheses) {
            if (!hypothesis.dull) {
                meant.push_back(hypothesis.id);
            }
        }
    }
    if (meant.empty()) {
        meant.emplace_back();
    }
    return meant;
}

Result<std::vector<Model>> fit_models(const Model& base, const std::vector<std::string>& ids) {
    std::vector<Model> models;
    Problems problems;
    for (const std::string& id : hypotheses_meant(base, ids)) {
        Result<Model> model = id.empty() ? Result<Model>(base) : apply_hypothesis(base, id);
        if (model) {
            models.push_back(std::move(*model));
        } else {
            problems.insert(problems.end(), model.error().begin(), model.error().end());
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return models;
}

}  // namespace upsurge

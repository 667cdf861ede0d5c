/// What a page says of the fit behind its histories: why, what to look for, what cannot be told apart, the
/// claims, what each source turned out to be worth. docs/formats/page.md has the keys.
#pragma once

#include "models/model.h"
#include "pages/fitted_study.h"
#include "pages/page_json.h"
#include "studies/run_values.h"

namespace upsurge {

/// How far the reports separate the explanations, and which do it. Where weapons came from is told of the
/// study's own histories, by explanation.
Json why_json(const FittedStudy& study, const RunValues& runs);

/// Reports that would decide, ranked. Null without the fit's table of them.
Json indicators_json(const FittedStudy& study);

/// Fits of made-up reports whose explanation is known. Null without the fit's table of them.
Json recovery_json(const FittedStudy& study);

/// The claims of the scenario as the fit finds them. Null without the fit's table of them.
Json claims_json(const Model& model, const FittedStudy& study);

/// Reliability of each source before and after the reports, under the likeliest explanation.
Json sources_learned_json(const FittedStudy& study);

}  // namespace upsurge

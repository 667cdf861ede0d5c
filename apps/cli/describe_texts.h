/// What `describe` says about one thing.
#pragma once

#include <string>

#include "mechanisms/registry.h"
#include "models/model.h"
#include "society/observables.h"

namespace upsurge::cli {

std::string scenario_text(const Model& model);
std::string mechanism_text(const Mechanism& mechanism);
std::string parameter_text(const RegisteredParameter& parameter);
std::string observable_text(const ObservableDescription& about);
std::string tick_text();

}  // namespace upsurge::cli

/// The commands; each is made in its own command_NAME.cpp.
#pragma once

#include <memory>

#include "command_line.h"
#include "study_command.h"

namespace upsurge::cli {

std::unique_ptr<Command> make_list_command();
std::unique_ptr<Command> make_describe_command();
std::unique_ptr<Command> make_check_command();
std::unique_ptr<StudyCommand> make_run_command();
std::unique_ptr<Command> make_page_command();
std::unique_ptr<Command> make_show_command();
std::unique_ptr<Command> make_resume_command();
std::unique_ptr<Command> make_merge_command();
std::unique_ptr<Command> make_hash_command();
std::unique_ptr<Command> make_compare_command();
std::unique_ptr<Command> make_score_command();
std::unique_ptr<StudyCommand> make_sensitivity_command();
std::unique_ptr<StudyCommand> make_counterfactuals_command();
std::unique_ptr<StudyCommand> make_fit_command();
std::unique_ptr<StudyCommand> make_reconstruct_command();
std::unique_ptr<StudyCommand> make_forecast_command();
std::unique_ptr<Command> make_explain_command();
std::unique_ptr<Command> make_indicators_command();
std::unique_ptr<Command> make_trace_command();
std::unique_ptr<Command> make_claims_command();
std::unique_ptr<Command> make_reweight_command();
std::unique_ptr<StudyCommand> make_whatif_command();

}  // namespace upsurge::cli

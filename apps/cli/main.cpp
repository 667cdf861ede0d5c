/// upsurge: one program, one file per command.
#include <csignal>
#include <cstdio>
#include <exception>

#include "commands.h"
#include "ensembles/ranks.h"
#include "output.h"
#include "rank_messages.h"

int main(int argument_count, char** arguments) {
    using namespace upsurge::cli;
    // A reader that closes the pipe early (head) must not look like a fault.
    std::signal(SIGPIPE, SIG_DFL);
    const upsurge::Ranks ranks(argument_count, arguments);
    set_silent(!upsurge::Ranks::is_first());
    if (!upsurge::Ranks::built_in() && upsurge::launched_together() > 1) {
        write_error_line(
            "upsurge: this program was built without MPI, and each of its ranks would do all the work; build "
            "one with `./dev build mpi` (build/mpi/upsurge), or share the work out with --shard");
        return static_cast<int>(Exit::wrong_command_line);
    }
    Exit exit = Exit::our_fault;
    try {
        Commands commands;
        commands.push_back(make_list_command());
        commands.push_back(make_describe_command());
        commands.push_back(make_check_command());
        commands.push_back(make_run_command());
        commands.push_back(make_page_command());
        commands.push_back(make_show_command());
        commands.push_back(make_compare_command());
        commands.push_back(make_counterfactuals_command());
        commands.push_back(make_fit_command());
        commands.push_back(make_reconstruct_command());
        commands.push_back(make_explain_command());
        commands.push_back(make_forecast_command());
        commands.push_back(make_whatif_command());
        commands.push_back(make_trace_command());
        commands.push_back(make_indicators_command());
        commands.push_back(make_claims_command());
        commands.push_back(make_reweight_command());
        commands.push_back(make_score_command());
        commands.push_back(make_sensitivity_command());
        commands.push_back(make_resume_command());
        commands.push_back(make_merge_command());
        commands.push_back(make_hash_command());
        exit = parse_and_execute(commands, argument_count, arguments);
    } catch (const std::exception& fault) {
        const EveryRankSpeaks loud;
        write_error_line(std::string("upsurge: internal error: ") + fault.what());
        upsurge::Ranks::give_up(static_cast<int>(Exit::our_fault));
        return static_cast<int>(Exit::our_fault);
    }
    // A long text fails while it is written, a short one when it is flushed.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        write_error_line("upsurge: cannot write to standard output");
        return static_cast<int>(Exit::wrong_input);
    }
    return static_cast<int>(exit);
}

/// Options of a command, without the parsing library: only command_line.cpp includes it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace upsurge::cli {

/// Exit codes of the program.
enum class Exit : int {
    done = 0,
    wrong_input = 1,
    wrong_command_line = 2,
    stopped = 3,  ///< what is finished is kept, and `resume` goes on
    our_fault = 4,
};

/// What a command declares its options to. The targets must outlive the parsing; their values at the
/// time of the call are the defaults that help shows.
class CommandLine {
  public:
    virtual ~CommandLine() = default;
    virtual void argument(const char* name, std::string& target, const char* help, bool required) = 0;
    /// All that is left, at least one.
    virtual void arguments(const char* name, std::vector<std::string>& target, const char* help) = 0;
    virtual void text(const char* name, std::string& target, const char* placeholder, const char* help) = 0;
    virtual void number(const char* name, int& target, int low, int high, const char* help) = 0;
    virtual void number(const char* name, std::uint64_t& target, const char* help) = 0;
    virtual void choice(const char* name, std::string& target, const std::vector<std::string>& choices,
                        const char* help) = 0;
    virtual void repeated(const char* name, std::vector<std::string>& target, const char* placeholder,
                          const char* help) = 0;
    virtual void flag(const char* name, bool& target, const char* help) = 0;
};

/// One subcommand: one file of this folder.
class Command {
  public:
    virtual ~Command() = default;
    virtual const char* name() const = 0;
    virtual const char* summary() const = 0;   ///< one line
    virtual const char* examples() const = 0;  ///< lines to copy and paste
    virtual void declare(CommandLine& line) = 0;
    virtual Exit execute() = 0;

    bool as_json = false;  ///< --json, which every command has
};

using Commands = std::vector<std::unique_ptr<Command>>;

/// Parses the arguments and executes the command that they name. Writes help and complaints itself.
Exit parse_and_execute(Commands& commands, int argument_count, char** arguments);

}  // namespace upsurge::cli

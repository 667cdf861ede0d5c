#include "command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <string_view>

#include "numbers/philox.h"
#include "option_words.h"
#include "output.h"
#include "scenarios/nearest_name.h"
#include "studies/manifest.h"

namespace upsurge::cli {
namespace {

/// One line of a command's help.
struct HelpLine {
    std::string name;  ///< --runs N
    std::string help;
    std::string when_absent;  ///< text of the default; may be empty
};

/// Hands the options to the library and remembers them for help, which is ours: the library's layout
/// changes with its version.
class LibraryLine final : public CommandLine {
  public:
    explicit LibraryLine(CLI::App& app) : app_(app) {}

    void argument(const char* name, std::string& target, const char* help, bool required) override {
        app_.add_option(name, target)->required(required);
        const std::string shown = upper(name);
        usage_ += required ? " " + shown : " [" + shown + "]";
        arguments_.push_back({shown, help, target});
    }
    void arguments(const char* name, std::vector<std::string>& target, const char* help) override {
        app_.add_option(name, target)->required();
        const std::string shown = upper(name);
        usage_ += fmt::format(" {}...", shown);
        arguments_.push_back({shown + "...", help, ""});
    }
    void text(const char* name, std::string& target, const char* placeholder, const char* help) override {
        app_.add_option(name, target);
        add(name, placeholder, help, target);
    }
    void number(const char* name, int& target, int low, int high, const char* help) override {
        const auto in_range = [low, high](const std::string& text) {
            int value = 0;
            const bool fits = CLI::detail::lexical_cast(text, value) && value >= low && value <= high;
            return fits ? std::string() : fmt::format("expected a whole number from {} to {}", low, high);
        };
        app_.add_option(name, target)->check(CLI::Validator(in_range, ""));
        add(name, "N", help, target == 0 ? "" : std::to_string(target));
    }
    void number(const char* name, std::uint64_t& target, const char* help) override {
        const auto whole = [](const std::string& text) {
            std::uint64_t value = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
            return error == std::errc() && end == text.data() + text.size()
                       ? std::string()
                       : std::string("expected a whole number from 0 to 18446744073709551615");
        };
        app_.add_option(name, target)->check(CLI::Validator(whole, ""));
        add(name, "N", help, std::to_string(target));
    }
    void choice(const char* name, std::string& target, const std::vector<std::string>& choices,
                const char* help) override {
        const auto one_of = [choices](const std::string& text) {
            if (std::find(choices.begin(), choices.end(), text) != choices.end()) {
                return std::string();
            }
            return fmt::format("'{}' is none of its values; {}", text, nearest_name_hint(text, choices));
        };
        app_.add_option(name, target)->check(CLI::Validator(one_of, ""));
        add(name, fmt::format("{}", fmt::join(choices, "|")), help, target);
    }
    void repeated(const char* name, std::vector<std::string>& target, const char* placeholder,
                  const char* help) override {
        app_.add_option(name, target)->expected(1)->take_all();
        add(name, placeholder, help, "");
    }
    void flag(const char* name, bool& target, const char* help) override {
        app_.add_flag(name, target);
        add(name, "", help, "");
    }

    std::vector<std::string> option_names() const {
        std::vector<std::string> names = {"--help"};
        for (const HelpLine& option : options_) {
            names.push_back(option.name.substr(0, option.name.find(' ')));
        }
        return names;
    }

    std::string help(const Command& command) const {
        std::string text =
            fmt::format("{}\n\nUsage: upsurge {}{} [OPTIONS]\n", command.summary(), command.name(), usage_);
        append_lines(text, "", arguments_);
        append_lines(text, "Options:\n", options_);
        text += "\nExamples:\n";
        std::string_view rest = command.examples();
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            text += fmt::format("  {}\n", rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return text;
    }

  private:
    static std::string upper(const char* name) {
        std::string shown(name);
        std::transform(shown.begin(), shown.end(), shown.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        return shown;
    }
    void add(const char* name, std::string_view placeholder, const char* help, std::string when_absent) {
        options_.push_back({placeholder.empty() ? name : fmt::format("{} {}", name, placeholder), help,
                            std::move(when_absent)});
    }
    static void append_lines(std::string& text, std::string_view heading,
                             const std::vector<HelpLine>& lines) {
        constexpr std::size_t column = 26;
        if (lines.empty()) {
            return;
        }
        text += fmt::format("\n{}", heading);
        for (const HelpLine& line : lines) {
            text += line.name.size() + 2 < column ? fmt::format("  {:<{}}", line.name, column - 2)
                                                  : fmt::format("  {}\n{:{}}", line.name, "", column);
            text += line.help;
            text += line.when_absent.empty() ? "\n" : fmt::format(" (default: {})\n", line.when_absent);
        }
    }
    CLI::App& app_;
    std::string usage_;
    std::vector<HelpLine> arguments_;
    std::vector<HelpLine> options_;
};

/// Global help: what each command does and an example of each.
std::string overview(const Commands& commands) {
    std::string text =
        "Upsurge: rival explanations of unrest, tested against contested reports.\n\n"
        "Usage: upsurge COMMAND [OPTIONS]\n\nCommands:\n";
    for (const auto& command : commands) {
        text += fmt::format("  {:<17}{}\n", command->name(), command->summary());
    }
    text += "\nExamples:\n";
    for (const auto& command : commands) {
        const std::string_view examples = command->examples();
        text += fmt::format("  {}\n", examples.substr(0, examples.find('\n')));
    }
    text +=
        "\n  -h, --help     this text; after a command, its options\n"
        "  --version      version and draw scheme\n"
        "  --json         after a command: one JSON object on standard output\n\n"
        "Exit codes: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 stopped, what is finished "
        "is\n"
        "kept and `upsurge resume` goes on, 4 a fault of Upsurge.\n";
    return text;
}

Exit complain(const std::string& what, const std::string& hint, const std::string& usage) {
    Problem problem;
    problem.what = what;
    problem.hint = hint;
    write_problems({problem});
    write_error_line(usage);
    return Exit::wrong_command_line;
}

/// The library's words, made ours where they are unclear, with the nearest option for a misspelt one.
Exit explain(const CLI::ParseError& error, const CLI::App& app, const LibraryLine& line) {
    const std::string usage = fmt::format("See: upsurge {} --help", app.get_name());
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !app.remaining().empty()) {
        const std::string extra = app.remaining().front();
        if (!extra.starts_with("-")) {
            return complain(fmt::format("'{}' is one argument too many", extra), {}, usage);
        }
        const std::string name = extra.substr(0, extra.find('='));
        const std::string near = nearest_name(name, line.option_names());
        return complain(fmt::format("there is no option '{}'", name),
                        near.empty() ? std::string() : fmt::format("did you mean '{}'?", near), usage);
    }
    std::string what = error.what();
    while (!what.empty() && (what.back() == '\n' || what.back() == '.')) {
        what.pop_back();
    }
    return complain(what, {}, usage);
}

}  // namespace

Result<void> take_words(const std::function<void(CommandLine&)>& declare,
                        const std::vector<std::string>& words) {
    CLI::App app;
    LibraryLine line(app);
    declare(line);
    try {
        std::vector<std::string> reversed(words.rbegin(), words.rend());
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        return failure(error.what());
    }
    return {};
}

Exit parse_and_execute(Commands& commands, int argument_count, char** arguments) {
    std::vector<std::string> words(arguments + 1, arguments + argument_count);
    if (words.empty()) {
        write_error_text(overview(commands));
        return Exit::wrong_command_line;
    }
    if (words.front() == "--help" || words.front() == "-h" || words.front() == "help") {
        write_text(overview(commands));
        return Exit::done;
    }
    if (words.front() == "--version") {
        write_line(fmt::format("upsurge {} (draw scheme {})", upsurge_version, draw_scheme_version));
        return Exit::done;
    }
    std::vector<std::string> names;
    for (const auto& command : commands) {
        names.emplace_back(command->name());
    }
    const auto chosen = std::find(names.begin(), names.end(), words.front());
    if (chosen == names.end()) {
        const bool is_option = words.front().starts_with("-");
        return complain(fmt::format("there is no {} '{}'{}", is_option ? "option" : "command", words.front(),
                                    is_option ? " before a command" : ""),
                        is_option ? std::string() : nearest_name_hint(words.front(), names),
                        "See: upsurge --help");
    }
    Command& command = *commands[static_cast<std::size_t>(chosen - names.begin())];
    CLI::App app(command.summary(), command.name());
    app.set_help_flag("-h,--help");
    LibraryLine line(app);
    command.declare(line);
    line.flag("--json", command.as_json, "one JSON object on standard output");
    try {
        std::vector<std::string> reversed(words.rbegin(), words.rend() - 1);
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        write_text(line.help(command));
        return Exit::done;
    } catch (const CLI::ParseError& error) {
        return explain(error, app, line);
    }
    return command.execute();
}

}  // namespace upsurge::cli

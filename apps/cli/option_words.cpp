#include "option_words.h"

#include <fmt/format.h>

namespace upsurge::cli {
namespace {

class WritingLine final : public CommandLine {
  public:
    void argument(const char*, std::string&, const char*, bool) override {}
    void arguments(const char*, std::vector<std::string>&, const char*) override {}
    void text(const char* name, std::string& target, const char*, const char*) override {
        if (!target.empty()) {
            add(name, target);
        }
    }
    void number(const char* name, int& target, int, int, const char*) override {
        add(name, std::to_string(target));
    }
    void number(const char* name, std::uint64_t& target, const char*) override {
        add(name, std::to_string(target));
    }
    void choice(const char* name, std::string& target, const std::vector<std::string>&,
                const char*) override {
        if (!target.empty()) {
            add(name, target);
        }
    }
    void repeated(const char* name, std::vector<std::string>& target, const char*, const char*) override {
        for (const std::string& value : target) {
            add(name, value);
        }
    }
    void flag(const char* name, bool& target, const char*) override {
        if (target) {
            words.emplace_back(name);
        }
    }

    std::vector<std::string> words;

  private:
    void add(const char* name, const std::string& value) {
        words.push_back(fmt::format("{}={}", name, value));
    }
};

}  // namespace

std::vector<std::string> option_words(const std::function<void(CommandLine&)>& declare) {
    WritingLine line;
    declare(line);
    return line.words;
}

}  // namespace upsurge::cli

/// Reads one TOML table key by key, remembering which keys were asked for.
///
/// The keys a table may have are exactly those that the reading code asks for, so there is no second list:
/// `finish` reports every other key with the nearest of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/instant.h"
#include "scenarios/problem_list.h"
#include "scenarios/toml_document.h"

namespace upsurge {

/// A value with its place in the file.
template <class T>
struct Placed {
    T value{};
    TextPosition at;
};

enum class Need { optional, required };

class TomlReader {
  public:
    /// @param what  what the table is, for messages: "[clock]", "a [[schedule]] entry"
    /// The node and the list must outlive the reader.
    TomlReader(const TomlNode& table, std::string what, const std::string& file, ProblemList& problems);

    /// Each returns nothing if the key is absent or its value is of the wrong type; both are reported where
    /// they are wrong.
    std::optional<Placed<std::string>> text(std::string_view key, Need need = Need::optional);
    std::optional<Placed<double>> number(std::string_view key, double lowest, double highest,
                                         Need need = Need::optional);
    std::optional<Placed<std::int64_t>> integer(std::string_view key, std::int64_t lowest,
                                                std::int64_t highest, Need need = Need::optional);
    std::optional<Placed<bool>> boolean(std::string_view key, Need need = Need::optional);
    std::optional<Placed<WrittenInstant>> instant(std::string_view key, Need need = Need::optional);
    std::optional<std::vector<Placed<std::string>>> texts(std::string_view key, Need need = Need::optional);
    std::optional<std::vector<Placed<double>>> numbers(std::string_view key, Need need = Need::optional);
    const TomlNode* table(std::string_view key, Need need = Need::optional);
    /// The tables of a [[key]] list; empty if absent.
    std::vector<const TomlNode*> tables(std::string_view key, Need need = Need::optional);
    /// The value of any type; marks the key as asked for.
    const TomlEntry* find(std::string_view key);

    /// Position of the key, or of the table if the key is absent.
    TextPosition at(std::string_view key) const;
    TextPosition at() const { return node_.at; }
    bool has(std::string_view key) const;
    /// Reports a key that is there but means nothing here.
    void forbid(std::string_view key, std::string_view why);

    /// Reports every key nobody asked for and every required key that is absent. A misspelt required key is
    /// one problem, not two. Must be called once, after all keys were asked for.
    void finish();

  private:
    const TomlEntry* get(std::string_view key, Need need);
    void wrong_type(const TomlEntry& entry, std::string_view expected);

    const TomlNode& node_;
    std::string what_;
    std::string file_;
    ProblemList& problems_;
    std::vector<std::string> asked_;
    std::vector<std::string> missing_;  ///< required keys that are absent
};

}  // namespace upsurge

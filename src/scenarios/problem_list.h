/// Gathers everything wrong with a scenario, wherever it is found.
///
/// A file can hold more problems than anybody reads; beyond `problems_max` they are counted, and the last
/// entry says how many were left out.
#pragma once

#include <string>
#include <string_view>

#include "upsurge/result.h"

namespace upsurge {

/// A place in a text file. Both are 1-based; 0 means the whole file or the whole line. Columns count
/// characters (Unicode code points), as editors do.
struct TextPosition {
    int line = 0;
    int column = 0;
    friend auto operator<=>(const TextPosition&, const TextPosition&) = default;
};

class ProblemList {
  public:
    static constexpr std::size_t problems_max = 2000;

    void add(const std::string& file, TextPosition at, std::string what, std::string expected = {},
             std::string hint = {});
    /// Adds a problem found in a piece of text, giving it the place of that text.
    void add(const std::string& file, TextPosition at, const Problem& problem);
    /// Nothing more will be listed: hints need not be worked out.
    bool full() const { return problems_.size() >= problems_max; }
    bool empty() const { return problems_.empty(); }
    std::size_t size() const { return problems_.size() + left_out_; }

    /// All problems by file, line and column; files keep the order in which they were first read.
    Problems sorted() const;
    /// The files in the order in which their problems are to be shown.
    void note_file(const std::string& file);

  private:
    Problems problems_;
    std::vector<std::string> files_;
    std::size_t left_out_ = 0;
};

}  // namespace upsurge

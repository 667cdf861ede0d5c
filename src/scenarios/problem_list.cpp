#include "scenarios/problem_list.h"

#include <algorithm>
#include <tuple>

namespace upsurge {

void ProblemList::note_file(const std::string& file) {
    if (std::find(files_.begin(), files_.end(), file) == files_.end()) {
        files_.push_back(file);
    }
}

void ProblemList::add(const std::string& file, TextPosition at, std::string what, std::string expected,
                      std::string hint) {
    if (full()) {
        ++left_out_;
        return;
    }
    note_file(file);
    problems_.push_back({file, at.line, at.column, std::move(what), std::move(expected), std::move(hint)});
}

void ProblemList::add(const std::string& file, TextPosition at, const Problem& problem) {
    add(file, at, problem.what, problem.expected, problem.hint);
}

Problems ProblemList::sorted() const {
    Problems result = problems_;
    auto rank = [this](const Problem& problem) {
        auto file = std::find(files_.begin(), files_.end(), problem.file) - files_.begin();
        return std::tuple(file, problem.line, problem.column);
    };
    std::stable_sort(result.begin(), result.end(),
                     [&](const Problem& a, const Problem& b) { return rank(a) < rank(b); });
    if (left_out_ > 0) {
        Problem rest;
        rest.what = std::to_string(left_out_) + " more problems are not listed";
        result.push_back(std::move(rest));
    }
    return result;
}

}  // namespace upsurge

#include "pages/outlook_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenarios/instant.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

Problem of_folder(const fs::path& folder, std::string what, std::string hint) {
    Problem problem;
    problem.file = folder.string();
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    return problem;
}

constexpr const char* how_to = "name a folder that `upsurge forecast` wrote";

Result<OutlookStudy> read_one(const fs::path& folder, const Manifest& study) {
    Result<Manifest> manifest = read_manifest(folder);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    if (manifest->command != "forecast") {
        return failure(
            of_folder(folder, fmt::format("this study was made by `{}`", manifest->command_line), how_to));
    }
    if (manifest->scenario_id != study.scenario_id || manifest->scenario_hash != study.scenario_hash) {
        return failure(
            of_folder(folder,
                      fmt::format("this forecast is of the scenario '{}' ({}), and the study of '{}' ({})",
                                  manifest->scenario_id, manifest->scenario_hash, study.scenario_id,
                                  study.scenario_hash),
                      "make both from the same files"));
    }
    const fs::path fitted = folder / "scenario" / "fitted";
    const Result<Manifest> fit = read_manifest(fitted);
    if (!fit) {
        return tl::unexpected(fit.error());
    }
    OutlookStudy found;
    found.folder = folder;
    found.manifest = std::move(*manifest);
    for (const std::string& option : fit->options) {
        if (constexpr std::string_view name = "--as-of="; option.starts_with(name)) {
            found.as_of = option.substr(name.size());
        }
    }
    const auto explanations = read_plain_table(fitted / "explanations.csv", {"reports"});
    if (!explanations) {
        return tl::unexpected(explanations.error());
    }
    if (*explanations && !(*explanations)->rows.empty()) {
        found.reports = static_cast<int>((*explanations)->number(0, "reports").value_or(0));
    }
    auto statements =
        read_plain_table(folder / "outlook.csv", {"kind", "probability", "low", "high", "word", "sentence"});
    if (!statements) {
        return tl::unexpected(statements.error());
    }
    if (!*statements) {
        return failure(of_folder(folder, "there is no outlook.csv in this study", how_to));
    }
    found.statements = std::move(**statements);
    auto scores = read_plain_table(folder / "score_summary.csv");
    if (!scores) {
        return tl::unexpected(scores.error());
    }
    found.scores = std::move(*scores);
    return found;
}

Instant moment_of(const OutlookStudy& outlook) {
    const Result<WrittenInstant> moment = parse_instant(outlook.as_of);
    return moment ? moment->instant : 0;
}

/// A sentence of outlook.csv ends with its word and number, which the page shows apart.
std::string without_number(const std::string& sentence, const std::string& word) {
    const std::size_t at = word.empty() ? std::string::npos : sentence.rfind(": " + word);
    return at == std::string::npos ? sentence : sentence.substr(0, at);
}

}  // namespace

Result<std::vector<OutlookStudy>> read_outlook_studies(const std::vector<fs::path>& folders,
                                                       const Manifest& study) {
    std::vector<OutlookStudy> found;
    Problems problems;
    for (const fs::path& folder : folders) {
        Result<OutlookStudy> one = read_one(folder, study);
        if (one) {
            found.push_back(std::move(*one));
        } else {
            problems.insert(problems.end(), one.error().begin(), one.error().end());
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    std::stable_sort(found.begin(), found.end(), [](const OutlookStudy& a, const OutlookStudy& b) {
        return moment_of(a) < moment_of(b);
    });
    return found;
}

Json outlooks_json(const std::vector<OutlookStudy>& outlooks) {
    if (outlooks.empty()) {
        return nullptr;
    }
    Json all = Json::array();
    for (const OutlookStudy& outlook : outlooks) {
        const PlainTable& table = outlook.statements;
        Json statements = Json::array();
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const std::string& word = table.text(row, "word");
            statements.push_back({{"kind", table.text(row, "kind")},
                                  {"place", table.text(row, "place")},
                                  {"what", without_number(table.text(row, "sentence"), word)},
                                  {"count", table.number_json(row, "count")},
                                  {"probability", table.number_json(row, "probability")},
                                  {"low", table.number_json(row, "low")},
                                  {"high", table.number_json(row, "high")},
                                  {"word", word}});
        }
        all.push_back({{"as_of", outlook.as_of},
                       {"reports", outlook.reports},
                       {"runs", outlook.manifest.runs_done},
                       {"until", outlook.manifest.until},
                       {"command", outlook.manifest.command_line},
                       {"state_hash", outlook.manifest.state_hash},
                       {"statements", std::move(statements)},
                       {"scores", plain_table_json(outlook.scores)}});
    }
    return all;
}

}  // namespace upsurge

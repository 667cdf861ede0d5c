#include "fitting/read_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <system_error>

#include "fitting/fit_models.h"
#include "numbers/hash.h"
#include "numbers/philox.h"
#include "scenarios/csv_sheet.h"
#include "scenarios/instant.h"
#include "scenarios/problem_list.h"
#include "studies/durable_file.h"
#include "studies/hex_digits.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

constexpr double widest = std::numeric_limits<double>::max();
constexpr std::int64_t count_max = std::numeric_limits<std::int64_t>::max();

/// The value of an option in the words of a manifest; several where it was given several times.
std::vector<std::string> option_values(const Manifest& manifest, std::string_view name) {
    std::vector<std::string> values;
    for (const std::string& word : manifest.options) {
        if (word.size() > name.size() && word.starts_with(name) && word[name.size()] == '=') {
            values.push_back(word.substr(name.size() + 1));
        }
    }
    return values;
}

Result<FitDesign> design_of(const Manifest& manifest) {
    FitDesign design;
    design.seed = manifest.seed;
    const auto whole = [&](const char* option, int& target) {
        for (const std::string& value : option_values(manifest, option)) {
            target = static_cast<int>(parse_number(value).value_or(target));
        }
    };
    whole("--draws", design.draws);
    whole("--particles", design.particles);
    whole("--moves", design.moves);
    whole("--replicates", design.replicates);
    for (const std::string& value : option_values(manifest, "--hold-out")) {
        design.hold_out = parse_number(value).value_or(0);
    }
    design.without = option_values(manifest, "--without");
    for (const std::string& value : option_values(manifest, "--as-of")) {
        const Result<WrittenInstant> moment = parse_instant(value);
        if (!moment) {
            return tl::unexpected(moment.error());
        }
        design.as_of = moment->instant;
    }
    return design;
}

/// The scenario with a clock that ends at this time; empty: at its own end.
Result<ReadScenario> read_until(const fs::path& folder, ScenarioOptions options, const std::string& end) {
    if (!end.empty()) {
        const Result<WrittenInstant> moment = parse_instant(end);
        if (!moment) {
            return tl::unexpected(moment.error());
        }
        options.until = moment->instant;
    }
    return read_scenario(folder, options);
}

/// A table of the fit as its sheet; the text must live as long.
struct Table {
    std::string text;
    std::vector<CsvColumn> columns;
    std::optional<CsvSheet> sheet;
};

class Tables {
  public:
    explicit Tables(const fs::path& folder) : folder_(folder) {}

    /// False after a problem.
    bool open(const char* name, std::vector<CsvColumn> columns, Table& table) {
        Result<std::string> text = read_whole(folder_ / name);
        if (!text) {
            problems_.insert(problems_.end(), text.error().begin(), text.error().end());
            return false;
        }
        table.text = std::move(*text);
        table.columns = std::move(columns);
        table.sheet.emplace(table.text, (folder_ / name).string(), table.columns, found_);
        return table.sheet->readable();
    }
    Problems problems() {
        Problems all = problems_;
        const Problems found = found_.sorted();
        all.insert(all.end(), found.begin(), found.end());
        return all;
    }

  private:
    fs::path folder_;
    Problems problems_;
    ProblemList found_;
};

double number_if_any(const CsvSheet& sheet, std::size_t row, std::string_view column) {
    return sheet.is_empty(row, column) ? std::nan("")
                                       : sheet.number(row, column, -widest, widest).value_or(std::nan(""));
}

std::size_t position_of(const ReadFit& fit, const std::string& hypothesis) {
    const auto found = std::find_if(fit.explanations.begin(), fit.explanations.end(),
                                    [&](const ReadExplanation& one) { return one.hypothesis == hypothesis; });
    return static_cast<std::size_t>(found - fit.explanations.begin());
}

void take_explanations(Tables& tables, ReadFit& fit) {
    Table table;
    if (!tables.open("explanations.csv",
                     {{"hypothesis"},
                      {"name"},
                      {"status"},
                      {"beta"},
                      {"log_evidence"},
                      {"log_evidence_error"},
                      {"replicates"},
                      {"passes"},
                      {"evaluations"},
                      {"reports"},
                      {"log_likelihood_variance"},
                      {"log_evidence_half_width"},
                      {"effective_half_width"},
                      {"log_evidence_double_width"},
                      {"effective_double_width"},
                      {"failure"},
                      {"sentence"}},
                     table)) {
        return;
    }
    const CsvSheet& sheet = *table.sheet;
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const std::size_t at = position_of(fit, sheet.text(row, "hypothesis"));
        if (at == fit.explanations.size()) {
            sheet.report(row, "hypothesis", "the fit's own command does not name this hypothesis");
            continue;
        }
        ReadExplanation& one = fit.explanations[at];
        one.name = sheet.text(row, "name");
        one.status = sheet.text(row, "status");
        one.sentence = sheet.text(row, "sentence");
        one.beta = number_if_any(sheet, row, "beta");
        one.log_evidence = number_if_any(sheet, row, "log_evidence");
        one.log_evidence_half_width = number_if_any(sheet, row, "log_evidence_half_width");
        one.effective_half_width = number_if_any(sheet, row, "effective_half_width");
        one.log_evidence_double_width = number_if_any(sheet, row, "log_evidence_double_width");
        one.effective_double_width = number_if_any(sheet, row, "effective_double_width");
        one.variance = number_if_any(sheet, row, "log_likelihood_variance");
    }
}

void take_replicates(Tables& tables, ReadFit& fit) {
    Table table;
    if (!tables.open("evidence_replicates.csv",
                     {{"hypothesis"},
                      {"replicate"},
                      {"beta"},
                      {"log_evidence"},
                      {"log_likelihood_variance"},
                      {"failure"}},
                     table)) {
        return;
    }
    for (std::size_t row = 0; row < table.sheet->rows(); ++row) {
        const std::size_t at = position_of(fit, table.sheet->text(row, "hypothesis"));
        if (at < fit.explanations.size()) {
            fit.explanations[at].replicate_log_evidences.push_back(
                number_if_any(*table.sheet, row, "log_evidence"));
        }
    }
}

void take_draws(Tables& tables, ReadFit& fit) {
    std::vector<CsvColumn> columns = {{"hypothesis"},     {"draw"},       {"replicate"},    {"weight"},
                                      {"log_likelihood"}, {"evaluation"}, {"readings_hash"}};
    for (const ReadExplanation& one : fit.explanations) {
        for (const FittedParameter& parameter : one.fit().fitted().all()) {
            if (std::none_of(columns.begin(), columns.end(),
                             [&](const CsvColumn& known) { return parameter.name == known.name; })) {
                columns.push_back({parameter.name.c_str()});
            }
        }
    }
    Table table;
    if (!tables.open("draws.csv", std::move(columns), table)) {
        return;
    }
    const CsvSheet& sheet = *table.sheet;
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const std::size_t at = position_of(fit, sheet.text(row, "hypothesis"));
        if (at == fit.explanations.size()) {
            continue;
        }
        ReadExplanation& one = fit.explanations[at];
        ReadDraw draw;
        draw.replicate =
            static_cast<int>(sheet.whole(row, "replicate", 0, fit.design.replicates - 1).value_or(0));
        draw.weight = sheet.number(row, "weight", 0, 1).value_or(0);
        draw.log_likelihood = number_if_any(sheet, row, "log_likelihood");
        const auto hash = parse_hex(sheet.text(row, "readings_hash"));
        if (!hash) {
            sheet.report(row, "readings_hash", "this is no hash", "16 hexadecimal digits");
        }
        draw.readings_hash = hash.value_or(0);
        for (const FittedParameter& parameter : one.fit().fitted().all()) {
            draw.coordinates.push_back(sheet.number(row, parameter.name, -widest, widest).value_or(0));
        }
        one.draws.push_back(std::move(draw));
    }
}

void take_paths(Tables& tables, ReadFit& fit) {
    Table table;
    if (!tables.open(
            "paths.csv",
            {{"hypothesis"}, {"draw"}, {"evaluation"}, {"slot"}, {"segment"}, {"first_tick"}, {"end_tick"}},
            table)) {
        return;
    }
    const CsvSheet& sheet = *table.sheet;
    constexpr std::int64_t word = std::numeric_limits<std::uint32_t>::max();
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const std::size_t at = position_of(fit, sheet.text(row, "hypothesis"));
        if (at == fit.explanations.size()) {
            continue;
        }
        ReadExplanation& one = fit.explanations[at];
        const auto draw = sheet.whole(row, "draw", 0, static_cast<std::int64_t>(one.draws.size()) - 1);
        PathPiece piece;
        piece.evaluation =
            static_cast<std::uint64_t>(sheet.whole(row, "evaluation", 0, count_max).value_or(0));
        piece.slot = static_cast<std::uint32_t>(sheet.whole(row, "slot", 0, word).value_or(0));
        piece.segment = static_cast<std::uint32_t>(sheet.whole(row, "segment", 0, word).value_or(0));
        const int ticks = one.fit().filter().ticks();
        piece.first_step = static_cast<int>(sheet.whole(row, "first_tick", 0, ticks).value_or(0));
        piece.end_step = static_cast<int>(sheet.whole(row, "end_tick", 1, ticks).value_or(1));
        if (!draw) {
            continue;
        }
        auto& path = one.draws[static_cast<std::size_t>(*draw)].path;
        if (piece.first_step != (path.empty() ? 0 : path.back().end_step)) {
            sheet.report(row, "first_tick", "the pieces of a history do not follow one another");
        }
        path.push_back(piece);
    }
}

void name_variants(ReadFit& fit) {
    const std::vector<Hypothesis>& hypotheses = fit.scenario.model.hypotheses;
    for (ReadExplanation& one : fit.explanations) {
        for (const Hypothesis& own : hypotheses) {
            if (own.id == one.hypothesis && own.inherits.size() == 1) {
                const std::string& parent = hypotheses[static_cast<std::size_t>(own.inherits.front())].id;
                one.variant_of = position_of(fit, parent) < fit.explanations.size() ? parent : "";
            }
        }
    }
}

Problem about(const fs::path& folder, std::string what, std::string hint) {
    Problem problem;
    problem.file = folder.string();
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    return problem;
}

}  // namespace

ParameterValues ReadExplanation::values(const Model& changed, const ReadDraw& draw) const {
    ParameterValues values = fit().fitted().values(changed, draw.coordinates);
    const ParameterValues point = point_values(changed);
    const ParameterValues fitted_point = point_values(model());
    for (const FittedParameter& one : fit().fitted().all()) {
        for (int leaf = 0; one.of == FittedParameter::Of::society && leaf < values.leaves(); ++leaf) {
            if (point.at(one.parameter, leaf) != fitted_point.at(one.parameter, leaf)) {
                values.set(one.parameter, leaf, point.at(one.parameter, leaf));
            }
        }
    }
    return values;
}

std::vector<ModelProbability> ReadFit::probabilities() const {
    std::vector<ModelEvidence> known;
    for (const ReadExplanation& one : explanations) {
        if (one.is_compared()) {
            known.push_back({one.replicate_log_evidences, 1.0});
        }
    }
    std::vector<ModelProbability> all(explanations.size(), ModelProbability{0, 0, 0});
    if (known.empty()) {
        return all;
    }
    const std::vector<ModelProbability> found =
        model_probabilities(known, make_run_key(design.seed, Purpose::bootstrap, 0, 0, 0));
    std::size_t next = 0;
    for (std::size_t i = 0; i < explanations.size(); ++i) {
        if (explanations[i].is_compared()) {
            all[i] = found[next++];
        }
    }
    return all;
}

const std::vector<std::string>& fit_table_names() {
    static const std::vector<std::string> names = {"explanations.csv",
                                                   "evidence_replicates.csv",
                                                   "evidence_without.csv",
                                                   "draws.csv",
                                                   "paths.csv",
                                                   "reports_scored.csv",
                                                   "sources_learned.csv",
                                                   "held_out.csv",
                                                   "temperatures.csv",
                                                   "passes.csv"};
    return names;
}

Result<std::vector<std::string>> held_out_ids(const fs::path& fit) {
    Tables tables(fit);
    Table table;
    std::vector<std::string> ids;
    if (tables.open("held_out.csv", {{"report"}}, table)) {
        for (std::size_t row = 0; row < table.sheet->rows(); ++row) {
            ids.push_back(table.sheet->text(row, "report"));
        }
    }
    if (Problems problems = tables.problems(); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return ids;
}

Result<fs::path> scenario_folder_of_fit(const fs::path& fit) {
    std::error_code error;
    if (fs::exists(fit / "scenario" / "scenario.toml", error)) {
        return fit / "scenario";
    }
    fs::path above = fs::absolute(fit, error).lexically_normal();
    for (int level = 0; level < 3 && above.has_parent_path(); ++level) {
        above = above.parent_path();
        if (fs::exists(above / "scenario.toml", error)) {
            return above;
        }
    }
    return failure(about(fit, "there is no scenario with this fit",
                         "a fit has a copy of its scenario in it, or lies in the folder of a scenario"));
}

Result<ReadFit> read_fit(const fs::path& folder, const FitReading& reading) {
    Result<Manifest> manifest = read_manifest(folder);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    if (manifest->command != "fit") {
        return failure(about(folder,
                             "this study was made by `upsurge " + manifest->command + "`, not by a fit",
                             "name a folder that `upsurge fit` made"));
    }
    if (manifest->draw_scheme != draw_scheme_version) {
        return failure(
            about(folder,
                  fmt::format("this fit was made under draw scheme {}, and this program draws by {}: "
                              "its histories cannot be gone through again",
                              manifest->draw_scheme, draw_scheme_version),
                  "fit again: " + manifest->command_line));
    }
    Result<fs::path> where = scenario_folder_of_fit(folder);
    if (!where) {
        return tl::unexpected(where.error());
    }
    ScenarioOptions options;
    options.resolution = reading.resolution.empty() ? manifest->resolution : reading.resolution;
    options.set = manifest->settings;
    Result<ReadScenario> scenario =
        read_until(*where, options, reading.until.empty() ? manifest->until : reading.until);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    scenario->model.id = manifest->scenario_id;
    Result<FitDesign> design = design_of(*manifest);
    if (!design) {
        return tl::unexpected(design.error());
    }
    if (!reading.until.empty()) {
        const Result<ReadScenario> as_fitted = read_until(*where, options, manifest->until);
        if (!as_fitted) {
            return tl::unexpected(as_fitted.error());
        }
        design->clock_end = as_fitted->model.clock.end;
    }
    if (reading.particles > 0) {
        design->particles = reading.particles;
    }
    ReadFit fit{folder, std::move(*manifest), std::move(*scenario), *design, {}, {}};
    Result<std::vector<Model>> models =
        fit_models(fit.scenario.model, option_values(fit.manifest, "--hypothesis"));
    if (!models) {
        return tl::unexpected(models.error());
    }
    for (std::size_t ordinal = 0; ordinal < models->size(); ++ordinal) {
        ReadExplanation one;
        one.hypothesis = (*models)[ordinal].hypothesis;
        for (int replicate = 0; replicate < design->replicates; ++replicate) {
            auto made =
                ExplanationFit::make((*models)[ordinal], static_cast<int>(ordinal), *design, replicate);
            if (!made) {
                return tl::unexpected(made.error());
            }
            one.replicates.push_back(std::move(*made));
        }
        fit.explanations.push_back(std::move(one));
    }
    name_variants(fit);
    Tables tables(folder);
    take_explanations(tables, fit);
    take_replicates(tables, fit);
    take_draws(tables, fit);
    take_paths(tables, fit);
    Problems problems = tables.problems();
    if (Result<std::vector<std::string>> held = held_out_ids(folder)) {
        fit.held_out = std::move(*held);
    } else {
        problems.insert(problems.end(), held.error().begin(), held.error().end());
    }
    const bool any = std::any_of(fit.explanations.begin(), fit.explanations.end(),
                                 [](const ReadExplanation& one) { return !one.draws.empty(); });
    if (problems.empty() && !any) {
        problems.push_back(about(folder, "this fit has no draws yet",
                                 "let it go on with `upsurge resume " + folder.string() + "`"));
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return fit;
}

}  // namespace upsurge

#include <fmt/format.h>

#include <cmath>

#include "commands.h"
#include "experiments/checked_claims.h"
#include "failing.h"
#include "fit_choice.h"
#include "json_output.h"
#include "output.h"
#include "scoring/probability_words.h"
#include "studies/durable_file.h"

namespace upsurge::cli {
namespace {

class ClaimsCommand final : public Command {
  public:
    const char* name() const override { return "claims"; }
    const char* summary() const override {
        return "the claims of an analysis held against a fit: supported, contradicted, or cannot tell";
    }
    const char* examples() const override {
        return "upsurge claims studies/my-fit\n"
               "upsurge claims kazakhstan-2022 --out claims.csv\n"
               "upsurge claims studies/my-fit --json > claims.json";
    }
    void declare(CommandLine& line) override {
        fit_.declare(line);
        line.text("--out", out_, "FILE", "the table (default: claims_checked.csv in the fit's folder)");
    }

    Exit execute() override {
        const Result<ReadFit> fit = fit_.read();
        if (!fit) {
            return fail(*this, fit.error());
        }
        const Result<std::vector<CheckedClaim>> checked = checked_claims(*fit);
        if (!checked) {
            return fail(*this, checked.error());
        }
        const std::filesystem::path file =
            out_.empty() ? fit->folder / "claims_checked.csv" : std::filesystem::path(out_);
        if (auto written = write_durably(file, checked_claims_text(*checked)); !written) {
            return fail(*this, written.error());
        }
        const std::vector<Claim>& claims = fit->scenario.model.claims;
        if (as_json) {
            Json json = json_head(name());
            json["table"] = file.string();
            json["claims"] = Json::array();
            for (std::size_t i = 0; i < claims.size(); ++i) {
                const CheckedClaim& one = (*checked)[i];
                json["claims"].push_back({{"claim", one.claim},
                                          {"text", claims[i].text},
                                          {"author", claims[i].author},
                                          {"verdict", name_of(one.verdict)},
                                          {"number", one.number},
                                          {"low", one.low},
                                          {"high", one.high},
                                          {"basis", one.basis},
                                          {"reports", one.reports}});
            }
            write_json(json);
            return Exit::done;
        }
        int counts[4] = {};
        for (const CheckedClaim& one : *checked) {
            ++counts[static_cast<std::size_t>(one.verdict)];
        }
        write_line(
            fmt::format("{} claims: {} supported, {} contradicted, {} cannot be told, {} untestable. Of "
                        "these models, given these reports.\n",
                        checked->size(), counts[0], counts[1], counts[2], counts[3]));
        for (std::size_t i = 0; i < claims.size(); ++i) {
            const CheckedClaim& one = (*checked)[i];
            const std::string number = std::isfinite(one.number)
                                           ? fmt::format(" {} ({} to {}),", percent_text(one.number),
                                                         percent_text(one.low), percent_text(one.high))
                                           : std::string();
            write_line(fmt::format(
                "{} ({}): {}\n  {}:{} {}{}", one.claim, claims[i].author, claims[i].text,
                one.verdict == Verdict::cannot_tell ? "cannot tell" : name_of(one.verdict), number, one.basis,
                one.reports.empty() ? "" : fmt::format("; {} reports about it", one.reports.size())));
        }
        write_line(fmt::format("\nTable: {}", file.string()));
        return Exit::done;
    }

  private:
    FitChoice fit_;
    std::string out_;
};

}  // namespace

std::unique_ptr<Command> make_claims_command() {
    return std::make_unique<ClaimsCommand>();
}

}  // namespace upsurge::cli

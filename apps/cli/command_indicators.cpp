#include <fmt/format.h>

#include "commands.h"
#include "experiments/indicators.h"
#include "failing.h"
#include "fit_choice.h"
#include "json_output.h"
#include "output.h"
#include "studies/durable_file.h"

namespace upsurge::cli {
namespace {

class IndicatorsCommand final : public Command {
  public:
    const char* name() const override { return "indicators"; }
    const char* summary() const override {
        return "what to look for: reports not yet seen that would separate the explanations most";
    }
    const char* examples() const override {
        return "upsurge indicators studies/my-fit\n"
               "upsurge indicators kazakhstan-2022 --top 30 --equal-chances\n"
               "upsurge indicators studies/my-fit --out look-for.csv";
    }
    void declare(CommandLine& line) override {
        fit_.declare(line);
        line.number("--top", top_, 1, 100'000, "how many to tell; the table has all");
        line.number("--histories", options_.histories, 2, 100'000, "histories of each explanation");
        line.flag("--equal-chances", options_.equal_chances,
                  "hold the explanations equally likely, whatever the fit says of them");
        line.number("--seed", options_.seed, "chance of what comes after the fit's last report");
        line.number("--threads", options_.threads, 0, 1024, "0: one per core");
        line.text("--out", out_, "FILE", "the table (default: indicators.csv in the fit's folder)");
    }

    Exit execute() override {
        const Result<ReadFit> fit = fit_.read();
        if (!fit) {
            return fail(*this, fit.error());
        }
        const Indicators found = indicators_of(*fit, options_);
        const std::filesystem::path file =
            out_.empty() ? fit->folder / "indicators.csv" : std::filesystem::path(out_);
        if (auto written = write_durably(file, indicators_text(fit->scenario.model, found)); !written) {
            return fail(*this, written.error());
        }
        if (as_json) {
            Json json = json_head(name());
            json["table"] = file.string();
            json["bits_to_learn"] = found.bits_to_learn;
            json["questions"] = found.ranked.size();
            json["indicators"] = Json::array();
            for (std::size_t i = 0; i < found.ranked.size() && static_cast<int>(i) < top_; ++i) {
                const Indicator& one = found.ranked[i];
                Json row = {
                    {"question", one.question}, {"bits", one.information}, {"standard_error", one.error}};
                for (std::size_t h = 0; h < one.chances.size(); ++h) {
                    row["chances"][found.hypotheses[h]] = one.chances[h];
                }
                json["indicators"].push_back(std::move(row));
            }
            write_json(json);
            return Exit::done;
        }
        write_line(fmt::format(
            "Which of {} explanations holds is {:.2f} bits away from known. Expected information of an "
            "answer "
            "by a source that is usually right, from {} histories of each; {} questions that no report "
            "answers.\n",
            found.hypotheses.size(), found.bits_to_learn, found.histories, found.ranked.size()));
        std::vector<std::string> head = {"question", "bits", "error"};
        head.insert(head.end(), found.hypotheses.begin(), found.hypotheses.end());
        TextTable table(head, 1);
        for (std::size_t i = 0; i < found.ranked.size() && static_cast<int>(i) < top_; ++i) {
            const Indicator& one = found.ranked[i];
            std::vector<std::string> cells = {one.question, fmt::format("{:.3f}", one.information),
                                              fmt::format("{:.3f}", one.error)};
            for (const double chance : one.chances) {
                cells.push_back(fmt::format("{:.0f}%", 100 * chance));
            }
            table.add(cells);
        }
        write_text(table.text());
        write_line(
            fmt::format("\nUnder each explanation: chance of the answer \"at least so many\".\nTable: {}",
                        file.string()));
        return Exit::done;
    }

  private:
    FitChoice fit_;
    IndicatorOptions options_;
    int top_ = 15;
    std::string out_;
};

}  // namespace

std::unique_ptr<Command> make_indicators_command() {
    return std::make_unique<IndicatorsCommand>();
}

}  // namespace upsurge::cli

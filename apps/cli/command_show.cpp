#include <fmt/format.h>

#include <algorithm>

#include "commands.h"
#include "experiments/wording.h"
#include "failing.h"
#include "json_output.h"
#include "output.h"
#include "scenarios/instant.h"
#include "studies/local_time.h"
#include "studies/study.h"
#include "studies/summary_table.h"

namespace upsurge::cli {
namespace {

class ShowCommand final : public Command {
  public:
    const char* name() const override { return "show"; }
    const char* summary() const override {
        return "numbers of a study at the prompt, with intervals, in local time";
    }
    const char* examples() const override {
        return "upsurge show studies/latest --observable crowd --place west --every 6\n"
               "upsurge show studies/latest --observable dead_total --csv > dead.csv";
    }
    void declare(CommandLine& line) override {
        line.argument("study", study_, "folder of a study", true);
        line.text("--observable", observable_, "NAME", "what to show; `upsurge list` names them");
        line.text("--place", place_, "ID", "a place or group (default: the country)");
        line.number("--every", every_, 1, 100000, "one line for so many ticks");
        line.flag("--csv", csv_, "comma-separated, every tick, all quantiles");
    }

    Exit execute() override {
        const Result<Study> study = open_study(study_);
        if (!study) {
            return fail(*this, study.error());
        }
        const Model& model = study->scenario.model;
        const auto observable = find_observable(observable_);
        if (!observable) {
            std::vector<std::string> names;
            for (const ObservableDescription& about : observable_descriptions) {
                names.emplace_back(about.id);
            }
            return fail_on_name(*this, "observable", observable_, names);
        }
        const std::vector<SummaryNode> nodes = summary_nodes(model);
        const std::string wanted = place_.empty() ? model.places.front().id : place_;
        const auto node = std::find_if(nodes.begin(), nodes.end(),
                                       [&](const SummaryNode& one) { return one.id == wanted; });
        if (node == nodes.end()) {
            std::vector<std::string> ids;
            for (const SummaryNode& one : nodes) {
                ids.push_back(one.id);
            }
            return fail_on_name(*this, "place or group", wanted, ids);
        }
        if (!study->runs) {
            Problem problem;
            problem.file = study_;
            problem.what = "no run of this study was finished";
            return fail(*this, {problem});
        }
        const std::vector<SampleSummary> ticks =
            summarise_ticks(combined_values(model, *study->runs, *observable, node->places),
                            study->runs->runs(), study->runs->ticks());
        print(model, *observable, *node, ticks, study->runs->runs());
        return Exit::done;
    }

  private:
    void print(const Model& model, Observable observable, const SummaryNode& node,
               const std::vector<SampleSummary>& ticks, int runs) const {
        const int offset =
            node.is_group ? model.clock.utc_offset_minutes
                          : model.places[static_cast<std::size_t>(node.places.front())].utc_offset_minutes;
        const ObservableDescription& about = upsurge::describe(observable);
        const auto time_of = [&](std::size_t tick) { return model.clock.at(static_cast<int>(tick) + 1); };
        if (as_json) {
            Json json = json_head(name());
            json["observable"] = about.id;
            json["unit"] = about.unit;
            json["place"] = node.id;
            json["runs"] = runs;
            json["times"] = Json::array();
            for (const char* column : {"mean", "sd", "q05", "q25", "q50", "q75", "q95"}) {
                json[column] = Json::array();
            }
            for (std::size_t tick = 0; tick < ticks.size(); ++tick) {
                json["times"].push_back(format_instant(time_of(tick), offset));
                json["mean"].push_back(ticks[tick].mean);
                json["sd"].push_back(ticks[tick].sd);
                json["q05"].push_back(ticks[tick].q05);
                json["q25"].push_back(ticks[tick].q25);
                json["q50"].push_back(ticks[tick].q50);
                json["q75"].push_back(ticks[tick].q75);
                json["q95"].push_back(ticks[tick].q95);
            }
            write_json(json);
            return;
        }
        if (csv_) {
            write_line("time,place,observable,mean,sd,q05,q25,q50,q75,q95");
            for (std::size_t tick = 0; tick < ticks.size(); ++tick) {
                const SampleSummary& at = ticks[tick];
                write_line(fmt::format("{},{},{},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g}",
                                       format_instant(time_of(tick), offset), node.id, about.id, at.mean,
                                       at.sd, at.q05, at.q25, at.q50, at.q75, at.q95));
            }
            return;
        }
        write_line(fmt::format("{} in {}: {}, over {}; local time (UTC{})", about.name, node.name, about.unit,
                               count_text(runs, "run", "runs"), format_utc_offset(offset)));
        TextTable table({"time", "median", "5%", "95%", "mean"}, 1);
        for (std::size_t tick = static_cast<std::size_t>(every_) - 1; tick < ticks.size();
             tick += static_cast<std::size_t>(every_)) {
            const SampleSummary& at = ticks[tick];
            table.add({moment_text(time_of(tick), offset), simulated_text(at.q50), simulated_text(at.q05),
                       simulated_text(at.q95), simulated_text(at.mean)});
        }
        write_text(table.text());
    }

    std::string study_;
    std::string observable_ = "crowd";
    std::string place_;
    int every_ = 1;
    bool csv_ = false;
};

}  // namespace

std::unique_ptr<Command> make_show_command() {
    return std::make_unique<ShowCommand>();
}

}  // namespace upsurge::cli

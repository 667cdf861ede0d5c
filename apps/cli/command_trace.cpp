#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "commands.h"
#include "experiments/run_quantities.h"
#include "experiments/why_trace.h"
#include "experiments/wording.h"
#include "failing.h"
#include "fit_choice.h"
#include "json_output.h"
#include "output.h"
#include "progress.h"
#include "scenarios/nearest_name.h"
#include "scenarios/text.h"
#include "studies/durable_file.h"

namespace upsurge::cli {
namespace {

class TraceCommand final : public Command {
  public:
    const char* name() const override { return "trace"; }
    const char* summary() const override {
        return "why an intervention does what it does: the part of its effect that each mechanism carries";
    }
    const char* examples() const override {
        return "upsurge trace kazakhstan-2022 --intervention no-shutdown\n"
               "upsurge trace studies/my-fit --intervention no-shutdown --quantity civilians_dead --top 5";
    }
    void declare(CommandLine& line) override {
        fit_.declare(line);
        line.text("--intervention", options_.intervention, "ID", "one of interventions.toml; needed");
        line.repeated("--hypothesis", options_.hypotheses, "ID",
                      "only under this explanation; may be given several times (default: those that the "
                      "reports leave a probability of 5% or more)");
        line.text("--quantity", quantity_, "ID", "what to tell of; the table has all");
        line.number("--runs", options_.runs, 2, 100'000, "how many histories under each explanation");
        line.number("--top", top_, 1, 1000, "how many mechanisms to tell under each");
        line.number("--seed", options_.seed, "chance of what comes after the fit's last report");
        line.number("--threads", options_.threads, 0, 1024, "0: one per core");
        line.text("--out", out_, "FILE", "the table (default: why_trace.csv in the fit's folder)");
        line.flag("--quiet", quiet_, "no progress");
    }

    Exit execute() override {
        if (auto fault = fault_of_words()) {
            return fail(*this, {*fault});
        }
        const Result<ReadFit> fit = fit_.read();
        if (!fit) {
            return fail(*this, fit.error());
        }
        Progress progress(quiet_ || as_json, 1, "histories");
        const auto start = std::chrono::steady_clock::now();
        const auto parts = why_trace(*fit, options_, [&](int done, int total) {
            const double seconds =
                std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            progress.show({done, total, seconds, seconds / done * (total - done)});
        });
        if (!parts) {
            return fail(*this, parts.error());
        }
        const std::filesystem::path file =
            out_.empty() ? fit->folder / "why_trace.csv" : std::filesystem::path(out_);
        if (auto written = write_durably(file, why_trace_text(*parts)); !written) {
            return fail(*this, written.error());
        }
        as_json ? tell_json(*parts, file) : tell(*parts, file);
        return Exit::done;
    }

  private:
    std::optional<Problem> fault_of_words() const {
        Problem problem;
        if (options_.intervention.empty()) {
            problem.what = "no intervention is named";
            problem.expected = "--intervention with an id of interventions.toml";
            problem.hint = "`upsurge describe SCENARIO` lists them";
            return problem;
        }
        std::vector<std::string> ids;
        for (const RunQuantity& one : run_quantity_descriptions()) {
            ids.emplace_back(one.id);
        }
        if (std::find(ids.begin(), ids.end(), quantity_) == ids.end()) {
            problem.what = "unknown quantity '" + quantity_ + "'";
            problem.expected = joined(ids, "or");
            problem.hint = nearest_name_hint(quantity_, ids);
            return problem;
        }
        return std::nullopt;
    }

    std::vector<WhyTracePart> told(const std::vector<WhyTracePart>& parts) const {
        std::vector<WhyTracePart> found;
        for (const WhyTracePart& one : parts) {
            const auto before = std::count_if(found.begin(), found.end(), [&](const WhyTracePart& other) {
                return other.hypothesis == one.hypothesis;
            });
            if (one.quantity == quantity_ && before < top_) {
                found.push_back(one);
            }
        }
        return found;
    }

    static std::string with_interval(double mean, const Interval& interval) {
        return fmt::format("{} [{} to {}]", reported_text(std::round(mean)),
                           reported_text(std::round(interval.low)), reported_text(std::round(interval.high)));
    }

    void tell(const std::vector<WhyTracePart>& parts, const std::filesystem::path& file) const {
        TextTable table({"explanation", "effect", "without", "carries", "share of the effect"}, 3);
        std::string last = "-";
        for (const WhyTracePart& one : told(parts)) {
            const bool is_new = one.hypothesis != last;
            table.add({is_new ? one.hypothesis : std::string(),
                       is_new ? with_interval(one.effect, one.effect_interval) : std::string(), one.mechanism,
                       with_interval(one.carried, one.carried_interval),
                       one.effect == 0.0 ? std::string("no effect")
                                         : fmt::format("{:.0f}%", 100 * one.carried / one.effect)});
            last = one.hypothesis;
        }
        write_line(
            fmt::format("{}: what `{}` changes of it in fitted histories, and what of that change is "
                        "lost when a mechanism is left out from then on.\n",
                        quantity_, options_.intervention));
        write_text(table.text());
        write_line(fmt::format(
            "\nMeans over {} histories, 95% intervals. Parts need not add up: mechanisms act through one "
            "another.\nTable: {}",
            options_.runs, file.string()));
    }

    void tell_json(const std::vector<WhyTracePart>& parts, const std::filesystem::path& file) const {
        Json json = json_head(name());
        json["table"] = file.string();
        json["intervention"] = options_.intervention;
        json["quantity"] = quantity_;
        json["parts"] = Json::array();
        for (const WhyTracePart& one : told(parts)) {
            json["parts"].push_back(
                {{"hypothesis", one.hypothesis},
                 {"mechanism", one.mechanism},
                 {"runs", one.runs},
                 {"effect", {one.effect, one.effect_interval.low, one.effect_interval.high}},
                 {"carried", {one.carried, one.carried_interval.low, one.carried_interval.high}}});
        }
        write_json(json);
    }

    FitChoice fit_;
    WhyTraceOptions options_;
    std::string quantity_ = "peak_crowd";
    int top_ = 8;
    std::string out_;
    bool quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_trace_command() {
    return std::make_unique<TraceCommand>();
}

}  // namespace upsurge::cli

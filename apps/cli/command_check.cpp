#include <fmt/format.h>

#include <algorithm>

#include "commands.h"
#include "experiments/wording.h"
#include "failing.h"
#include "json_output.h"
#include "numbers/hash.h"
#include "output.h"
#include "scenario_options.h"
#include "scenarios/instant.h"
#include "society/state.h"

namespace upsurge::cli {
namespace {

std::string bytes_text(std::size_t bytes) {
    return bytes < 1'000'000 ? fmt::format("{} kB", (bytes + 500) / 1000)
                             : fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

class CheckCommand final : public Command {
  public:
    const char* name() const override { return "check"; }
    const char* summary() const override { return "every problem of a scenario at once, and what would run"; }
    const char* examples() const override {
        return "upsurge check kazakhstan-2022\n"
               "upsurge check my-scenario/";
    }
    void declare(CommandLine& line) override { choice_.declare(line); }

    Exit execute() override {
        const Result<ReadScenario> read = choice_.read();
        if (!read) {
            return fail(*this, read.error());
        }
        const Model& model = read->model;
        const std::size_t state_bytes = State(model.layout).bytes().size();
        const std::size_t history_bytes = static_cast<std::size_t>(model.clock.ticks()) *
                                          model.places.size() * observable_count * sizeof(double);
        const auto regions = std::count_if(model.places.begin(), model.places.end(), [](const Place& place) {
            return place.kind == PlaceKind::region;
        });
        const auto numbered = std::count_if(model.reports.begin(), model.reports.end(),
                                            [](const Report& report) { return report.has_number(); });
        const auto untestable = std::count_if(model.claims.begin(), model.claims.end(),
                                              [](const Claim& claim) { return !claim.tied(); });
        const int offset = model.clock.utc_offset_minutes;
        if (as_json) {
            Json json = json_head(name());
            json["problems"] = Json::array();
            json["scenario"] = {{"id", model.id}, {"name", model.name}, {"hash", hex(read->hash)}};
            json["people"] = model.people_of_country();
            json["places"] = model.leaves.size();
            json["regions"] = regions;
            json["strata"] = model.strata.size();
            json["trait_bins"] = model.layout.bins();
            json["rows"] = model.layout.rows();
            json["ticks"] = model.clock.ticks();
            json["state_bytes"] = state_bytes;
            json["history_bytes"] = history_bytes;
            json["reports"] = model.reports.size();
            json["reports_with_number"] = numbered;
            json["sources"] = model.sources.size();
            json["hypotheses"] = model.hypotheses.size();
            json["interventions"] = model.interventions.size();
            json["claims"] = model.claims.size();
            json["claims_untestable"] = untestable;
            json["hypothesis"] = model.hypothesis;
            json["intervention"] = model.intervention;
            json["mechanisms"] = model.mechanisms;
            json["defaults_used"] = read->defaults_used;
            json["files"] = read->files;
            write_json(json);
            return Exit::done;
        }
        std::string mechanisms = fmt::format("{}", fmt::join(model.mechanisms, ", "));
        std::string text = fmt::format("{} ({}): no problems\n\n", model.name, model.id);
        const auto line = [&](std::string_view head, const std::string& what) {
            text += fmt::format("  {:<12}{}\n", head, what);
        };
        line("people", reported_text(static_cast<double>(model.people_of_country())));
        line("places", fmt::format("{} where people live, in {}", model.leaves.size(),
                                   count_text(regions, "region", "regions")));
        line("strata", fmt::format("{}", model.strata.size()));
        line("rows", fmt::format("{} ({} places x {} strata x {} states x {} trait bins)",
                                 reported_text(static_cast<double>(model.layout.rows())), model.layout.places,
                                 model.layout.strata, person_state_count, model.layout.bins()));
        line("memory", fmt::format("{} of state and {} of history a run", bytes_text(state_bytes),
                                   bytes_text(history_bytes)));
        line("clock", fmt::format("{} to {}, {} ticks of {} h", format_instant(model.clock.start, offset),
                                  format_instant(model.clock.end, offset), model.clock.ticks(),
                                  model.clock.tick_hours));
        line("reports", fmt::format("{}, {} with a number; {} sources described", model.reports.size(),
                                    numbered, model.sources.size()));
        line("schedule",
             count_text(static_cast<long long>(model.schedule.size()), "dated action", "dated actions"));
        if (!model.hypothesis.empty() || !model.intervention.empty()) {
            line("as", fmt::format("{}{}{}", model.hypothesis.empty() ? "" : "hypothesis " + model.hypothesis,
                                   model.hypothesis.empty() || model.intervention.empty() ? "" : ", ",
                                   model.intervention.empty() ? "" : "intervention " + model.intervention));
        }
        line("rivals", fmt::format("{}, {}",
                                   count_text(static_cast<long long>(model.hypotheses.size()), "hypothesis",
                                              "hypotheses"),
                                   count_text(static_cast<long long>(model.interventions.size()),
                                              "intervention", "interventions")));
        line("claims",
             model.claims.empty()
                 ? "0"
                 : fmt::format("{}: {} tied to names that all resolve, {} untestable", model.claims.size(),
                               static_cast<long long>(model.claims.size()) - untestable, untestable));
        line("mechanisms", mechanisms);
        line("files", fmt::format("{}", fmt::join(read->files, ", ")));
        text += fmt::format("\nDefaults used: {}\n", read->defaults_used.empty() ? "none" : "");
        for (const std::string& one : read->defaults_used) {
            text += fmt::format("  - {}\n", one);
        }
        write_text(text);
        return Exit::done;
    }

  private:
    ScenarioChoice choice_;
};

}  // namespace

std::unique_ptr<Command> make_check_command() {
    return std::make_unique<CheckCommand>();
}

}  // namespace upsurge::cli

#include <fmt/format.h>

#include <chrono>

#include "commands.h"
#include "experiments/reweight.h"
#include "failing.h"
#include "fit_choice.h"
#include "json_output.h"
#include "output.h"
#include "progress.h"
#include "studies/durable_file.h"

namespace upsurge::cli {
namespace {

class ReweightCommand final : public Command {
  public:
    const char* name() const override { return "reweight"; }
    const char* summary() const override {
        return "the draws of a fit at another resolution, with how much of the fit is left there";
    }
    const char* examples() const override {
        return "upsurge reweight studies/my-fit\n"
               "upsurge reweight kazakhstan-2022 --draws 32 --particles 8\n"
               "upsurge run kazakhstan-2022 --parameters fitted --resolution standard";
    }
    void declare(CommandLine& line) override {
        fit_.declare(line);
        line.choice("--resolution", options_.resolution, {"standard", "fine"}, "where to weigh the draws");
        line.number("--draws", options_.draws, 2, 100'000, "of each explanation");
        line.number("--particles", options_.particles, 2, 100'000, "histories side by side at each draw");
        line.number("--threads", options_.threads, 0, 1024, "0: one per core");
        line.flag("--quiet", quiet_, "no progress and no closing lines");
    }

    Exit execute() override {
        FitReading reading;
        reading.resolution = options_.resolution;
        reading.particles = options_.particles;
        const Result<ReadFit> fit = read_fit(fit_.folder(), reading);
        if (!fit) {
            return fail(*this, fit.error());
        }
        using Stopwatch = std::chrono::steady_clock;
        const Stopwatch::time_point start = Stopwatch::now();
        Progress progress(quiet_ || as_json, 1, "draws");
        const Reweighted found = reweighted(*fit, options_, [&](int done, int total) {
            const double seconds = std::chrono::duration<double>(Stopwatch::now() - start).count();
            progress.show({done, total, seconds, seconds / done * (total - done)});
        });
        progress.finish();
        const std::filesystem::path file = fit->folder / reweighted_name(options_.resolution);
        if (auto written = write_durably(file, reweighted_text(found)); !written) {
            return fail(*this, written.error());
        }
        if (as_json) {
            Json json = json_head(name());
            json["table"] = file.string();
            json["resolution"] = options_.resolution;
            json["draws"] = options_.draws;
            json["effective"] = Json::array();
            for (const auto& [hypothesis, effective] : found.effective) {
                json["effective"].push_back({{"hypothesis", hypothesis}, {"effective_draws", effective}});
            }
            write_json(json);
        } else if (!quiet_) {
            for (const auto& [hypothesis, effective] : found.effective) {
                write_line(fmt::format("{}: {:.1f} of {} draws are left at {}", hypothesis, effective,
                                       options_.draws, options_.resolution));
            }
            write_line(fmt::format("Table: {}", file.string()));
        }
        return Exit::done;
    }

  private:
    FitChoice fit_;
    ReweightOptions options_;
    bool quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_reweight_command() {
    return std::make_unique<ReweightCommand>();
}

}  // namespace upsurge::cli

#include "experiments/reweight.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "ensembles/workers.h"
#include "experiments/fitted_pasts.h"
#include "numbers/elementary.h"
#include "scenarios/csv_sheet.h"
#include "scenarios/problem_list.h"
#include "studies/durable_file.h"

namespace upsurge {

Reweighted reweighted(const ReadFit& there, const ReweightOptions& options,
                      const std::function<void(int, int)>& done) {
    Reweighted found;
    std::vector<std::size_t> explanation_of;
    for (std::size_t e = 0; e < there.explanations.size(); ++e) {
        for (const std::size_t draw : chosen_draws(there.explanations[e], options.draws)) {
            found.draws.push_back({there.explanations[e].hypothesis, draw,
                                   there.explanations[e].draws[draw].log_likelihood, 0, 0});
            explanation_of.push_back(e);
        }
    }
    const auto task = [&](int number) -> Result<void> {
        const auto i = static_cast<std::size_t>(number);
        const ReadExplanation& one = there.explanations[explanation_of[i]];
        // An evaluation of its own, away from those of the fit.
        const std::uint64_t evaluation = (std::uint64_t{1} << 40) + static_cast<std::uint64_t>(number);
        found.draws[i].log_likelihood =
            one.fit()
                .filter()
                .evaluate({evaluation, one.draws[found.draws[i].draw].coordinates})
                .log_likelihood;
        return {};
    };
    WorkObserver observer;
    observer.progress = [&](const WorkProgress& state) {
        if (done) {
            done(state.done, state.total);
        }
    };
    const auto shared = share_out(static_cast<int>(found.draws.size()), options.threads, task, observer);
    UPSURGE_CHECK(shared.has_value(), "an evaluation cannot fail");
    for (std::size_t e = 0; e < there.explanations.size(); ++e) {
        double largest = -elementary::infinity;
        for (std::size_t i = 0; i < found.draws.size(); ++i) {
            if (explanation_of[i] == e) {
                largest =
                    std::max(largest, found.draws[i].log_likelihood - found.draws[i].log_likelihood_before);
            }
        }
        if (largest == -elementary::infinity) {
            continue;
        }
        double sum = 0;
        double squares = 0;
        for (std::size_t i = 0; i < found.draws.size(); ++i) {
            if (explanation_of[i] == e) {
                ReweightedDraw& draw = found.draws[i];
                draw.weight = exp_of(draw.log_likelihood - draw.log_likelihood_before - largest);
                sum += draw.weight;
                squares += draw.weight * draw.weight;
            }
        }
        for (std::size_t i = 0; i < found.draws.size(); ++i) {
            found.draws[i].weight /= explanation_of[i] == e ? sum : 1.0;
        }
        found.effective.emplace_back(there.explanations[e].hypothesis, sum * sum / squares);
    }
    return found;
}

std::string reweighted_name(std::string_view resolution) {
    return fmt::format("reweighted-{}.csv", resolution);
}

std::string reweighted_text(const Reweighted& reweighted) {
    std::string text = "hypothesis,draw,log_likelihood_before,log_likelihood,weight\n";
    for (const ReweightedDraw& one : reweighted.draws) {
        const bool possible = one.log_likelihood > -elementary::infinity;
        text += fmt::format("{},{},{},{},{}\n", one.hypothesis, one.draw, one.log_likelihood_before,
                            possible ? fmt::format("{}", one.log_likelihood) : std::string(), one.weight);
    }
    return text;
}

Result<void> take_weights(const std::filesystem::path& table, ReadFit& fit) {
    const Result<std::string> text = read_whole(table);
    if (!text) {
        return tl::unexpected(text.error());
    }
    ProblemList problems;
    const std::vector<CsvColumn> columns = {
        {"hypothesis"}, {"draw"}, {"log_likelihood_before"}, {"log_likelihood"}, {"weight"}};
    const CsvSheet sheet(*text, table.string(), columns, problems);
    for (ReadExplanation& one : fit.explanations) {
        for (ReadDraw& draw : one.draws) {
            draw.weight = 0;
        }
    }
    for (std::size_t row = 0; sheet.readable() && row < sheet.rows(); ++row) {
        const auto found = std::find_if(
            fit.explanations.begin(), fit.explanations.end(),
            [&](const ReadExplanation& one) { return one.hypothesis == sheet.text(row, "hypothesis"); });
        if (found == fit.explanations.end()) {
            sheet.report(row, "hypothesis", "the fit does not have this hypothesis");
            continue;
        }
        const auto draw = sheet.whole(row, "draw", 0, static_cast<std::int64_t>(found->draws.size()) - 1);
        const auto weight = sheet.number(row, "weight", 0, 1);
        if (draw && weight) {
            found->draws[static_cast<std::size_t>(*draw)].weight += *weight;
        }
    }
    const Problems faults = problems.sorted();
    return faults.empty() ? Result<void>() : tl::unexpected(faults);
}

}  // namespace upsurge

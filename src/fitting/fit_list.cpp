#include "fitting/fit_list.h"

#include <fmt/format.h>

#include <array>

#include "fitting/fit_tables.h"
#include "studies/item_bytes.h"
#include "studies/work_folder.h"

namespace upsurge {
namespace {

/// The tables of numbers of a chosen history, in the order of their bytes.
template <class Chosen>
auto numbers_of(Chosen& chosen) {
    return std::array{&chosen.readings,   &chosen.known,      &chosen.log_factors, &chosen.reliability,
                      &chosen.source_log, &chosen.day_crowds, &chosen.day_logs};
}

}  // namespace

Result<std::unique_ptr<FitList>> FitList::plan(std::vector<Model> models, const FitDesign& design,
                                               std::optional<MadeUpReports> instead,
                                               const std::vector<StartingDraws>& from) {
    auto list = std::make_unique<FitList>();
    list->design_ = design;
    list->made_up_ = std::move(instead);
    const MadeUpReports* made_up = list->made_up_ ? &*list->made_up_ : nullptr;
    for (std::size_t ordinal = 0; ordinal < models.size(); ++ordinal) {
        for (int replicate = 0; replicate < design.replicates; ++replicate) {
            auto sampler = ExplanationFit::make(models[ordinal], static_cast<int>(ordinal), design, replicate,
                                                made_up, from.empty() ? StartingDraws() : from[ordinal]);
            if (!sampler) {
                return tl::unexpected(sampler.error());
            }
            list->samplers_.push_back(std::move(*sampler));
        }
    }
    list->ask();
    return list;
}

void FitList::ask() {
    first_open_ = requests_.size();
    for (std::size_t e = 0; e < samplers_.size(); ++e) {
        for (Evaluation& evaluation : samplers_[e]->sampler().pending()) {
            requests_.push_back({static_cast<int>(e), std::move(evaluation)});
        }
    }
}

std::vector<int> FitList::ready() const {
    std::vector<int> numbers;
    for (std::size_t number = first_open_; number < requests_.size(); ++number) {
        numbers.push_back(static_cast<int>(number));
    }
    return numbers;
}

MadeItem FitList::make(int number, VectorPath path) const {
    const Request& request = requests_[static_cast<std::size_t>(number)];
    const ExplanationFit& fit = *samplers_[static_cast<std::size_t>(request.sampler)];
    const SocietyEstimate estimate = fit.filter().evaluate(request.evaluation, path);
    MadeItem made;
    made.item.number = number;
    made.item.hashes = {estimate.hash};
    made.item.people_moved = estimate.people_moved;
    made.item.result = bytes_of(estimate);
    return made;
}

Result<bool> FitList::go_on(const WorkFolder& finished) {
    std::vector<std::vector<EvaluationResult>> results(samplers_.size());
    auto read = finished.for_each([&](WorkItem item) -> Result<void> {
        const auto number = static_cast<std::size_t>(item.number);
        if (number >= first_open_ && number < requests_.size()) {
            const Request& request = requests_[number];
            results[static_cast<std::size_t>(request.sampler)].push_back(
                {request.evaluation.number, estimate_of(item.result).log_likelihood});
        }
        return {};
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    for (std::size_t e = 0; e < samplers_.size(); ++e) {
        if (auto received = samplers_[e]->sampler().receive(results[e]); !received) {
            return tl::unexpected(received.error());
        }
    }
    ask();
    return first_open_ < requests_.size();
}

Result<void> FitList::write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                                   const Manifest&) {
    return write_fit_tables(study, *this, finished);
}

std::string FitList::standing() const {
    std::string words;
    for (const auto& explanation : samplers_) {
        const TemperedSmc& sampler = explanation->sampler();
        const std::string& id = explanation->model().hypothesis;
        words += fmt::format(
            "{}{}{}", words.empty() ? "" : "; ", id.empty() ? "" : id + " ",
            sampler.done() ? "done"
                           : fmt::format("pass {}, likelihood^{:.3g}", sampler.passes() + 1, sampler.beta()));
    }
    return words;
}

std::string FitList::bytes_of(const SocietyEstimate& estimate) {
    std::string bytes;
    put_value(bytes, estimate.log_likelihood);
    put_value(bytes, static_cast<std::uint8_t>(estimate.end));
    put_value(bytes, static_cast<std::uint8_t>(estimate.given_up));
    put_value(bytes, static_cast<std::int32_t>(estimate.end_tick));
    put_value(bytes, estimate.relative_variance);
    put_value(bytes, estimate.smallest_effective_share);
    put_value(bytes, static_cast<std::int32_t>(estimate.smallest_tick));
    put_value(bytes, static_cast<std::uint32_t>(estimate.chosen.path.size()));
    for (const PathPiece& piece : estimate.chosen.path) {
        put_value(bytes, piece.evaluation);
        put_value(bytes, piece.slot);
        put_value(bytes, piece.segment);
        put_value(bytes, static_cast<std::int32_t>(piece.first_step));
        put_value(bytes, static_cast<std::int32_t>(piece.end_step));
    }
    for (const std::vector<double>* numbers : numbers_of(estimate.chosen)) {
        put_value(bytes, static_cast<std::uint32_t>(numbers->size()));
        for (const double number : *numbers) {
            put_value(bytes, number);
        }
    }
    return bytes;
}

SocietyEstimate FitList::estimate_of(std::string_view bytes) {
    ByteReader reader{bytes};
    SocietyEstimate estimate;
    estimate.log_likelihood = reader.get<double>();
    estimate.end = static_cast<FilterEnd>(reader.get<std::uint8_t>());
    estimate.given_up = reader.get<std::uint8_t>() != 0;
    estimate.end_tick = reader.get<std::int32_t>();
    estimate.relative_variance = reader.get<double>();
    estimate.smallest_effective_share = reader.get<double>();
    estimate.smallest_tick = reader.get<std::int32_t>();
    const auto pieces = reader.get<std::uint32_t>();
    for (std::uint32_t i = 0; i < pieces && !reader.short_of; ++i) {
        PathPiece piece;
        piece.evaluation = reader.get<std::uint64_t>();
        piece.slot = reader.get<std::uint32_t>();
        piece.segment = reader.get<std::uint32_t>();
        piece.first_step = reader.get<std::int32_t>();
        piece.end_step = reader.get<std::int32_t>();
        estimate.chosen.path.push_back(piece);
    }
    for (std::vector<double>* numbers : numbers_of(estimate.chosen)) {
        const auto count = reader.get<std::uint32_t>();
        for (std::uint32_t i = 0; i < count && !reader.short_of; ++i) {
            numbers->push_back(reader.get<double>());
        }
    }
    return estimate;
}

}  // namespace upsurge

#include "experiments/run_discrepancies.h"

#include "scenarios/csv_sheet.h"
#include "scenarios/problem_list.h"
#include "studies/durable_file.h"

namespace upsurge {

Result<std::vector<Discrepancy>> run_discrepancies(const std::filesystem::path& study, int runs) {
    const std::filesystem::path file = study / "histories.csv";
    std::error_code error;
    std::vector<Discrepancy> found;
    if (!std::filesystem::exists(file, error)) {
        return found;
    }
    const Result<std::string> text = read_whole(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    ProblemList problems;
    const std::vector<CsvColumn> columns = {
        {"run"}, {"hypothesis"}, {"draw"}, {"replay"}, {"discrepancy_estimated"}, {"discrepancy_listed"}};
    const CsvSheet sheet(*text, file.string(), columns, problems);
    constexpr double widest = 1e300;
    for (std::size_t row = 0; sheet.readable() && row < sheet.rows(); ++row) {
        found.push_back({sheet.number(row, "discrepancy_estimated", 0, widest).value_or(0),
                         sheet.number(row, "discrepancy_listed", 0, widest).value_or(0)});
    }
    Problems faults = problems.sorted();
    if (faults.empty() && found.size() != static_cast<std::size_t>(runs)) {
        Problem problem;
        problem.file = file.string();
        problem.what =
            "it has " + std::to_string(found.size()) + " rows, the study " + std::to_string(runs) + " runs";
        problem.expected = "a row for each run";
        faults.push_back(std::move(problem));
    }
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    return found;
}

}  // namespace upsurge

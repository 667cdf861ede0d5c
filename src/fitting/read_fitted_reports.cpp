#include "fitting/read_fitted_reports.h"

#include <cmath>
#include <limits>

#include "scenarios/csv_sheet.h"
#include "scenarios/problem_list.h"
#include "studies/durable_file.h"

namespace upsurge {

Result<std::vector<FittedReport>> read_fitted_reports(const std::filesystem::path& fit) {
    const std::filesystem::path file = fit / "reports_scored.csv";
    const Result<std::string> text = read_whole(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    ProblemList problems;
    const std::vector<CsvColumn> columns = {{"report"},       {"hypothesis"}, {"source"},
                                            {"q05"},          {"q50"},        {"q95"},
                                            {"chance_known"}, {"log_factor"}, {"effective_draws"}};
    const CsvSheet sheet(*text, file.string(), columns, problems);
    const auto number = [&](std::size_t row, std::string_view column, double low, double high) {
        return sheet.is_empty(row, column) ? std::nan("")
                                           : sheet.number(row, column, low, high).value_or(std::nan(""));
    };
    constexpr double widest = std::numeric_limits<double>::max();
    std::vector<FittedReport> found;
    for (std::size_t row = 0; sheet.readable() && row < sheet.rows(); ++row) {
        found.push_back({sheet.text(row, "report"), sheet.text(row, "hypothesis"), sheet.text(row, "source"),
                         number(row, "chance_known", 0, 1), number(row, "log_factor", -widest, widest),
                         number(row, "effective_draws", 0, widest)});
    }
    if (Problems faults = problems.sorted(); !faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    return found;
}

}  // namespace upsurge

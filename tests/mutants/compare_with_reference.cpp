/// Does the row engine of this program agree with the reference? PROGRAM FOLDER COUNTRY, the folder where
/// mutants_reference left its samples. Ends with 0 if it agrees, 10 if it differs, anything else if it could
/// not be told.
///
/// Linked once as it is and once with each mutant in place of the mechanism's own object.
///
/// False alarms: two families of comparisons (points and pools), each corrected by Holm at 0.1%, so a row
/// engine of the same law differs with a chance of at most 0.2% a country, had the seed been free. The seed
/// is fixed and the same for the control and all mutants: a mutant without any effect gives the control's
/// very numbers, and cannot be taken for caught while the control agrees.
#include <cstdio>
#include <string>

#include "mutants_country.h"
#include "sample_file.h"

namespace upsurge {
namespace {

constexpr double level = 0.001;
constexpr int agrees = 0;
constexpr int cannot_tell = 1;
constexpr int differs = 10;

void tell(const char* family, const std::vector<NamedPValue>& tests,
          const std::vector<NamedPValue>& rejected) {
    std::printf("%zu of %zu %s differ", rejected.size(), tests.size(), family);
    if (!rejected.empty()) {
        std::printf(" (%s, p %.0e)", rejected.front().name.c_str(), rejected.front().p);
    }
}

int compare(const std::string& folder, const std::string& country) {
    const std::string file = folder + "/" + country + ".samples";
    const Samples reference = read_samples(file);
    if (reference.points.empty()) {
        std::fprintf(stderr, "cannot read %s\n", file.c_str());
        return cannot_tell;
    }
    const Samples rows = sample_rows(mutants_country(country), mutants_runs, 62);
    const auto points = compare_points(reference, rows);
    const auto pools = compare_pools(reference, rows);
    const auto rejected_points = holm_rejections(points, level);
    const auto rejected_pools = holm_rejections(pools, level);
    tell("points", points, rejected_points);
    std::printf(", ");
    tell("pools", pools, rejected_pools);
    std::printf("\n");
    return rejected_points.empty() && rejected_pools.empty() ? agrees : differs;
}

}  // namespace
}  // namespace upsurge

int main(int count, char** arguments) {
    if (count != 3) {
        std::fputs("usage: PROGRAM FOLDER COUNTRY\n", stderr);
        return 1;
    }
    return upsurge::compare(arguments[1], arguments[2]);
}

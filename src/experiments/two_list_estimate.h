/// How many people there are, known and unknown, from two lists that name some of them.
///
/// Capture and recapture: of n1 names on one list and n2 on the other, m are on both. Lincoln and Petersen:
/// n1 n2/m; Chapman 1951 (University of California Publications in Statistics 1, 131-160), almost without
/// bias where n1 + n2 is at least the number sought: (n1 + 1)(n2 + 1)/(m + 1) - 1, with the variance of Seber
/// 1970 (doi:10.2307/2528861). Both rest on lists made independently from people of equal chances. Where
/// being on one list makes the other likelier, as when both come from the same hospitals, too few are
/// estimated; where it makes it less likely, too many.
#pragma once

#include <cstdint>

namespace upsurge {

struct TwoListEstimate {
    double lincoln_petersen = 0;  ///< people; NaN without anybody on both lists
    double chapman = 0;           ///< people
    double standard_error = 0;    ///< people, of chapman
};

/// @param first, second  names on each list, >= 0
/// @param both           names on both, at most the smaller of the two
TwoListEstimate estimate_from_two_lists(std::int64_t first, std::int64_t second, std::int64_t both);

}  // namespace upsurge

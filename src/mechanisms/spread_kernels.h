/// Kernels of spread between places: gravity and radiation. A place abroad has weight 0 to and from
/// everywhere.
#pragma once

#include <vector>

#include "society/society.h"

namespace upsurge {

/// W[p,q], q != p, proportional to people_q (1 + d_pq/distance_km)^(-power); rows sum to 1 (0 with one
/// place).
/// @return [place x place]
std::vector<double> gravity_kernel(const Society& society, double distance_km, double power);

/// Radiation flows per emitting person: T_pq/T_p = m_p m_q / ((m_p + s)(m_p + m_q + s)), s the people
/// nearer to p than q is (ties count as nearer in place order). A row sums to 1 - m_p/M.
/// Source: Simini et al. 2012, doi:10.1038/nature10856.
/// @return [place x place]
std::vector<double> radiation_flows(const Society& society);

/// Scales each row of a [places x places] matrix to sum to 1; rows of zeros stay.
std::vector<double> row_shares(std::vector<double> matrix, std::size_t places);

}  // namespace upsurge

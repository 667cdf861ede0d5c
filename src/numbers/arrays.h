/// Elementary functions over arrays, compiled for three instruction sets that give the same bits.
///
/// One source (arrays_kernels.inl) is compiled three times; no fused multiply-add is ever used, so the
/// choice of path changes the speed and nothing else. x and y may be the same array; they must not
/// overlap in any other way.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "numbers/philox.h"

namespace upsurge {

enum class VectorPath { portable, avx2, avx512 };

/// The widest path this machine supports.
VectorPath best_vector_path();
/// Whether this build and this machine have the path. Portable is always there.
bool supports(VectorPath path);
std::string_view name_of(VectorPath path);
/// "portable", "avx2" or "avx512"; nothing for any other text.
std::optional<VectorPath> parse_vector_path(std::string_view text);

/// y[i] = f(x[i]) for i < n, with the bits of the function of the same name in elementary.h.
struct ArrayFunctions {
    using Function = void (*)(const double* x, double* y, std::size_t n);
    Function exp;
    Function log;
    Function log1p;
    Function expm1;
    Function logistic;
    Function normal_cdf;
    Function normal_quantile;
    Function exp_negative;      ///< exp(-x): the chance to stay through a cumulative hazard x
    Function exit_probability;  ///< 1 - exp(-x), accurate for small x
    /// y[i] = Draws(key, first with item + i).uniform()
    void (*philox_uniform)(RunKey key, const Address& first, double* y, std::size_t n);
};

/// The functions of a path. The path must be supported.
const ArrayFunctions& array_functions(VectorPath path);

}  // namespace upsurge

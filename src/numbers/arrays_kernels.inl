// The array loops, included by one source file per instruction set. Define UPSURGE_ARRAY_TABLE first.
// Everything called here is always inlined: see inline.h.
#include "numbers/arrays.h"
#include "numbers/elementary.h"

#if defined(__clang__)
#define UPSURGE_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define UPSURGE_INDEPENDENT _Pragma("GCC ivdep")
#endif

#define UPSURGE_ARRAY_FUNCTION(name, expression)              \
    void name(const double* x, double* y, std::size_t n) {    \
        UPSURGE_INDEPENDENT                                   \
        for (std::size_t i = 0; i < n; ++i) {                 \
            y[i] = expression;                                \
        }                                                     \
    }

namespace upsurge {

namespace {

UPSURGE_ARRAY_FUNCTION(exp_array, exp_of(x[i]))
UPSURGE_ARRAY_FUNCTION(log_array, log_of(x[i]))
UPSURGE_ARRAY_FUNCTION(log1p_array, log1p_of(x[i]))
UPSURGE_ARRAY_FUNCTION(expm1_array, expm1_of(x[i]))
UPSURGE_ARRAY_FUNCTION(logistic_array, logistic(x[i]))
UPSURGE_ARRAY_FUNCTION(normal_cdf_array, normal_cdf(x[i]))
UPSURGE_ARRAY_FUNCTION(normal_quantile_array, normal_quantile_chosen(x[i]))
UPSURGE_ARRAY_FUNCTION(exp_negative_array, exp_of(-x[i]))
UPSURGE_ARRAY_FUNCTION(exit_probability_array, 0.0 - expm1_of(-x[i]))

void philox_uniform_array(RunKey key, const Address& first, double* y, std::size_t n) {
    const philox::Block base = philox::counter_of(first);
    UPSURGE_INDEPENDENT
    for (std::size_t i = 0; i < n; ++i) {
        philox::Block counter = base;
        counter.word[3] += static_cast<std::uint32_t>(i);
        const philox::Block bits = philox::block(counter, key);
        y[i] = philox::open_uniform(bits.word[0] | (static_cast<std::uint64_t>(bits.word[1]) << 32));
    }
}

}  // namespace

extern const ArrayFunctions UPSURGE_ARRAY_TABLE;
const ArrayFunctions UPSURGE_ARRAY_TABLE = {
    exp_array,        log_array,             log1p_array,        expm1_array,            logistic_array,
    normal_cdf_array, normal_quantile_array, exp_negative_array, exit_probability_array, philox_uniform_array};

}  // namespace upsurge

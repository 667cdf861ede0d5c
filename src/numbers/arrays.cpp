#include "numbers/arrays.h"

#include "upsurge/result.h"

namespace upsurge {

extern const ArrayFunctions array_functions_portable;
#if defined(UPSURGE_X86_PATHS)
extern const ArrayFunctions array_functions_avx2;
extern const ArrayFunctions array_functions_avx512;
#endif

bool supports(VectorPath path) {
#if defined(UPSURGE_X86_PATHS)
    switch (path) {
        case VectorPath::portable:
            return true;
        case VectorPath::avx2:
            return __builtin_cpu_supports("avx2") != 0;
        case VectorPath::avx512:
            return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0;
    }
    return false;
#else
    return path == VectorPath::portable;
#endif
}

VectorPath best_vector_path() {
    if (supports(VectorPath::avx512)) {
        return VectorPath::avx512;
    }
    return supports(VectorPath::avx2) ? VectorPath::avx2 : VectorPath::portable;
}

std::string_view name_of(VectorPath path) {
    switch (path) {
        case VectorPath::portable:
            return "portable";
        case VectorPath::avx2:
            return "avx2";
        case VectorPath::avx512:
            return "avx512";
    }
    return "unknown";
}

std::optional<VectorPath> parse_vector_path(std::string_view text) {
    for (const VectorPath path : {VectorPath::portable, VectorPath::avx2, VectorPath::avx512}) {
        if (text == name_of(path)) {
            return path;
        }
    }
    return std::nullopt;
}

const ArrayFunctions& array_functions(VectorPath path) {
    UPSURGE_CHECK(supports(path), "this machine does not have the vector path asked for");
#if defined(UPSURGE_X86_PATHS)
    switch (path) {
        case VectorPath::portable:
            break;
        case VectorPath::avx2:
            return array_functions_avx2;
        case VectorPath::avx512:
            return array_functions_avx512;
    }
#endif
    return array_functions_portable;
}

}  // namespace upsurge

#define UPSURGE_ARRAY_TABLE array_functions_avx512
#include "numbers/arrays_kernels.inl"

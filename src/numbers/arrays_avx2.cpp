#define UPSURGE_ARRAY_TABLE array_functions_avx2
#include "numbers/arrays_kernels.inl"

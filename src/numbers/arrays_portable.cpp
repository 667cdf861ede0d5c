#define UPSURGE_ARRAY_TABLE array_functions_portable
#include "numbers/arrays_kernels.inl"

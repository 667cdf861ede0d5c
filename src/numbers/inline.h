/// UPSURGE_INLINE: a function that never gets a body of its own.
///
/// The array kernels are compiled several times for different instruction sets. A plain `inline` function
/// could leave behind a copy using instructions the machine lacks, and the linker would be free to keep it.
#pragma once

#define UPSURGE_INLINE [[gnu::always_inline]] inline

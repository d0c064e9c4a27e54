#pragma once
// A function marked HEARTHGRID_VECTOR_CLONES is compiled for wider vector registers too, and the loader takes the
// version that the processor runs. Its bits are the same in all of them: the build forbids contraction outside the
// kernels, and without it an element's result does not depend on how many go side by side. For plain loops over arrays;
// what gains from fused operations belongs to engine/run/kernel.

// The thread sanitizer does not start with functions that the loader chooses.
#if defined(__SANITIZE_THREAD__)
#define HEARTHGRID_ONE_VERSION
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define HEARTHGRID_ONE_VERSION
#endif
#endif

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(HEARTHGRID_ONE_VERSION)
#define HEARTHGRID_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define HEARTHGRID_VECTOR_CLONES
#endif

#include "CPlatform.h"

#if defined(__gnu_linux__)
#include <malloc.h>
#endif

// Swift is compiled for any x86-64, which need not have an instruction that counts bits; the best way that this
// processor has is chosen when the program starts.
#if defined(__x86_64__) && defined(__gnu_linux__)
__attribute__((target_clones("avx512vpopcntdq", "popcnt", "default")))
#endif
size_t platform_common_bits(const uint64_t *a, const uint64_t *b, size_t count) {
    size_t common = 0;
    for (size_t index = 0; index < count; index++) common += (size_t)__builtin_popcountll(a[index] & b[index]);
    return common;
}

void platform_keep_freed_memory(int bytes) {
#if defined(__gnu_linux__)
    mallopt(M_TRIM_THRESHOLD, bytes);
    mallopt(M_MMAP_THRESHOLD, bytes);
#else
    (void)bytes;
#endif
}

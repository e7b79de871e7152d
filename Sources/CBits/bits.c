#include "CBits.h"

// Swift is compiled for any x86-64, which need not have an instruction that counts bits; the best way that this
// processor has is chosen when the program starts.
#if defined(__x86_64__) && defined(__gnu_linux__)
__attribute__((target_clones("avx512vpopcntdq", "popcnt", "default")))
#endif
size_t bits_common_count(const uint64_t *a, const uint64_t *b, size_t count) {
    size_t common = 0;
    for (size_t index = 0; index < count; index++) common += (size_t)__builtin_popcountll(a[index] & b[index]);
    return common;
}

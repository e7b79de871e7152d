// What the processor and the C library can do and Swift has no word for.
#ifndef REPERES_CPLATFORM_H
#define REPERES_CPLATFORM_H

#include <stddef.h>
#include <stdint.h>

/// How many bits are set in both arrays of `count` words.
size_t platform_common_bits(const uint64_t *a, const uint64_t *b, size_t count);

/// Has the process keep freed memory up to so many bytes, where the C library can; it goes back to the system otherwise.
void platform_keep_freed_memory(int bytes);

#endif

#ifndef REPERES_CBITS_H
#define REPERES_CBITS_H

#include <stddef.h>
#include <stdint.h>

/// How many bits are set in both arrays of `count` words.
size_t bits_common_count(const uint64_t *a, const uint64_t *b, size_t count);

#endif

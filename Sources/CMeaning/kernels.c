#include "CMeaning.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// MARK: Any processor

// Unsigned: a damaged matrix may make sums overflow, which signed numbers must not.
static inline uint32_t product(int16_t value, int8_t weight) { return (uint32_t)((int32_t)value * weight); }

static void multiply_plain(const int16_t *rows, ptrdiff_t stride, ptrdiff_t count, const int8_t *matrix,
                           ptrdiff_t inputs, ptrdiff_t outputs, int32_t *sums) {
    for (ptrdiff_t panel = 0; panel < outputs; panel += MEANING_PANEL) {
        const int8_t *weights = matrix + panel * inputs;
        for (ptrdiff_t row = 0; row < count; row++) {
            const int16_t *values = rows + row * stride;
            uint32_t columns[MEANING_PANEL] = {0};
            for (ptrdiff_t k = 0; k < inputs; k += 2) {
                const int8_t *pair = weights + k * MEANING_PANEL;
                for (int column = 0; column < MEANING_PANEL; column++) {
                    columns[column] += product(values[k], pair[2 * column]) + product(values[k + 1], pair[2 * column + 1]);
                }
            }
            for (int column = 0; column < MEANING_PANEL; column++) {
                sums[row * outputs + panel + column] = (int32_t)columns[column];
            }
        }
    }
}

static void dots_plain(const int16_t *vector, const int8_t *vectors, ptrdiff_t count, int32_t *sums) {
    for (ptrdiff_t index = 0; index < count; index++) {
        const int8_t *values = vectors + index * MEANING_VECTOR;
        uint32_t sum = 0;
        for (ptrdiff_t k = 0; k < MEANING_VECTOR; k++) sum += product(vector[k], values[k]);
        sums[index] = (int32_t)sum;
    }
}

#if defined(__x86_64__)

// Two neighboring values of a row, as the one number that is broadcast.
static inline int32_t pair_at(const int16_t *values) {
    int32_t pair;
    __builtin_memcpy(&pair, values, sizeof pair);
    return pair;
}

// MARK: SSE2, which every x86-64 has

// Eight columns of a panel for `height` rows: as many sums as there are registers for.
static inline __attribute__((always_inline)) void block_sse2(const int height, const int16_t *rows, ptrdiff_t stride,
                                                             const int8_t *weights, ptrdiff_t inputs, int32_t *sums,
                                                             ptrdiff_t outputs) {
    __m128i columns[4][2];
    for (int row = 0; row < height; row++) columns[row][0] = columns[row][1] = _mm_setzero_si128();
    for (ptrdiff_t k = 0; k < inputs; k += 2) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(weights + k * MEANING_PANEL));
        __m128i low = _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8);
        __m128i high = _mm_srai_epi16(_mm_unpackhi_epi8(bytes, bytes), 8);
        for (int row = 0; row < height; row++) {
            __m128i values = _mm_set1_epi32(pair_at(rows + row * stride + k));
            columns[row][0] = _mm_add_epi32(columns[row][0], _mm_madd_epi16(low, values));
            columns[row][1] = _mm_add_epi32(columns[row][1], _mm_madd_epi16(high, values));
        }
    }
    for (int row = 0; row < height; row++) {
        _mm_storeu_si128((__m128i *)(sums + row * outputs), columns[row][0]);
        _mm_storeu_si128((__m128i *)(sums + row * outputs + 4), columns[row][1]);
    }
}

static void multiply_sse2(const int16_t *rows, ptrdiff_t stride, ptrdiff_t count, const int8_t *matrix,
                          ptrdiff_t inputs, ptrdiff_t outputs, int32_t *sums) {
    for (ptrdiff_t column = 0; column < outputs; column += MEANING_PANEL / 2) {
        // The second half of a panel begins 16 bytes into each pair of rows.
        const int8_t *weights = matrix + column / MEANING_PANEL * MEANING_PANEL * inputs + column % MEANING_PANEL * 2;
        ptrdiff_t row = 0;
        for (; row + 4 <= count; row += 4)
            block_sse2(4, rows + row * stride, stride, weights, inputs, sums + row * outputs + column, outputs);
        for (; row < count; row++)
            block_sse2(1, rows + row * stride, stride, weights, inputs, sums + row * outputs + column, outputs);
    }
}

static inline int32_t total_sse2(__m128i sums) {
    sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, 0x4E));
    sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, 0xB1));
    return _mm_cvtsi128_si32(sums);
}

static void dots_sse2(const int16_t *vector, const int8_t *vectors, ptrdiff_t count, int32_t *sums) {
    for (ptrdiff_t index = 0; index < count; index++) {
        const int8_t *values = vectors + index * MEANING_VECTOR;
        __m128i even = _mm_setzero_si128(), odd = _mm_setzero_si128();
        for (ptrdiff_t k = 0; k < MEANING_VECTOR; k += 16) {
            __m128i bytes = _mm_loadu_si128((const __m128i *)(values + k));
            __m128i low = _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8);
            __m128i high = _mm_srai_epi16(_mm_unpackhi_epi8(bytes, bytes), 8);
            even = _mm_add_epi32(even, _mm_madd_epi16(low, _mm_loadu_si128((const __m128i *)(vector + k))));
            odd = _mm_add_epi32(odd, _mm_madd_epi16(high, _mm_loadu_si128((const __m128i *)(vector + k + 8))));
        }
        sums[index] = total_sse2(_mm_add_epi32(even, odd));
    }
}

// MARK: AVX2

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __attribute__((always_inline)) void block_avx2(const int height, const int16_t *rows,
                                                                  ptrdiff_t stride, const int8_t *weights,
                                                                  ptrdiff_t inputs, int32_t *sums, ptrdiff_t outputs) {
    __m256i columns[6][2];
    for (int row = 0; row < height; row++) columns[row][0] = columns[row][1] = _mm256_setzero_si256();
    for (ptrdiff_t k = 0; k < inputs; k += 2) {
        const __m128i *pair = (const __m128i *)(weights + k * MEANING_PANEL);
        __m256i low = _mm256_cvtepi8_epi16(_mm_loadu_si128(pair));
        __m256i high = _mm256_cvtepi8_epi16(_mm_loadu_si128(pair + 1));
        for (int row = 0; row < height; row++) {
            __m256i values = _mm256_set1_epi32(pair_at(rows + row * stride + k));
            columns[row][0] = _mm256_add_epi32(columns[row][0], _mm256_madd_epi16(low, values));
            columns[row][1] = _mm256_add_epi32(columns[row][1], _mm256_madd_epi16(high, values));
        }
    }
    for (int row = 0; row < height; row++) {
        _mm256_storeu_si256((__m256i *)(sums + row * outputs), columns[row][0]);
        _mm256_storeu_si256((__m256i *)(sums + row * outputs + 8), columns[row][1]);
    }
}

AVX2 static void multiply_avx2(const int16_t *rows, ptrdiff_t stride, ptrdiff_t count, const int8_t *matrix,
                               ptrdiff_t inputs, ptrdiff_t outputs, int32_t *sums) {
    for (ptrdiff_t panel = 0; panel < outputs; panel += MEANING_PANEL) {
        const int8_t *weights = matrix + panel * inputs;
        ptrdiff_t row = 0;
        for (; row + 6 <= count; row += 6)
            block_avx2(6, rows + row * stride, stride, weights, inputs, sums + row * outputs + panel, outputs);
        for (; row + 3 <= count; row += 3)
            block_avx2(3, rows + row * stride, stride, weights, inputs, sums + row * outputs + panel, outputs);
        for (; row < count; row++)
            block_avx2(1, rows + row * stride, stride, weights, inputs, sums + row * outputs + panel, outputs);
    }
}

AVX2 static void dots_avx2(const int16_t *vector, const int8_t *vectors, ptrdiff_t count, int32_t *sums) {
    for (ptrdiff_t index = 0; index < count; index++) {
        const int8_t *values = vectors + index * MEANING_VECTOR;
        __m256i parts[4];
        for (int part = 0; part < 4; part++) parts[part] = _mm256_setzero_si256();
        for (ptrdiff_t k = 0; k < MEANING_VECTOR; k += 64) {
            for (int part = 0; part < 4; part++) {
                ptrdiff_t at = k + 16 * part;
                __m256i wide = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(values + at)));
                __m256i products = _mm256_madd_epi16(wide, _mm256_loadu_si256((const __m256i *)(vector + at)));
                parts[part] = _mm256_add_epi32(parts[part], products);
            }
        }
        __m256i all = _mm256_add_epi32(_mm256_add_epi32(parts[0], parts[1]), _mm256_add_epi32(parts[2], parts[3]));
        sums[index] = total_sse2(_mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1)));
    }
}

// MARK: AVX-512 with VNNI, which adds up products in the instruction that makes them

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))

VNNI static inline __attribute__((always_inline)) void block_vnni(const int height, const int16_t *rows,
                                                                  ptrdiff_t stride, const int8_t *weights,
                                                                  ptrdiff_t inputs, int32_t *sums, ptrdiff_t outputs) {
    __m512i columns[12];
    for (int row = 0; row < height; row++) columns[row] = _mm512_setzero_si512();
    for (ptrdiff_t k = 0; k < inputs; k += 2) {
        __m512i pair = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(weights + k * MEANING_PANEL)));
        for (int row = 0; row < height; row++) {
            __m512i values = _mm512_set1_epi32(pair_at(rows + row * stride + k));
            columns[row] = _mm512_dpwssd_epi32(columns[row], pair, values);
        }
    }
    for (int row = 0; row < height; row++) _mm512_storeu_si512(sums + row * outputs, columns[row]);
}

VNNI static void multiply_vnni(const int16_t *rows, ptrdiff_t stride, ptrdiff_t count, const int8_t *matrix,
                               ptrdiff_t inputs, ptrdiff_t outputs, int32_t *sums) {
    for (ptrdiff_t panel = 0; panel < outputs; panel += MEANING_PANEL) {
        const int8_t *weights = matrix + panel * inputs;
        ptrdiff_t row = 0;
        for (; row + 12 <= count; row += 12)
            block_vnni(12, rows + row * stride, stride, weights, inputs, sums + row * outputs + panel, outputs);
        for (; row + 4 <= count; row += 4)
            block_vnni(4, rows + row * stride, stride, weights, inputs, sums + row * outputs + panel, outputs);
        for (; row < count; row++)
            block_vnni(1, rows + row * stride, stride, weights, inputs, sums + row * outputs + panel, outputs);
    }
}

VNNI static void dots_vnni(const int16_t *vector, const int8_t *vectors, ptrdiff_t count, int32_t *sums) {
    for (ptrdiff_t index = 0; index < count; index++) {
        const int8_t *values = vectors + index * MEANING_VECTOR;
        __m512i parts[4];
        for (int part = 0; part < 4; part++) parts[part] = _mm512_setzero_si512();
        for (ptrdiff_t k = 0; k < MEANING_VECTOR; k += 128) {
            for (int part = 0; part < 4; part++) {
                ptrdiff_t at = k + 32 * part;
                __m512i wide = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(values + at)));
                parts[part] = _mm512_dpwssd_epi32(parts[part], wide, _mm512_loadu_si512(vector + at));
            }
        }
        __m512i all = _mm512_add_epi32(_mm512_add_epi32(parts[0], parts[1]), _mm512_add_epi32(parts[2], parts[3]));
        sums[index] = _mm512_reduce_add_epi32(all);
    }
}

#endif

// MARK: The choice

static const meaning_kernel kernels[] = {
    {multiply_plain, dots_plain},
#if defined(__x86_64__)
    {multiply_sse2, dots_sse2},
    {multiply_avx2, dots_avx2},
    {multiply_vnni, dots_vnni},
#endif
};

ptrdiff_t meaning_kernel_count(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2")) return 2;
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni") ? 4 : 3;
#else
    return 1;
#endif
}

const meaning_kernel *meaning_kernel_at(ptrdiff_t index) {
    ptrdiff_t last = meaning_kernel_count() - 1;
    return &kernels[index < 0 || index > last ? last : index];
}

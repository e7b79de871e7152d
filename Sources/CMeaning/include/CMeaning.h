#ifndef REPERES_CMEANING_H
#define REPERES_CMEANING_H

#include <stddef.h>
#include <stdint.h>

// The arithmetic of the sentence encoder. In C for two reasons: Swift has no functions compiled for one kind of
// processor and chosen at run time, and its compiler does not find the instruction that adds up products of 16 bits
// (x7, measured). Integers are exact: all kinds of processors give the same vectors.

// How many values a vector has.
#define MEANING_VECTOR 512
// How many columns lie together in a matrix.
#define MEANING_PANEL 16

// Multiplies `count` rows of `inputs` values, `stride` values apart (they may overlap), by a matrix of `inputs` rows
// and `outputs` columns. Both even; `outputs` a multiple of MEANING_PANEL. A matrix lies in panels of 16 columns; in
// each, pairs of rows; in each, the two values of every column. Sums wrap around.
typedef void (*meaning_multiply)(const int16_t *rows, ptrdiff_t stride, ptrdiff_t count, const int8_t *matrix,
                                 ptrdiff_t inputs, ptrdiff_t outputs, int32_t *sums);

// The products of one vector with each of `count` vectors that lie one after the other.
typedef void (*meaning_dots)(const int16_t *vector, const int8_t *vectors, ptrdiff_t count, int32_t *sums);

typedef struct {
    meaning_multiply multiply;
    meaning_dots dots;
} meaning_kernel;

// The kernels that this processor can run, the slowest first: always the plain one.
ptrdiff_t meaning_kernel_count(void);
// Kernel `index`, or the last one where there is none.
const meaning_kernel *meaning_kernel_at(ptrdiff_t index);

// What follows works on `rows` rows of `columns` values; a stride is the distance of two rows.

// Bytes as numbers of 16 bits.
void meaning_widen(const uint8_t *bytes, int16_t *values, ptrdiff_t count);

// scale × bytes + low, one row.
void meaning_scale_bytes(const uint8_t *bytes, float scale, float low, float *values, ptrdiff_t count);

// factor × values + weight × bias, one row.
void meaning_scale(float *values, float factor, float weight, const float *bias, ptrdiff_t count);

// Values as integers: `per_unit` times each, to the nearest; within 16 bits whatever they are.
void meaning_round(const float *values, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, float per_unit,
                   int16_t *integers, ptrdiff_t integer_stride);

// The largest absolute value.
float meaning_largest(const float *values, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns);

// unit × sums + weight × slope + bias, one row.
void meaning_affine(const int32_t *sums, float unit, float weight, const float *slope, const float *bias,
                    float *values, ptrdiff_t count);

// max(unit × sums + bias, 0) + residual; gives the largest absolute value.
float meaning_residual(const int32_t *sums, float unit, const float *bias, const float *residual,
                       ptrdiff_t residual_stride, float *values, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns);

// Each row with mean 0 and variance 1 (`epsilon` added to the variance), times gain, plus bias.
void meaning_normalize(float *values, ptrdiff_t rows, ptrdiff_t columns, float epsilon, const float *gain,
                       const float *bias);

// The sums of the columns.
void meaning_sum(const float *values, ptrdiff_t rows, ptrdiff_t columns, float *sums);

// values + unit × sums, one row.
void meaning_add(const int32_t *sums, float unit, float *values, ptrdiff_t count);

// Negative values become 0.
void meaning_rectify(float *values, ptrdiff_t count);

// The hyperbolic tangent of each value, then all divided by their length; `epsilon` is its least square.
void meaning_unit(float *values, ptrdiff_t count, float epsilon);

#endif

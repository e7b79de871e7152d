#include "CMeaning.h"

#include <math.h>

// A sum of floats in one variable is a chain that no compiler may cut; this many are added side by side.
#define LANES 8

void meaning_widen(const uint8_t *bytes, int16_t *values, ptrdiff_t count) {
    for (ptrdiff_t index = 0; index < count; index++) values[index] = bytes[index];
}

void meaning_scale_bytes(const uint8_t *bytes, float scale, float low, float *values, ptrdiff_t count) {
    for (ptrdiff_t index = 0; index < count; index++) values[index] = scale * (float)bytes[index] + low;
}

void meaning_scale(float *values, float factor, float weight, const float *bias, ptrdiff_t count) {
    for (ptrdiff_t index = 0; index < count; index++) values[index] = factor * values[index] + weight * bias[index];
}

void meaning_round(const float *values, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, float per_unit,
                   int16_t *integers, ptrdiff_t integer_stride) {
    // Adding 1.5 × 2^23 leaves the nearest integer in the lowest bits of the sum, with its sign: no conversion, which
    // is undefined outside its range, and none of the library's calls.
    const float shift = 12582912.0f;
    for (ptrdiff_t row = 0; row < rows; row++) {
        for (ptrdiff_t column = 0; column < columns; column++) {
            float value = values[row * stride + column] * per_unit;
            // Written so that not-a-number, from a damaged file, becomes a bound as well.
            value = value > -32767.0f ? value : -32767.0f;
            value = value < 32767.0f ? value : 32767.0f;
            value += shift;
            int32_t bits;
            __builtin_memcpy(&bits, &value, sizeof bits);
            integers[row * integer_stride + column] = (int16_t)bits;
        }
    }
}

float meaning_largest(const float *values, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns) {
    float largest[LANES] = {0};
    for (ptrdiff_t row = 0; row < rows; row++) {
        for (ptrdiff_t column = 0; column < columns; column += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                float value = fabsf(values[row * stride + column + lane]);
                largest[lane] = value > largest[lane] ? value : largest[lane];
            }
        }
    }
    for (int lane = 1; lane < LANES; lane++) largest[0] = largest[lane] > largest[0] ? largest[lane] : largest[0];
    return largest[0];
}

void meaning_affine(const int32_t *sums, float unit, float weight, const float *slope, const float *bias,
                    float *values, ptrdiff_t count) {
    for (ptrdiff_t index = 0; index < count; index++) {
        values[index] = unit * (float)sums[index] + weight * slope[index] + bias[index];
    }
}

float meaning_residual(const int32_t *sums, float unit, const float *bias, const float *residual,
                       ptrdiff_t residual_stride, float *values, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns) {
    for (ptrdiff_t row = 0; row < rows; row++) {
        for (ptrdiff_t column = 0; column < columns; column++) {
            float value = unit * (float)sums[row * columns + column] + bias[column];
            values[row * stride + column] = (value > 0 ? value : 0) + residual[row * residual_stride + column];
        }
    }
    return meaning_largest(values, stride, rows, columns);
}

static float total(const float lanes[LANES]) {
    return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}

void meaning_normalize(float *values, ptrdiff_t rows, ptrdiff_t columns, float epsilon, const float *gain,
                       const float *bias) {
    for (ptrdiff_t row = 0; row < rows; row++, values += columns) {
        float sums[LANES] = {0}, squares[LANES] = {0};
        for (ptrdiff_t column = 0; column < columns; column += LANES) {
            for (int lane = 0; lane < LANES; lane++) sums[lane] += values[column + lane];
        }
        float mean = total(sums) / (float)columns;
        for (ptrdiff_t column = 0; column < columns; column += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                float distance = values[column + lane] - mean;
                squares[lane] += distance * distance;
            }
        }
        float factor = 1 / sqrtf(total(squares) / (float)columns + epsilon);
        for (ptrdiff_t column = 0; column < columns; column++) {
            values[column] = (values[column] - mean) * factor * gain[column] + bias[column];
        }
    }
}

void meaning_sum(const float *values, ptrdiff_t rows, ptrdiff_t columns, float *sums) {
    for (ptrdiff_t column = 0; column < columns; column++) sums[column] = 0;
    for (ptrdiff_t row = 0; row < rows; row++) {
        for (ptrdiff_t column = 0; column < columns; column++) sums[column] += values[row * columns + column];
    }
}

void meaning_add(const int32_t *sums, float unit, float *values, ptrdiff_t count) {
    for (ptrdiff_t index = 0; index < count; index++) values[index] += unit * (float)sums[index];
}

void meaning_rectify(float *values, ptrdiff_t count) {
    for (ptrdiff_t index = 0; index < count; index++) values[index] = values[index] > 0 ? values[index] : 0;
}

void meaning_unit(float *values, ptrdiff_t count, float epsilon) {
    double squares = 0;
    for (ptrdiff_t index = 0; index < count; index++) {
        values[index] = tanhf(values[index]);
        squares += (double)values[index] * values[index];
    }
    float factor = (float)(1 / sqrt(squares > epsilon ? squares : epsilon));
    for (ptrdiff_t index = 0; index < count; index++) values[index] *= factor;
}

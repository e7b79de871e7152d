#include "CICU.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

icu_breaker *icu_words_open(const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaker = ubrk_open(UBRK_WORD, locale, NULL, 0, &status);
    return U_SUCCESS(status) ? (icu_breaker *)breaker : NULL;
}

void icu_words_close(icu_breaker *breaker) { ubrk_close((UBreakIterator *)breaker); }

int32_t icu_words_set_text(icu_breaker *breaker, const uint16_t *text, int32_t length) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText((UBreakIterator *)breaker, (const UChar *)text, length, &status);
    return status;
}

int32_t icu_words_next(icu_breaker *breaker) { return ubrk_next((UBreakIterator *)breaker); }

int32_t icu_words_status(icu_breaker *breaker) { return ubrk_getRuleStatus((UBreakIterator *)breaker); }

const icu_normalizer *icu_nfkc_casefold(void) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
    return U_SUCCESS(status) ? (const icu_normalizer *)normalizer : NULL;
}

const icu_normalizer *icu_nfd(void) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFDInstance(&status);
    return U_SUCCESS(status) ? (const icu_normalizer *)normalizer : NULL;
}

int32_t icu_normalize(const icu_normalizer *normalizer, const uint16_t *source, int32_t length, uint16_t *target,
                      int32_t capacity, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t result = unorm2_normalize((const UNormalizer2 *)normalizer, (const UChar *)source, length,
                                      (UChar *)target, capacity, &error);
    *status = error;
    return result;
}

int32_t icu_category(int32_t scalar) { return u_charType(scalar); }

int32_t icu_is_alphabetic(int32_t scalar) { return u_isalpha(scalar); }

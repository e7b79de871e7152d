/* The few functions of ICU that Repères calls, behind plain C types.
 *
 * ICU renames every function by its major version with a macro (ubrk_open is ubrk_open_72), which Swift does not import;
 * and its headers clash with those of the ICU inside Foundation as soon as a file imports both. So the headers stay in
 * CICU.c. A status above 0 is an error, as in ICU. No logic here. */
#ifndef REPERES_CICU_H
#define REPERES_CICU_H

#include <stdint.h>

typedef struct icu_breaker icu_breaker;
typedef struct icu_normalizer icu_normalizer;

/* ubrk_open(UBRK_WORD, …): NULL on failure. */
icu_breaker *icu_words_open(const char *locale);
void icu_words_close(icu_breaker *breaker);
/* ubrk_setText: `text` must outlive the calls below. */
int32_t icu_words_set_text(icu_breaker *breaker, const uint16_t *text, int32_t length);
/* ubrk_next: -1 at the end. */
int32_t icu_words_next(icu_breaker *breaker);
/* ubrk_getRuleStatus: below 100 for what is no word. */
int32_t icu_words_status(icu_breaker *breaker);

/* unorm2_getNFKCCasefoldInstance and unorm2_getNFDInstance: NULL on failure; never freed. */
const icu_normalizer *icu_nfkc_casefold(void);
const icu_normalizer *icu_nfd(void);
/* unorm2_normalize: the length that the result has or would have; `status` is 15 when `capacity` is too small. */
int32_t icu_normalize(const icu_normalizer *normalizer, const uint16_t *source, int32_t length, uint16_t *target,
                      int32_t capacity, int32_t *status);

/* u_charType and u_isalpha. */
int32_t icu_category(int32_t scalar);
int32_t icu_is_alphabetic(int32_t scalar);

#endif

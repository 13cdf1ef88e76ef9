/* test_sha256.c - the published examples, every way of cutting the input, hex ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/hash.h"
#include "base/sha256.h"

static void published_examples(void **state) { /* FIPS 180-4 examples (NIST) and the empty message */
    (void)state;
    char hex[65];
    onr_sha256_hex("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    onr_sha256_hex("", 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    onr_sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, hex);
    assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    static char million[1000000];
    memset(million, 'a', sizeof million);
    onr_sha256_hex(million, sizeof million, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void pieces_do_not_matter(void **state) {
    (void)state;
    unsigned char text[200], whole[32], cut[32];
    for (size_t i = 0; i < sizeof text; i++) text[i] = (unsigned char)(i * 7);
    for (size_t n = 0; n <= sizeof text; n += 1) {
        onr_sha256 s;
        onr_sha256_init(&s);
        onr_sha256_add(&s, text, n);
        onr_sha256_end(&s, whole);
        for (size_t step = 1; step < 70; step += 17) {
            onr_sha256_init(&s);
            for (size_t at = 0; at < n; at += step) onr_sha256_add(&s, text + at, n - at < step ? n - at : step);
            onr_sha256_end(&s, cut);
            assert_memory_equal(whole, cut, 32);
        }
    }
}

static void hex_ids(void **state) {
    (void)state;
    char hex[17];
    onr_hash_hex(0x0123456789ABCDEFu, hex);
    assert_string_equal(hex, "0123456789abcdef");
    assert_true(onr_hash64("ab", 2, 0) != onr_hash64("ab", 2, 1));
    assert_true(onr_hash64("", 0, 0) == 0x2D06800538D394C2u); /* XXH3 of nothing, as its specification gives it */
}

/* Long inputs go through the processor's instructions where it has them: the digest is that of short pieces. */
static void long_input(void **state) {
    (void)state;
    enum { N = 100003 };
    unsigned char *p = malloc(N), a[32], b[32];
    onr_sha256 whole, pieces;
    assert_non_null(p);
    for (size_t i = 0; i < N; i++) p[i] = (unsigned char)(i * 31 + i / 251);
    onr_sha256_init(&whole);
    onr_sha256_init(&pieces);
    onr_sha256_add(&whole, p, N);
    for (size_t i = 0; i < N; i += 97) onr_sha256_add(&pieces, p + i, N - i < 97 ? N - i : 97);
    onr_sha256_end(&whole, a);
    onr_sha256_end(&pieces, b);
    assert_memory_equal(a, b, 32);
    free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(long_input), cmocka_unit_test(published_examples),
                                       cmocka_unit_test(pieces_do_not_matter), cmocka_unit_test(hex_ids)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

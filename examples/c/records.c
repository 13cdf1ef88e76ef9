/* records.c - print the records of a file as JSON:  cc records.c $(pkg-config --cflags --libs onrecord) -o records */
#include <onrecord.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    static char text[1 << 20];
    char message[ONRECORD_MESSAGE], *json = NULL;
    onrecord *o = NULL;
    FILE *f = argc > 1 ? fopen(argv[1], "rb") : stdin;
    if (!f) return fprintf(stderr, "%s cannot be opened\n", argv[1]), EXIT_FAILURE;
    size_t n = fread(text, 1, sizeof text, f);
    if (onrecord_open(argc > 2 ? argv[2] : NULL, &o, message) != 0 || onrecord_read(o, text, n, NULL, &json, message) != 0) {
        fprintf(stderr, "%s\n", message);
        onrecord_close(o);
        return EXIT_FAILURE;
    }
    puts(json);
    onrecord_free(json);
    onrecord_close(o);
    return EXIT_SUCCESS;
}

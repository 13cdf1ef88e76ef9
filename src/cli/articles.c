/* What `read` and `add` do alike with the files that they are given. */
#include "cli/articles.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/book.h"
#include "doc/date.h"
#include "read/columns.h"

static int parse_origin(const cli_args *args, onr_pipe_options *o) {
    const char *const *v = args->value;
    onr_err err = {0};
    if (v[CLI_PUBLISHED] && onr_date_parse(onr_slice_of(v[CLI_PUBLISHED]), &o->published, &err) != ONR_OK)
        return cli_usage(args->command, "--published: %s", err.msg);
    for (int i = CLI_OUTLET; i <= CLI_URL; i++)
        if (v[i] && (!*v[i] || onr_utf8_check(v[i], strlen(v[i])) != strlen(v[i])))
            return cli_usage(args->command, "--%s '%s' is empty or not UTF-8", args->command->options[i].name, v[i]);
    o->outlet = v[CLI_OUTLET];
    o->url = v[CLI_URL];
    return CLI_DONE;
}

static int no_format(const cli_command *c, const char *word, int conllu) {
    onr_buf all;
    onr_buf_init(&all, 1024);
    for (unsigned f = ONR_FORMAT_TEXT; f < ONR_FORMAT_COUNT; f++)
        onr_buf_fmt(&all, "%s%s", f > ONR_FORMAT_TEXT ? ", " : "", onr_format_name((onr_format)f));
    if (conllu) onr_buf_str(&all, ", conllu");
    int rc = cli_usage(c, "--format '%s' is none of %s", word, onr_buf_failed(&all) ? "the formats" : all.p);
    onr_buf_clear(&all);
    return rc;
}

int cli_articles_input(const cli_args *args, int format, int map, onr_input_options *options, int *conllu) {
    const char *f = args->value[format], *m = args->value[map];
    onr_err err = {0};
    int is_conllu = conllu && f && strcmp(f, "conllu") == 0;
    options->format = is_conllu ? ONR_FORMAT_TEXT : f ? onr_format_find(f) : ONR_FORMAT_AUTO;
    if (options->format == ONR_FORMAT_COUNT) return no_format(args->command, f, conllu != NULL);
    if (m && onr_columns_check(m, &err) != ONR_OK)
        return cli_usage(args->command, "--%s: %s", args->command->options[map].name, err.msg);
    options->map = m;
    if (conllu) *conllu = is_conllu;
    return CLI_DONE;
}

int cli_articles_parse(const cli_args *args, size_t first, cli_articles *a) {
    a->files = (const char *const *)args->operands + first;
    a->files_n = args->operands_n > first ? args->operands_n - first : 0;
    int rc = cli_reading_parse(args, &a->reading);
    if (rc == CLI_DONE) rc = parse_origin(args, &a->reading.options);
    int conllu = 0;
    if (rc == CLI_DONE) rc = cli_articles_input(args, CLI_FORMAT, CLI_MAP, &a->options, &conllu);
    a->reading.options.format = conllu ? ONR_PIPE_CONLLU : ONR_PIPE_TEXT;
    return rc;
}

typedef struct work {
    cli_articles *articles;
    int (*run)(void *arg);
    void *arg;
} work;

static int open_and_run(void *arg) {
    work *w = arg;
    cli_articles *a = w->articles;
    onr_err err = {0};
    int rc = CLI_FAILED;
    if (onr_input_open(a->files, a->files_n, &a->options, &a->input, &err) == ONR_OK) rc = w->run(w->arg);
    else cli_say("%s", err.msg);
    onr_input_close(a->input);
    return rc;
}

int cli_articles_run(const cli_args *args, cli_articles *a, int (*run)(void *arg), void *arg) {
    work w = {a, run, arg};
    cli_skipped_init(&a->skipped);
    int rc = cli_reading_run(args, &a->reading, open_and_run, &w);
    cli_skipped_clear(&a->skipped);
    return rc;
}

static int is_named(const cli_articles *a, const char *path) {
    for (size_t i = 0; path && i < a->files_n; i++)
        if (strcmp(path, a->files[i]) == 0) return 1;
    return 0;
}

void cli_articles_refuse(cli_articles *a, const char *path, const char *locator, onr_status st, const onr_err *err) {
    int is_part = strcmp(locator, path) != 0 || !is_named(a, path);
    cli_progress("%s", "");
    if (is_part && (st == ONR_FORMAT || st == ONR_TOO_BIG) &&
        cli_skipped_add(&a->skipped, locator, cli_skipped_reason(locator, err)) == 0)
        return;
    a->failed++;
    cli_say_about(locator, err);
}

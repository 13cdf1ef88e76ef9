/* articles.h - what `read` and `add` share: files that hold articles, and what the user says of them.
 *
 * A command puts CLI_ARTICLES_OPTIONS at the beginning of its table. cli_articles_parse reads their values, also those
 * of reading.h, which are the first of them. cli_articles_run opens the files; the command then asks `input` for one
 * item after the other and tells what was refused; both commands then say the same of the same files: a file that the
 * user named and that cannot be read is an error, said at once; what lies in a folder or a container and is no article
 * is skipped, counted with its reason.
 */
#ifndef ONR_CLI_ARTICLES_H
#define ONR_CLI_ARTICLES_H

#include "cli/reading.h"
#include "cli/skipped.h"

/* The options by their place in the table. */
enum { CLI_PUBLISHED = CLI_READING_N, CLI_OUTLET, CLI_URL, CLI_FORMAT, CLI_MAP, CLI_ARTICLES_N };
#define CLI_ARTICLES_OPTIONS                                                                                           \
    CLI_READING_OPTIONS, [CLI_PUBLISHED] = {"published", "DATE", "the day the articles appeared, as 2024-03-05"},      \
                         [CLI_OUTLET] = {"outlet", "NAME", "who published them"},                                      \
                         [CLI_URL] = {"url", "URL", "where they were published"},                                      \
                         [CLI_FORMAT] = {"format", "FORMAT", "what the files are, where they do not show it"},         \
                         [CLI_MAP] = {"map", "COLUMNS", "columns of CSV and NDJSON: text=body,published=date"}

typedef struct cli_articles {
    cli_reading reading;
    const char *const *files; /* the user's, in argv */
    size_t files_n;
    onr_input_options options;
    onr_input *input;
    cli_skipped skipped;
    uint64_t failed; /* files and articles that could not be read, each said */
} cli_articles;

/* Fill *a from the command line, whose operands from `first` on are the files. CLI_USAGE after saying what is wrong. */
int cli_articles_parse(const cli_args *args, size_t first, cli_articles *a);
/* What the files are and which columns their tables have, by the options at `format` and `map` of the command's table.
 * *conllu says that the format is CoNLL-U; NULL where the command does not read it. */
int cli_articles_input(const cli_args *args, int format, int map, onr_input_options *options, int *conllu);
/* Open the files, run `work`, close them: its result, or CLI_FAILED after saying why it could not be begun. */
int cli_articles_run(const cli_args *args, cli_articles *a, int (*work)(void *arg), void *arg);
/* Count an article that was refused, and say it where it is not one of many. */
void cli_articles_refuse(cli_articles *a, const char *path, const char *locator, onr_status st, const onr_err *err);

#endif

/* onrecord correct: what a person decides about records, into the log and over the records. */
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/book.h"
#include "cli/output.h"
#include "store/decide.h"

enum { BY, NOTE, OPTIONS, FIELDS_MAX = 64, NAME_MAX_BYTES = 64 };

static const cli_option options[OPTIONS] = {
    [BY] = {"by", "NAME", "who decides (default: you, by your login name)"},
    [NOTE] = {"note", "TEXT", "why, for the log"},
};

typedef struct job {
    const cli_args *args;
    onr_store *book;
    onr_decision d;
    onr_decision_field fields[FIELDS_MAX];
    char names[FIELDS_MAX][NAME_MAX_BYTES];
    uint64_t done;
} job;

static const char *login(void) {
    const struct passwd *p = getpwuid(getuid());
    const char *user = getenv("USER");
    return p && p->pw_name && *p->pw_name ? p->pw_name : user && *user ? user : "somebody";
}

/* FIELD=VALUE, the name copied to its place. */
static int parse_field(job *j, const char *word) {
    const char *equals = strchr(word, '=');
    size_t n = equals ? (size_t)(equals - word) : 0, i = j->d.fields_n;
    if (!n || n >= NAME_MAX_BYTES || i == FIELDS_MAX)
        return cli_usage(j->args->command, "'%s' is not FIELD=VALUE, or one too many", word);
    memcpy(j->names[i], word, n);
    j->names[i][n] = '\0';
    j->fields[i] = (onr_decision_field){j->names[i], equals + 1};
    j->d.fields_n++;
    return CLI_DONE;
}

/* RECORD is an id, or DOCUMENT/id; an entity always has its document before it. */
static int name_record(job *j, const char *word, onr_err *err) {
    const char *slash = strchr(word, '/');
    char document[NAME_MAX_BYTES];
    j->d.document = 0;
    j->d.record = slash ? slash + 1 : word;
    j->d.kind = j->d.record[0] == 'e' && strspn(j->d.record + 1, "0123456789") == strlen(j->d.record + 1)
                    ? ONR_STORE_ENTITY
                    : ONR_STORE_STATEMENT;
    if (!slash) return ONR_OK;
    size_t n = (size_t)(slash - word);
    if (n >= sizeof document) return onr_err_set(err, ONR_NOT_FOUND, 0, "'%.60s' names no record", word);
    memcpy(document, word, n);
    document[n] = '\0';
    return onr_store_document_key(j->book, document, &j->d.document, err);
}

static int say(const onr_err *err) {
    cli_say("%s", err->msg);
    return CLI_FAILED;
}

/* The id of the record that decision `key` is about, where the command did not name it. */
static void add_record(job *j, int64_t key, onr_buf *out) {
    onr_cursor *c = NULL;
    onr_log_entry e;
    onr_err err = {0};
    int more = 1;
    onr_status st = onr_store_log(j->book, j->d.document, &c, &err);
    while (st == ONR_OK && (st = onr_cursor_log(c, &e, &more, &err)) == ONR_OK && more)
        if (e.key == key) onr_buf_str(out, e.record);
    onr_cursor_close(c);
}

static int decide(job *j) {
    onr_err err = {0};
    int64_t key = 0;
    if (onr_store_decide(j->book, &j->d, &key, &err) != ONR_OK) return say(&err);
    j->done++;
    onr_buf out;
    onr_buf_init(&out, 4096);
    int64_t first = j->d.op == ONR_DECIDE_SET ? key - (int64_t)j->d.fields_n + 1 : key; /* each field is a decision */
    for (int64_t k = first; k <= key; k++) {
        onr_buf_fmt(&out, "%lld %s ", (long long)k, onr_decision_word(j->d.op));
        if (j->d.record) onr_buf_str(&out, j->d.record);
        else add_record(j, k, &out);
        onr_buf_char(&out, '\n');
    }
    int rc = onr_buf_failed(&out) || cli_write(out.p, out.n) != 0 ? CLI_FAILED : CLI_DONE;
    onr_buf_clear(&out);
    return rc;
}

/* accept, reject: each record; the others are still decided when one fails. */
static int decide_each(job *j, char **words, size_t n) {
    int rc = CLI_DONE;
    for (size_t i = 0; i < n; i++) {
        onr_err err = {0};
        int one = name_record(j, words[i], &err) == ONR_OK ? decide(j) : say(&err);
        if (one != CLI_DONE) rc = one;
    }
    return rc;
}

static int decide_one(job *j, char **words, size_t n) {
    onr_err err = {0};
    const cli_command *c = j->args->command;
    int rc = CLI_DONE;
    switch (j->d.op) {
    case ONR_DECIDE_SET:
        for (size_t i = 1; rc == CLI_DONE && i < n; i++) rc = parse_field(j, words[i]);
        if (rc != CLI_DONE) return rc;
        break;
    case ONR_DECIDE_MERGE: {
        const char *slash = n == 2 ? strchr(words[1], '/') : NULL;
        if (n != 2) return cli_usage(c, "merge takes two entities, as DOCUMENT/e1 e2");
        j->d.other = slash ? slash + 1 : words[1];
        break;
    }
    case ONR_DECIDE_SPLIT:
        for (size_t i = 1; i < n && j->d.fields_n < FIELDS_MAX; i++)
            j->fields[j->d.fields_n++] = (onr_decision_field){"mention", words[i]};
        break;
    default: return CLI_USAGE;
    }
    return name_record(j, words[0], &err) == ONR_OK ? decide(j) : say(&err);
}

static int decide_add(job *j, char **words, size_t n) {
    onr_err err = {0};
    int rc = CLI_DONE;
    if (n < 3) return cli_usage(j->args->command, "add takes DOCUMENT KIND FIELD=VALUE...");
    j->d.kind = ONR_STORE_KINDS;
    for (int k = ONR_STORE_STATEMENT; k < ONR_STORE_KINDS; k++)
        if (strcmp(words[1], onr_store_kind_word((onr_store_kind)k)) == 0) j->d.kind = (onr_store_kind)k;
    if (j->d.kind == ONR_STORE_KINDS)
        return cli_usage(j->args->command, "'%s' is not statement, figure, event or quotation", words[1]);
    for (size_t i = 2; rc == CLI_DONE && i < n; i++) rc = parse_field(j, words[i]);
    if (rc != CLI_DONE) return rc;
    return onr_store_document_key(j->book, words[0], &j->d.document, &err) == ONR_OK ? decide(j) : say(&err);
}

static int decide_undo(job *j, char **words, size_t n) {
    long key = n == 1 ? cli_number(words[0], 1, 2000000000) : -1;
    if (key < 0) return cli_usage(j->args->command, "undo takes the number of a decision, as 'log' prints it");
    j->d.undoes = key;
    return decide(j);
}

static int run_op(job *j, char **words, size_t n) {
    switch (j->d.op) {
    case ONR_DECIDE_ACCEPT:
    case ONR_DECIDE_REJECT: return decide_each(j, words, n);
    case ONR_DECIDE_ADD: return decide_add(j, words, n);
    case ONR_DECIDE_UNDO: return decide_undo(j, words, n);
    default: return decide_one(j, words, n);
    }
}

static int run(const cli_args *args) {
    job j = {.args = args};
    char **words = args->operands;
    if (args->operands_n < 3) return cli_usage(args->command, "correct needs a BOOK, what to do, and with what");
    j.d.op = ONR_DECIDE_OPS;
    for (int i = 0; i < ONR_DECIDE_OPS; i++)
        if (strcmp(words[1], onr_decision_word((onr_decision_op)i)) == 0) j.d.op = (onr_decision_op)i;
    if (j.d.op == ONR_DECIDE_OPS)
        return cli_usage(args->command, "'%s' is not accept, reject, set, merge, split, add or undo", words[1]);
    j.d.who = args->value[BY] ? args->value[BY] : login();
    j.d.note = args->value[NOTE];
    j.d.fields = j.fields;
    if (!*j.d.who || onr_utf8_check(j.d.who, strlen(j.d.who)) != strlen(j.d.who))
        return cli_usage(args->command, "--by is empty or not UTF-8");
    if (j.d.note && onr_utf8_check(j.d.note, strlen(j.d.note)) != strlen(j.d.note))
        return cli_usage(args->command, "--note is not UTF-8");
    int rc = cli_book_open(args, ONR_STORE_WRITE, &j.book);
    if (rc != CLI_DONE) return rc;
    rc = run_op(&j, words + 2, args->operands_n - 2);
    onr_store_close(j.book);
    return rc;
}

const cli_command cli_correct_command = {
    .name = "correct",
    .operands = "BOOK DECISION...",
    .summary = "accept, reject, change or add records; merge or split entities",
    .text = "  accept RECORD...                  it is right as it is\n"
            "  reject RECORD...                  it is wrong: it is no longer printed\n"
            "  set RECORD FIELD=VALUE...         a field has another value; FIELD= takes it away\n"
            "  add DOCUMENT KIND FIELD=VALUE...  a record was missed\n"
            "  merge DOCUMENT/e1 e2              entity e2 is e1\n"
            "  split DOCUMENT/e1 MENTION...      these mentions of e1 are somebody else\n"
            "  undo NUMBER                       take a decision back, by its number in the log\n\n"
            "RECORD is the id that 'find' prints; an entity is DOCUMENT/e1. The value of a span is words of the "
            "article, or\n"
            "START-END in bytes; of a speaker an entity's id or name. Nothing is overwritten: the log keeps who "
            "decided what\n"
            "and when, and 'rebuild' applies it again.\n",
    .options = options,
    .options_n = OPTIONS,
    .run = run,
};

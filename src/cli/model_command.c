/* onrecord model info: what a model file says of itself, after every check of the reader has passed. */
#include <string.h>

#include "base/buf.h"
#include "cli/command.h"
#include "cli/model_path.h"
#include "cli/output.h"
#include "model/model.h"

static const char *type_word(uint32_t type) {
    static const char *const words[] = {"bytes", "f32", "i8 packed", "i32", "i8"};
    return type < sizeof words / sizeof *words ? words[type] : "unknown";
}

/* The metadata for people: a field a line, a list's items a line each, deeper things as they are. The file may hold
 * anything: nothing of it moves the terminal. */
static void print_meta(onr_slice meta, onr_buf *out) {
    int depth = 0, quoted = 0;
    for (size_t i = 0; i < meta.n; i++) {
        char c = meta.p[i];
        if (c == '"' && (i == 0 || meta.p[i - 1] != '\\')) quoted = !quoted;
        if (!quoted && (c == '}' || c == ']')) depth--;
        onr_buf_char(out, (unsigned char)c < 0x20 || c == 0x7F ? ' ' : c);
        if (quoted) continue;
        if (c == '{' || c == '[') depth++;
        int breaks = (c == ',' && depth <= 2) || (c == '{' && depth == 1) || (c == '[' && depth == 2);
        if (!breaks) continue;
        onr_buf_fmt(out, "\n%*s", 2 * depth, "");
        while (i + 1 < meta.n && meta.p[i + 1] == ' ') i++;
    }
}

static void describe(const onr_model *model, onr_buf *out) {
    onr_slice meta = {"", 0};
    onr_err err = {0};
    onr_buf_fmt(out, "id     %s\nbytes  %llu\nmeta   ", onr_model_id(model),
                (unsigned long long)onr_model_bytes(model));
    if (onr_model_text(model, "meta", &meta, &err) != ONR_OK) meta = ONR_SLICE("(none)");
    print_meta(meta, out);
    onr_buf_str(out, "\n\n");
    for (uint32_t i = 0; i < onr_model_chunks(model); i++) {
        onr_chunk_info c = onr_model_chunk_at(model, i);
        onr_buf_fmt(out, "%-31s %-9s", c.name, type_word(c.type));
        if (c.type != ONR_CHUNK_BYTES) onr_buf_fmt(out, " %7u x %-6u", c.rows, c.cols);
        else onr_buf_fmt(out, " %7s   %-6s", "", "");
        onr_buf_fmt(out, " %10llu bytes\n", (unsigned long long)c.bytes);
    }
}

static int run(const cli_args *args) {
    if (args->operands_n == 0 || strcmp(args->operands[0], "info") != 0)
        return cli_usage(args->command, "model needs 'info' after it");
    if (args->operands_n > 2) return cli_usage(args->command, "model info takes one FILE");
    const char *path = cli_model_path(args->operands_n == 2 ? args->operands[1] : NULL);
    if (!path) return cli_usage(args->command, "there is nothing to say about the model 'none'");
    onr_model *model = NULL;
    onr_err err = {0};
    if (onr_model_open(path, &model, &err) != ONR_OK) {
        cli_say_about(path, &err);
        return CLI_FAILED;
    }
    onr_buf out;
    onr_buf_init(&out, 64u << 20);
    describe(model, &out);
    onr_model_close(model);
    int rc = CLI_DONE;
    if (onr_buf_failed(&out)) {
        cli_say("out of memory while describing the model");
        rc = CLI_FAILED;
    } else if (cli_write(out.p, out.n) != 0) rc = CLI_FAILED;
    onr_buf_clear(&out);
    return rc;
}

const cli_command cli_model_command = {
    .name = "model",
    .operands = "info [FILE]",
    .summary = "show what a model file holds",
    .text =
        "Checks the whole file, then prints its name, what it was taught on, its scores, and its chunks. Without FILE\n"
        "the model that 'read' would use is shown.\n",
    .run = run,
};

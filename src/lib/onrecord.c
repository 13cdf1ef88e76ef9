/* The library: a handle is a pipe, a worker, a document and two buffers; reading is what the command line does. */
#include <onrecord.h>

#include <string.h>

#include "base/mem.h"
#include "doc/date.h"
#include "doc/json.h"
#include "pipe/pipe.h"
#include "read/input.h"

#define API __attribute__((visibility("default")))

struct onrecord {
    onr_pipe *pipe;
    onr_worker *worker;
    onr_doc doc;
    onr_buf json;
};

static int fail(const onr_err *err, char message[ONRECORD_MESSAGE]) {
    size_t n = strlen(err->msg);
    if (n >= ONRECORD_MESSAGE) n = ONRECORD_MESSAGE - 1;
    memcpy(message, err->msg, n);
    message[n] = '\0';
    return (int)err->code ? (int)err->code : -1;
}

API int onrecord_open(const char *model, onrecord **out, char message[ONRECORD_MESSAGE]) {
    onr_err err = {0};
    *out = NULL;
    onrecord *o = onr_mem_zalloc(1, sizeof *o);
    if (!o) {
        onr_status st = onr_err_set(&err, ONR_NOMEM, 0, "out of memory");
        (void)st;
        return fail(&err, message);
    }
    onr_doc_init(&o->doc, ONR_DOC_ARENA_CAP);
    onr_buf_init(&o->json, ONR_JSON_MAX);
    onr_status st = onr_pipe_new(model ? model : ONR_DATA_DIR "/onrecord/en.onrm", &o->pipe, &err);
    if (st == ONR_NOT_FOUND && !model) st = onr_pipe_new(ONR_SOURCE_DIR "/models/en.onrm", &o->pipe, &err);
    if (st == ONR_OK) st = onr_worker_new(o->pipe, &o->worker, &err);
    if (st == ONR_OK) {
        *out = o;
        return 0;
    }
    onrecord_close(o);
    return fail(&err, message);
}

static onr_status read_bytes(onrecord *o, const char *bytes, size_t n, const onr_pipe_options *options, onr_err *err) {
    onr_input *in = NULL;
    onr_item item;
    size_t skipped = 0;
    onr_input_options as = {.format = ONR_FORMAT_AUTO, .name = "-"};
    onr_status st = onr_input_open_bytes(bytes, n, &as, &in, err);
    if (st == ONR_OK) st = onr_input_next(in, &item, err);
    if (st == ONR_OK && !item.bytes) {
        const onr_skipped *s = onr_input_skipped(in, &skipped);
        st = onr_err_set(err, ONR_FORMAT, 0, "%s", skipped ? s->reason : "there is no article in it");
    }
    if (st == ONR_OK) st = onr_pipe_read_item(o->worker, &item, options, &o->doc, err);
    onr_input_close(in);
    return st;
}

API int onrecord_read(onrecord *o, const char *bytes, size_t n, const char *published, char **json,
                      char message[ONRECORD_MESSAGE]) {
    onr_err err = {0};
    onr_pipe_options options = {.timeout_ms = ONR_PIPE_TIMEOUT_MS};
    *json = NULL;
    onr_status st = published ? onr_date_parse(onr_slice_of(published), &options.published, &err) : ONR_OK;
    if (st == ONR_OK) st = read_bytes(o, bytes, n, &options, &err);
    onr_buf_reset(&o->json);
    if (st == ONR_OK) st = onr_json_write(&o->doc, onr_pipe_run(o->pipe), &o->json, &err);
    if (st == ONR_OK) {
        *json = onr_mem_alloc(o->json.n + 1);
        if (!*json) st = onr_err_set(&err, ONR_NOMEM, 0, "out of memory for the records");
    }
    if (st != ONR_OK) return fail(&err, message);
    memcpy(*json, o->json.p, o->json.n);
    (*json)[o->json.n] = '\0';
    if (o->json.n && (*json)[o->json.n - 1] == '\n') (*json)[o->json.n - 1] = '\0';
    return 0;
}

API void onrecord_free(char *json) { onr_mem_free(json); }

API void onrecord_close(onrecord *o) {
    if (!o) return;
    onr_worker_free(o->worker);
    onr_pipe_free(o->pipe);
    onr_doc_clear(&o->doc);
    onr_buf_clear(&o->json);
    onr_mem_free(o);
}

API const char *onrecord_version(void) { return ONR_VERSION_STRING; }

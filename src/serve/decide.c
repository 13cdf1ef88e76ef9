/* What a reader decides about a record, into the book's log, which is only ever added to.
 *
 * Method: the body is a small JSON object (json-c, with a limit on depth); its strings are handed to the store, which
 * checks every one of them. Who decides is the server's to say, never the request's. Cost: that of the store.
 */
#include <json-c/json.h>
#include <string.h>

#include "serve/route.h"
#include "store/decide.h"

enum { DEPTH = 4, FIELDS = 32 };

/* ---- the body --------------------------------------------------------------------------------------------------- */

static json_object *parse(onr_slice body, onr_response *rs) {
    json_tokener *t = json_tokener_new_ex(DEPTH);
    json_object *o = NULL;
    if (t) {
        json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
        o = json_tokener_parse_ex(t, body.p, (int)body.n);
        if (o && !json_object_is_type(o, json_type_object)) {
            json_object_put(o);
            o = NULL;
        }
        json_tokener_free(t);
    }
    if (!o) onr_response_error(rs, 400, "the body is not one JSON object");
    return o;
}

static const char *text_of(json_object *o, const char *name) {
    json_object *v;
    if (!json_object_object_get_ex(o, name, &v) || !json_object_is_type(v, json_type_string)) return NULL;
    const char *s = json_object_get_string(v);
    return strlen(s) == (size_t)json_object_get_string_len(v) ? s : NULL; /* no NUL inside */
}

static int64_t number_of(json_object *o, const char *name) {
    json_object *v;
    if (!json_object_object_get_ex(o, name, &v) || !json_object_is_type(v, json_type_int)) return 0;
    return json_object_get_int64(v);
}

static int find_op(const char *word, onr_decision_op *op) {
    for (unsigned i = 0; word && i < ONR_DECIDE_OPS; i++) {
        *op = (onr_decision_op)i;
        if (strcmp(onr_decision_word(*op), word) == 0) return 1;
    }
    return 0;
}

static int find_kind(const char *word, onr_store_kind *kind) {
    for (unsigned i = 0; word && i < ONR_STORE_KINDS; i++) {
        *kind = (onr_store_kind)i;
        if (strcmp(onr_store_kind_word(*kind), word) == 0) return 1;
    }
    return 0;
}

static int is_true(json_object *o, const char *name) {
    json_object *v;
    return json_object_object_get_ex(o, name, &v) && json_object_get_boolean(v);
}

/* "fields": {"cue": "120-124", "polarity": "denied"}: strings only. 0: they are something else. */
static int read_fields(json_object *o, onr_decision_field *fields, size_t *n) {
    json_object *all;
    *n = 0;
    if (!json_object_object_get_ex(o, "fields", &all)) return 1;
    if (!json_object_is_type(all, json_type_object) || json_object_object_length(all) > FIELDS) return 0;
    json_object_object_foreach(all, name, value) {
        (void)value;
        const char *s = text_of(all, name);
        if (!s) return 0;
        fields[(*n)++] = (onr_decision_field){name, s};
    }
    return 1;
}

/* The decision that the body asks for; NULL, or what is wrong with it. */
static const char *read_decision(json_object *o, onr_decision *d, onr_decision_field *fields) {
    if (!find_op(text_of(o, "op"), &d->op)) return "op is accept, reject, set, merge, split, add or undo";
    d->kind = ONR_STORE_STATEMENT;
    if (d->op != ONR_DECIDE_UNDO && !find_kind(text_of(o, "kind"), &d->kind))
        return "kind is entity, statement, figure, event or quotation";
    if (!read_fields(o, fields, &d->fields_n)) return "fields is an object of 32 strings at most";
    d->fields = fields;
    d->document = number_of(o, "document");
    d->undoes = number_of(o, "decision");
    d->record = text_of(o, "record");
    d->other = text_of(o, "other");
    d->note = text_of(o, "note");
    d->blind = is_true(o, "blind");
    if (d->op == ONR_DECIDE_UNDO) return d->undoes > 0 ? NULL : "decision is missing: the number of what is taken back";
    if (d->document <= 0) return "document is missing: its key";
    if (d->op != ONR_DECIDE_ADD && !d->record) return "record is missing: its id";
    if (d->op == ONR_DECIDE_MERGE && !d->other) return "other is missing: the id of the other entity";
    return NULL;
}

/* ---- answers ---------------------------------------------------------------------------------------------------- */

void onr_route_decide(const char *who, onr_store *book, const onr_request *rq, onr_response *rs) {
    onr_decision d = {.who = who};
    onr_decision_field fields[FIELDS];
    onr_err err = {0};
    int64_t key = 0;
    json_object *o = parse(rq->body, rs);
    if (!o) return;
    const char *wrong = read_decision(o, &d, fields);
    if (wrong) onr_response_error(rs, 400, wrong);
    else if (onr_store_decide(book, &d, &key, &err) != ONR_OK) onr_route_failed(rs, &err);
    else onr_buf_fmt(&rs->body, "{\"decision\":%lld}\n", (long long)key);
    json_object_put(o);
}

void onr_route_decisions(onr_store *book, const onr_request *rq, onr_response *rs) {
    onr_err err = {0};
    if (onr_view_write(book, "decisions", rq->args, rq->args_n, ONR_VIEW_JSON, &rs->body, &err) != ONR_OK)
        onr_route_failed(rs, &err);
}

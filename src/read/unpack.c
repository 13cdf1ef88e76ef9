#include "read/stream_part.h"
onr_status onr_unpack_begin(onr_stream *s, onr_err *err) {
    (void)s;
    (void)err;
    return ONR_OK;
}
onr_status onr_unpack_more(onr_stream *s, onr_err *err) {
    (void)err;
    s->ended = 1;
    return ONR_OK;
}
void onr_unpack_passed(onr_stream *s) { (void)s; }
void onr_unpack_end(onr_stream *s) { (void)s; }

/* What a reader decides about a record, into the book's log, which is only ever added to. */
#include "serve/route.h"

void onr_route_decide(const onr_site *site, onr_store *book, const onr_request *rq, onr_response *rs) {
    (void)site, (void)book, (void)rq;
    onr_response_error(rs, 501, "decisions are not kept yet");
}

void onr_route_decisions(onr_store *book, const onr_request *rq, onr_response *rs) {
    (void)book, (void)rq;
    onr_buf_str(&rs->body, "{\"decisions\":[]}\n");
}

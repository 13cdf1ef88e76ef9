/* route.h - inside the room: the answers of the API. */
#ifndef ONR_SERVE_ROUTE_H
#define ONR_SERVE_ROUTE_H

#include "serve/request.h"

/* What a store said, as an answer. */
void onr_route_failed(onr_response *rs, const onr_err *err);
/* POST /api/v1/decisions, and its list. */
void onr_route_decide(const char *who, onr_store *book, const onr_request *rq, onr_response *rs);
void onr_route_decisions(onr_store *book, const onr_request *rq, onr_response *rs);

#endif

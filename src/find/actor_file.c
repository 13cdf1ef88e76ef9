/* stub */
#include "find/actor.h"
onr_status onr_actors_read(onr_actors **a, const char *name, const char *b, size_t n, int kind, onr_err *err) {
    (void)a; (void)name; (void)b; (void)n; (void)kind; (void)err; return ONR_OK;
}
void onr_actors_free(onr_actors *a) { (void)a; }
void onr_actors_find(const onr_actors *a, onr_slice t, onr_date d, const char **c, const char **g) { (void)a; (void)t; (void)d; *c = ""; *g = ""; }

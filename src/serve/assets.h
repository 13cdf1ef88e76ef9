/* assets.h - the files of web/dist, inside the program: it runs without them beside it, and without Node. */
#ifndef ONR_SERVE_ASSETS_H
#define ONR_SERVE_ASSETS_H

#include "base/slice.h"

typedef struct onr_asset {
    const char *path;       /* as a browser asks for it: "/app.js" */
    const char *media_type; /* with charset */
    onr_slice bytes;
} onr_asset;

/* The file that is served under `path` (n bytes); 0 when there is none. */
int onr_asset_find(const char *path, size_t n, onr_asset *out);

/* Style and script of a self-contained page. */
onr_slice onr_asset_page_style(void);
onr_slice onr_asset_page_script(void);

#endif

/* The committed bundle, by the assembler's .incbin: gcc 12 has no #embed, and a generated array of 200 kB would be a
 * megabyte of source to compile. The folders are set by src/serve/CMakeLists.txt, which also makes this file depend on
 * what it embeds. */
#include "serve/assets.h"

#define EMBED(name, path)                                                                                              \
    __asm__(".section .rodata\n.balign 16\n.global onr_web_" #name "\nonr_web_" #name ":\n.incbin \"" path "\"\n"      \
            ".global onr_web_" #name "_end\nonr_web_" #name "_end:\n.byte 0\n.text\n");                                \
    extern const char onr_web_##name[], onr_web_##name##_end[]

EMBED(page_css, ONR_WEB_DIST "/page.css");
EMBED(page_js, ONR_WEB_DIST "/page.js");
EMBED(app_css, ONR_WEB_DIST "/app.css");
EMBED(app_js, ONR_WEB_DIST "/app.js");
EMBED(index_html, ONR_WEB_DIST "/index.html");
EMBED(icon_svg, ONR_WEB_DIST "/icon.svg");
EMBED(openapi_json, ONR_DOCS "/openapi.json");

static const struct {
    const char *path, *media_type, *from, *to;
} files[] = {
    {"/index.html", "text/html; charset=utf-8", onr_web_index_html, onr_web_index_html_end},
    {"/app.js", "text/javascript; charset=utf-8", onr_web_app_js, onr_web_app_js_end},
    {"/app.css", "text/css; charset=utf-8", onr_web_app_css, onr_web_app_css_end},
    {"/icon.svg", "image/svg+xml", onr_web_icon_svg, onr_web_icon_svg_end},
    {"/openapi.json", "application/json; charset=utf-8", onr_web_openapi_json, onr_web_openapi_json_end},
};

static onr_slice between(const char *from, const char *to) { return (onr_slice){from, (size_t)(to - from)}; }

int onr_asset_find(const char *path, size_t n, onr_asset *out) {
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (!onr_slice_eq((onr_slice){path, n}, onr_slice_of(files[i].path))) continue;
        *out = (onr_asset){files[i].path, files[i].media_type, between(files[i].from, files[i].to)};
        return 1;
    }
    return 0;
}

onr_slice onr_asset_page_style(void) { return between(onr_web_page_css, onr_web_page_css_end); }
onr_slice onr_asset_page_script(void) { return between(onr_web_page_js, onr_web_page_js_end); }

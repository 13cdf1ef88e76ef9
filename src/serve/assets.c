/* The committed bundle, by the assembler's .incbin: gcc 12 has no #embed, and a generated array of 200 kB would be a
 * megabyte of source to compile. ONR_WEB_DIST is the folder, set by src/serve/CMakeLists.txt, which also makes this
 * file depend on what it embeds. */
#include "serve/assets.h"

#define EMBED(name, file)                                                                                              \
    __asm__(".section .rodata\n.balign 16\n.global onr_web_" name "\nonr_web_" name ":\n.incbin \"" ONR_WEB_DIST       \
            "/" file "\"\n"                                                                                            \
            ".global onr_web_" name "_end\nonr_web_" name "_end:\n.byte 0\n.text\n")

EMBED("page_css", "page.css");
EMBED("page_js", "page.js");

extern const char onr_web_page_css[], onr_web_page_css_end[], onr_web_page_js[], onr_web_page_js_end[];

static onr_slice between(const char *from, const char *to) { return (onr_slice){from, (size_t)(to - from)}; }

onr_slice onr_asset_page_style(void) { return between(onr_web_page_css, onr_web_page_css_end); }
onr_slice onr_asset_page_script(void) { return between(onr_web_page_js, onr_web_page_js_end); }

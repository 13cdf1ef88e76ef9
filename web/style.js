// theme.css without comments and spare white space, as dist/page.css: small enough to be inlined into every page.
import { readFileSync, writeFileSync } from "node:fs";

const css = readFileSync(new URL("src/theme.css", import.meta.url), "utf8");
const small = css.replace(/\/\*[^]*?\*\//g, "").replace(/\s+/g, " ").replace(/ ?([{};]) ?/g, "$1").trim();
writeFileSync(new URL("dist/page.css", import.meta.url), small + "\n");

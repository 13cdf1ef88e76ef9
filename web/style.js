// What is not bundled: the styles without comments and spare white space, and the two files that stand as they are.
// dist/page.css is inlined into self-contained pages; dist/app.css has the app's own rules besides.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";

const out = process.env.ONR_OUT ?? new URL("dist", import.meta.url).pathname;
const here = (path) => new URL(path, import.meta.url);
const small = (css) => css.replace(/\/\*[^]*?\*\//g, "").replace(/\s+/g, " ").replace(/ ?([{};]) ?/g, "$1").trim() + "\n";
const theme = readFileSync(here("src/theme.css"), "utf8");
writeFileSync(out + "/page.css", small(theme));
writeFileSync(out + "/app.css", small(theme + readFileSync(here("src/app.css"), "utf8")));
for (const name of ["index.html", "icon.svg"]) copyFileSync(here(name), out + "/" + name);

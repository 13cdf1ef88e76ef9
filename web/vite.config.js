// Two builds into dist/: the page's own script (no modules, inlined into a self-contained file) and the app. Fixed file
// names and no maps: the same sources give the same bytes, and C embeds the files by name.

import { defineConfig } from "vite";

const which = process.env.ONR_BUILD ?? "page";
export default defineConfig({
  publicDir: false,
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: process.env.ONR_OUT ?? "dist",
    emptyOutDir: false,
    target: "es2022",
    modulePreload: false,
    cssCodeSplit: false,
    lib: {
      entry: which === "page" ? "src/page.ts" : "src/app.tsx",
      formats: ["iife"],
      name: "onrecord",
      fileName: () => which + ".js",
      cssFileName: which,
    },
  },
});

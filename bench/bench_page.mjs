// bench_page.mjs ONRECORD BOOK [RUNS]: the page in a real browser over a large book (bench_store fills one, grow_book.sh
// makes it ten times as large), and a thousand readers at once. Prints medians and 99th percentiles in milliseconds:
//
//   open      from the click to the frame that shows the article with its marks and the first records; until its bytes
//             are there; until all 100 records are drawn
//   next      from the key to the next record laid out, in Review
//   search    the question alone as the browser times it, and from Enter to the rows laid out; the page asks for the
//             facets at the same time, as it always does
//   readers   1,000 connections held at once, each asking five times
//
// Needs web/node_modules, Debian's chromium and sqlite3.
import { execFileSync, spawn } from "node:child_process";
import { Agent, get } from "node:http";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../web/package.json", import.meta.url))("playwright-core");
const [, , onrecord, book, runs = "50"] = process.argv;
const n = Number(runs);
const long = execFileSync("sqlite3", ["-readonly", book, "SELECT document FROM statement GROUP BY document HAVING count(*) = 25 ORDER BY document % 97 LIMIT 60"], { encoding: "utf8" }).trim().split("\n");
const child = spawn(onrecord, ["serve", "--port", "0", book], { stdio: ["ignore", "pipe", "inherit"] });
const base = await new Promise((ok) => child.stdout.once("data", (d) => ok(String(d).trim())));

let seed = 7;
const roll = (below) => { seed = (seed * 48271) % 2147483647; return seed % below; };
const syllables = "ba ce do fi gu ha ki lo mu ne po ra se ti vo wa xe yo zu qui".split(" ");
const word = () => { const w = roll(roll(4000) + 1); return syllables[w % 20] + syllables[Math.floor(w / 20) % 20] + syllables[Math.floor(w / 400) % 20]; };
const at = (list, q) => list.slice().sort((a, b) => a - b)[Math.min(Math.ceil(list.length * q), list.length) - 1];
const say = (name, list) => console.log(`${name.padEnd(46)} median ${at(list, 0.5).toFixed(1).padStart(7)}  p99 ${at(list, 0.99).toFixed(1).padStart(7)}  worst ${at(list, 1).toFixed(1).padStart(7)} ms  (${list.length})`);

async function browser() {
  const chrome = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const page = await (await chrome.newContext({ viewport: { width: 1360, height: 900 } })).newPage();
    await page.goto(base + "#/search?view=statements&q=" + word());
    await page.waitForSelector("main h1");
    const open = [], come = [], whole = [], next = [], ask = [], drawn = [];
    const painted = () => page.evaluate(() => { globalThis.painted = (f) => new Promise((ok) => { const look = () => f() ? requestAnimationFrame(() => setTimeout(() => ok(performance.now()), 0)) : requestAnimationFrame(look); look(); }); });
    await painted();
    for (let i = 0; i < n; i++) {
      const t = await page.evaluate(async (key) => {
        performance.clearResourceTimings();
        const t = performance.now();
        location.hash = "#/read/" + key;
        const done = await globalThis.painted(() => document.querySelector(`a[href="/api/v1/documents/${key}"]`) && document.querySelector("#text .s-content") && document.querySelectorAll(".rec").length > 5) - t;
        await globalThis.painted(() => document.querySelectorAll(".rec").length > 50);
        return [done, performance.now() - t, Math.max(...performance.getEntriesByType("resource").map((e) => e.responseEnd)) - t];
      }, long[i % long.length]);
      open.push(t[0]);
      whole.push(t[1]);
      come.push(t[2]);
    }
    say("open a document of 100 records", open);
    say("  until its bytes are there", come);
    say("  until all are drawn", whole);
    await page.goto(base + "#/review?document=" + long[1]);
    await page.waitForSelector(".rec.lit");
    for (let i = 0; i < 4 * n; i++)
      next.push(await page.evaluate(async (key) => {
        const was = document.querySelector(".rec").id, t = performance.now();
        dispatchEvent(new KeyboardEvent("keydown", { key }));
        while (document.querySelector(".rec")?.id === was && performance.now() - t < 1000) await new Promise((ok) => { const c = new MessageChannel(); c.port1.onmessage = ok; c.port2.postMessage(0); });
        document.querySelector(".rec").getBoundingClientRect();
        return performance.now() - t;
      }, i % 40 < 20 ? "j" : "k"));
    say("next record, laid out", next);
    await page.goto(base + "#/search?view=statements&q=" + word());
    await page.waitForSelector(".main table");
    for (let i = 0; i < 4 * n; i++) {
      const t = await page.evaluate(async (q) => {
        performance.clearResourceTimings();
        let last = 0; // when the page last changed
        const watch = new MutationObserver(() => { last = performance.now(); });
        watch.observe(document.querySelector(".main"), { childList: true, subtree: true, characterData: true });
        const from = performance.now();
        location.hash = "#/search?view=statements&q=" + q;
        const entry = () => performance.getEntriesByType("resource").find((e) => e.name.includes("/views/statements?") && e.name.includes("q=" + q));
        for (;;) {
          await new Promise((ok) => { const c = new MessageChannel(); c.port1.onmessage = ok; c.port2.postMessage(0); });
          const e = entry(), now = performance.now();
          if ((e && (last >= e.responseEnd || now - e.responseEnd > 100)) || now - from > 5000) break;
        }
        watch.disconnect();
        document.body.getBoundingClientRect();
        const done = performance.now(), e = entry();
        await new Promise((ok) => setTimeout(ok, 60)); // the facets of this word are no part of the next
        return [e ? e.duration : 5000, done - from];
      }, word());
      ask.push(t[0]);
      drawn.push(t[1]);
    }
    say("search, the question", ask);
    say("search, until its rows are laid out", drawn);
  } finally {
    await chrome.close();
  }
}

async function readers(many) {
  const agent = new Agent({ keepAlive: true, maxSockets: many });
  const paths = [() => "api/v1/documents/" + long[roll(long.length)], () => "api/v1/views/statements?limit=20&q=" + word(), () => "app.js", () => "api/v1/views/documents?limit=20", () => "api/v1/documents/" + (roll(9000) + 1)];
  const times = [];
  let errors = 0, bytes = 0;
  const one = (path) => new Promise((ok) => {
    const t = performance.now();
    const r = get(base + path, { agent }, (res) => {
      if (res.statusCode !== 200) errors++;
      res.on("data", (d) => { bytes += d.length; });
      res.on("end", () => { times.push(performance.now() - t); ok(); });
      res.on("error", () => { errors++; ok(); });
    });
    r.on("error", () => { errors++; ok(); });
  });
  const from = performance.now();
  await Promise.all(Array.from({ length: many }, async (_, i) => { for (let k = 0; k < 5; k++) await one(paths[(i + k) % paths.length]()); }));
  const s = (performance.now() - from) / 1000;
  agent.destroy();
  say(`${many} readers at once, an answer`, times);
  console.log(`  ${errors} errors in ${5 * many} answers, ${(5 * many / s).toFixed(0)} a second, ${(bytes / 1e6).toFixed(0)} MB`);
  if (errors) process.exitCode = 1;
}

try {
  await browser();
  await readers(1000);
} finally {
  child.kill();
}

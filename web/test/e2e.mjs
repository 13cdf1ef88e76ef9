// End to end, in a real browser: e2e.mjs ONRECORD. Makes a book of the example and the hostile articles, serves it, and
// does every task by keyboard alone. Skipped (77) with a clear line where node, node_modules or chromium is missing.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const skip = (why) => { console.log("skipped: the page in a browser: " + why); process.exit(77); };
const here = (path) => new URL(path, import.meta.url).pathname;
const chromiumPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
if (!chromiumPath) skip("needs Debian's chromium");
const { chromium } = await import("playwright-core").catch(() => skip("needs web/node_modules: npm ci in web/"));
const onrecord = process.argv[2];
if (!existsSync(here("../../models/en.onrm"))) skip("needs models/en.onrm");

const home = mkdtempSync(join(tmpdir(), "onr-e2e-"));
const book = join(home, "a.book");
let server, browser;
const done = [];
const test = async (name, f) => {
  if (process.env.ONR_ONLY && !name.includes(process.env.ONR_ONLY)) return;
  const from = performance.now();
  try { await f(); } catch (e) { e.message = name + ": " + e.message; throw e; }
  done.push(name);
  console.log(`ok ${name} (${Math.round(performance.now() - from)} ms)`);
};

function makeBook() {
  const run = (args) => execFileSync(onrecord, args, { stdio: ["ignore", "pipe", "inherit"] });
  run(["add", "--published", "2031-03-06", "--outlet", "The Lowmark Courier", book, here("../../examples/harbour.txt")]);
  const hostile = readFileSync(here("../../tests/hostile/articles.txt"), "utf8").split("====\n").map((text, i) => {
    const path = join(home, `h${i}.txt`);
    writeFileSync(path, text);
    return path;
  });
  run(["add", "--published", "2031-03-07", "--outlet", '<img src=x onerror="window.hacked=1">', book, ...hostile]);
}

async function serve(who) {
  const child = spawn(onrecord, ["serve", "--port", "0", "--who", who, book], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((ok, no) => {
    child.stdout.once("data", (d) => ok(String(d).trim()));
    child.once("exit", (code) => no(new Error("serve ended with " + code)));
  });
  return { child, address };
}

/** A page that notes whatever should not happen. */
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.on("pageerror", (e) => page.wrong.push("error: " + e.message));
  page.on("dialog", (d) => { page.wrong.push("dialog"); void d.dismiss(); });
  page.on("response", (r) => { if (r.status() >= 400) page.wrong.push(r.status() + " " + r.url()); });
  page.on("console", (m) => { if (m.type() === "error" && !m.text().startsWith("Failed to load")) page.wrong.push("console: " + m.text()); });
  page.on("request", (r) => { if (!r.url().startsWith(server.address) && !r.url().startsWith("file:")) page.wrong.push("request: " + r.url()); });
  return page;
}
const close = async (page) => { assert.deepEqual(page.wrong, []); await page.context().close(); };
const api = async (page, path) => page.evaluate(async (p) => (await fetch("/api/v1" + p)).json(), path);
const text = (page, selector) => page.textContent(selector);
const until = (page, f, arg) => page.waitForFunction(f, arg, { timeout: 8000 });

/** Press Tab until the element in focus fits. */
async function tabTo(page, selector, most = 80) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
  }
  throw new Error("Tab does not reach " + selector);
}

const pages = ["#/search", "#/search?view=statements&q=quay", "#/search?view=events", "#/read/1", "#/review", "#/review?of=figure", "#/speakers",
  "#/speaker?speaker=Mara+Ostrell", "#/figures", "#/figure?effect=killed", "#/acts", "#/copies", "#/agreement"];

async function tests() {

  await test("axe finds nothing, in light, dark and narrow", async () => {
    const axe = readFileSync(here("../node_modules/axe-core/axe.min.js"), "utf8");
    for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 390, height: 844 } }]) {
      const page = await open({ ...options, bypassCSP: true });
      for (const path of pages) {
        await page.goto(server.address + path);
        await page.waitForSelector("main h1, main h2, main h3");
        await page.waitForLoadState("networkidle");
        await page.evaluate(axe);
        const found = await page.evaluate(async () => (await globalThis.axe.run()).violations.map((v) => v.id + " " + v.nodes[0].html));
        assert.deepEqual(found, [], path + JSON.stringify(options));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
      }
      await close(page);
    }
  });

  await test("search and read by keyboard", async () => {
    const page = await open();
    await page.goto(server.address);
    await page.waitForSelector("table");
    await tabTo(page, "input[type=search]");
    await page.keyboard.type("quay workers");
    await page.keyboard.press("Enter");
    await until(page, () => location.hash.includes("q=quay+workers"));
    await tabTo(page, ".tabs a:nth-child(2)");
    await page.keyboard.press("Enter");
    await until(page, () => location.hash.includes("view=statements"));
    await page.goto(server.address + "#/search?view=statements&outlet=The+Lowmark+Courier");
    await page.waitForSelector("td .w");
    await tabTo(page, "td .w");
    const words = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".rec.lit");
    assert.ok((await text(page, ".rec.lit")).includes(words.slice(0, 20)));
    assert.ok(await page.evaluate(() => document.querySelectorAll("#text .lit").length) > 0);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const id = await page.evaluate(() => new URLSearchParams(location.hash.split("?")[1]).get("r"));
    await page.reload(); // the link makes the view again
    await page.waitForSelector(".rec.lit");
    const again = await page.evaluate(() => new URLSearchParams(location.hash.split("?")[1]).get("r"));
    assert.equal(again, id);
    await close(page);
  });

  await test("hover and select light the other side, every field opens on its words", async () => {
    const page = await open();
    await page.goto(server.address + "#/read/1");
    await page.waitForSelector(".rec");
    await page.hover("#s2 h3");
    await page.waitForSelector("#text .s-content.lit");
    await page.hover("#text .s-content");
    await page.waitForSelector(".rec.lit");
    const links = await page.$$("#records .w");
    assert.ok(links.length > 20);
    for (const link of links.slice(0, 40)) {
      await link.click();
      const words = (await link.textContent()).slice(0, 12);
      await page.waitForSelector("#text .field");
      const shown = await page.evaluate(() => Array.from(document.querySelectorAll("#text .field"), (x) => x.textContent).join(""));
      const chain = await link.evaluate((x) => x.closest(".chain") !== null); // a chain shows the name, the words may be "she"
      assert.ok(chain || shown.includes(words), `${words} is not in ${shown}`);
    }
    await close(page);
  });

  await test("review by keyboard: accept, reject, edit, missed, undo", async () => {
    const page = await open();
    await page.goto(server.address + "#/review?outlet=The+Lowmark+Courier");
    await page.waitForSelector(".rec.lit");
    const first = await text(page, ".rec .tag");
    await page.keyboard.press("a");
    await until(page, (t) => document.querySelector(".rec .tag")?.textContent !== t, first);
    await until(page, () => document.querySelectorAll(".decisions li").length === 1);
    await page.keyboard.press("x");
    await until(page, () => document.querySelectorAll(".decisions li").length === 2);
    let log = await api(page, "/decisions");
    assert.deepEqual(log.rows.map((d) => d.op), ["reject", "accept"]);
    assert.equal(log.rows[0].who, "reader");
    await page.keyboard.press("u");
    await until(page, () => document.querySelector(".decisions li.undone") !== null);
    log = await api(page, "/decisions");
    assert.equal(log.rows[0].op, "undo");
    await page.keyboard.press("e");
    await page.waitForSelector(".editor");
    const edited = async () => (await api(page, "/decisions?limit=1")).rows[0];
    await tabTo(page, "button[aria-label='end a word earlier']");
    await page.keyboard.press("Enter");
    const fewer = await text(page, ".editor .words");
    await tabTo(page, ".editor button[type=submit]");
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelector(".said")?.textContent === "content set");
    assert.equal((await edited()).field, "content");
    assert.ok((await api(page, "/documents/1")).statements.some((s) => s.content.some((c) => c.text === fewer)), fewer);
    await page.selectOption(".editor label:has-text('polarity') select", "denied");
    await until(page, () => document.querySelector(".rec")?.textContent?.includes("denied"));
    await page.keyboard.press("Escape");
    await page.focus("#text");
    await page.keyboard.press("n");
    await page.waitForSelector("form[aria-label='A missed record']");
    await tabTo(page, "form[aria-label='A missed record'] button[type=submit]");
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelector(".said")?.textContent === "added");
    await page.focus("#text");
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    await until(page, () => !document.querySelector("dialog"));
    const statements = (await api(page, "/documents/1")).statements;
    assert.ok(statements.some((s) => s.polarity === "denied"));
    await close(page);
  });

  await test("hostile articles are shown and nothing of them runs", async () => {
    const page = await open();
    const { rows } = await (async () => { await page.goto(server.address); return api(page, "/views/documents?limit=100"); })();
    assert.equal(rows.length, 61);
    for (const row of rows) {
      await page.goto(server.address + "#/read/" + row.document);
      await page.waitForSelector("#text");
      await until(page, (k) => location.hash.includes(k), String(row.document));
      assert.equal(await page.evaluate(() => window.hacked), undefined);
      assert.ok((await page.content()).length > 1000);
      assert.equal(await page.evaluate(() => document.querySelectorAll("#text script, #text img, #text iframe, #text svg, #text form, #text style, #records img, #records script").length), 0);
    }
    for (const path of ["#/search?view=statements", "#/speakers", "#/acts", "#/figures", "#/search?q=%3Cscript%3E"]) {
      await page.goto(server.address + path);
      await page.waitForSelector("main h1");
      assert.equal(await page.evaluate(() => window.hacked), undefined);
    }
    const source = await page.goto(server.address + "api/v1/documents/2/source");
    assert.match(source.headers()["content-type"], /^text\/plain/);
    assert.match(source.headers()["content-security-policy"], /sandbox/);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    await close(page);
  });

  await test("other pages are refused", async () => {
    const at = (path, init) => fetch(server.address + path, init).then((r) => r.status);
    assert.equal(await at("api/v1/views/documents", { headers: { Origin: "http://evil.invalid" } }), 403);
    assert.equal(await at("api/v1/decisions", { method: "POST", body: "{}" }), 415);
    assert.equal(await at("api/v1/decisions", { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } }), 403);
    assert.equal(await at("api/v1/decisions", { method: "POST", body: "x".repeat(70000), headers: { "Content-Type": "application/json", "X-Onrecord": "1" } }), 413);
    assert.equal(await at("..%2f..%2fetc/passwd"), 404);
    assert.equal(await at("api/v1/documents/..%2f..%2fa.book"), 404);
    const page = await fetch(server.address);
    assert.doesNotMatch(page.headers.get("content-security-policy"), /unsafe/);
  });

  await test("one file alone, with and without scripts", async () => {
    const file = join(home, "page.html");
    writeFileSync(file, execFileSync(onrecord, ["read", "--html", "--published", "2031-03-06", here("../../examples/harbour.txt")]));
    const plain = await open({ javaScriptEnabled: false });
    await plain.goto("file://" + file);
    await plain.click("#s2 blockquote .w");
    assert.match(plain.url(), /#b\d+$/);
    await plain.click("#text .tag >> nth=1");
    assert.match(plain.url(), /#[sfaq]\d+$/);
    await close(plain);
    const page = await open();
    await page.goto("file://" + file);
    await page.keyboard.press("j");
    await page.waitForSelector("#text .lit");
    await close(page);
  });

  await test("timings", async () => {
    const page = await open();
    await page.goto(server.address + "#/search");
    await page.waitForSelector("table");
    const times = await page.evaluate(async () => {
      const frame = () => new Promise((ok) => requestAnimationFrame(() => setTimeout(ok, 0)));
      const until = async (f) => { while (!f()) await frame(); };
      const t0 = performance.now();
      location.hash = "#/read/1";
      await until(() => document.querySelector("#text .lit, #text .s-content"));
      const t1 = performance.now();
      location.hash = "#/review?outlet=The+Lowmark+Courier";
      await until(() => document.querySelector(".review .rec"));
      const next = [];
      for (let i = 0; i < 5; i++) {
        const was = document.querySelector(".review .rec").id, t = performance.now();
        dispatchEvent(new KeyboardEvent("keydown", { key: "j" }));
        while (document.querySelector(".review .rec")?.id === was && performance.now() - t < 500) await new Promise((ok) => setTimeout(ok, 0));
        next.push(performance.now() - t);
      }
      const t2 = performance.now();
      await (await fetch("/api/v1/views/statements?q=quay")).json();
      return { open: t1 - t0, next: next.sort((a, b) => a - b)[2], search: performance.now() - t2 };
    });
    console.log(`  open a document ${times.open.toFixed(0)} ms, next record ${times.next.toFixed(1)} ms, search ${times.search.toFixed(1)} ms`);
    await close(page);
  });
}

try {
  makeBook();
  server = await serve("reader");
  browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  await tests();
  console.log(done.length + " passed");
} catch (e) {
  console.error(e);
  process.exitCode = 1;
} finally {
  await browser?.close();
  server?.child.kill();
  rmSync(home, { recursive: true, force: true });
}

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
const PATIENCE = 120_000; // ms: how long a busy machine may take for one thing
const done = [];
const test = async (name, f) => {
  if (process.env.ONR_ONLY && !name.includes(process.env.ONR_ONLY)) return;
  const from = performance.now();
  try { await f(); } catch (e) {
    for (const page of browser.contexts().flatMap((c) => c.pages()))
      console.error(page.url(), await page.evaluate(() => [document.querySelectorAll(".rec").length, document.body.innerText.slice(0, 600)]).catch(String));
    e.message = name + ": " + e.message;
    throw e;
  }
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

async function serve(who, which = book) {
  const child = spawn(onrecord, ["serve", "--port", "0", "--who", who, which], { stdio: ["ignore", "pipe", "inherit"] });
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
  page.setDefaultTimeout(PATIENCE);
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
const until = (page, f, arg) => page.waitForFunction(f, arg); // as long as open() gives every wait
/** Ask until it is so: what the page says of a save may still be of the one before. */
async function becomes(f, wanted) {
  const end = performance.now() + PATIENCE;
  for (let got = await f(); ; got = await f()) {
    try { return assert.deepEqual(got, wanted); } catch (e) { if (performance.now() > end) throw e; }
    await new Promise((ok) => setTimeout(ok, 20));
  }
}

/** Press Tab until the element in focus fits. */
async function tabTo(page, selector, most = 80) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
  }
  throw new Error("Tab does not reach " + selector);
}

const pages = ["#/search", "#/search?view=statements&q=quay", "#/search?view=events", "#/read/1", "#/review", "#/review?of=figure", "#/speakers",
  "#/speaker?speaker=Mara+Ostrell", "#/figures", "#/figure?effect=killed", "#/acts", "#/copies", "#/agreement", "#/help"];

async function tests() {

  await test("axe finds nothing, in light, dark and narrow", async () => {
    const axe = readFileSync(here("../node_modules/axe-core/axe.min.js"), "utf8");
    for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 360, height: 740 } }]) {
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
    await page.waitForSelector("td.words .w");
    await tabTo(page, "td.words .w");
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
    const log = async () => (await api(page, "/decisions")).rows;
    await page.keyboard.press("x");
    await until(page, () => document.querySelectorAll(".decisions li").length === 2);
    await becomes(async () => (await log()).map((d) => d.op), ["reject", "accept"]);
    assert.equal((await log())[0].who, "reader");
    await page.keyboard.press("u");
    await until(page, () => document.querySelector(".decisions li.undone") !== null);
    await becomes(async () => (await log()).map((d) => d.op + (d.undone ? " undone" : "")), ["undo", "reject undone", "accept"]);
    await page.keyboard.press("k");
    await until(page, () => document.querySelector(".count").textContent.startsWith("1 "));
    await page.evaluate(() => { for (const key of ["x", "u"]) dispatchEvent(new KeyboardEvent("keydown", { key })); }); // before the first is on its way back
    await becomes(async () => (await log()).map((d) => d.op + (d.undone ? " undone" : "")), ["undo", "reject undone", "undo", "reject undone", "accept"]);
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

  await test("drag a span's ends, or move them by the arrow keys", async () => {
    const page = await open();
    await page.goto(server.address + "#/review?outlet=The+Lowmark+Courier");
    await page.waitForSelector(".rec.lit");
    await page.keyboard.press("e");
    await page.waitForSelector(".grip");
    const words = () => text(page, ".editor .words");
    const whole = await words(), parts = whole.split(" ");
    assert.ok(parts.length > 3, whole);
    // put the end on the second word: where it stands is asked of the browser
    const to = await page.evaluate(() => {
      const first = document.querySelector("#text .ed").firstChild, r = document.createRange();
      const n = first.textContent.indexOf(" ", first.textContent.indexOf(" ") + 1);
      r.setStart(first, n - 1);
      r.setEnd(first, n);
      const box = r.getBoundingClientRect();
      return { x: box.right, y: box.top + box.height / 2 };
    });
    const grip = await (await page.$(".g-end")).boundingBox();
    await page.mouse.move(grip.x + 1, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 60, to.y, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    assert.equal((await words()).replace(/\W+$/, ""), parts.slice(0, 2).join(" ").replace(/\W+$/, ""));
    await page.focus(".g-start");
    await page.keyboard.press("ArrowRight");
    await until(page, (w) => document.querySelector(".editor .words").textContent !== w, await words() + "x");
    assert.equal(await page.evaluate(() => document.activeElement.className), "grip g-start"); // it keeps the focus where it went
    await page.keyboard.press("ArrowLeft");
    await page.focus(".g-end");
    await page.keyboard.press("Shift+ArrowLeft");
    const kept = await words();
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelector(".said")?.textContent === "content set");
    assert.ok((await api(page, "/documents/1")).statements.some((s) => s.content.some((c) => c.text === kept)), kept);
    await page.focus("#text");
    await page.keyboard.press("u");
    await until(page, () => document.querySelector(".said")?.textContent === "undone: set");
    assert.ok((await api(page, "/documents/1")).statements.some((s) => s.content.some((c) => c.text === whole)), whole);
    await close(page);
  });

  await test("set a figure's value, an act's actor, a speaker, a date", async () => {
    const page = await open();
    const started = async (of) => {
      await page.goto(server.address + `#/review?of=${of}&document=1`);
      await page.waitForSelector(".rec.r-" + { figure: "f", event: "a", statement: "s" }[of]);
      await page.keyboard.press("e");
      await page.waitForSelector(".editor");
      return page.evaluate(() => new URLSearchParams(document.querySelector(".where a").hash.split("?")[1]).get("r"));
    };
    const saved = (what) => until(page, (w) => document.querySelector(".said")?.textContent === w, what + " set");
    let id = await started("figure");
    await page.selectOption("[aria-label='how the number is meant']", "between");
    await page.fill("[aria-label=number]", "1,200");
    await page.fill("[aria-label='upper number']", "1400");
    await page.click("text=Save value");
    assert.ok(await page.evaluate(() => !document.querySelector("[aria-label=number]").validity.valid)); // no comma
    await page.fill("[aria-label=number]", "1200");
    await page.click("text=Save value");
    await saved("value");
    let value = (await api(page, "/documents/1")).figures.find((f) => f.id === id).value;
    assert.deepEqual([value.low, value.high, value.low_open, value.vague], [1200, 1400, false, null]);
    await page.focus("#text");
    await page.keyboard.press("u"); // all of the value
    await until(page, () => document.querySelector(".said")?.textContent === "undone: set");
    value = (await api(page, "/documents/1")).figures.find((f) => f.id === id).value;
    assert.notEqual(value.high, 1400);
    assert.notEqual(value.low, 1200);
    id = await started("event");
    const who = await page.evaluate(() => {
      const select = [...document.querySelectorAll(".field-row")].find((l) => l.firstChild.textContent === "recipient").querySelector("select");
      const o = [...select.options].find((x) => x.value && !x.selected);
      return o.value;
    });
    await page.selectOption(".field-row:has(span:text-is('recipient')) select", who);
    await saved("recipient");
    const event = (await api(page, "/documents/1")).events.find((e) => e.id === id);
    assert.equal(event.recipient.entity, who);
    await page.fill(".field-row:has(span:text-is(\"recipient's code\")) input", "VEL");
    await page.hover(".rec h3"); // the page is drawn anew: what is typed stays
    await page.hover("#records");
    await page.keyboard.press("Tab");
    await becomes(async () => (await api(page, "/documents/1")).events.find((e) => e.id === id).recipient.code, "VEL");
    id = await started("statement");
    await page.fill(".field-row:has(span:text-is('said on')) input", "2031-03-05");
    await page.keyboard.press("Tab");
    await saved("said_on");
    assert.equal((await api(page, "/documents/1")).statements.find((s) => s.id === id).said_on.date, "2031-03-05");
    await close(page);
  });

  await test("a second reader, blind: the suggestion, agreement, approval", async () => {
    const first = await open(), all = (p) => api(p, "/views/statements?document=1&review=unseen");
    await first.goto(server.address + "#/review?document=1");
    await first.waitForSelector(".rec.lit");
    const mine = (await all(first)).rows.slice(0, 3).map((r) => r.id);
    const say = (page, what) => page.evaluate(async (w) => (await fetch("/api/v1/decisions", { method: "POST", headers: { "Content-Type": "application/json", "X-Onrecord": "1" }, body: JSON.stringify({ kind: "statement", document: 1, ...w }) })).status, what);
    assert.equal(await say(first, { op: "accept", record: mine[0] }), 200);
    assert.equal(await say(first, { op: "reject", record: mine[1] }), 200);
    assert.equal(await say(first, { op: "set", record: mine[2], fields: { polarity: "conditional" } }), 200);
    await close(first);
    const own = server;
    server = await serve("ada");
    try {
      const page = await open();
      await page.goto(server.address + "#/review?document=1&review=any");
      await page.waitForSelector(".rec.lit");
      await page.click("text=second reader, blind");
      await until(page, () => location.hash.includes("not_by=ada"));
      await page.waitForSelector(".rec.lit");
      const seen = new Map();
      const { total } = await api(page, "/views/statements?document=1&not_by=ada");
      for (let i = 0; i < total; i++) {
        await until(page, (c) => document.querySelector(".count")?.textContent === c && document.querySelector(".rec.lit"), `${i + 1} of ${total}`);
        const id = await page.evaluate(() => new URLSearchParams(document.querySelector(".where a").hash.split("?")[1]).get("r"));
        seen.set(id, await text(page, ".rec"));
        if (i === 0) assert.match(await text(page, ".decisions"), /none yet/);
        if (mine.includes(id)) await page.keyboard.press("a");
        else await page.keyboard.press("j");
      }
      for (const id of mine) assert.ok(seen.has(id), "the blind reader does not get " + id);
      assert.doesNotMatch(seen.get(mine[2]), /conditional/); // the first reader's correction is not shown
      for (const t of seen.values()) assert.doesNotMatch(t, /checked|corrected|rejected/);
      await until(page, () => document.querySelectorAll(".decisions li").length === 3);
      const by = {};
      for (const r of ["approved", "accepted", "corrected", "rejected"]) for (const x of (await api(page, "/views/statements?document=1&review=" + r)).rows) by[x.id] = r;
      assert.deepEqual(mine.map((id) => by[id]), ["approved", "accepted", "corrected"]);
      await page.goto(server.address + "#/agreement");
      await until(page, () => document.querySelector("tbody tr")?.textContent.includes("ada"));
      await page.click("text=statement"); // the ones on which they differ
      await until(page, () => location.hash.includes("disputed=1"));
      await page.waitForSelector(".rec.lit");
      assert.match(await text(page, ".count"), /of 2$/);
      await close(page);
    } finally {
      server.child.kill();
      server = own;
    }
  });

  await test("an article of a thousand records: some at a time, any by its link", async () => {
    const long = join(home, "long.txt"), big = join(home, "big.book");
    const says = (i) => `Mara Ostrell said that ${i + 2} people were injured at the quay. "We have counted ${i + 3} ships," Tomas Brandvik said on Monday. Police arrested ${i + 4} protesters in Velm.`;
    writeFileSync(long, "A long night at the quay\n\n" + Array.from({ length: 200 }, (_, i) => says(i)).join("\n\n") + "\n");
    execFileSync(onrecord, ["add", "--published", "2031-03-06", big, long], { stdio: ["ignore", "pipe", "inherit"] });
    const own = server;
    server = await serve("reader", big);
    try {
      const page = await open();
      await page.goto(server.address + "#/read/1");
      await until(page, () => document.querySelectorAll(".rec").length === 200);
      const records = (await api(page, "/documents/1")).statements, last = records.at(-1);
      assert.ok(records.length >= 400);
      await page.evaluate(() => document.querySelector("#records > .none")?.scrollIntoView());
      await until(page, () => document.querySelectorAll(".rec").length >= 400);
      await page.goto(server.address + "#/speakers");
      await page.goto(server.address + "#/read/1?r=" + last.id);
      await page.waitForSelector(".rec.lit");
      await until(page, () => { const b = document.querySelector(".rec.lit").getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight; });
      assert.ok((await text(page, ".rec.lit")).includes(last.content[0].text.slice(0, 20)));
      await page.goto(server.address + "#/read/1?r=" + records[2].id); // the article is open: another of its records
      await until(page, (t) => document.querySelector(".rec.lit")?.textContent.includes(t), records[2].content[0].text.slice(0, 20));
      await close(page);
    } finally {
      server.child.kill();
      server = own;
    }
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

  await test("other machines need the token, and are warned of", async () => {
    const child = spawn(onrecord, ["serve", "--port", "0", "--address", "0.0.0.0", book], { stdio: ["ignore", "pipe", "pipe"] });
    try {
      const first = (stream) => new Promise((ok) => stream.once("data", (d) => ok(String(d).trim())));
      const [printed, warning] = await Promise.all([first(child.stdout), first(child.stderr)]);
      assert.match(warning, /warning: 0\.0\.0\.0 can be reached from other machines/);
      const url = new URL(printed.replace("0.0.0.0", "127.0.0.1")), token = url.searchParams.get("token");
      assert.ok(token.length >= 16);
      const at = (path, headers = {}) => fetch(url.origin + path, { headers, redirect: "manual" });
      assert.equal((await at("/api/v1/session")).status, 401);
      assert.equal((await at("/api/v1/session", { Authorization: "Bearer " + token.slice(1) })).status, 401);
      assert.equal((await at("/api/v1/session", { Authorization: "Bearer " + token })).status, 200);
      const entry = await at("/?token=" + token);
      assert.equal(entry.status, 303);
      assert.match(entry.headers.get("set-cookie"), /HttpOnly; SameSite=Strict/);
    } finally { child.kill(); }
  });

  await test("several readers of one server, each by a token", async () => {
    const child = spawn(onrecord, ["serve", "--port", "0", "--who", "ada,ben", book], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const printed = await new Promise((ok) => child.stdout.once("data", (d) => ok(String(d).trim().split("\n").map((l) => l.split(" ")))));
      assert.deepEqual(printed.map((l) => l[1]), ["ada", "ben"]);
      assert.equal((await fetch(new URL("/api/v1/session", printed[0][0]))).status, 401);
      for (const [address, who] of [...printed, printed[0]]) { // the same browser may change over
        const page = await open();
        await page.goto(address);
        await page.waitForSelector("main h1");
        assert.equal((await api(page, "/session")).who, who);
        await page.goto(new URL("/#/review", address).href);
        await until(page, (w) => document.querySelector(".bar2")?.textContent.includes("you are " + w), who);
        await page.context().close();
      }
    } finally { child.kill(); }
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
    const outer = join(home, "outer.html"); // in another page, without any right of its own
    writeFileSync(outer, '<h1>A report</h1><iframe sandbox src="page.html#s2" width="900" height="600" title="records"></iframe>');
    await page.goto("file://" + outer);
    const inside = page.frames()[1];
    await inside.waitForSelector("#s2");
    assert.ok(await inside.evaluate(() => document.querySelector("#s2:target") !== null).catch(() => true));
    page.wrong = page.wrong.filter((w) => !w.includes("sandboxed")); // its script may not run there, and need not
    await page.goto("file://" + file);
    await page.emulateMedia({ media: "print" });
    await until(page, () => getComputedStyle(document.getElementById("tools")).display === "none");
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

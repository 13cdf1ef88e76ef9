// Review: one record at a time, one key a decision. Decisions land in the book's log at once; the queue is what the
// filters of the address name, and keeps its order while one works through it.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { decide, getBlocks, getDecisions, getDoc, getRows, getSession, type Args, type Decision, type Doc, type Row, type Span } from "./api";
import { Article, Card, stateOf, useSides, type Choose, type Lit, type Sides } from "./article";
import { typing } from "./reader";
import { go, link, useAnswer, type Place } from "./route";
import { Facets } from "./search";
import { Failure, Waiting } from "./table";
import { viewOf, type Item, type Kind } from "./text";

const keys: [string, string][] = [
  ["a", "accept"], ["x", "reject"], ["e", "edit: fields, spans, speaker"], ["n", "a missed record, from the selected words"], ["u", "undo the last decision"],
  ["j", "next record"], ["k", "previous record"], ["A", "accept all records that are on screen"], ["?", "these keys"], ["Esc", "close, or stop editing"],
];
const spanFields: Record<Kind, string[]> = {
  statement: ["content", "source", "cue", "addressee", "venue", "medium"], figure: ["text", "number", "unit", "who", "where"],
  event: ["anchor"], quotation: ["span"],
};
const lists: Record<Kind, Record<string, string[]>> = {
  statement: {
    type: ["direct", "mixed", "indirect"], polarity: ["asserted", "denied", "declined", "asked", "ordered", "conditional"],
    cue_class: ["say", "claim", "deny", "announce", "ask", "order", "promise", "threaten", "accuse", "warn", "agree", "praise", "decline"],
  },
  figure: {
    effect: ["killed", "injured", "missing", "displaced", "arrested", "infected", "recovered", "rescued", "charged", "voted", "tested", "money", "percent", "other"],
    accrual: ["incident", "new", "cumulative", "stock", "projected", "other"], polarity: ["asserted", "denied"], modality: ["happened", "feared", "planned", "conditional"],
  },
  event: {
    type: ["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"],
    modality: ["happened", "future", "hypothetical", "negated", "historical"],
  },
  quotation: { kind: ["title", "nickname", "scare", "slogan", "term", "unattributed"] },
};
const stage: Record<string, string> = { unseen: "suggested", accepted: "checked", corrected: "corrected", rejected: "rejected", added: "added by a reader" };

interface Range { start: number; end: number }
/** As the log writes a place: "120-134". */
const places = (r: Range): string => r.start + "-" + r.end;

/** The selected words of the article, in bytes. */
function selected(sides: Sides): Range | null {
  const s = getSelection();
  if (!s || s.rangeCount === 0 || s.isCollapsed) return null;
  const r = s.getRangeAt(0);
  const byteAt = (node: Node, offset: number): number | null => {
    const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("#text [data-b]");
    if (!piece) return null;
    return sides.offsets.byteOf(sides.offsets.unitOf(Number(piece.dataset["b"])) + (node.nodeType === Node.TEXT_NODE ? offset : 0));
  };
  const start = byteAt(r.startContainer, r.startOffset), end = byteAt(r.endContainer, r.endOffset);
  return start !== null && end !== null && end > start ? { start, end } : null;
}

/** The next word edge before or after a place. */
function step(sides: Sides, at: number, forward: boolean, isStart: boolean): number {
  const t = sides.offsets.text;
  let i = sides.offsets.unitOf(at);
  const space = (k: number): boolean => /\s/.test(t.charAt(k));
  if (forward) {
    if (isStart) { while (i < t.length && !space(i)) i++; while (i < t.length && space(i)) i++; }
    else { while (i < t.length && space(i)) i++; while (i < t.length && !space(i)) i++; }
  } else if (isStart) { while (i > 0 && space(i - 1)) i--; while (i > 0 && !space(i - 1)) i--; }
  else { while (i > 0 && !space(i - 1)) i--; while (i > 0 && space(i - 1)) i--; }
  return sides.offsets.byteOf(i);
}

function SpanEditor({ sides, range, set, name }: { sides: Sides; range: Range; set: (r: Range) => void; name: string }) {
  const move = (end: boolean, forward: boolean): void => {
    const next = end ? { start: range.start, end: step(sides, range.end, forward, false) } : { start: step(sides, range.start, forward, true), end: range.end };
    if (next.end > next.start) set(next);
  };
  const take = (): void => { const s = selected(sides); if (s) set(s); };
  return (
    <div class="span-editor" role="group" aria-label={"Ends of " + name}>
      <p class="words">{sides.offsets.slice(range.start, range.end)}</p>
      <button type="button" onClick={() => move(false, false)} aria-label="begin a word earlier">⇤ earlier</button>
      <button type="button" onClick={() => move(false, true)} aria-label="begin a word later">later ⇥</button>
      <span class="meta">begin · end</span>
      <button type="button" onClick={() => move(true, false)} aria-label="end a word earlier">⇤ earlier</button>
      <button type="button" onClick={() => move(true, true)} aria-label="end a word later">later ⇥</button>
      <button type="button" onClick={take}>use the selected words</button>
    </div>
  );
}

function Editor({ sides, item, save, close }: { sides: Sides; item: Item; save: (field: string, value: string) => Promise<void>; close: () => void }) {
  const r = item.record as unknown as Record<string, unknown>;
  // a split quotation has several pieces, each with ends of its own: "content", "content 2"
  const names = spanFields[item.kind].flatMap((f) => (Array.isArray(r[f]) ? (r[f] as Span[]).map((_, i) => (i ? `${f} ${i + 1}` : f)) : [f]));
  const [field, setField] = useState(names[0] as string);
  const pieceOf = (f: string): [string, number] => [f.split(" ")[0] as string, Number(f.split(" ")[1] ?? 1) - 1];
  const spanOf = (f: string): Range => {
    const [name, i] = pieceOf(f);
    const v = r[name] as Span | Span[] | null;
    const one = Array.isArray(v) ? v[i] : v;
    const near = item.fields[0]?.span;
    return one ? { start: one.start, end: one.end } : { start: near?.start ?? 0, end: near?.end ?? 1 };
  };
  const [range, setRange] = useState<Range>(spanOf(field));
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (e: Event): void => {
    e.preventDefault();
    const [name, i] = pieceOf(field);
    const all = r[name];
    void save(name, Array.isArray(all) ? (all as Span[]).map((p, k) => places(k === i ? range : p)).join(" ... ") : places(range));
  };
  return (
    <form class="editor" aria-label={"Edit " + item.label} onSubmit={submit}>
      <label>Words of <select ref={first} value={field} onChange={(e) => { setField(e.currentTarget.value); setRange(spanOf(e.currentTarget.value)); }}>{names.map((f) => <option value={f}>{f}</option>)}</select></label>
      <SpanEditor sides={sides} range={range} set={setRange} name={field} />
      <button type="submit">Save {field}</button>
      {item.kind === "statement" && (
        <label>speaker <select value={String(r["speaker"] ?? "")} onChange={(e) => void save("speaker", e.currentTarget.value)}>
          <option value="">nobody named</option>
          {sides.doc.entities.map((e) => <option value={e.id}>{e.name} ({e.kind})</option>)}
        </select></label>
      )}
      {Object.entries(lists[item.kind]).map(([f, words]) => (
        <label>{f} <select value={String(r[f] ?? "")} onChange={(e) => void save(f, e.currentTarget.value)}>{(words.includes(String(r[f])) ? words : [String(r[f] ?? ""), ...words]).map((w) => <option value={w}>{w || "none"}</option>)}</select></label>
      ))}
      <button type="button" onClick={close}>Done</button>
    </form>
  );
}

function Missed({ sides, start, save, close }: { sides: Sides; start: Range; save: (kind: Kind, fields: Record<string, string>) => Promise<void>; close: () => void }) {
  const [kind, setKind] = useState<Kind>("statement");
  const [range, setRange] = useState(start);
  const [speaker, setSpeaker] = useState("");
  const [type, setType] = useState("CONSULT");
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const record = (): Record<string, string> => {
    const at = places(range);
    return kind === "statement" ? { content: at, ...(speaker ? { speaker } : {}) } : kind === "figure" ? { text: at, number: at } : kind === "event" ? { anchor: at, type } : { span: at };
  };
  return (
    <form class="editor" aria-label="A missed record" onSubmit={(e) => { e.preventDefault(); void save(kind, record()); }}>
      <label>A missed <select ref={first} value={kind} onChange={(e) => setKind(e.currentTarget.value as Kind)}>{(Object.keys(viewOf) as Kind[]).map((k) => <option value={k}>{k}</option>)}</select></label>
      <SpanEditor sides={sides} range={range} set={setRange} name="the record" />
      {kind === "statement" && <label>speaker <select value={speaker} onChange={(e) => setSpeaker(e.currentTarget.value)}><option value="">nobody named</option>{sides.doc.entities.map((e) => <option value={e.id}>{e.name}</option>)}</select></label>}
      {kind === "event" && <label>type <select value={type} onChange={(e) => setType(e.currentTarget.value)}>{lists.event["type"]?.map((t) => <option value={t}>{t}</option>)}</select></label>}
      <button type="submit">Add it</button> <button type="button" onClick={close}>Cancel</button>
    </form>
  );
}

function Keys({ close }: { close: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog ref={box} onClose={close} aria-label="Keys">
      <h2>Keys</h2>
      <dl class="keys">{keys.map(([k, what]) => <div><dt><kbd>{k}</kbd></dt><dd>{what}</dd></div>)}</dl>
      <form method="dialog"><button>Close</button></form>
    </dialog>
  );
}

function Decisions({ list, undo }: { list: Decision[]; undo: (d: Decision) => void }) {
  return (
    <section class="decisions" aria-label="The last ten decisions">
      <h2>The last ten decisions</h2>
      {list.length === 0 ? <p class="none">none yet</p> : (
        <ol>{list.slice(0, 10).map((d) => (
          <li class={d.undone ? "undone" : ""}>
            <b>{d.op}</b> {d.kind} {d.field && <i>{d.field}</i>} “{d.words.slice(0, 60)}{d.words.length > 60 && "…"}” <small>{d.who}</small>
            {!d.undone && d.op !== "undo" && <> <button type="button" onClick={() => undo(d)} aria-label={`undo ${d.op} of ${d.words.slice(0, 40)}`}>undo</button></>}
          </li>
        ))}</ol>
      )}
    </section>
  );
}

const kept = new Map<string, Promise<{ doc: Doc; blocks: [number, number, string][] }>>();
function load(key: string, fresh = false): Promise<{ doc: Doc; blocks: [number, number, string][] }> {
  if (fresh) kept.delete(key);
  let p = kept.get(key);
  if (!p) {
    p = Promise.all([getDoc(key), getBlocks(key)]).then(([doc, blocks]) => ({ doc, blocks }));
    kept.set(key, p);
    p.catch(() => kept.delete(key));
    if (kept.size > 20) kept.delete(kept.keys().next().value as string);
  }
  return p;
}

export function Review({ place }: { place: Place }) {
  const { of, ...rest } = place.args;
  const kind = (of && Object.hasOwn(viewOf, of) ? of : "statement") as Kind;
  const args: Args = { review: "unseen", ...rest };
  if (args["review"] === "any") delete args["review"];
  const queue = useAnswer(() => getRows(viewOf[kind], { ...args, limit: "500" }), [kind, JSON.stringify(args)]);
  const me = useAnswer(getSession, []).value?.who ?? "";
  const blind = place.args["not_by"] !== undefined; // a second reader does not see what the others decided
  const log = useAnswer(() => getDecisions(blind ? me : ""), [blind, me]);
  const [at, setAt] = useState(0);
  const [both, setBoth] = useState<{ key: string; doc: Doc; blocks: [number, number, string][] } | null>(null);
  const [mode, setMode] = useState<"" | "edit" | "new" | "keys">("");
  const [start, setStart] = useState<Range>({ start: 0, end: 1 });
  const [said, setSaid] = useState("");
  const [hover, setHover] = useState<Lit | null>(null);
  const [focus, setFocus] = useState<Lit | null>(null);
  const rows = useMemo(() => [...(queue.value?.rows ?? [])], [queue.value]);
  useEffect(() => setAt(0), [queue.value]);
  const row: Row | undefined = rows[at];
  const key = row ? String(row["document"]) : "";

  useEffect(() => {
    let current = true;
    if (key) load(key).then((b) => { if (current) setBoth({ key, ...b }); }).catch((e: Error) => setSaid(e.message));
    const next = rows[at + 1];
    if (next) void load(String(next["document"])).catch(() => undefined);
    return () => { current = false; };
  }, [key, at, rows]);

  const extra = useMemo(() => (row?.["record"] ? { kind, record: row["record"] as unknown as { id: string } } : null), [row, kind]);
  const sides = useSides(both?.key === key ? both.doc : null, both?.key === key ? both.blocks : null, extra);
  const item = sides?.items.find((i) => i.kind === kind && i.id === row?.["id"]);
  const lit = useMemo<Lit | null>(() => (item ? { key: item.key, field: focus?.key === item.key ? focus.field : "" } : null), [item, focus]);
  const shown = useCallback((i: Item) => i.kind === kind, [kind]);
  const choose = useCallback<Choose>((k, field = "") => {
    const other = sides?.items.find((i) => i.key === k);
    const to = rows.findIndex((r) => r["id"] === other?.id && String(r["document"]) === key);
    if (to >= 0) setAt(to);
    setFocus({ key: k, field });
  }, [sides, rows, key]);
  const reload = async (): Promise<void> => {
    const b = await load(key, true);
    setBoth({ key, ...b });
    log.again();
  };
  const send = async (what: Record<string, unknown>, done: string): Promise<boolean> => {
    try {
      await decide(what);
      setSaid(done);
      log.again();
      return true;
    } catch (e) {
      setSaid(e instanceof Error ? e.message : String(e));
      return false;
    }
  };
  const judge = async (op: "accept" | "reject"): Promise<void> => {
    if (!row || !item) return;
    const label = item.label;
    setAt(Math.min(at + 1, rows.length - 1)); // the next record shows at once; the log is told meanwhile
    if (await send({ op, document: Number(key), kind, record: row["id"] }, `${label} ${op}ed`)) { row["review"] = op + "ed"; kept.delete(key); }
  };
  const undo = async (d?: Decision): Promise<void> => {
    const last = d ?? log.value?.find((x) => !x.undone && x.op !== "undo");
    if (!last) { setSaid("Nothing to undo"); return; }
    if (!(await send({ op: "undo", decision: last.key }, `undone: ${last.op}`))) return;
    const back = rows.findIndex((r) => r["id"] === last.id);
    if (back >= 0) { (rows[back] as Record<string, unknown>)["review"] = "unseen"; setAt(back); }
    if (key) await reload();
  };
  const save = async (field: string, value: string): Promise<void> => {
    if (row && (await send({ op: "set", document: Number(key), kind, record: row["id"], fields: { [field]: value } }, `${field} set`))) { row["review"] = "corrected"; await reload(); }
  };
  const add = async (k: Kind, fields: Record<string, string>): Promise<void> => {
    if (await send({ op: "add", document: Number(key), kind: k, fields }, "added")) { setMode(""); await reload(); }
  };
  const acceptAll = async (): Promise<void> => {
    const box = document.getElementById("text")?.getBoundingClientRect();
    const seen = new Set([...document.querySelectorAll<HTMLElement>("#text .tag")].filter((t) => {
      const r = t.getBoundingClientRect();
      return box && r.top >= Math.max(box.top, 0) && r.bottom <= Math.min(box.bottom, innerHeight);
    }).map((t) => t.textContent));
    const all = rows.filter((r) => String(r["document"]) === key && (r["review"] ?? "unseen") === "unseen" && sides?.items.some((i) => i.id === r["id"] && i.kind === kind && seen.has(i.label)));
    for (const r of all) if (await send({ op: "accept", document: Number(key), kind, record: r["id"] }, "")) r["review"] = "accepted";
    setSaid(`${all.length} on screen accepted`);
    if (key) await reload();
  };
  const missed = (): void => {
    const s = sides && selected(sides);
    const near = item?.fields[0]?.span;
    setStart(s ?? { start: near?.start ?? 0, end: near?.end ?? 1 });
    setMode("new");
  };

  useEffect(() => {
    const on = (e: KeyboardEvent): void => {
      if (e.key === "Escape" && mode !== "keys") setMode("");
      if (typing(e)) return;
      const act: Record<string, () => void> = {
        a: () => void judge("accept"), x: () => void judge("reject"), u: () => void undo(), A: () => void acceptAll(), n: missed,
        e: () => setMode("edit"), "?": () => setMode("keys"), j: () => setAt(Math.min(at + 1, rows.length - 1)), k: () => setAt(Math.max(at - 1, 0)),
      };
      const f = act[e.key];
      if (f) { e.preventDefault(); f(); }
    };
    addEventListener("keydown", on);
    return () => removeEventListener("keydown", on);
  });
  useEffect(() => { setMode(""); setFocus(null); }, [at]);

  const set = (more: Args): void => go(link("review", { ...place.args, ...more }));
  const state = item ? (row?.["review"] !== "unseen" && row?.["review"]) || stateOf(item) : "";
  return (
    <div class="review">
      <h1 class="off">Review</h1>
      <div class="bar2" role="group" aria-label="Filters">
        <label>kind <select value={kind} onChange={(e) => go(link("review", { ...(place.args["document"] ? { document: place.args["document"] } : {}), of: e.currentTarget.value }))}>{(Object.keys(viewOf) as Kind[]).map((k) => <option value={k}>{k === "event" ? "act" : k}</option>)}</select></label>
        <label>state <select value={args["review"] ?? "any"} onChange={(e) => set({ review: e.currentTarget.value })}><option value="any">any</option>{Object.entries(stage).map(([v, name]) => <option value={v}>{name}</option>)}</select></label>
        {kind !== "quotation" && <label>confidence under <select value={args["max_confidence"] ?? ""} onChange={(e) => set({ max_confidence: e.currentTarget.value })}><option value="">any</option>{["0.95", "0.8", "0.6", "0.4"].map((v) => <option value={v}>{v}</option>)}</select></label>}
        <label><input type="checkbox" checked={blind} onChange={() => set(blind ? { not_by: "", review: "" } : { not_by: me, review: "any" })} /> second reader, blind</label>
        <span class="meta">{rows.length ? `${at + 1} of ${queue.value?.total}${queue.value?.more ? "+" : ""}` : ""}</span>
        <a href={link("agreement")}>agreement</a>
        <button type="button" onClick={() => setMode("keys")}>? keys</button>
      </div>
      {queue.error && <Failure message={queue.error} />}
      {queue.value && rows.length === 0 && <p class="none">Nothing left to review with these filters.</p>}
      {!queue.value && !queue.error && <Waiting />}
      {rows.length > 0 && sides && (
        <div class="step sides">
          <Article sides={sides} lit={lit} hover={hover} onChoose={choose} onHover={setHover} shown={shown} />
          <div id="records" tabIndex={0} role="region" aria-label="The record">
            <h2 class="off">The record</h2>
            <p class="meta"><a href={link("read/" + key, { r: String(row?.["id"]) })}>{sides.doc.document.title ?? "(no title)"}</a> · {sides.doc.document.published.date ?? "no date"} · {sides.doc.document.outlet ?? "no outlet"}</p>
            <p role="status" class="said">{said}</p>
            {item ? (
              <>
                {!blind && <p class={"state st-" + state}>{stage[String(state)] ?? String(state)}</p>}
                <ol class="recs"><Card sides={sides} item={item} lit={true} choose={choose} onHover={setHover} /></ol>
                <div class="acts" role="group" aria-label="Decide">
                  <button type="button" class="yes" onClick={() => void judge("accept")}><kbd>a</kbd> accept</button>
                  <button type="button" class="no" onClick={() => void judge("reject")}><kbd>x</kbd> reject</button>
                  <button type="button" onClick={() => setMode("edit")}><kbd>e</kbd> edit</button>
                  <button type="button" onClick={missed}><kbd>n</kbd> missed</button>
                  <button type="button" onClick={() => void undo()}><kbd>u</kbd> undo</button>
                  <button type="button" onClick={() => setAt(Math.max(at - 1, 0))}><kbd>k</kbd> back</button>
                  <button type="button" onClick={() => setAt(Math.min(at + 1, rows.length - 1))}><kbd>j</kbd> next</button>
                  <button type="button" onClick={() => void acceptAll()}><kbd>A</kbd> accept all on screen</button>
                </div>
                {mode === "edit" && <Editor key={item.id} sides={sides} item={item} save={save} close={() => setMode("")} />}
              </>
            ) : <p class="none">This record was rejected, or the document was read anew.</p>}
            {mode === "new" && <Missed sides={sides} start={start} save={add} close={() => setMode("")} />}
            <Decisions list={log.value ?? []} undo={(d) => void undo(d)} />
            <Facets view={viewOf[kind]} args={{ ...place.args, ...(args["review"] ? { review: args["review"] } : {}) } as Args} path="review" />
          </div>
        </div>
      )}
      {mode === "keys" && <Keys close={() => setMode("")} />}
    </div>
  );
}

// Review: one record at a time, one key a decision. Decisions land in the book's log at once; the queue is what the
// filters of the address name, and keeps its order while one works through it.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { decide, getDecisions, getDoc, getFacets, getRows, getSession, type Args, type Blocks, type Decision, type Doc, type Row } from "./api";
import { Article, Card, stateOf, useSides, type Choose, type Lit } from "./article";
import { Editor, Missed, spansOf, spanValue, useSpan } from "./edit";
import { typing } from "./reader";
import { go, link, useAnswer, type Place } from "./route";
import { selected, type Range } from "./spans";
import { Failure, Waiting } from "./table";
import { viewOf, type Item, type Kind } from "./text";

const keys: [string, string][] = [
  ["a", "accept"], ["x", "reject"], ["e", "edit: spans, people, fields"], ["n", "a missed record, from the selected words"], ["u", "undo the last decision"],
  ["j", "next record"], ["k", "previous record"], ["A", "accept all records that are on screen"], ["?", "these keys"], ["Esc", "close, stop editing, or leave a filter"],
];
/** What has become of a suggestion: one reader checked it, a second one approved it. */
const stage: Record<string, string> = { unseen: "suggested", accepted: "checked", approved: "approved", corrected: "corrected", added: "added by a reader", rejected: "rejected" };
const sign: Record<string, string> = { unseen: "○", accepted: "✓", approved: "✓✓", corrected: "✎", added: "+", rejected: "✗" };

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

interface Both { key: string; doc: Doc; blocks: Blocks }
const kept = new Map<string, Promise<Both>>();
/** A document; for a blind reader as the program said it, without what others made of it. */
function load(key: string, blind: boolean, fresh = false): Promise<Both> {
  const name = (blind ? "blind " : "") + key;
  if (fresh) kept.delete(name);
  let p = kept.get(name);
  if (!p) {
    p = getDoc(key, blind).then((d) => ({ key: name, ...d }));
    kept.set(name, p);
    p.catch(() => kept.delete(name));
    if (kept.size > 20) kept.delete(kept.keys().next().value as string);
  }
  return p;
}

/** A filter by the values that there are, with their counts. */
function Narrow({ name, field, values, args, set }: { name: string; field: string; values: { value: unknown; count: number }[]; args: Args; set: (more: Args) => void }) {
  const now = args[field] ?? "", list = values.filter((v) => v.value !== null);
  if (list.length < 2 && !now) return null;
  return (
    <label>{name} <select value={now} onChange={(e) => set({ [field]: e.currentTarget.value })}>
      <option value="">any</option>
      {now && !list.some((v) => v.value === now) && <option value={now}>{now}</option>}
      {list.map((v) => <option value={String(v.value)}>{String(v.value)} ({v.count})</option>)}
    </select></label>
  );
}

function Filters({ place, kind, args, blind, me, children }: { place: Place; kind: Kind; args: Args; blind: boolean; me: string; children: preact.ComponentChildren }) {
  const set = (more: Args): void => go(link("review", { ...place.args, ...more }));
  const facets = useAnswer(() => getFacets(viewOf[kind], args), [kind, JSON.stringify(args)]).value;
  const doc: Args = place.args["document"] ? { document: place.args["document"] } : {};
  return (
    <div class="bar2" role="group" aria-label="Filters">
      <label>kind <select value={kind} onChange={(e) => go(link("review", { ...doc, of: e.currentTarget.value }))}>{(Object.keys(viewOf) as Kind[]).map((k) => <option value={k}>{k === "event" ? "act" : k}</option>)}</select></label>
      {!blind && <label>state <select value={place.args["disputed"] ? "disputed" : args["review"] ?? "any"} onChange={(e) => set(e.currentTarget.value === "disputed" ? { disputed: "1", review: "any" } : { disputed: "", review: e.currentTarget.value })}>
        <option value="any">any</option>{Object.entries(stage).map(([v, name]) => <option value={v}>{name}</option>)}<option value="disputed">two readers differ</option>
      </select></label>}
      {kind !== "quotation" && <label>confidence under <select value={args["max_confidence"] ?? ""} onChange={(e) => set({ max_confidence: e.currentTarget.value })}><option value="">any</option>{["0.95", "0.8", "0.6", "0.4"].map((v) => <option value={v}>{v}</option>)}</select></label>}
      <Narrow name="outlet" field="outlet" values={facets?.["outlet"] ?? []} args={args} set={set} />
      <Narrow name="rule" field="rule" values={facets?.["rule"] ?? []} args={args} set={set} />
      {doc["document"] && <a href={link("review", { ...place.args, document: "" })}>✕ this article only</a>}
      <label title="You see what the program suggested, not what others decided; agreement is counted."><input type="checkbox" checked={blind} onChange={() => set(blind ? { not_by: "", review: "" } : { not_by: me, review: "any", disputed: "" })} /> second reader, blind</label>
      {children}
    </div>
  );
}

/** One article after the other, each in the order of its text. */
function byDocument(rows: Row[]): Row[] {
  const turn = new Map<unknown, number>();
  for (const r of rows) if (!turn.has(r["document"])) turn.set(r["document"], turn.size);
  return rows.slice().sort((a, b) => (turn.get(a["document"]) ?? 0) - (turn.get(b["document"]) ?? 0) || Number(a["start"]) - Number(b["start"]));
}

export function Review({ place }: { place: Place }) {
  const { of, ...rest } = place.args;
  const kind = (of && Object.hasOwn(viewOf, of) ? of : "statement") as Kind;
  const args: Args = { review: "unseen", ...rest };
  if (args["review"] === "any") delete args["review"];
  const answered = useAnswer(() => getRows(viewOf[kind], { ...args, limit: "500" }), [kind, JSON.stringify(args)]);
  const queue = { ...answered, value: answered.value?.view === viewOf[kind] ? answered.value : null }; // not the rows of another kind
  const me = useAnswer(getSession, []).value?.who ?? "";
  const blind = place.args["not_by"] !== undefined; // a second reader does not see what the others decided
  const log = useAnswer(() => getDecisions(blind ? me : ""), [blind, me]);
  const [at, setAt] = useState(0);
  const asked = useRef(0); // where the last key went: ahead of `at` until that is drawn
  asked.current = at;
  const [both, setBoth] = useState<Both | null>(null);
  const [mode, setMode] = useState<"" | "edit" | "new" | "keys">("");
  const [said, setSaid] = useState("");
  const [hover, setHover] = useState<Lit | null>(null);
  const [focus, setFocus] = useState<Lit | null>(null);
  const rows = useMemo(() => byDocument(queue.value?.rows ?? []), [queue.value]);
  useEffect(() => setAt(0), [queue.value]);
  const row: Row | undefined = rows[at];
  const key = row ? String(row["document"]) : "";
  const name = (blind ? "blind " : "") + key;

  useEffect(() => {
    let current = true;
    if (key) load(key, blind).then((b) => { if (current) setBoth(b); }).catch((e: Error) => setSaid(e.message));
    const next = rows[at + 1];
    if (next) void load(String(next["document"]), blind).catch(() => undefined);
    return () => { current = false; };
  }, [key, blind, at, rows]);

  const extra = useMemo(() => (!blind && row?.["record"] ? { kind, record: row["record"] as unknown as { id: string } } : null), [row, kind, blind]);
  const mine = both?.key === name ? both : null;
  const sides = useSides(mine, extra);
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
    setBoth(await load(key, blind, true));
    log.again();
  };
  const sent = useRef<Promise<unknown>>(Promise.resolve()); // the last decision on its way
  const send = async (what: Record<string, unknown>, done: string): Promise<boolean> => {
    try {
      await (sent.current = decide(blind ? { ...what, blind } : what));
      setSaid(done);
      log.again();
      return true;
    } catch (e) {
      setSaid("Not kept: " + (e instanceof Error ? e.message : String(e)));
      return false;
    }
  };
  const go1 = (by: 1 | -1): void => {
    asked.current = Math.min(Math.max(asked.current + by, 0), rows.length - 1);
    setAt(asked.current);
  };
  const judge = async (op: "accept" | "reject"): Promise<void> => {
    if (!row || !item || asked.current !== at) return; // a second press before the next record is on the screen
    const label = item.label, was = row["review"] ?? "unseen";
    row["review"] = op + "ed";
    go1(1); // the next record shows at once; the log is told meanwhile
    if (await send({ op, document: Number(key), kind, record: row["id"] }, `${label} ${op}ed`)) kept.delete(name);
    else { // it is not in the log: back to it
      row["review"] = was;
      setAt(at);
    }
  };
  /** The last decision; of a value that was set with several fields, all of them. */
  const undo = async (d?: Decision): Promise<void> => {
    await sent.current.catch(() => undefined); // one pressed just now counts, and the list on the screen may not have it yet
    const list = await getDecisions(blind ? me : "").catch(() => log.value ?? []), last = d ?? list.find((x) => !x.undone && x.op !== "undo" && x.who === me);
    if (!last) { setSaid("Nothing to undo"); return; }
    const group = last.op === "set" ? list.filter((x) => x.op === "set" && !x.undone && Math.abs(Date.parse(x.at) - Date.parse(last.at)) <= 1000 && x.id === last.id && x.field?.split(".")[0] === last.field?.split(".")[0]) : [last];
    for (const x of group) if (!(await send({ op: "undo", decision: x.key }, x === group.at(-1) ? `undone: ${last.op}` : ""))) return;
    const back = rows.findIndex((r) => r["id"] === last.id);
    if (back >= 0) { (rows[back] as Record<string, unknown>)["review"] = "unseen"; setAt(back); }
    if (key) await reload();
  };
  const save = async (fields: Record<string, string>): Promise<boolean> => {
    const what = Object.keys(fields).map((f) => f.split(".")[0]).filter((f, i, all) => all.indexOf(f) === i).join(", ");
    const done = `${what} set` + (blind ? "; the suggestion stays on the screen" : "");
    if (!row || !(await send({ op: "set", document: Number(key), kind, record: row["id"], fields }, done))) return false;
    row["review"] = "corrected";
    delete row["record"];
    await reload();
    return true;
  };
  const span = useSpan(sides, (field, range: Range) => {
    if (mode === "edit" && item) void save(spanValue(item, field, range));
  });
  const shut = (): void => { setMode(""); span.end(); };
  const edit = (): void => {
    const first = item && spansOf(item)[0];
    if (first?.span) span.begin(first.name, { start: first.span.start, end: first.span.end });
    setMode("edit");
  };
  const add = async (k: Kind, fields: Record<string, string>): Promise<void> => {
    if (await send({ op: "add", document: Number(key), kind: k, fields }, "added")) { shut(); await reload(); }
  };
  const acceptAll = async (): Promise<void> => {
    const box = document.getElementById("text")?.getBoundingClientRect();
    const seen = new Set([...document.querySelectorAll<HTMLElement>("#text .tag")].filter((t) => {
      const r = t.getBoundingClientRect();
      return box && r.top >= Math.max(box.top, 0) && r.bottom <= Math.min(box.bottom, innerHeight);
    }).map((t) => t.textContent));
    const all = rows.filter((r) => String(r["document"]) === key && (r["review"] ?? "unseen") === "unseen" && sides?.items.some((i) => i.id === r["id"] && i.kind === kind && seen.has(i.label)));
    let n = 0;
    for (const r of all) if (await send({ op: "accept", document: Number(key), kind, record: r["id"] }, "")) { r["review"] = "accepted"; n++; }
    if (n === all.length) setSaid(`${n} on screen accepted`);
    if (key) await reload();
  };
  const missed = (): void => {
    const s = sides && selected(sides.offsets), near = item?.fields[0]?.span;
    span.begin("the record", s ?? { start: near?.start ?? 0, end: near?.end ?? 1 });
    setMode("new");
  };

  const press = useRef<(e: KeyboardEvent) => void>(() => undefined); // made anew with every drawing: a key is about what is seen
  press.current = (e) => {
    if (e.key === "Escape" && mode !== "keys") {
      shut();
      if (typing(e)) document.getElementById("records")?.focus(); // out of a filter: the keys decide again
    }
    if (typing(e)) return;
    const act: Record<string, () => void> = {
      a: () => void judge("accept"), x: () => void judge("reject"), u: () => void undo(), A: () => void acceptAll(), n: missed,
      e: edit, "?": () => setMode("keys"), j: () => go1(1), k: () => go1(-1),
    };
    const f = act[e.key];
    if (f) { e.preventDefault(); f(); }
  };
  useEffect(() => {
    const on = (e: KeyboardEvent): void => press.current(e);
    addEventListener("keydown", on);
    return () => removeEventListener("keydown", on);
  }, []);
  useEffect(() => { shut(); setFocus(null); }, [at]);

  const state = String(item ? (row?.["review"] !== "unseen" && row?.["review"]) || stateOf(item) : "");
  const key1 = (k: string, what: string, f: () => void, cls = "") => <button type="button" class={cls} onClick={f}><kbd>{k}</kbd> {what}</button>;
  return (
    <div class="review">
      <h1 class="off">Review</h1>
      <Filters place={place} kind={kind} args={args} blind={blind} me={me}>
        <span class="count">{rows.length ? `${at + 1} of ${queue.value?.total.toLocaleString("en")}${queue.value?.more ? "+" : ""}` : ""}</span>
        {me && <span class="meta">you are {me}</span>}
        <a href={link("agreement")}>agreement</a>
        <button type="button" onClick={() => setMode("keys")}><kbd>?</kbd> keys</button>
      </Filters>
      {queue.error && <Failure message={queue.error} />}
      {queue.value && rows.length === 0 && (
        <div class="empty">
          <h2>Nothing is left to review here.</h2>
          <p>{Object.keys(rest).length ? <>No {kind === "event" ? "act" : kind} fits these filters. <a href={link("review", { of: kind })}>All that nobody has checked</a></> : "Every record of this kind has been looked at, or the book holds none."}</p>
          <p>{(Object.keys(viewOf) as Kind[]).filter((k) => k !== kind).map((k) => <><a href={link("review", { of: k })}>{viewOf[k] === "events" ? "acts" : viewOf[k]}</a> </>)}</p>
        </div>
      )}
      {!queue.value && !queue.error && <Waiting />}
      {rows.length > 0 && !sides && !queue.error && (said ? <Failure message={said} /> : <Waiting />)}
      {rows.length > 0 && sides && (
        <div class="step sides">
          <Article sides={sides} lit={lit} hover={hover} onChoose={choose} onHover={setHover} shown={shown} edit={span.edit} />
          <div id="records" tabIndex={0} role="region" aria-label="The record">
            <h2 class="off">The record</h2>
            <p class="meta where"><a href={link("read/" + key, { r: String(row?.["id"]) })}>{sides.doc.document.title ?? "(no title)"}</a> · {sides.doc.document.published.date ?? "no date"} · {sides.doc.document.outlet ?? "no outlet"}</p>
            {item ? (
              <>
                {blind ? <p class="state">blind: as the program suggested it</p> : (
                  <p class="state">
                    {["unseen", ...(state === "corrected" || state === "added" || state === "rejected" ? [state] : ["accepted"]), "approved"].map((s) => <span class={`st st-${s}${s === state ? " now" : ""}`} aria-current={s === state ? "step" : undefined}>{sign[s]} {stage[s]}</span>)}
                  </p>
                )}
                <ol class="recs"><Card sides={sides} item={item} lit={true} choose={choose} onHover={setHover} /></ol>
                {mode === "" && <p class="ask">Does the article say this?</p>}
                {mode === "" && <div class="acts" role="group" aria-label="Decide">
                  {key1("a", "accept", () => void judge("accept"), "yes")}
                  {key1("x", "reject", () => void judge("reject"), "no")}
                  {key1("e", "edit", edit)}
                  {key1("n", "missed", missed)}
                  {key1("u", "undo", () => void undo())}
                  {key1("k", "back", () => go1(-1))}
                  {key1("j", "next", () => go1(1))}
                  {key1("A", "accept all on screen", () => void acceptAll())}
                </div>}
              </>
            ) : <p class="none">{blind ? "The program does not suggest this record any more." : "This record was rejected, or the document was read anew."}</p>}
            <p role="status" class="said">{said}</p>
            {item && mode === "edit" && <Editor key={item.id} sides={sides} item={item} edit={span.edit} begin={span.begin} save={save} close={shut} />}
            {mode === "new" && span.edit && <Missed sides={sides} edit={span.edit} save={add} close={shut} />}
            <Decisions list={log.value ?? []} undo={(d) => void undo(d)} />
          </div>
        </div>
      )}
      {mode === "keys" && <Keys close={() => setMode("")} />}
    </div>
  );
}

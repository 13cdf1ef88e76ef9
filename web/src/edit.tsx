// The editor of a record and the form for a missed one: spans by dragging their ends in the article (or by the arrow
// keys on them), fields by list or by typing, people by choosing among the document's entities.
import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Act, Dated, Entity, Figure, Party, Span, Value } from "./api";
import type { Edit, Sides } from "./article";
import { moved, places, selected, type Range } from "./spans";
import { viewOf, type Item, type Kind } from "./text";
import { countries, named, sectors } from "./words";

const spanFields: Record<Kind, string[]> = {
  statement: ["content", "source", "cue", "addressee", "venue", "medium"], figure: ["text", "number", "unit", "who", "where", "period", "caveat"],
  event: ["anchor", "actor", "recipient", "where", "modality_span"], quotation: ["span"],
};
/** These make the record: they can be moved, not taken away. */
const needed = new Set(["content", "text", "number", "anchor", "span"]);
const names: Record<string, string> = {
  content: "words", cue: "how it is said", addressee: "to", venue: "at", medium: "by", text: "words", unit: "of what", anchor: "word of the act", modality_span: "how told",
  cue_class: "class", accrual: "counted as", modality: "happened?", said_on: "said on", as_of: "as of", "actor.code": "actor's code", "actor.sector": "actor's sector", "recipient.code": "recipient's code", "recipient.sector": "recipient's sector",
};
const nameOf = (f: string): string => names[f] ?? f;

/** Words that a field must be one of, and (with "…" at the end) words that are only offered. */
export const lists: Record<Kind, Record<string, string[]>> = {
  statement: {
    type: ["direct", "mixed", "indirect"], polarity: ["asserted", "denied", "declined", "asked", "ordered", "conditional"],
    cue_class: ["say", "claim", "deny", "announce", "ask", "order", "promise", "threaten", "accuse", "warn", "agree", "praise", "decline", "…"],
  },
  figure: {
    effect: ["killed", "injured", "missing", "displaced", "arrested", "infected", "recovered", "rescued", "charged", "voted", "tested", "money", "percent", "other"],
    accrual: ["incident", "new", "cumulative", "stock", "projected", "other"], polarity: ["asserted", "denied"], modality: ["happened", "feared", "planned", "conditional"],
  },
  event: {
    type: ["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"],
    modality: ["happened", "future", "hypothetical", "negated", "historical"], mode: ["…"],
  },
  quotation: { kind: ["title", "nickname", "scare", "slogan", "term", "unattributed", "…"] },
};
const dates: Record<Kind, string[]> = { statement: ["said_on"], figure: ["as_of", "on", "since"], event: ["when"], quotation: [] };

type Save = (fields: Record<string, string>) => Promise<boolean>;

/** The mention of an entity that stands nearest to a place. */
function nearest(e: Entity, near: number): Span | null {
  const far = (s: Span): number => (s.start > near ? s.start - near : Math.max(near - s.end, 0));
  return (e.mentions ?? []).reduce<Span | null>((best, m) => (!best || far(m) < far(best) ? m : best), null);
}

// ---- one span ----------------------------------------------------------------------------------------------------

function Ends({ sides, edit, remove }: { sides: Sides; edit: Edit; remove: (() => void) | null }) {
  const move = (end: boolean, by: 1 | -1): void => edit.set(moved(sides.offsets, edit.range, end, by));
  const take = (): void => { const s = selected(sides.offsets); if (s) edit.set(s); };
  return (
    <div class="span-editor" role="group" aria-label={"Ends of " + edit.name}>
      <p class="words">{sides.offsets.slice(edit.range.start, edit.range.end)}</p>
      <button type="button" onClick={() => move(false, -1)} aria-label="begin a word earlier">⇤</button>
      <button type="button" onClick={() => move(false, 1)} aria-label="begin a word later">⇥</button>
      <span class="meta">begin · end</span>
      <button type="button" onClick={() => move(true, -1)} aria-label="end a word earlier">⇤</button>
      <button type="button" onClick={() => move(true, 1)} aria-label="end a word later">⇥</button>
      <button type="button" onClick={take}>use the selected words</button>
      {remove && <button type="button" onClick={remove}>not in the text</button>}
    </div>
  );
}

// ---- values ------------------------------------------------------------------------------------------------------

const Field = ({ name, children }: { name: string; children: ComponentChildren }) => <label class="field-row"><span>{name}</span>{children}</label>;

/** Words being typed are the reader's own until they are saved: the page may be drawn anew meanwhile. */
function Typed({ value, keep, ...rest }: { value: string; keep: (now: string) => void; list?: string; size?: number; pattern?: string; placeholder?: string; title?: string }) {
  const [now, setNow] = useState(value);
  useEffect(() => setNow(value), [value]);
  return <input type="text" {...rest} value={now} onInput={(e) => setNow(e.currentTarget.value)} onChange={(e) => { if (e.currentTarget.reportValidity()) keep(e.currentTarget.value.trim()); }} />;
}

/** One of a list; or, where the list is open, anything typed. Saved when it is changed. */
function Choice({ name, value, words, save }: { name: string; value: string; words: string[]; save: Save }) {
  const open = words.at(-1) === "…", closed = words.filter((w) => w !== "…");
  const id = "list-" + name.replace(".", "-");
  if (!open)
    return <Field name={nameOf(name)}><select value={value} onChange={(e) => void save({ [name]: e.currentTarget.value })}>{(closed.includes(value) ? closed : [value, ...closed]).map((w) => <option value={w}>{w || "none"}</option>)}</select></Field>;
  return (
    <Field name={nameOf(name)}>
      <Typed list={id} value={value} keep={(now) => void save({ [name]: now })} />
      <datalist id={id}>{closed.map((w) => <option value={w}>{sectors[w] ?? named(w)}</option>)}</datalist>
    </Field>
  );
}

function Day({ name, value, save }: { name: string; value: string; save: Save }) {
  const form = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";
  return <Field name={nameOf(name)}><Typed size={11} value={value} pattern={form} placeholder="as 2031-03-06" title="2031, 2031-03 or 2031-03-06" keep={(now) => void save({ [name]: now })} /></Field>;
}

function Who({ name, entities, value, pick }: { name: string; entities: Entity[]; value: string; pick: (id: string) => void }) {
  return (
    <Field name={name}>
      <select value={value} onChange={(e) => pick(e.currentTarget.value)}>
        <option value="">nobody named</option>
        {entities.map((e) => <option value={e.id}>{e.name} ({e.kind})</option>)}
      </select>
    </Field>
  );
}

const readings = ["exactly", "about", "at least", "more than", "at most", "less than", "between", "in words"] as const;
type Reading = (typeof readings)[number];
const readingOf = (v: Value): Reading =>
  v.vague ? "in words" : v.low === null && v.high === null ? "in words" : v.high === null ? (v.low_open ? "more than" : "at least")
    : v.low === null ? (v.high_open ? "less than" : "at most") : v.low !== v.high ? "between" : v.approx ? "about" : "exactly";

/** "at least 56" as the six fields of a value. */
export function valueFields(how: Reading, a: string, b: string): Record<string, string> {
  const low = ["at most", "less than", "in words"].includes(how) ? "" : a;
  const high = how === "between" ? b : ["at least", "more than", "in words"].includes(how) ? "" : a;
  return {
    "value.low": low, "value.high": high, "value.low_open": String(how === "more than"), "value.high_open": String(how === "less than"),
    "value.approx": String(how === "about"), "value.vague": how === "in words" ? a : "",
  };
}

function ValueEditor({ value, save }: { value: Value; save: Save }) {
  const text = (x: number | string | null): string => (x === null ? "" : String(x));
  const [how, setHow] = useState<Reading>(readingOf(value));
  const [a, setA] = useState(text(value.vague ?? value.low ?? value.high));
  const [b, setB] = useState(text(value.high));
  const digits = "-?[0-9]+(\\.[0-9]+)?";
  const plain = (s: string): string => s.replaceAll(",", "").trim();
  const submit = (e: Event): void => {
    const box = (e.currentTarget as HTMLElement).closest("fieldset");
    if (![...(box?.querySelectorAll("input") ?? [])].every((i) => i.reportValidity())) return;
    const now: Record<string, string> = {
      "value.low": text(value.low), "value.high": text(value.high), "value.low_open": String(value.low_open), "value.high_open": String(value.high_open),
      "value.approx": String(value.approx), "value.vague": text(value.vague),
    };
    const next = valueFields(how, how === "in words" ? a.trim() : plain(a), plain(b));
    const changed = Object.fromEntries(Object.entries(next).filter(([k, v]) => now[k] !== v));
    if (Object.keys(changed).length) void save(changed);
  };
  const number = how !== "in words";
  return (
    <fieldset class="value">
      <legend>value</legend>
      <select aria-label="how the number is meant" value={how} onChange={(e) => setHow(e.currentTarget.value as Reading)}>{readings.map((w) => <option value={w}>{w}</option>)}</select>
      <input aria-label={number ? "number" : "the words"} type="text" size={12} required value={a} pattern={number ? digits : undefined} title={number ? "a number in figures: 1200 or 2.5" : "dozens, several"} onInput={(e) => setA(e.currentTarget.value)} />
      {how === "between" && <> and <input aria-label="upper number" type="text" size={12} required value={b} pattern={digits} onInput={(e) => setB(e.currentTarget.value)} /></>}
      <button type="button" onClick={submit}>Save value</button>
    </fieldset>
  );
}

// ---- a record ----------------------------------------------------------------------------------------------------

/** Which span is edited: shared by the form and the article. */
export function useSpan(sides: Sides | null, save: (name: string, r: Range) => void): { edit: Edit | null; begin: (name: string, r: Range) => void; end: () => void } {
  const [at, setAt] = useState<{ name: string; range: Range } | null>(null);
  const latest = useRef({ at, save });
  latest.current = { at, save };
  const set = useCallback((range: Range) => setAt((was) => was && { ...was, range }), []);
  const keep = useCallback(() => { const { at: now, save: f } = latest.current; if (now) f(now.name, now.range); }, []);
  const begin = useCallback((name: string, range: Range) => setAt({ name, range }), []);
  const end = useCallback(() => setAt(null), []);
  const edit = useMemo(() => (at && sides ? { ...at, set, save: keep } : null), [at, sides, set, keep]);
  return { edit, begin, end };
}

/** The pieces of a record that are words: a split quotation has several, "content" and "content 2". */
export function spansOf(item: Item): { name: string; span: Span | null }[] {
  const r = item.record as unknown as Record<string, Span | Span[] | Party | null>;
  return spanFields[item.kind].flatMap((f) => {
    const v = r[f];
    if (Array.isArray(v)) return v.map((span, i) => ({ name: i ? `${f} ${i + 1}` : f, span }));
    return [{ name: f, span: v && "span" in v ? v.span : (v as Span | null) ?? null }];
  });
}

/** The value of a span's field as the log takes it; of a piece of a split quotation, all pieces. */
export function spanValue(item: Item, name: string, range: Range | null): Record<string, string> {
  const [field, nth] = [name.split(" ")[0] as string, Number(name.split(" ")[1] ?? 1) - 1];
  const all = (item.record as unknown as Record<string, unknown>)[field];
  if (!Array.isArray(all)) return { [field]: range ? places(range) : "" };
  return { [field]: (all as Span[]).flatMap((p, i) => (i !== nth ? [places(p)] : range ? [places(range)] : [])).join(" ... ") };
}

export function Editor({ sides, item, edit, begin, save, close }: {
  sides: Sides; item: Item; edit: Edit | null; begin: (name: string, r: Range) => void; save: Save; close: () => void;
}) {
  const r = item.record as unknown as Record<string, unknown>;
  const spans = spansOf(item);
  const main = spans[0]?.span ?? item.fields[0]?.span;
  const near = main?.start ?? 0;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("button")?.focus(), []);
  const choose = (s: { name: string; span: Span | null }): void => {
    const at = s.span ?? { start: near, end: main?.end ?? near + 1 };
    begin(s.name, { start: at.start, end: at.end });
  };
  const party = (f: "actor" | "recipient") => {
    const p = (item.record as Act)[f];
    const pick = (id: string): void => {
      const e = sides.doc.entities.find((x) => x.id === id), m = e && nearest(e, near);
      void save({ [f]: m ? places(m) : "" });
    };
    return (
      <>
        <Who name={f} entities={sides.doc.entities.filter((e) => e.mentions?.length)} value={p?.entity ?? ""} pick={pick} />
        {p && <Choice name={f + ".code"} value={p.code ?? ""} words={[...countries.keys(), "…"]} save={save} />}
        {p && <Choice name={f + ".sector"} value={p.sector ?? ""} words={[...Object.keys(sectors), "…"]} save={save} />}
      </>
    );
  };
  const optional = (name: string): boolean => !needed.has(name);
  return (
    <form ref={form} class="editor" aria-label={"Edit " + item.label} onSubmit={(e) => { e.preventDefault(); edit?.save(); }}>
      <p class="meta">Choose a field and drag its ends in the article, or use the buttons and arrow keys; Enter saves.</p>
      <ul class="spans">
        {spans.map((s) => {
          const on = edit?.name === s.name;
          return (
            <li>
              <button type="button" class="span-of" aria-pressed={on} onClick={() => choose(s)}><b>{nameOf(s.name)}</b> <span>{s.span?.text ?? "–"}</span></button>
              {on && edit && (
                <>
                  <Ends sides={sides} edit={edit} remove={optional(s.name) && s.span ? () => void save(spanValue(item, s.name, null)) : null} />
                  <button type="submit" class="yes">Save {nameOf(s.name)}</button>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <div class="fields">
        {item.kind === "statement" && <Who name="speaker" entities={sides.doc.entities} value={String(r["speaker"] ?? "")} pick={(id) => void save({ speaker: id })} />}
        {item.kind === "event" && <>{party("actor")}{party("recipient")}</>}
        {item.kind === "figure" && <ValueEditor key={JSON.stringify(r["value"])} value={(item.record as Figure).value} save={save} />}
        {Object.entries(lists[item.kind]).map(([f, words]) => <Choice name={f} value={String(r[f] ?? "")} words={words} save={save} />)}
        {dates[item.kind].map((f) => <Day name={f} value={(r[f] as Dated | null)?.date ?? ""} save={save} />)}
      </div>
      <button type="button" onClick={close}><kbd>Esc</kbd> done</button>
    </form>
  );
}

// ---- a missed record ---------------------------------------------------------------------------------------------

export function Missed({ sides, edit, save, close }: { sides: Sides; edit: Edit; save: (kind: Kind, fields: Record<string, string>) => Promise<void>; close: () => void }) {
  const [kind, setKind] = useState<Kind>("statement");
  const [speaker, setSpeaker] = useState("");
  const [type, setType] = useState("CONSULT");
  const [effect, setEffect] = useState("other");
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const record = (): Record<string, string> => {
    const at = places(edit.range), words = sides.offsets.slice(edit.range.start, edit.range.end);
    if (kind === "statement") return { content: at, type: /^["“‘']/.test(words) ? "direct" : "indirect", ...(speaker ? { speaker } : {}) };
    if (kind === "event") return { anchor: at, type };
    if (kind === "quotation") return { span: at };
    const n = words.match(/\d[\d,]*(?:\.\d+)?/); // the figure's number where the words have one in figures
    const from = n ? edit.range.start + new TextEncoder().encode(words.slice(0, n.index)).length : edit.range.start;
    const value = n?.[0].replaceAll(",", "") ?? "";
    return { text: at, number: n ? places({ start: from, end: from + n[0].length }) : at, effect, ...(n ? { "value.low": value, "value.high": value } : {}) };
  };
  return (
    <form class="editor" aria-label="A missed record" onSubmit={(e) => { e.preventDefault(); void save(kind, record()); }}>
      <label>A missed <select ref={first} value={kind} onChange={(e) => setKind(e.currentTarget.value as Kind)}>{(Object.keys(viewOf) as Kind[]).map((k) => <option value={k}>{k === "event" ? "act" : k}</option>)}</select></label>
      <Ends sides={sides} edit={edit} remove={null} />
      {kind === "statement" && <Who name="speaker" entities={sides.doc.entities} value={speaker} pick={setSpeaker} />}
      {kind === "event" && <Field name="type"><select value={type} onChange={(e) => setType(e.currentTarget.value)}>{lists.event["type"]?.map((t) => <option value={t}>{t}</option>)}</select></Field>}
      {kind === "figure" && <Field name="effect"><select value={effect} onChange={(e) => setEffect(e.currentTarget.value)}>{lists.figure["effect"]?.map((t) => <option value={t}>{t}</option>)}</select></Field>}
      <p class="acts"><button type="submit" class="yes">Add it</button> <button type="button" onClick={close}>Cancel</button></p>
    </form>
  );
}

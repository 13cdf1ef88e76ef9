// The article with its marks, and one record as a card: the two sides of Reader and Review.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Act, Blocks, Dated, Doc, Figure, Party, Quotation, Span, Statement } from "./api";
import { draggedTo, moved, placeAt, type Range } from "./spans";
import { meaning, named, sectors, sure } from "./words";
import { itemsOf, letters, Offsets, piecesOf, valueText, type Item, type Kind, type Piece } from "./text";

export interface Sides { doc: Doc; offsets: Offsets; items: Item[]; blocks: Blocks }

/** `extra`: a record that the document leaves out, because it was rejected. */
export function useSides(from: { doc: Doc; blocks: Blocks } | null, extra?: { kind: Kind; record: { id: string } } | null): Sides | null {
  const list = extra && ({ statement: "statements", figure: "figures", event: "events", quotation: "quotations" } as const)[extra.kind];
  const missing = from && list && !from.doc[list].some((r) => r.id === extra.record.id) ? extra : null;
  return useMemo(() => {
    if (!from) return null;
    const { doc: whole, blocks } = from;
    const doc: Doc = missing && list ? { ...whole, [list]: [...whole[list], missing.record] } : whole;
    const offsets = new Offsets(doc.document.text);
    const all: Blocks = [[0, offsets.byteOf(doc.document.text.length), "para"]];
    return { doc, offsets, items: itemsOf(doc), blocks: blocks.length ? blocks : all };
  }, [from, missing?.record.id]);
}

export interface Lit { key: string; field: string }
export type Choose = (key: string, field?: string, from?: "text" | "records") => void;

/** A span whose ends are being moved: by dragging their grips, or with the arrow keys on them. */
export interface Edit { name: string; range: Range; set: (r: Range) => void; save: () => void }

/** Scroll one side only, and only where it is needed; again where what comes into sight is laid out only then. */
export function reveal(side: Element | null, what: Element | null, times = 4): void {
  if (!side || !what || times === 0) return;
  const s = side.getBoundingClientRect(), w = what.getBoundingClientRect();
  if (side.scrollHeight <= side.clientHeight + 1) what.scrollIntoView({ block: "nearest" });
  else if (w.top < s.top || w.bottom > s.bottom) {
    const was = side.scrollTop;
    side.scrollTop += w.top - s.top - s.height / 3;
    if (side.scrollTop !== was) requestAnimationFrame(() => reveal(side, what, times - 1));
  }
}

/** `brief`: only what a window can show, to be on the screen sooner. */
export function Article({ sides, lit, hover, onChoose, onHover, shown, edit = null, brief = false }: {
  sides: Sides; lit: Lit | null; hover: Lit | null; onChoose: Choose; onHover: (l: Lit | null) => void; shown: (i: Item) => boolean; edit?: Edit | null; brief?: boolean;
}) {
  const ref = useRef<HTMLElement>(null);
  const blocks = useMemo(() => {
    const marks = sides.items.filter(shown).flatMap((item) => item.fields.map((f) => ({ item, field: f.name, span: f.span })));
    return sides.blocks.filter(([start]) => !brief || start < screen.height * LETTERS).map(([start, end, kind]): BlockOf => {
      const pieces = piecesOf(sides.offsets, start, end, marks);
      return { kind, start, end, pieces, keys: new Set(pieces.flatMap((p) => p.marks.map((m) => m.item.key))) };
    });
  }, [sides, shown, brief]);
  const size = useMemo(() => {
    const n = new Map<string, number>();
    for (const b of blocks) for (const p of b.pieces) for (const m of p.marks) n.set(m.item.key, (n.get(m.item.key) ?? 0) + 1);
    return n;
  }, [blocks]);
  const now = hover && hover.key !== lit?.key ? hover : lit; // a field that was chosen stays outlined
  useEffect(() => {
    if (lit) reveal(ref.current, ref.current?.querySelector(lit.field ? ".field" : ".lit:is(.s-content,.f-text,.a-anchor,.q-span)") ?? null);
  }, [lit]);
  useEffect(() => {
    if (edit) reveal(ref.current, ref.current?.querySelector(".grip") ?? null);
  }, [edit?.name]);
  const held = (b: BlockOf): Edit | null => (edit && edit.range.start < b.end && edit.range.end > b.start ? edit : null);
  return (
    <article id="text" ref={ref} tabIndex={0} aria-label="The article" onPointerLeave={() => onHover(null)}>
      {blocks.map((b) => <Block key={b.start} sides={sides} block={b} edit={held(b)} now={now && b.keys.has(now.key) ? now : null} size={size} onChoose={onChoose} onHover={onHover} />)}
    </article>
  );
}

const LETTERS = 3; // of the article to a pixel of the window's height: no window shows more

interface BlockOf { kind: string; start: number; end: number; pieces: Piece[]; keys: Set<string> }

let wanted: boolean | null = null; // the grip that was moved stands elsewhere in the paragraph now, and keeps the focus

/** One end of the span that is edited. */
function Grip({ sides, edit, end }: { sides: Sides; edit: Edit; end: boolean }) {
  const latest = useRef(edit), self = useRef<HTMLSpanElement>(null);
  latest.current = edit; // a drag goes on while the paragraph is drawn anew
  useLayoutEffect(() => {
    if (wanted !== end) return;
    wanted = null;
    self.current?.focus({ preventScroll: true });
  });
  const down = (e: PointerEvent): void => {
    e.preventDefault();
    (e.currentTarget as HTMLElement).focus();
    const to = (m: PointerEvent): void => {
      const byte = placeAt(sides.offsets, m.clientX, m.clientY);
      const side = document.getElementById("text"), box = side?.getBoundingClientRect();
      if (side && box && m.clientY > box.bottom - 24) side.scrollTop += 12;
      if (side && box && m.clientY < box.top + 24) side.scrollTop -= 12;
      const was = latest.current.range, next = byte === null ? was : draggedTo(sides.offsets, was, end, byte);
      if (next !== was) latest.current.set(next);
    };
    const up = (): void => {
      for (const [name, f] of [["pointermove", to], ["pointerup", up], ["pointercancel", up]] as const) removeEventListener(name, f);
      document.body.classList.remove("dragging");
    };
    document.body.classList.add("dragging"); // the grip lies above the words otherwise
    for (const [name, f] of [["pointermove", to], ["pointerup", up], ["pointercancel", up]] as const) addEventListener(name, f);
  };
  const key = (e: KeyboardEvent): void => {
    const by = e.key === "ArrowRight" || e.key === "ArrowUp" ? 1 : e.key === "ArrowLeft" || e.key === "ArrowDown" ? -1 : 0;
    if (by) {
      wanted = end;
      edit.set(moved(sides.offsets, edit.range, end, by, e.shiftKey));
    }
    else if (e.key === "Enter") edit.save();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  const words = sides.offsets.slice(edit.range.start, edit.range.end);
  return (
    <span ref={self} class={"grip " + (end ? "g-end" : "g-start")} role="slider" tabIndex={0} aria-label={(end ? "end of " : "begin of ") + edit.name}
      aria-valuemin={0} aria-valuemax={sides.offsets.byteOf(sides.offsets.text.length)} aria-valuenow={end ? edit.range.end : edit.range.start}
      aria-valuetext={end ? "…" + words.slice(-60) : words.slice(0, 60) + "…"} title="drag, or arrow keys: a word; with Shift: a letter; Enter: save" onPointerDown={down} onKeyDown={key} />
  );
}

/** The pieces with a cut at both ends of the edited span. */
function cut(pieces: Piece[], sides: Sides, r: Range): Piece[] {
  return pieces.flatMap((p) => {
    const at = [p.start, ...[r.start, r.end].filter((x) => x > p.start && x < p.end), p.end];
    return at.slice(1).map((to, i) => {
      const from = at[i] as number;
      return { ...p, start: from, end: to, text: sides.offsets.slice(from, to), labels: i ? [] : p.labels };
    });
  });
}

/** One paragraph; drawn anew only when what is lit in it changes. */
function Block({ sides, block, edit, now, size, onChoose, onHover }: { sides: Sides; block: BlockOf; edit: Edit | null; now: Lit | null; size: Map<string, number>; onChoose: Choose; onHover: (l: Lit | null) => void }) {
  return useMemo(() => {
    const smallest = (marks: { item: Item }[]): string =>
      marks.map((m) => m.item.key).reduce((a, b) => ((size.get(b) ?? 0) < (size.get(a) ?? 0) ? b : a));
    const pieces = edit ? cut(block.pieces, sides, edit.range) : block.pieces;
    const inside = pieces.map((p) => {
      const edited = edit !== null && p.start >= edit.range.start && p.end <= edit.range.end;
      const grips = (body: preact.JSX.Element): preact.JSX.Element => edit && (p.start === edit.range.start || p.end === edit.range.end)
        ? <>{p.start === edit.range.start && <Grip key="begin" sides={sides} edit={edit} end={false} />}{body}{p.end === edit.range.end && <Grip key="end" sides={sides} edit={edit} end={true} />}</> : body;
      if (p.marks.length === 0) return grips(<span class={edited ? "ed" : undefined} data-b={p.start}>{p.text}</span>);
      const mine = now ? p.marks.filter((m) => m.item.key === now.key) : [];
      const cls = [...new Set(p.marks.map((m) => letters[m.item.kind] + "-" + m.field))];
      if (mine.length) cls.push("lit");
      if (edited) cls.push("ed");
      if (now?.field && mine.some((m) => m.field === now.field)) cls.push("field");
      return (
        <>
          {p.labels.map((i) => (
            <a class={"tag t-" + letters[i.kind]} href={"#" + i.key} aria-label={i.label + " " + i.kind} onClick={(e) => { e.preventDefault(); onChoose(i.key, "", "text"); }}>{i.label}</a>
          ))}
          {grips(<span class={cls.join(" ")} data-b={p.start} onClick={() => onChoose(smallest(p.marks), "", "text")} onPointerEnter={() => onHover({ key: smallest(p.marks), field: "" })}>{p.text}</span>)}
        </>
      );
    });
    return block.kind === "title" ? <h1 dir="auto">{inside}</h1> : block.kind === "heading" ? <h2 dir="auto">{inside}</h2> : <p dir="auto">{inside}</p>;
  }, [block, edit?.name, edit?.range.start, edit?.range.end, edit?.save, now?.key, now?.field, size, onChoose, onHover]);
}

// ---- records -----------------------------------------------------------------------------------------------------

interface Ctx { sides: Sides; item: Item; choose: Choose }

// Plain functions, not components: a card has thirty of these, and none has a state of its own.

function words(c: Ctx, field: string, span: Span | null | undefined) {
  if (!span) return null;
  const on = (e: Event): void => { e.preventDefault(); c.choose(c.item.key, field, "records"); };
  return <a class="w" href={"#b" + span.start} onClick={on}>{span.text}</a>;
}

/** `means`: what the words in it mean, for who points at them. */
const row = (name: string, body: ComponentChildren, ...means: (string | undefined)[]) => <div><dt>{name}</dt><dd title={means.filter(Boolean).join("\n") || undefined}>{body}</dd></div>;

const field = (c: Ctx, name: string, of: string, span: Span | null | undefined) => (span ? row(name, words(c, of, span)) : null);

const day = (c: Ctx, name: string, of: string, date: Dated | null) =>
  date ? row(name, <>{date.date ?? "date not known"} ({date.span && <>{words(c, of, date.span)}, </>}{date.how})</>, meaning("how", date.how)) : null;

function chainOf(c: Ctx) {
  const chain = c.item.record.chain ?? [];
  if (chain.length === 0) return null;
  return (
    <>
      <p class="on">on the word of</p>
      <ol class="chain">
        {chain.map((l) => {
          const name = l.name ?? (l.role === "outlet" ? c.sides.doc.document.outlet ?? "not named" : "somebody");
          return <li class={l.role}>{l.span ? <a class="w" href={"#b" + l.span.start} onClick={(e) => { e.preventDefault(); c.choose(c.item.key, l.role, "records"); }}>{name}</a> : name} <small>{l.role}</small></li>;
        })}
      </ol>
    </>
  );
}

const entityName = (sides: Sides, id: string | null): string | null => sides.doc.entities.find((e) => e.id === id)?.name ?? null;
const other = (sides: Sides, id: string | null): Item | undefined => sides.items.find((i) => i.id === id);

function to(c: Ctx, id: string) {
  const i = other(c.sides, id);
  return i ? <a href={"#" + i.key} onClick={(e) => { e.preventDefault(); c.choose(i.key); }}>{i.label}</a> : id;
}

function statementBody(c: Ctx, r: Statement) {
  return (
    <>
      <blockquote>{r.content.map((s, i) => <>{i > 0 && " … "}{words(c, "content", s)}</>)}</blockquote>
      <dl>
        {row("how", <>{r.cue ? words(c, "cue", r.cue) : "no cue"}{r.cue_class && " (" + r.cue_class + ")"} · {r.type} · {r.polarity}</>, meaning("type", r.type), meaning("polarity", r.polarity))}
        {field(c, "source", "source", r.source)}
        {field(c, "to", "addressee", r.addressee)}
        {field(c, "at", "venue", r.venue)}
        {field(c, "by", "medium", r.medium)}
        {day(c, "said on", "said_on", r.said_on)}
        {r.within && row("within", to(c, r.within))}
      </dl>
    </>
  );
}

function figureBody(c: Ctx, r: Figure) {
  return (
    <dl>
      {field(c, "words", "text", r.text)}
      {field(c, "of what", "unit", r.unit)}
      {field(c, "who", "who", r.who)}
      {field(c, "where", "where", r.where)}
      {field(c, "period", "period", r.period)}
      {day(c, "since", "since", r.since)}
      {day(c, "as of", "as_of", r.as_of)}
      {day(c, "on", "on", r.on)}
      {r.of && row((r.relation ?? "part") + " of", to(c, r.of))}
      {row("kind", <>{r.accrual} · {r.polarity} · {r.modality}</>, meaning("accrual", r.accrual), meaning("modality", r.modality))}
      {field(c, "caveat", "caveat", r.caveat)}
    </dl>
  );
}

function party(c: Ctx, of: string, p: Party | null) {
  if (!p) return <span class="role">not named</span>;
  const codes = [p.code, p.sector].filter(Boolean).join(" ");
  return <>{words(c, of, p.span)}{codes && <span class="role" title={codes}> {[p.code && named(p.code), p.sector && (sectors[p.sector] ?? p.sector)].filter(Boolean).join(", ")}</span>}</>;
}

function actBody(c: Ctx, r: Act) {
  return (
    <dl>
      {row("act", <>{r.type}{r.mode && " / " + r.mode}: {words(c, "anchor", r.anchor)}</>, meaning("act", r.type))}
      {row("happened?", <>{r.modality}{r.modality_span && <>: {words(c, "modality", r.modality_span)}</>}</>, meaning("modality", r.modality))}
      {day(c, "when", "when", r.when)}
      {field(c, "where", "where", r.where?.span)}
      {r.same_as && row("same as", to(c, r.same_as))}
    </dl>
  );
}

function head(c: Ctx) {
  const r = c.item.record;
  if (c.item.kind === "statement") {
    const s = r as Statement, e = c.sides.doc.entities.find((x) => x.id === s.speaker);
    return <>{entityName(c.sides, s.speaker) ?? s.source?.text ?? "nobody named"}{e?.role && <span class="role"> {e.role.text}</span>}</>;
  }
  if (c.item.kind === "figure") return <>{valueText((r as Figure).value)} <span class="role">{(r as Figure).effect}</span></>;
  if (c.item.kind === "event") return <>{party(c, "actor", (r as Act).actor)} → {party(c, "recipient", (r as Act).recipient)}</>;
  return <>{words(c, "span", (r as Quotation).span)} <span class="role">{(r as Quotation).kind}</span></>;
}

export const stateOf = (item: Item): string => {
  const v = item.record.review;
  return (typeof v === "string" ? v : v?.state) ?? "unseen";
};
const stateWord: Record<string, string> = { unseen: "suggested", accepted: "✓ checked", approved: "✓✓ approved", corrected: "✎ corrected", rejected: "✗ rejected", added: "+ added" };

interface CardOf { sides: Sides; item: Item; lit: boolean; choose: Choose; onHover: (l: Lit | null) => void }

/** A record; drawn anew only when it is lit or no longer. */
export function Card(o: CardOf) {
  return useMemo(() => cardOf(o), [o.sides, o.item, o.lit, o.choose, o.onHover]);
}

function cardOf({ sides, item, lit, choose, onHover }: CardOf) {
  const c: Ctx = { sides, item, choose };
  const r = item.record, l = letters[item.kind];
  return (
    <li id={item.key} class={`rec r-${l}${lit ? " lit" : ""}`} onPointerEnter={() => onHover({ key: item.key, field: "" })} onPointerLeave={() => onHover(null)}
      onClick={(e) => { if (!(e.target as Element).closest("a,button,input,select")) choose(item.key, "", "records"); }}>
      <h3><span class={"tag t-" + l}>{item.label}</span> {head(c)}</h3>
      {item.kind === "statement" && statementBody(c, r as Statement)}
      {item.kind === "figure" && figureBody(c, r as Figure)}
      {item.kind === "event" && actBody(c, r as Act)}
      {chainOf(c)}
      <p class="made" title={[sure, meaning("rule", r.rule)].filter(Boolean).join("\n")}>{stateWord[stateOf(item)] ?? stateOf(item)}{r.confidence !== undefined && " · confidence " + r.confidence.toFixed(2)} · found by {r.rule ?? "unknown"}</p>
    </li>
  );
}

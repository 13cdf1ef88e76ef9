// The article's text and the records' spans. The server counts bytes of UTF-8, the browser UTF-16 units: `Offsets`
// translates. Overlapping spans become one flat row of pieces, as in src/doc/html.c.
import type { Act, Doc, Figure, Quotation, Span, Statement } from "./api";

export class Offsets {
  private readonly bytes: Uint32Array; // byte offset of each UTF-16 unit
  constructor(readonly text: string) {
    this.bytes = new Uint32Array(text.length + 1);
    let at = 0;
    for (let i = 0; i < text.length; i++) {
      this.bytes[i] = at;
      const c = text.charCodeAt(i);
      const high = c >= 0xd800 && c < 0xdc00 && i + 1 < text.length;
      if (high) {
        this.bytes[++i] = at;
        at += 4;
      } else at += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    this.bytes[text.length] = at;
  }
  byteOf(unit: number): number { return this.bytes[unit] ?? 0; }
  unitOf(byte: number): number {
    let lo = 0, hi = this.text.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (this.byteOf(mid) < byte) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  }
  slice(start: number, end: number): string { return this.text.slice(this.unitOf(start), this.unitOf(end)); }
}

export type Kind = "statement" | "figure" | "event" | "quotation";
export const letters: Record<Kind, string> = { statement: "s", figure: "f", event: "a", quotation: "q" };
export const kindNames: Record<Kind, string> = { statement: "Statements", figure: "Figures", event: "Acts", quotation: "Quoted, but nobody's statement" };
export const viewOf: Record<Kind, string> = { statement: "statements", figure: "figures", event: "events", quotation: "quotations" };

/** One record with its label ("S1") and the fields that are words of the article. */
export interface Item {
  kind: Kind; id: string; label: string; key: string;
  record: Statement | Figure | Act | Quotation;
  fields: { name: string; span: Span }[];
  first: number;
}

function spansOf(kind: Kind, r: Item["record"]): { name: string; span: Span }[] {
  const out: { name: string; span: Span }[] = [];
  const add = (name: string, s: Span | null | undefined): void => { if (s && s.end > s.start) out.push({ name, span: s }); };
  if (kind === "statement") {
    const s = r as Statement;
    add("source", s.source); add("cue", s.cue);
    s.content.forEach((c) => add("content", c));
    add("addressee", s.addressee); add("venue", s.venue); add("medium", s.medium); add("said_on", s.said_on?.span);
  } else if (kind === "figure") {
    const f = r as Figure;
    add("text", f.text); add("number", f.number); add("unit", f.unit); add("who", f.who); add("where", f.where);
    add("period", f.period); add("caveat", f.caveat); add("since", f.since?.span); add("as_of", f.as_of?.span); add("on", f.on?.span);
  } else if (kind === "event") {
    const e = r as Act;
    add("anchor", e.anchor); add("actor", e.actor?.span); add("recipient", e.recipient?.span);
    add("modality", e.modality_span); add("when", e.when?.span); add("where", e.where?.span);
  } else add("span", (r as Quotation).span);
  (r.chain ?? []).forEach((l) => add(l.role, l.span));
  return out;
}

const firstField: Record<Kind, string> = { statement: "content", figure: "text", event: "anchor", quotation: "span" };

export function itemsOf(doc: Doc): Item[] {
  const make = (kind: Kind, list: Item["record"][]): Item[] =>
    list.map((record, i) => {
      const fields = spansOf(kind, record);
      const key = letters[kind] + (i + 1);
      return { kind, id: record.id, label: key.toUpperCase(), key, record, fields, first: fields.find((f) => f.name === firstField[kind])?.span.start ?? 0 };
    });
  return [...make("statement", doc.statements), ...make("figure", doc.figures), ...make("event", doc.events), ...make("quotation", doc.quotations)];
}

export interface Piece { start: number; end: number; text: string; marks: { item: Item; field: string }[]; labels: Item[] }

/** The pieces of one block, [start, end) in bytes. `marks` are sorted by start. */
export function piecesOf(offsets: Offsets, start: number, end: number, marks: { item: Item; field: string; span: Span }[]): Piece[] {
  const mine = marks.filter((m) => m.span.start < end && m.span.end > start);
  const cuts = new Set([start, end]);
  for (const m of mine) {
    if (m.span.start > start) cuts.add(m.span.start);
    if (m.span.end < end) cuts.add(m.span.end);
  }
  const at = [...cuts].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < at.length; i++) {
    const from = at[i] as number, to = at[i + 1] as number;
    const here = mine.filter((m) => m.span.start <= from && m.span.end >= to);
    const labels = here.filter((m) => m.span.start === from && m.field === firstField[m.item.kind] && m.item.first === from).map((m) => m.item);
    pieces.push({ start: from, end: to, text: offsets.slice(from, to), marks: here, labels: [...new Set(labels)] });
  }
  return pieces;
}

/** "more than 200", "36–40", "dozens". */
export function valueText(v: { low: number | null; high: number | null; low_open?: boolean | number | null; high_open?: boolean | number | null; approx?: boolean | number | null; vague?: string | null }): string {
  if (v.vague) return v.vague;
  const n = (x: number | null): string => (x === null ? "" : x.toLocaleString("en"));
  const about = v.approx ? "about " : "";
  if (v.low === null && v.high === null) return "unknown";
  if (v.high === null) return about + (v.low_open ? "more than " : "at least ") + n(v.low);
  if (v.low === null) return about + (v.high_open ? "under " : "up to ") + n(v.high);
  return about + (v.low === v.high ? n(v.low) : n(v.low) + "–" + n(v.high));
}

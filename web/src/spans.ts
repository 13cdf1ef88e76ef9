// Where a span may begin and end: at the edges of words and of marks of punctuation; the selected words; the place
// under the pointer.
import type { Offsets } from "./text";

export interface Range { start: number; end: number }
/** As the log writes a place: "120-134". */
export const places = (r: Range): string => r.start + "-" + r.end;

interface Edges { starts: number[]; ends: number[] } // in UTF-16 units
const known = new WeakMap<Offsets, Edges>();

function edgesOf(offsets: Offsets): Edges {
  let e = known.get(offsets);
  if (!e) {
    e = { starts: [], ends: [] };
    for (const m of offsets.text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.,-][\p{L}\p{N}\p{M}]+)*|[^\s\p{L}\p{N}\p{M}]/gu)) {
      e.starts.push(m.index);
      e.ends.push(m.index + m[0].length);
    }
    known.set(offsets, e);
  }
  return e;
}

/** The first place in the list that is not before `unit`. */
function after(list: number[], unit: number): number {
  let lo = 0, hi = list.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if ((list[mid] as number) < unit) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

const within = (r: Range, was: Range): Range => (r.end > r.start ? r : was);

/** Move one end by a word (or by one letter). */
export function moved(offsets: Offsets, r: Range, end: boolean, by: 1 | -1, letter = false): Range {
  const edges = edgesOf(offsets), list = end ? edges.ends : edges.starts;
  const unit = offsets.unitOf(end ? r.end : r.start);
  let to: number | undefined;
  if (letter) {
    const pair = /[\ud800-\udbff]/.test(offsets.text.charAt(by > 0 ? unit : unit - 2));
    to = Math.min(Math.max(unit + by * (pair ? 2 : 1), 0), offsets.text.length);
  } else to = by > 0 ? list[after(list, unit + 1)] : list[after(list, unit) - 1];
  if (to === undefined) return r;
  const byte = offsets.byteOf(to);
  return within(end ? { start: r.start, end: byte } : { start: byte, end: r.end }, r);
}

/** Put one end at the word edge nearest to a place. */
export function draggedTo(offsets: Offsets, r: Range, end: boolean, byte: number): Range {
  const edges = edgesOf(offsets), list = end ? edges.ends : edges.starts;
  const unit = offsets.unitOf(byte), i = after(list, unit);
  const a = list[i - 1], b = list[i];
  const to = a === undefined || (b !== undefined && b - unit < unit - a) ? b : a;
  if (to === undefined) return r;
  const at = offsets.byteOf(to);
  return within(end ? { start: r.start, end: at } : { start: at, end: r.end }, r);
}

/** Cut a selection to whole words. */
export const snapped = (offsets: Offsets, r: Range): Range => {
  const edges = edgesOf(offsets), from = offsets.unitOf(r.start), to = offsets.unitOf(r.end);
  const i = after(edges.ends, from + 1), j = after(edges.starts, to) - 1;
  const start = edges.starts[i], end = edges.ends[j];
  return start !== undefined && end !== undefined && end > start ? { start: offsets.byteOf(start), end: offsets.byteOf(end) } : r;
};

function byteAt(offsets: Offsets, node: Node, offset: number): number | null {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("#text [data-b]");
  if (!piece) return null;
  return offsets.byteOf(offsets.unitOf(Number(piece.dataset["b"])) + (node.nodeType === Node.TEXT_NODE ? offset : 0));
}

/** The selected words of the article, in bytes. */
export function selected(offsets: Offsets): Range | null {
  const s = getSelection();
  if (!s || s.rangeCount === 0 || s.isCollapsed) return null;
  const r = s.getRangeAt(0);
  const start = byteAt(offsets, r.startContainer, r.startOffset), end = byteAt(offsets, r.endContainer, r.endOffset);
  return start !== null && end !== null && end > start ? snapped(offsets, { start, end }) : null;
}

/** The place of the article under the pointer. */
export function placeAt(offsets: Offsets, x: number, y: number): number | null {
  if (document.caretPositionFromPoint) {
    const p = document.caretPositionFromPoint(x, y);
    return p ? byteAt(offsets, p.offsetNode, p.offset) : null;
  }
  const old = document as unknown as { caretRangeFromPoint?: (x: number, y: number) => globalThis.Range | null };
  const r = old.caretRangeFromPoint?.(x, y);
  return r ? byteAt(offsets, r.startContainer, r.startOffset) : null;
}

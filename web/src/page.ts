// The script of a self-contained page (onrecord read --html): it lights the other side and adds keys. Everything that
// it touches is already in the HTML that C wrote; it never makes HTML out of text.

const one = (id: string): HTMLElement | null => document.getElementById(id);
const all = (selector: string): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>(selector));

const article = one("text");
const records = one("records");
const cards = all(".rec");
let chosen = -1;

/** The fields of a piece: ["s1.content", "f2.text"]. */
const fields = (piece: HTMLElement): string[] => (piece.dataset["m"] ?? "").split(" ");
const recordOf = (field: string): string => field.split(".")[0] ?? "";

/** The pieces of each record, in order. */
const told = new Map<string, HTMLElement[]>();
for (const p of all("#text [data-m]"))
  for (const id of new Set(fields(p).map(recordOf))) told.set(id, [...(told.get(id) ?? []), p]);
const piecesOf = (id: string): HTMLElement[] => told.get(id) ?? [];

/** Light a record's words and its card; `field` is outlined besides. */
function light(id: string | null, field = ""): void {
  for (const e of all(".lit, .field")) e.classList.remove("lit", "field");
  if (!id) return;
  one(id)?.classList.add("lit");
  for (const p of piecesOf(id)) {
    p.classList.add("lit");
    if (fields(p).includes(field)) p.classList.add("field");
  }
}

const chosenId = (): string | null => cards[chosen]?.id ?? null;

/** Scroll one side only, and only where it is needed. */
function show(side: HTMLElement | null, what: HTMLElement | undefined): void {
  if (!side || !what) return;
  const s = side.getBoundingClientRect();
  const w = what.getBoundingClientRect();
  const scrolls = side.scrollHeight > side.clientHeight + 1;
  if (!scrolls) what.scrollIntoView({ block: "nearest" });
  else if (w.top < s.top || w.bottom > s.bottom) side.scrollTop += w.top - s.top - s.height / 3;
}

/** Choose a record: both sides show it. */
function choose(id: string, field = "", from = ""): void {
  chosen = cards.findIndex((c) => c.id === id);
  light(id, field);
  const words = piecesOf(id).filter((p) => !field || fields(p).includes(field));
  if (from !== "text") show(article, words[0]);
  if (from !== "records" || !field) show(records, cards[chosen]);
}

/** The record that a piece stands for: the innermost one, told by the fewest pieces. */
function pieceRecord(piece: HTMLElement): string {
  const ids = fields(piece).map(recordOf);
  return ids.reduce((best, id) => (piecesOf(id).length < piecesOf(best).length ? id : best), ids[0] ?? "");
}

function parts(e: Event): { piece: HTMLElement | null; card: HTMLElement | null; link: HTMLElement | null; tag: HTMLElement | null } {
  const t = e.target instanceof Element ? e.target : null;
  return {
    piece: t?.closest<HTMLElement>("#text [data-m]") ?? null,
    card: t?.closest<HTMLElement>(".rec") ?? null,
    link: t?.closest<HTMLElement>("[data-f]") ?? null,
    tag: t?.closest<HTMLElement>("#text .tag") ?? null,
  };
}

function point(e: Event): void {
  const { piece, card, link } = parts(e);
  if (link) light(recordOf(link.dataset["f"] ?? ""), link.dataset["f"]);
  else if (card) light(card.id);
  else if (piece) light(pieceRecord(piece));
  else light(chosenId());
}

document.addEventListener("pointerover", point);
document.addEventListener("focusin", point);
document.addEventListener("click", (e) => {
  const { piece, card, link, tag } = parts(e);
  const f = link?.dataset["f"];
  if (f) {
    e.preventDefault();
    history.replaceState(null, "", "#" + recordOf(f));
    choose(recordOf(f), f, "records");
  } else if (tag) {
    e.preventDefault();
    history.replaceState(null, "", tag.getAttribute("href"));
    choose((tag.getAttribute("href") ?? "#").slice(1), "", "text");
  } else if (piece) choose(pieceRecord(piece), "", "text");
  else if (card && !(e.target as Element).closest("a")) choose(card.id, "", "records");
});

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.target instanceof HTMLInputElement) return;
  const step = e.key === "j" ? 1 : e.key === "k" ? -1 : 0;
  if (e.key === "Escape") {
    chosen = -1;
    light(null);
  }
  if (!step || cards.length === 0) return;
  const next = chosen < 0 ? (step > 0 ? 0 : cards.length - 1) : chosen + step;
  const card = cards[Math.min(Math.max(next, 0), cards.length - 1)];
  if (card) choose(card.id);
});

function tools(): void {
  const box = one("tools");
  if (!box) return;
  const label = document.createElement("label");
  const check = document.createElement("input");
  check.type = "checkbox";
  check.checked = true;
  check.addEventListener("change", () => document.body.classList.toggle("plain", !check.checked));
  label.append(check, " highlights");
  const keys = document.createElement("span");
  keys.className = "meta";
  keys.textContent = "j / k: next and previous record, Esc: none";
  box.append(label, keys);
  document.body.classList.add("step");
}

tools();
if (/^#[sfaq]\d+$/.test(location.hash)) choose(location.hash.slice(1));

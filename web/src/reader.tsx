// Reader: the article left, its records right, in step.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { getDoc } from "./api";
import { Article, Card, reveal, useSides, type Choose, type Lit } from "./article";
import { go, link, useAnswer, type Place } from "./route";
import { Failure, Waiting } from "./table";
import { kindNames, type Item, type Kind } from "./text";

const hostOf = (url: string): string => {
  try { return new URL(url).hostname.replace(/^www\./, ""); } catch { return url.slice(0, 60); }
};
const kinds: Kind[] = ["statement", "figure", "event", "quotation"];

const FIRST = Math.ceil(screen.height / 150); // as many cards as a window shows; its own height would have the page laid out
const SOME = 200; // cards at a time

/** Stands where the cards that are drawn end: more of them, before one scrolls there. */
function More({ seen }: { seen: () => void }) {
  const end = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const watch = new IntersectionObserver((list) => { if (list.some((e) => e.isIntersecting)) seen(); }, { rootMargin: "2000px" });
    if (end.current) watch.observe(end.current);
    return () => watch.disconnect();
  }, []);
  return <p ref={end} class="none">more …</p>;
}

export function typing(e: KeyboardEvent): boolean {
  return e.ctrlKey || e.altKey || e.metaKey || (e.target instanceof Element && e.target.closest("input:not([type=checkbox]),select,textarea,dialog") !== null);
}

export function Reader({ place }: { place: Place }) {
  const key = place.path[1] ?? "";
  const doc = useAnswer(() => getDoc(key), [key]);
  const sides = useSides(doc.value);
  const [hidden, setHidden] = useState<ReadonlySet<Kind>>(new Set());
  const [plain, setPlain] = useState(false);
  const [lit, setLit] = useState<Lit | null>(null);
  const [hover, setHover] = useState<Lit | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const told = useRef(""); // the record lit, as the link names it
  const [room, setRoom] = useState(FIRST); // cards that are drawn
  const brief = room < SOME;
  useEffect(() => {
    if (!sides) return;
    const id = requestAnimationFrame(() => setTimeout(() => setRoom(SOME)));
    return () => cancelAnimationFrame(id);
  }, [sides]);
  const shown = useCallback((i: Item) => !hidden.has(i.kind), [hidden]);
  const items = useMemo(() => sides?.items.filter(shown) ?? [], [sides, shown]);

  /** The card of a record, drawn if it was not. */
  const show = (k: string): void => {
    setRoom((n) => Math.max(n, items.findIndex((i) => i.key === k) + SOME / 2));
    requestAnimationFrame(() => reveal(list.current, document.getElementById(k)));
  };
  const choose = useCallback<Choose>((k, field = "", from) => {
    setLit({ key: k, field });
    const item = sides?.items.find((i) => i.key === k);
    if (item) {
      told.current = item.id;
      go(link("read/" + encodeURIComponent(key), { r: item.id }), true);
    }
    if (from !== "records") show(k);
  }, [items, key]);

  useEffect(() => { told.current = ""; }, [sides]); // another article, or the same read anew
  const named = place.args["r"] ?? "";
  useEffect(() => { // the record that the link names, once the first are on the screen
    if (brief || named === told.current) return;
    const item = sides?.items.find((i) => i.id === named);
    if (item) {
      told.current = item.id;
      setLit({ key: item.key, field: "" });
      show(item.key);
    }
  }, [sides, brief, named]);

  useEffect(() => {
    const on = (e: KeyboardEvent): void => {
      if (typing(e) || items.length === 0) return;
      if (e.key === "Escape") setLit(null);
      if (e.key !== "j" && e.key !== "k") return;
      const i = items.findIndex((x) => x.key === lit?.key);
      const to = e.key === "j" ? Math.min(i + 1, items.length - 1) : Math.max(i < 0 ? items.length - 1 : i - 1, 0);
      choose((items[to] as Item).key);
    };
    addEventListener("keydown", on);
    return () => removeEventListener("keydown", on);
  }, [items, lit, choose]);

  if (doc.error) return <div class="empty"><h1>This article cannot be shown.</h1><Failure message={doc.error} /><p><a href={link("search")}>All articles</a></p></div>;
  if (!sides) return <Waiting />;
  const d = sides.doc.document;
  const titled = sides.blocks.some((b) => b[2] === "title");
  const now = hover ?? lit;
  let left = room; // of it, for the next list
  const some = (all: Item[]): Item[] => {
    const first = all.slice(0, left);
    left -= all.length;
    return first;
  };
  return (
    <div class={"reader step" + (plain ? " plain" : "") + (items.length > SOME ? " many" : "")}>
      <header class="top">
        {!titled && <h1>{d.title ?? "(no title)"}</h1>}
        <p class="meta">
          <span title={"how the date is known: " + d.published.how}>{d.published.date ? "published " + d.published.date : "no date"}</span>{d.outlet && " · " + d.outlet}{d.agency && d.agency !== d.outlet && " · from " + d.agency}
          {d.url && <> · {/^https?:\/\//.test(d.url) ? <a href={d.url} title={d.url} rel="noreferrer noopener">on {hostOf(d.url)}</a> : d.url}</>}
          {" · "}<a href={`/api/v1/documents/${encodeURIComponent(key)}/source`} title={`${d.source.bytes.toLocaleString("en")} bytes of ${d.source.media_type ?? "unknown kind"}, as they were received`}>page as received</a> <a href={`/api/v1/documents/${encodeURIComponent(key)}/source?download=1`} download>(save)</a>
          {" · "}<a href={`/api/v1/documents/${encodeURIComponent(key)}`}>JSON</a>
          {" · "}<a class="todo" href={link("review", { document: key })}>Review its records</a>
        </p>
        <div id="tools" role="group" aria-label="What is shown">
          {kinds.map((k) => (
            <label><input type="checkbox" checked={!hidden.has(k)} onChange={() => { const next = new Set(hidden); if (!next.delete(k)) next.add(k); setHidden(next); }} /> {k === "quotation" ? "Other quotations" : kindNames[k]}</label>
          ))}
          <label><input type="checkbox" checked={!plain} onChange={() => setPlain(!plain)} /> highlights</label>
          <span class="meta">j / k: next and previous record · <a href={link("help")}>what the marks and words mean</a></span>
        </div>
      </header>
      <div class="sides">
        <Article sides={sides} lit={lit} hover={hover} onChoose={choose} onHover={setHover} shown={shown} brief={brief} />
        <div id="records" ref={list} tabIndex={0} role="region" aria-label="The records">
          {d.warnings.length > 0 && <section class="warnings" aria-label="Warnings"><h2>Warnings</h2><ul>{d.warnings.map((w) => <li>{w}</li>)}</ul></section>}
          {kinds.filter((k) => !hidden.has(k)).map((k) => {
            if (left < 0) return null;
            const mine = sides.items.filter((i) => i.kind === k);
            return (
              <section class="list">
                <h2>{kindNames[k]} ({mine.length})</h2>
                {mine.length === 0 ? <p class="none">none found</p> : <ol class="recs">{some(mine).map((i) => <Card key={i.key} sides={sides} item={i} lit={now?.key === i.key} choose={choose} onHover={setHover} />)}</ol>}
              </section>
            );
          })}
          {left < 0 && !brief && <More key={room} seen={() => setRoom(room + SOME)} />}
        </div>
      </div>
    </div>
  );
}

// Search with facets, and the list of documents: every count can be clicked, every state is a link.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ABSENT, getFacets, getRows, type Args, type Row } from "./api";
import { go, link, useAnswer, type Place } from "./route";
import { Failure, Table, Take, Waiting, type Column } from "./table";
import { valueText } from "./text";
import { meaning, named } from "./words";

export const open = (r: Row): string => link("read/" + r["document"], r["id"] ? { r: String(r["id"]) } : {});
const source = (r: Row) => <small>{r["published"] ?? "no date"} · {r["outlet"] ?? "no outlet"}</small>;
const title: Column = { name: "title", head: "Article", show: (r) => <><a href={open(r)}>{r["title"] ?? "(no title)"}</a><br />{source(r)}</> };
const where: Column = { name: "title", head: "Article", wide: "source", show: (r) => <><a class="clamp" href={open(r)} title={String(r["title"] ?? "")}>{r["title"] ?? "(no title)"}</a>{source(r)}</> };
const on = (name: string, head: string): Column => ({ name, head });
const words = (name: string, head: string): Column => ({ name, head, wide: "words", show: (r, q) => <a class="w" href={open(r)}>{marked(String(r[name] ?? ""), q)}</a> });

/** The words that were searched for, marked; by their beginnings, as the index knows stems. */
export function marked(s: string, q = ""): ComponentChildren {
  const stems = (q.match(/[\p{L}\p{N}]+/gu) ?? []).filter((w) => w.length > 2).map((w) => (w.length > 5 ? w.slice(0, -2) : w));
  if (stems.length === 0) return s;
  const pieces = s.split(new RegExp(`(?<![\\p{L}\\p{N}])((?:${stems.join("|")})[\\p{L}\\p{N}]*)`, "giu"));
  return pieces.map((p, i) => (i % 2 ? <mark>{p}</mark> : p));
}

export const valueOf = (r: Row): string => valueText({ low: r["low"] as number | null, high: r["high"] as number | null, low_open: r["low_open"] as number, high_open: r["high_open"] as number, approx: r["approx"] as number, vague: r["vague"] as string | null });

/** 1,368,000,000; what is absent stays absent. */
export const shortNumber = (v: string | number | null | undefined): string => (typeof v === "number" ? v.toLocaleString("en") : "");
/** Words that say little alone, with the sentence that they stand in. */
const inSentence = (name: string, head: string): Column => ({ name, head, wide: "words", show: (r, q) => <><a class="w" href={open(r)}>{marked(String(r[name] ?? ""), q)}</a><small class="clamp" title={String(r["context"] ?? "")}>{marked(String(r["context"] ?? ""), q)}</small></> });

/** Whom the article names, and for which country they act; "?" is nobody named. */
const party = (name: string, head: string): Column => ({ name, head, show: (r) => {
  const code = String(r[name]), who = String(r[name + "_name"] ?? code);
  return code === "?" ? <small>not named</small> : <>{who}{code !== who && named(code) !== who && <small title={code}> {named(code)}</small>}</>;
} });
const told = (name: string, head: string, field: string): Column => ({ name, head, show: (r) => <span title={meaning(field, String(r[name]))}>{r[name]}</span> });
const chain: Column = { name: "chain", head: "On whose word", show: (r) => <span class="path">{String(r["chain"] ?? "").split(" > ").map((l, i) => <>{i > 0 && <b aria-label="to"> → </b>}{l}</>)}</span> };
const day: Column = { name: "day", head: "Day", day: true };

export const columns: Record<string, Column[]> = {
  documents: [title, { name: "statements", head: "Statements", number: true }, { name: "figures", head: "Figures", number: true }, { name: "acts", head: "Acts", number: true },
    { name: "carriers", head: "Copies", number: true, show: (r) => Number(r["carriers"]) > 1 && <a href={link("search", { view: "documents", story: String(r["story"]) })}>{r["carriers"]}</a> }],
  statements: [{ name: "speaker", head: "Who", show: (r) => r["speaker"] ? <a class="w" href={link("speaker", { speaker: String(r["speaker"]) })}>{r["speaker"]}</a> : <small>{r["source"] ?? "nobody named"}</small> }, words("content", "Words"), { name: "type", head: "How", show: (r) => <>{r["cue"] ?? "no cue"} <small>{r["type"]}{r["polarity"] !== "asserted" && " · " + r["polarity"]}</small></> }, chain, where],
  figures: [{ name: "low", head: "Value", show: valueOf }, told("effect", "Counts", "effect"), inSentence("content", "Words"), on("place", "Where"), day, chain, where],
  events: [party("actor", "Actor"), told("type", "Act", "act"), party("recipient", "Recipient"), inSentence("anchor", "Words"), told("modality", "Happened?", "modality"), day, chain, where],
  quotations: [words("content", "Words"), on("kind", "Kind"), where],
};
const viewNames: Record<string, string> = { documents: "Articles", statements: "Statements", figures: "Figures", events: "Acts", quotations: "Other quotations" };
const facetNames: Record<string, string> = { cue_class: "Class of the verb", place: "Place", origin: "On the word of", outlet: "Outlet", rule: "Found by", review: "Checked", effect: "What is counted", type: "Type", modality: "Happened?", accrual: "Counted as", polarity: "Polarity", speaker: "Speaker", actor: "Actor", recipient: "Recipient", kind: "Kind" };

const reviewNames: Record<string, string> = { unseen: "suggested", accepted: "checked", approved: "approved", corrected: "corrected", added: "added by a reader", rejected: "rejected" };
const shownAs = (facet: string, v: unknown): string => {
  const s = String(v);
  return facet === "review" ? reviewNames[s] ?? s : s === ABSENT ? "not said" : facet === "actor" || facet === "recipient" ? named(s) : s;
};
/** The fields whose words the glossary explains. */
const fieldOf = (facet: string, view: string): string => (facet === "type" && view === "events" ? "act" : facet);

export type Counted = ReturnType<typeof useFacets>;
export function useFacets(view: string, args: Args) {
  const { offset: _, view: __, of: ___, ...ask } = args;
  return useAnswer(() => getFacets(view, ask), [view, JSON.stringify(ask)]);
}

export function Facets({ facets, view, args, path, without = [] }: { facets: Counted; view: string; args: Args; path: string; without?: string[] }) {
  if (facets.error) return <Failure message={facets.error} />;
  return (
    <nav class="facets" aria-label="Narrow">
      <label><input type="checkbox" checked={args["fold"] === "text"} onChange={() => go(link(path, { ...args, fold: args["fold"] === "text" ? "" : "text", offset: "" }))} /> count copies once</label>
      {Object.entries(facets.value ?? {}).filter(([name, values]) => !without.includes(name) && (values.length > 1 || args[name])).map(([name, values]) => (
        <details open={Boolean(args[name]) || ["outlet", "type", "effect", "speaker"].includes(name)}>
          <summary>{facetNames[name] ?? name}</summary>
          <ul>
            {args[name] && <li><a href={link(path, { ...args, [name]: "", offset: "" })}>✕ any ({shownAs(name, args[name])})</a></li>}
            {values.filter((v) => v.value !== null && v.value !== args[name]).slice(0, 12).map((v) => (
              <li><a href={link(path, { ...args, [name]: String(v.value), offset: "" })} title={meaning(fieldOf(name, view), String(v.value))}>{shownAs(name, v.value)}</a> <small>{v.count.toLocaleString("en")}</small></li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

const PAGE = 50; // rows of a page of hits

export function Pager({ path, args, offset, n, total, more, step = 100 }: { path: string; args: Args; offset: number; n: number; total: number; more: boolean; step?: number }) {
  return (
    <p class="pager">
      {total === 0 ? "Nothing found." : `${(offset + 1).toLocaleString("en")}–${(offset + n).toLocaleString("en")} of ${total.toLocaleString("en")}${more ? "+" : ""}`}
      {offset > 0 && <> <a href={link(path, { ...args, offset: String(Math.max(offset - Number(args["limit"] ?? step), 0)) })}>previous</a></>}
      {offset + n < total && <> <a href={link(path, { ...args, offset: String(offset + n) })}>next</a></>}
    </p>
  );
}

/** What to try where nothing was found. */
function Nothing({ args, view }: { args: Args; view: string }) {
  const filters = Object.keys(args).filter((k) => !["q", "offset", "limit"].includes(k));
  return (
    <div class="empty">
      <h2>Nothing fits.</h2>
      {args["q"] && <p>All words must stand in the same {view === "documents" ? "article" : "record"}: try fewer, or a beginning with a star (harb*).</p>}
      {filters.length > 0 && <p><a href={link("search", { view, q: args["q"] ?? "" })}>Without the filters</a> ({filters.join(", ")})</p>}
      {args["q"] && view !== "documents" && <p><a href={link("search", { q: args["q"] })}>Articles with these words</a></p>}
      {Object.keys(args).length === 0 && <p>This book holds none. <code>onrecord add BOOK FILE…</code> puts articles into it.</p>}
    </div>
  );
}

const dayForm = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

/** What one can do here, for somebody who sees it for the first time. */
function Welcome() {
  return (
    <ul class="welcome">
      <li><b>Read</b> Open an article below: its records stand beside it, and each field opens on the words that prove it.</li>
      <li><b>Ask</b> Search what was said, counted or done; or begin with <a href={link("speakers")}>a speaker</a>, <a href={link("figures")}>a figure</a> or <a href={link("acts")}>who did what to whom</a>.</li>
      <li><b>Check</b> <a href={link("review")}>Review</a> the program's suggestions with one key each. Nothing of a source is ever changed, and every decision can be undone.</li>
    </ul>
  );
}

export function Search({ place }: { place: Place }) {
  const view = columns[place.args["view"] ?? ""] ? (place.args["view"] as string) : "documents";
  const { view: _, ...args } = place.args;
  const [q, setQ] = useState(args["q"] ?? "");
  useEffect(() => setQ(args["q"] ?? ""), [args["q"]]);
  const rows = useAnswer(() => getRows(view, { limit: String(PAGE), ...args }), [view, JSON.stringify(args)]);
  const facets = useFacets(view, args);
  const to = (more: Args): string => link("search", { ...place.args, view, ...more, offset: "" });
  const keep: Args = Object.fromEntries(Object.entries(args).filter(([k]) => ["q", "outlet", "from", "to"].includes(k)));
  return (
    <div class="with-facets">
      <div class="main">
        <h1>Search</h1>
        {Object.keys(place.args).length === 0 && <Welcome />}
        <form role="search" onSubmit={(e) => { e.preventDefault(); go(to({ q })); }}>
          <label class="wide">Words <input type="search" value={q} onInput={(e) => setQ(e.currentTarget.value)} aria-describedby="how-to-search" /></label>
          <label class="days">from <input type="text" size={10} value={args["from"] ?? ""} pattern={dayForm} title="2031, 2031-03 or 2031-03-06" onChange={(e) => { if (e.currentTarget.reportValidity()) go(to({ from: e.currentTarget.value })); }} /></label>
          <label class="days">to <input type="text" size={10} value={args["to"] ?? ""} pattern={dayForm} title="2031, 2031-03 or 2031-03-06" onChange={(e) => { if (e.currentTarget.reportValidity()) go(to({ to: e.currentTarget.value })); }} /></label>
          <button type="submit">Search</button>
          <p id="how-to-search" class="meta">All words must be there, in any form (port finds ports). "rent control": these words together. harb*: a beginning.</p>
        </form>
        <nav class="tabs" aria-label="What to find">
          {Object.entries(viewNames).map(([v, name]) => <a href={link("search", { ...keep, view: v })} aria-current={v === view ? "page" : undefined}>{name}</a>)}
        </nav>
        {rows.error && <Failure message={rows.error} />}
        {rows.value && rows.value.view === view ? (
          <>
            {rows.value.total > 0 && <Pager path="search" args={place.args} offset={rows.value.offset} n={rows.value.rows.length} total={rows.value.total} more={rows.value.more} step={PAGE} />}
            {rows.value.total > 0 && <Take view={view} args={args} />}
            <Table caption={viewNames[view] ?? view} columns={columns[view] as Column[]} rows={rows.value.rows} q={args["q"]} />
            {rows.value.total === 0 && <Nothing args={args} view={view} />}
          </>
        ) : !rows.error && <Waiting />}
      </div>
      <Facets facets={facets} view={view} args={{ ...place.args, view }} path="search" />
    </div>
  );
}

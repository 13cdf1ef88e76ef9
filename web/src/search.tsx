// Search with facets, and the list of documents: every count can be clicked, every state is a link.
import { useEffect, useState } from "preact/hooks";
import { getFacets, getRows, type Args, type Row } from "./api";
import { go, link, useAnswer, type Place } from "./route";
import { Failure, Table, Take, Waiting, type Column } from "./table";
import { valueText } from "./text";

export const open = (r: Row): string => link("read/" + r["document"], r["id"] ? { r: String(r["id"]) } : {});
const where: Column = { name: "title", head: "Article", show: (r) => <><a href={open(r)}>{r["title"] ?? "(no title)"}</a><br /><small>{r["published"] ?? "no date"} · {r["outlet"] ?? "no outlet"}</small></> };
const on = (name: string, head: string): Column => ({ name, head });
const words = (name: string, head: string): Column => ({ name, head, show: (r) => <a class="w" href={open(r)}>{r[name]}</a> });

export const valueOf = (r: Row): string => valueText({ low: r["low"] as number | null, high: r["high"] as number | null, low_open: r["low_open"] as number, high_open: r["high_open"] as number, approx: r["approx"] as number, vague: r["vague"] as string | null });

/** 1,368,000,000; what is absent stays absent. */
export const shortNumber = (v: string | number | null | undefined): string => (typeof v === "number" ? v.toLocaleString("en") : "");
const chain: Column = { name: "chain", head: "On whose word", show: (r) => String(r["chain"] ?? "").replaceAll(" > ", " → ") };
const day: Column = { name: "day", head: "Day", day: true };

export const columns: Record<string, Column[]> = {
  documents: [where, { name: "statements", head: "Statements", number: true }, { name: "figures", head: "Figures", number: true }, { name: "acts", head: "Acts", number: true },
    { name: "carriers", head: "Copies", number: true, show: (r) => Number(r["carriers"]) > 1 && <a href={link("search", { view: "documents", story: String(r["story"]) })}>{r["carriers"]}</a> }],
  statements: [on("speaker", "Who"), words("content", "Words"), { name: "type", head: "How", show: (r) => <>{r["cue"] ?? "no cue"} <small>{r["type"]}{r["polarity"] !== "asserted" && " · " + r["polarity"]}</small></> }, chain, where],
  figures: [{ name: "low", head: "Value", show: valueOf }, on("effect", "Effect"), words("content", "Words"), on("place", "Where"), day, chain, where],
  events: [on("actor", "Actor"), on("type", "Act"), on("recipient", "Recipient"), words("anchor", "Word"), on("modality", "Happened?"), day, chain, where],
  quotations: [words("content", "Words"), on("kind", "Kind"), where],
};
const viewNames: Record<string, string> = { documents: "Articles", statements: "Statements", figures: "Figures", events: "Acts", quotations: "Other quotations" };
const facetNames: Record<string, string> = { cue_class: "Class of the verb", place: "Place", origin: "On the word of", outlet: "Outlet", rule: "Found by", review: "Checked", effect: "Effect", type: "Type", modality: "Happened?", accrual: "Counted as", polarity: "Polarity", speaker: "Speaker", actor: "Actor", recipient: "Recipient", kind: "Kind" };

export function Facets({ view, args, path }: { view: string; args: Args; path: string }) {
  const ask: Args = { ...args };
  delete ask["offset"];
  delete ask["view"];
  delete ask["of"];
  const facets = useAnswer(() => getFacets(view, ask), [view, JSON.stringify(ask)]);
  if (facets.error) return <Failure message={facets.error} />;
  return (
    <nav class="facets" aria-label="Narrow">
      <label><input type="checkbox" checked={args["fold"] === "text"} onChange={() => go(link(path, { ...args, fold: args["fold"] === "text" ? "" : "text", offset: "" }))} /> count copies once</label>
      {Object.entries(facets.value ?? {}).filter(([name, values]) => values.length > 1 || args[name]).map(([name, values]) => (
        <details open={Boolean(args[name]) || ["outlet", "type", "effect", "speaker"].includes(name)}>
          <summary>{facetNames[name] ?? name}</summary>
          <ul>
            {args[name] && <li><a href={link(path, { ...args, [name]: "", offset: "" })}>✕ any ({args[name]})</a></li>}
            {values.filter((v) => v.value !== null && v.value !== args[name]).slice(0, 12).map((v) => (
              <li><a href={link(path, { ...args, [name]: String(v.value), offset: "" })}>{v.value}</a> <small>{v.count}</small></li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

export function Pager({ path, args, offset, n, total, more }: { path: string; args: Args; offset: number; n: number; total: number; more: boolean }) {
  const step = Number(args["limit"] ?? 100);
  return (
    <p class="pager">
      {total === 0 ? "Nothing found." : `${offset + 1}–${offset + n} of ${total}${more ? "+" : ""}`}
      {offset > 0 && <> <a href={link(path, { ...args, offset: String(Math.max(offset - step, 0)) })}>previous</a></>}
      {offset + n < total && <> <a href={link(path, { ...args, offset: String(offset + n) })}>next</a></>}
    </p>
  );
}

export function Search({ place }: { place: Place }) {
  const view = columns[place.args["view"] ?? ""] ? (place.args["view"] as string) : "documents";
  const { view: _, ...args } = place.args;
  const [q, setQ] = useState(args["q"] ?? "");
  useEffect(() => setQ(args["q"] ?? ""), [args["q"]]);
  const rows = useAnswer(() => getRows(view, args), [view, JSON.stringify(args)]);
  const to = (more: Args): string => link("search", { ...place.args, view, ...more, offset: "" });
  const keep: Args = Object.fromEntries(Object.entries(args).filter(([k]) => ["q", "outlet", "from", "to"].includes(k)));
  return (
    <div class="with-facets">
      <div class="main">
        <h1>Search</h1>
        <form role="search" onSubmit={(e) => { e.preventDefault(); go(to({ q })); }}>
          <label>Words <input type="search" value={q} onInput={(e) => setQ(e.currentTarget.value)} placeholder='quay "stays shut" harb*' /></label>
          <label>from <input type="text" size={10} value={args["from"] ?? ""} placeholder="2031-03" onChange={(e) => go(to({ from: e.currentTarget.value }))} /></label>
          <label>to <input type="text" size={10} value={args["to"] ?? ""} placeholder="2031" onChange={(e) => go(to({ to: e.currentTarget.value }))} /></label>
          <button type="submit">Search</button>
        </form>
        <nav class="tabs" aria-label="What to find">
          {Object.entries(viewNames).map(([v, name]) => <a href={link("search", { ...keep, view: v })} aria-current={v === view ? "page" : undefined}>{name}</a>)}
        </nav>
        {rows.error && <Failure message={rows.error} />}
        {rows.value && rows.value.view === view ? (
          <>
            <Pager path="search" args={place.args} offset={rows.value.offset} n={rows.value.rows.length} total={rows.value.total} more={rows.value.more} />
            <Take view={view} args={args} />
            <Table caption={viewNames[view] ?? view} columns={columns[view] as Column[]} rows={rows.value.rows} />
          </>
        ) : !rows.error && <Waiting />}
      </div>
      <Facets view={view} args={{ ...place.args, view }} path="search" />
    </div>
  );
}

// Speakers, figures, acts: a plot, its table, and links that open the words.
import { useMemo } from "preact/hooks";
import { ABSENT, csvLink, getRows, type Args, type Row } from "./api";
import { Key, Series, Timeline, type Moment, type Point } from "./plot";
import { go, link, useAnswer, type Place } from "./route";
import { columns, Facets, open, Pager, shortNumber, useFacets, valueOf } from "./search";
import { Failure, Table, Take, Waiting } from "./table";
import { meaning, named } from "./words";

const text = (r: Row, name: string): string => String(r[name] ?? "");

/** Which words of `b` are not in `a`, in order (longest common subsequence): wording compared word by word. */
export function changed(a: string, b: string): { word: string; is: "same" | "new" | "gone" }[] {
  const x = a.split(/\s+/).filter(Boolean).slice(0, 200), y = b.split(/\s+/).filter(Boolean).slice(0, 200);
  const bare = (w: string): string => w.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const n: number[][] = Array.from({ length: x.length + 1 }, () => new Array<number>(y.length + 1).fill(0));
  const at = (i: number, j: number): number => n[i]?.[j] ?? 0;
  for (let i = x.length - 1; i >= 0; i--)
    for (let j = y.length - 1; j >= 0; j--)
      (n[i] as number[])[j] = bare(x[i] as string) === bare(y[j] as string) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const out: { word: string; is: "same" | "new" | "gone" }[] = [];
  let i = 0, j = 0;
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && bare(x[i] as string) === bare(y[j] as string)) { out.push({ word: y[j] as string, is: "same" }); i++; j++; }
    else if (j < y.length && (i >= x.length || at(i, j + 1) >= at(i + 1, j))) out.push({ word: y[j++] as string, is: "new" });
    else out.push({ word: x[i++] as string, is: "gone" });
  }
  return out;
}

const bag = (s: string): Set<string> => new Set(s.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);

/** How many of their words two wordings share, 0 to 1. */
export function alike(a: Set<string>, b: Set<string>): number {
  let same = 0;
  for (const w of a) if (b.has(w)) same++;
  return a.size + b.size ? (2 * same) / (a.size + b.size) : 0;
}

/** Statements (oldest first) that say the same thing: each goes with the first one whose words it shares by half. */
export function claimsOf(rows: Row[]): Row[][] {
  const claims: { words: Set<string>; rows: Row[] }[] = [];
  for (const r of rows) {
    const words = bag(text(r, "content"));
    const home = words.size >= 3 ? claims.find((c) => alike(c.words, words) >= 0.5) : undefined;
    if (home) home.rows.push(r);
    else claims.push({ words, rows: [r] });
  }
  return claims.map((c) => c.rows).filter((c) => c.length > 1).sort((x, y) => y.length - x.length);
}

export function Speakers({ place }: { place: Place }) {
  const rows = useAnswer(() => getRows("speakers", place.args), [JSON.stringify(place.args)]);
  const facets = useFacets("speakers", place.args);
  return (
    <div class="with-facets">
      <div class="main">
        <h1>Speakers</h1>
        <form role="search" onSubmit={(e) => { e.preventDefault(); const f = new FormData(e.currentTarget); go(link("speakers", { ...place.args, name: String(f.get("name") ?? ""), q: String(f.get("q") ?? ""), offset: "" })); }}>
          <label class="wide">Name <input type="search" name="name" value={place.args["name"] ?? ""} /></label>
          <label class="wide">who spoke about <input type="search" name="q" value={place.args["q"] ?? ""} /></label>
          <button type="submit">Find</button>
        </form>
        {rows.error && <Failure message={rows.error} />}
        {!rows.value ? !rows.error && <Waiting /> : (
          <>
            {rows.value.total === 0 && <div class="empty"><h2>Nobody fits.</h2><p>A name is found by any part of it. <a href={link("speakers")}>All speakers</a></p></div>}
            {rows.value.total > 0 && <><Pager path="speakers" args={place.args} offset={rows.value.offset} n={rows.value.rows.length} total={rows.value.total} more={rows.value.more} /><Take view="speakers" args={place.args} /></>}
            <Table caption="Who is quoted" rows={rows.value.rows} columns={[
              { name: "speaker", head: "Speaker", show: (r) => <a href={link("speaker", { speaker: text(r, "speaker"), q: place.args["q"] ?? "" })}>{r["speaker"]}</a> },
              { name: "statements", head: "Statements", number: true }, { name: "direct", head: "In their own words", number: true },
              { name: "documents", head: "Articles", number: true }, { name: "outlets", head: "Outlets", number: true }, { name: "first", head: "First", day: true }, { name: "last", head: "Last", day: true },
            ]} />
          </>
        )}
      </div>
      <Facets facets={facets} view="speakers" args={place.args} path="speakers" without={["speaker"]} />
    </div>
  );
}

const atAndBy = (r: Row) => <a href={open(r)}>{text(r, "said_on") || text(r, "published") || "no date"} · {text(r, "outlet") || "no outlet"}</a>;

/** One claim: who had it first, every other wording against the first word by word, and who carried each. */
function Claim({ rows }: { rows: Row[] }) {
  const first = rows[0] as Row, plain = (r: Row): string => text(r, "content").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const wordings = new Map<string, Row[]>();
  for (const r of rows) wordings.set(plain(r), [...(wordings.get(plain(r)) ?? []), r]);
  const [own = [], ...later] = [...wordings.values()];
  const carriers = new Set(rows.map((r) => text(r, "outlet") || "no outlet"));
  return (
    <li>
      <p class="meta">first: {atAndBy(first)} · said {rows.length} times, in {wordings.size === 1 ? "one wording" : wordings.size + " wordings"} · carried by {[...carriers].slice(0, 8).join(", ")}{carriers.size > 8 && ` and ${carriers.size - 8} more`}</p>
      <blockquote>{text(first, "content")}</blockquote>
      {own.length > 1 && <p class="meta">in the same words: {own.slice(1, 12).map((r, i) => <>{i > 0 && ", "}{atAndBy(r)}</>)}</p>}
      {later.slice(0, 12).map((list) => (
        <div class="wording">
          <p class="meta">{list.slice(0, 8).map((r, i) => <>{i > 0 && ", "}{atAndBy(r)}</>)}</p>
          <p>{changed(text(first, "content"), text(list[0] as Row, "content")).map((w) => w.is === "same" ? w.word + " " : w.is === "new" ? <><ins>{w.word}</ins> </> : <><del>{w.word}</del> </>)}</p>
        </div>
      ))}
    </li>
  );
}

function Claims({ rows }: { rows: Row[] }) {
  const claims = useMemo(() => claimsOf(rows), [rows]);
  return (
    <section>
      <h2>The same claim, again</h2>
      {claims.length === 0 ? <p class="none">No two of these statements share half of their words.</p> : (
        <>
          <p class="meta">Against the first wording: <ins>new words</ins>, <del>words that are gone</del>.</p>
          <ol class="compared">{claims.slice(0, 30).map((c) => <Claim rows={c} />)}</ol>
        </>
      )}
    </section>
  );
}

export function Speaker({ place }: { place: Place }) {
  const args: Args = { ...place.args, limit: "1000" };
  const answer = useAnswer(async () => {
    const found = await getRows("statements", args); // the newest first; here it is the oldest
    const said = (r: Row): string => text(r, "said_on") || text(r, "published") || "9999";
    return { ...found, rows: found.rows.reverse().sort((a, b) => said(a).localeCompare(said(b))) };
  }, [JSON.stringify(args)]);
  if (answer.error) return <Failure message={answer.error} />;
  if (!answer.value) return <Waiting />;
  const rows = answer.value.rows;
  const first = rows[0];
  const day = (r: Row): string => text(r, "said_on") || text(r, "published");
  const dated = rows.filter((r) => day(r));
  const through = [...new Set(dated.map((r) => text(r, "outlet") || "no outlet"))];
  const moments: Moment[] = dated.map((r) => ({ day: day(r), row: text(r, "outlet") || "no outlet", href: open(r), solid: r["type"] !== "indirect", title: `${day(r)}, ${r["outlet"] ?? "no outlet"}: ${text(r, "content").slice(0, 160)}` }));
  const counted = (list: string[]): [string, number][] => {
    const n = new Map<string, number>();
    for (const x of list) if (x) n.set(x, (n.get(x) ?? 0) + 1);
    return [...n].sort((a, b) => b[1] - a[1]);
  };
  const to = counted(rows.map((r) => text(r, "addressee")));
  const relays = counted(rows.flatMap((r) => text(r, "chain").split(" > ").slice(1, -1)));
  const direct = rows.filter((r) => r["type"] === "direct").length, mixed = rows.filter((r) => r["type"] === "mixed").length;
  const shown = (list: [string, number][]): string => list.slice(0, 8).map(([x, n]) => (n > 1 ? `${x} (${n})` : x)).join(", ") + (list.length > 8 ? ` and ${list.length - 8} more` : "");
  return (
    <>
      <h1>{place.args["speaker"] ?? "Everybody"}</h1>
      <dl class="facts">
        <div><dt>Statements</dt><dd>{rows.length.toLocaleString("en")}{answer.value.total > rows.length && ` (the last of ${answer.value.total.toLocaleString("en")}${answer.value.more ? "+" : ""})`} in {new Set(rows.map((r) => r["document"])).size} articles of {through.length} outlets</dd></div>
        <div><dt>In their words</dt><dd>{direct} direct, {mixed} in part, {rows.length - direct - mixed} in the reporter's words</dd></div>
        {first && <div><dt>First</dt><dd><a href={open(first)}>{day(first) || "no date"}, {text(first, "outlet") || "no outlet"}</a></dd></div>}
        {to.length > 0 && <div><dt>To</dt><dd>{shown(to)}</dd></div>}
        {relays.length > 0 && <div><dt>Passed on by</dt><dd>{shown(relays)}</dd></div>}
      </dl>
      {rows.length === 0 && <p class="none">Nobody of this name speaks here under these filters. <a href={link("speakers", { name: place.args["speaker"] ?? "" })}>Names like it</a></p>}
      <h2>When, and through whom</h2>
      <p class="meta">Filled: with words in quotation marks. Hollow: in the reporter's words. Every mark opens its statement.</p>
      <Timeline moments={moments} rows={through} label="Statements over time, a row an outlet" />
      <Claims rows={rows} />
      <h2>All statements</h2>
      <Take view="statements" args={place.args} />
      <Table caption="Statements, oldest first" columns={(columns["statements"] ?? []).filter((c) => c.name !== "speaker" || !place.args["speaker"])} rows={rows} />
    </>
  );
}

/** All that was counted, each kind as one plot; what has no name of its own can be searched. */
function Effects({ list, args }: { list: { value: unknown; count: number }[]; args: Args }) {
  const plain = list.filter((e) => e.value !== null && e.value !== "other"), rest = list.find((e) => e.value === "other");
  return (
    <ul class="effects">
      {plain.map((e) => <li><a href={link("figure", { ...args, effect: String(e.value), offset: "" })} title={meaning("effect", String(e.value))}>{String(e.value)}</a> <small>{e.count.toLocaleString("en")}</small></li>)}
      {rest && <li><a href={link("search", { ...args, view: "figures", effect: "other", offset: "" })}>other things</a> <small>{rest.count.toLocaleString("en")}</small></li>}
    </ul>
  );
}

export function Figures({ place }: { place: Place }) {
  const rows = useAnswer(() => getRows("series", place.args), [JSON.stringify(place.args)]);
  const facets = useFacets("series", place.args);
  const series = (r: Row): Args => ({ effect: text(r, "effect"), place: text(r, "place") || ABSENT, origin: text(r, "origin") || ABSENT });
  return (
    <div class="with-facets">
      <div class="main">
        <h1>Figures</h1>
        {facets.value && <Effects list={facets.value["effect"] ?? []} args={place.args} />}
        <h2>Series</h2>
        <p class="meta">What was counted, where, and on whose word; the longest first. “Not said”: the sentence itself names no place, or nobody's word; the article may.</p>
        {rows.error && <Failure message={rows.error} />}
        {!rows.value ? !rows.error && <Waiting /> : (
          <>
            <Pager path="figures" args={place.args} offset={rows.value.offset} n={rows.value.rows.length} total={rows.value.total} more={rows.value.more} />
            <Take view="series" args={place.args} />
            <Table caption="Series: one an effect, place and source" rows={rows.value.rows} columns={[
              { name: "effect", head: "Counts", show: (r) => <a href={link("figure", series(r))} title={meaning("effect", text(r, "effect"))}>{r["effect"]}</a> }, { name: "place", head: "Where", show: (r) => r["place"] ?? <small>not said</small> }, { name: "origin", head: "On the word of", show: (r) => r["origin"] ?? <small>not said</small> },
              { name: "figures", head: "Figures", number: true }, { name: "low", head: "Lowest", number: true, show: (r) => shortNumber(r["low"]) }, { name: "high", head: "Highest", number: true, show: (r) => shortNumber(r["high"]) },
              { name: "first", head: "First", day: true }, { name: "last", head: "Last", day: true },
            ]} />
          </>
        )}
      </div>
      <Facets facets={facets} view="series" args={place.args} path="figures" />
    </div>
  );
}

/** More than five times, or less than a fifth of, the middle one of its series (five figures or more). */
function isOdd(v: number, all: number[]): boolean {
  if (all.length < 5) return false;
  const sorted = all.slice().sort((a, b) => a - b), middle = sorted[sorted.length >> 1] as number;
  return middle > 0 && (v > 5 * middle || v < middle / 5);
}

export function FigurePage({ place }: { place: Place }) {
  const args: Args = { ...place.args, limit: "1000" };
  const answer = useAnswer(() => getRows("figures", args), [JSON.stringify(args)]);
  if (answer.error) return <Failure message={answer.error} />;
  if (!answer.value) return <Waiting />;
  const rows = answer.value.rows.filter((r) => r["day"] && (r["low"] !== null || r["high"] !== null));
  const group = (r: Row): string => text(r, "origin") || "not said";
  // four sources have a mark of their own; more marks nobody can tell apart
  const sources = new Map<string, number>();
  for (const r of rows) sources.set(group(r), (sources.get(group(r)) ?? 0) + 1);
  const most = [...sources].sort((a, b) => b[1] - a[1]).map((x) => x[0]), own = most.slice(0, most.length > 5 ? 4 : 5);
  const others = `${most.length - own.length} other sources`, groups = most.length > own.length ? [...own, others] : own;
  const marked = (r: Row): string => (own.includes(group(r)) ? group(r) : others);
  const value = (r: Row): number => Number(r["high"] ?? r["low"]);
  const points: Point[] = rows.map((r) => ({
    day: text(r, "day"), low: r["low"] as number | null, high: r["high"] as number | null, open: r["high"] === null, href: open(r), group: marked(r),
    odd: isOdd(value(r), rows.filter((x) => group(x) === group(r)).map(value)), title: `${text(r, "day")}: ${valueOf(r)} ${text(r, "effect")}, ${group(r)}: ${text(r, "content")}`,
  }));
  return (
    <>
      <h1>Figures: {place.args["effect"] ?? "all effects"}{place.args["place"] && place.args["place"] !== ABSENT && " in " + place.args["place"]}</h1>
      <p class="meta">A bar: from low to high. An arrow: at least. A ring: far from the others of its source. Every point opens its sentence. <a href={link("figure", { ...place.args, origin: "" })}>All sources</a></p>
      <ul class="legend">{groups.map((g, i) => <li><Key i={i} /> {g === others ? g : <a href={link("figure", { ...place.args, origin: g === "not said" ? ABSENT : g })}>{g}</a>} <small>{g === others ? "" : sources.get(g)}</small></li>)}</ul>
      <Series points={points} groups={groups} label="Figures over time" />
      <Take view="figures" args={place.args} />
      <Table caption="The figures" columns={columns["figures"] ?? []} rows={answer.value.rows} />
    </>
  );
}

export function Acts({ place }: { place: Place }) {
  const matrix = useAnswer(() => getRows("acts", { ...place.args, limit: "1000" }), [JSON.stringify(place.args)]);
  const events = useAnswer(() => getRows("events", { ...place.args, limit: "500" }), [JSON.stringify(place.args)]);
  const facets = useFacets("events", place.args);
  if (matrix.error) return <Failure message={matrix.error} />;
  if (!matrix.value) return <Waiting />;
  const rows = matrix.value.rows;
  const most = (name: string): string[] => {
    const n = new Map<string, number>();
    for (const r of rows) n.set(text(r, name), (n.get(text(r, name)) ?? 0) + Number(r["acts"]));
    const list = [...n].sort((a, b) => b[1] - a[1]).map((x) => x[0]);
    return [...list.filter((x) => x !== "?").slice(0, 16), ...(n.has("?") ? ["?"] : [])];
  };
  const actors = most("actor"), recipients = most("recipient");
  const top = Math.max(...rows.filter((r) => r["actor"] !== "?" && r["recipient"] !== "?").map((r) => Number(r["acts"])), 1);
  const called = (x: string): string => (named(x).length > 24 ? named(x).slice(0, 23) + "…" : named(x));
  const cells = new Map(rows.map((r) => [r["actor"] + "\n" + r["recipient"], Number(r["acts"])]));
  const cell = (a: string, b: string): number => cells.get(a + "\n" + b) ?? 0;
  const sum = (list: Row[]): number => list.reduce((n, r) => n + Number(r["acts"]), 0);
  const alone = sum(rows.filter((r) => r["recipient"] === "?"));
  const dated = (events.value?.rows ?? []).filter((r) => r["day"]);
  const types = [...new Set(dated.map((r) => text(r, "type")))].sort();
  return (
    <div class="with-facets">
      <div class="main">
        <h1>Acts: who to whom</h1>
        <p class="meta">Rows act, columns are acted on; who acts for a country counts as it. A count opens its acts. The {actors.length} and {recipients.length} named most often are shown; the rest is in the table and in the CSV.{alone > 0 && !matrix.value.more && ` Of ${sum(rows).toLocaleString("en")} acts ${alone.toLocaleString("en")} name nobody to whom they are done (“the army withdrew”).`}</p>
        <div class="table" tabIndex={0} role="region" aria-label="Matrix of acts">
          <table class="matrix">
            <caption>Who acted on whom</caption>
            <thead><tr><th scope="col">actor \ recipient</th>{recipients.map((b) => <th scope="col" class={b === "?" ? "up nobody" : "up"} title={b === "?" ? "" : named(b) === b ? b : `${named(b)} (${b})`}><span>{called(b)}</span></th>)}</tr></thead>
            <tbody>
              {actors.map((a) => (
                <tr><th scope="row" title={named(a) === a ? a : `${named(a)} (${a})`}>{called(a)}</th>{recipients.map((b) => {
                  const n = cell(a, b);
                  return <td class={a === "?" || b === "?" ? "nobody" : n ? "h" + Math.min(Math.ceil((n / top) * 4), 4) : ""}>{n > 0 && <a href={link("search", { ...place.args, view: "events", actor: a, recipient: b })} aria-label={`${named(a)} to ${named(b)}: ${n}`}>{n}</a>}</td>;
                })}</tr>
              ))}
            </tbody>
          </table>
        </div>
        <h2>When</h2>
        <Timeline rows={types} label="Acts over time, a row a type" moments={dated.map((r) => ({ day: text(r, "day"), row: text(r, "type"), href: open(r), solid: r["modality"] === "happened", title: `${text(r, "day")}: ${text(r, "actor")} → ${text(r, "recipient")}, ${text(r, "type")} (${text(r, "modality")})` }))} />
        <p class="meta">Filled: happened. Hollow: future, hypothetical, negated or historical.</p>
        <p class="take"><a href={csvLink("acts", place.args)} download>CSV of the matrix</a></p>
        <Take view="events" args={place.args} />
        <Table caption="The acts" columns={columns["events"] ?? []} rows={events.value?.rows ?? []} />
      </div>
      <Facets facets={facets} view="events" args={place.args} path="acts" />
    </div>
  );
}

export function Stories({ place }: { place: Place }) {
  const rows = useAnswer(() => getRows("stories", place.args), [JSON.stringify(place.args)]);
  return (
    <>
      <h1>Copies</h1>
      <p class="meta">Stories that more than one article of this book tells in the same words: articles, different texts, outlets. Folded by <code>onrecord copies</code>.</p>
      {rows.error && <Failure message={rows.error} />}
      {!rows.value ? !rows.error && <Waiting /> : (
        <>
          {rows.value.total === 0 && <div class="empty"><h2>No copies are known.</h2><p>Either every article of this book stands alone, or nobody has looked. Run</p><p><code>onrecord copies BOOK</code></p><p>in a terminal, where BOOK is the file that is served, and load this page anew: it finds the texts that several outlets carry.</p></div>}
          {rows.value.total > 0 && <><Pager path="copies" args={place.args} offset={rows.value.offset} n={rows.value.rows.length} total={rows.value.total} more={rows.value.more} /><Take view="stories" args={place.args} /></>}
          <Table caption="Stories" rows={rows.value.rows} columns={[
            { name: "title", head: "Story", show: (r) => <a href={link("search", { view: "documents", story: text(r, "story") })}>{r["title"] ?? "(no title)"}</a> },
            { name: "documents", head: "Articles", number: true }, { name: "texts", head: "Texts", number: true }, { name: "outlets", head: "Outlets", number: true },
            { name: "first", head: "First", day: true }, { name: "last", head: "Last", day: true },
          ]} />
        </>
      )}
    </>
  );
}

/** How often two readers of the same records said the same, and by how much more than by chance (Scott's pi). */
export function Agreement() {
  const answer = useAnswer(() => getRows("agreement", {}), []);
  const pi = (r: Row): string => {
    const n = Number(r["both"]), same = Number(r["same"]);
    const chance = ["accepts", "corrects", "rejects"].map((c) => Number(r[c]) / (2 * n)).reduce((sum, p) => sum + p * p, 0);
    return chance === 1 ? "–" : ((same / n - chance) / (1 - chance)).toFixed(2);
  };
  return (
    <>
      <h1>Agreement of readers</h1>
      <p class="meta">Records that two readers judged: kept as suggested, kept but corrected, or rejected. Pi (Scott's): 1 is full agreement, 0 what chance would give.</p>
      {answer.error && <Failure message={answer.error} />}
      {answer.value?.rows.length === 0 && <div class="empty"><h2>No record has been judged by two readers yet.</h2><p>Start the server with the readers' names:</p><p><code>onrecord serve --who ada,ben BOOK</code></p><p>It prints an address for each. The second one ticks “second reader, blind” in <a href={link("review")}>Review</a>, and sees what the program suggested, not what the first one made of it.</p></div>}
      {answer.value && answer.value.rows.length > 0 && <Take view="agreement" args={{}} />}
      <Table caption="Pairs of readers" rows={answer.value?.rows ?? []} columns={[
        { name: "first", head: "Reader" }, { name: "second", head: "and" },
        { name: "kind", head: "Kind, and where they differ", show: (r) => Number(r["same"]) < Number(r["both"]) ? <a href={link("review", { of: text(r, "kind"), disputed: "1", review: "any" })}>{r["kind"]}</a> : r["kind"] }, { name: "both", head: "Judged by both", number: true },
        { name: "same", head: "The same", number: true }, { name: "pi", head: "Pi", number: true, show: pi },
      ]} />
    </>
  );
}

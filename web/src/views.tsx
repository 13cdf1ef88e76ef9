// Speakers, figures, acts: a plot, its table, and links that open the words.
import { ABSENT, getRows, type Args, type Row } from "./api";
import { Key, Series, Timeline, type Moment, type Point } from "./plot";
import { link, useAnswer, type Place } from "./route";
import { columns, Facets, open, Pager, shortNumber, valueOf } from "./search";
import { Failure, Table, Take, Waiting } from "./table";

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

/** How much two wordings share, 0 to 1. */
const alike = (a: string, b: string): number => {
  const d = changed(a, b), same = d.filter((w) => w.is === "same").length;
  return d.length ? same / d.length : 0;
};

export function Speakers({ place }: { place: Place }) {
  const rows = useAnswer(() => getRows("speakers", place.args), [JSON.stringify(place.args)]);
  return (
    <div class="with-facets">
      <div class="main">
        <h1>Speakers</h1>
        {rows.error && <Failure message={rows.error} />}
        {!rows.value ? !rows.error && <Waiting /> : (
          <>
            <Pager path="speakers" args={place.args} offset={rows.value.offset} n={rows.value.rows.length} total={rows.value.total} more={rows.value.more} />
            <Take view="speakers" args={place.args} />
            <Table caption="Who is quoted" rows={rows.value.rows} columns={[
              { name: "speaker", head: "Speaker", show: (r) => <a href={link("speaker", { speaker: text(r, "speaker") })}>{r["speaker"]}</a> },
              { name: "statements", head: "Statements", number: true }, { name: "direct", head: "In their own words", number: true },
              { name: "documents", head: "Articles", number: true }, { name: "outlets", head: "Outlets", number: true }, { name: "first", head: "First", day: true }, { name: "last", head: "Last", day: true },
            ]} />
          </>
        )}
      </div>
      <Facets view="speakers" args={place.args} path="speakers" />
    </div>
  );
}

function Compared({ rows }: { rows: Row[] }) {
  const pairs = rows.slice(0, 60).flatMap((b, i) => {
    const best = rows.slice(0, i).map((a) => ({ a, b, score: alike(text(a, "content"), text(b, "content")) })).sort((p, q) => q.score - p.score)[0];
    return best && best.score >= 0.35 ? [best] : [];
  });
  return (
    <section>
      <h2>The same claim, worded anew</h2>
      {pairs.length === 0 ? <p class="none">No two of these statements share enough words to be compared.</p> : (
        <ol class="compared">
          {pairs.map(({ a, b }) => (
            <li>
              <p class="meta"><a href={open(a)}>{text(a, "published") || "no date"} · {text(a, "outlet")}</a> → <a href={open(b)}>{text(b, "published") || "no date"} · {text(b, "outlet")}</a></p>
              <p>{changed(text(a, "content"), text(b, "content")).map((w) => w.is === "same" ? w.word + " " : w.is === "new" ? <><ins>{w.word}</ins> </> : <><del>{w.word}</del> </>)}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

export function Speaker({ place }: { place: Place }) {
  const args: Args = { ...place.args, limit: "1000" };
  const answer = useAnswer(() => getRows("statements", args), [JSON.stringify(args)]);
  if (answer.error) return <Failure message={answer.error} />;
  if (!answer.value) return <Waiting />;
  const rows = answer.value.rows.slice().reverse();
  const first = rows[0];
  const day = (r: Row): string => text(r, "said_on") || text(r, "published");
  const dated = rows.filter((r) => day(r));
  const through = [...new Set(dated.map((r) => text(r, "outlet") || "no outlet"))];
  const moments: Moment[] = dated.map((r) => ({ day: day(r), row: text(r, "outlet") || "no outlet", href: open(r), solid: r["type"] !== "indirect", title: `${day(r)}, ${r["outlet"] ?? "no outlet"}: ${text(r, "content").slice(0, 160)}` }));
  const to = [...new Set(rows.map((r) => text(r, "addressee")).filter(Boolean))];
  return (
    <>
      <h1>{place.args["speaker"] ?? "Everybody"}</h1>
      <p class="meta">
        {rows.length} statements, {rows.filter((r) => r["type"] === "direct").length} in their own words, in {new Set(rows.map((r) => r["document"])).size} articles of {through.length} outlets
        {first && <> · first: <a href={open(first)}>{day(first) || "no date"}, {text(first, "outlet") || "no outlet"}</a></>}
        {to.length > 0 && <> · to: {to.slice(0, 8).join(", ")}</>}
      </p>
      <h2>When, and through whom</h2>
      <p class="meta">Filled: with words in quotation marks. Hollow: in the reporter's words. Every mark opens its statement.</p>
      <Timeline moments={moments} rows={through} label="Statements over time, a row an outlet" />
      <Compared rows={rows} />
      <h2>All statements</h2>
      <Take view="statements" args={place.args} />
      <Table caption="Statements, oldest first" columns={(columns["statements"] ?? []).filter((c) => c.name !== "speaker" || !place.args["speaker"])} rows={rows} />
    </>
  );
}

export function Figures({ place }: { place: Place }) {
  const rows = useAnswer(() => getRows("series", place.args), [JSON.stringify(place.args)]);
  const series = (r: Row): Args => ({ effect: text(r, "effect"), place: text(r, "place") || ABSENT, origin: text(r, "origin") || ABSENT });
  return (
    <div class="with-facets">
      <div class="main">
        <h1>Figures</h1>
        {rows.error && <Failure message={rows.error} />}
        {!rows.value ? !rows.error && <Waiting /> : (
          <>
            <Pager path="figures" args={place.args} offset={rows.value.offset} n={rows.value.rows.length} total={rows.value.total} more={rows.value.more} />
            <Take view="series" args={place.args} />
            <Table caption="Series: one an effect, place and source" rows={rows.value.rows} columns={[
              { name: "effect", head: "Effect", show: (r) => <a href={link("figure", series(r))}>{r["effect"]}</a> }, { name: "place", head: "Where", show: (r) => r["place"] ?? <small>not said</small> }, { name: "origin", head: "On the word of", show: (r) => r["origin"] ?? <small>not said</small> },
              { name: "figures", head: "Figures", number: true }, { name: "low", head: "Lowest", number: true, show: (r) => shortNumber(r["low"]) }, { name: "high", head: "Highest", number: true, show: (r) => shortNumber(r["high"]) },
              { name: "first", head: "First", day: true }, { name: "last", head: "Last", day: true },
            ]} />
          </>
        )}
      </div>
      <Facets view="series" args={place.args} path="figures" />
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
  const groups = [...new Set(rows.map(group))];
  const value = (r: Row): number => Number(r["high"] ?? r["low"]);
  const points: Point[] = rows.map((r) => ({
    day: text(r, "day"), low: r["low"] as number | null, high: r["high"] as number | null, open: r["high"] === null, href: open(r), group: group(r),
    odd: isOdd(value(r), rows.filter((x) => group(x) === group(r)).map(value)), title: `${text(r, "day")}: ${valueOf(r)} ${text(r, "effect")}, ${group(r)}: ${text(r, "content")}`,
  }));
  return (
    <>
      <h1>Figures: {place.args["effect"] ?? "all effects"}{place.args["place"] && place.args["place"] !== ABSENT && " in " + place.args["place"]}</h1>
      <p class="meta">A bar: from low to high. An arrow: at least. A ring: far from the others of its source. Every point opens its sentence. <a href={link("figure", { ...place.args, origin: "" })}>All sources</a></p>
      <ul class="legend">{groups.slice(0, 10).map((g, i) => <li><Key i={i} /> {g}</li>)}</ul>
      <Series points={points} groups={groups} label="Figures over time" />
      <Take view="figures" args={place.args} />
      <Table caption="The figures" columns={columns["figures"] ?? []} rows={answer.value.rows} />
    </>
  );
}

export function Acts({ place }: { place: Place }) {
  const matrix = useAnswer(() => getRows("acts", place.args), [JSON.stringify(place.args)]);
  const events = useAnswer(() => getRows("events", { ...place.args, limit: "500" }), [JSON.stringify(place.args)]);
  if (matrix.error) return <Failure message={matrix.error} />;
  if (!matrix.value) return <Waiting />;
  const rows = matrix.value.rows;
  const most = (name: string): string[] => {
    const n = new Map<string, number>();
    for (const r of rows) n.set(text(r, name), (n.get(text(r, name)) ?? 0) + Number(r["acts"]));
    return [...n].sort((a, b) => b[1] - a[1]).slice(0, 15).map((x) => x[0]);
  };
  const actors = most("actor"), recipients = most("recipient");
  const top = Math.max(...rows.map((r) => Number(r["acts"])), 1);
  const cell = (a: string, b: string): number => Number(rows.find((r) => r["actor"] === a && r["recipient"] === b)?.["acts"] ?? 0);
  const dated = (events.value?.rows ?? []).filter((r) => r["day"]);
  const types = [...new Set(dated.map((r) => text(r, "type")))].sort();
  return (
    <div class="with-facets">
      <div class="main">
        <h1>Acts: who to whom</h1>
        <p class="meta">Rows act, columns are acted on; “?”: not named. A count opens its acts.</p>
        <div class="table" tabIndex={0} role="region" aria-label="Matrix of acts">
          <table class="matrix">
            <caption>Who acted on whom</caption>
            <thead><tr><th scope="col">actor \ recipient</th>{recipients.map((b) => <th scope="col" title={b}>{b.length > 24 ? b.slice(0, 23) + "…" : b}</th>)}</tr></thead>
            <tbody>
              {actors.map((a) => (
                <tr><th scope="row" title={a}>{a.length > 24 ? a.slice(0, 23) + "…" : a}</th>{recipients.map((b) => {
                  const n = cell(a, b);
                  return <td class={n ? "h" + Math.ceil((n / top) * 4) : ""}>{n > 0 && <a href={link("search", { ...place.args, view: "events", actor: a, recipient: b })} aria-label={`${a} to ${b}: ${n}`}>{n}</a>}</td>;
                })}</tr>
              ))}
            </tbody>
          </table>
        </div>
        <h2>When</h2>
        <Timeline rows={types} label="Acts over time, a row a type" moments={dated.map((r) => ({ day: text(r, "day"), row: text(r, "type"), href: open(r), solid: r["modality"] === "happened", title: `${text(r, "day")}: ${text(r, "actor")} → ${text(r, "recipient")}, ${text(r, "type")} (${text(r, "modality")})` }))} />
        <p class="meta">Filled: happened. Hollow: future, hypothetical, negated or historical.</p>
        <Take view="events" args={place.args} />
        <Table caption="The acts" columns={columns["events"] ?? []} rows={events.value?.rows ?? []} />
      </div>
      <Facets view="events" args={place.args} path="acts" />
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
          <Pager path="copies" args={place.args} offset={rows.value.offset} n={rows.value.rows.length} total={rows.value.total} more={rows.value.more} />
          <Take view="stories" args={place.args} />
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
      {answer.value?.rows.length === 0 && <p class="none">No record has been judged by two readers yet. Start the server with another --who and tick “second reader, blind” in Review.</p>}
      <Take view="agreement" args={{}} />
      <Table caption="Pairs of readers" rows={answer.value?.rows ?? []} columns={[
        { name: "first", head: "Reader" }, { name: "second", head: "and" },
        { name: "kind", head: "Kind, and where they differ", show: (r) => Number(r["same"]) < Number(r["both"]) ? <a href={link("review", { of: text(r, "kind"), disputed: "1", review: "any" })}>{r["kind"]}</a> : r["kind"] }, { name: "both", head: "Judged by both", number: true },
        { name: "same", head: "The same", number: true }, { name: "pi", head: "Pi", number: true, show: pi },
      ]} />
    </>
  );
}

// Help: what stands on the pages, in one place. The marks are shown as the article shows them.
import { link } from "./route";
import { countries, glossary, named, sectors, sure } from "./words";

const List = ({ words }: { words: [string, string][] }) => <dl class="words">{words.map(([w, what]) => <div><dt>{w}</dt><dd>{what}</dd></div>)}</dl>;

export function Help() {
  return (
    <div class="help">
      <h1>Help</h1>
      <p>onrecord reads articles and suggests records: who said what, who did what to whom, how many, each on whose word. It never writes a word of its own: every field opens on the words of the article that it is made of.</p>
      <h2>The marks in an article</h2>
      <div id="text" class="sample">
        <p><span class="tag t-s">S1</span> <span class="s-source">The mayor</span> <span class="s-cue">said</span> <span class="s-content">that the bridge stays shut</span> – a statement: its source, the word that says it is one, and what was said.</p>
        <p><span class="tag t-f">F1</span> <span class="f-text">At least 40 people</span> – a figure. “At least” is kept: the highest value is open.</p>
        <p><span class="tag t-a">A1</span> The council <span class="a-anchor">rejected</span> the plan – an act: who did what to whom.</p>
        <p><span class="tag t-q">Q1</span> the <span class="q-span">“quick fix”</span> – quoted, but nobody's statement: a title, a nickname, a word held at a distance.</p>
      </div>
      <h2>On whose word</h2>
      <p>Each record has a chain, from the <b>origin</b> (who says so) over a <b>relay</b> (an agency or a paper that passed it on) to the <b>outlet</b> that printed it. What an outlet says itself has one link. The program takes no side: it says who says so, not whether it is true.</p>
      <h2>Confidence and review</h2>
      <p>{sure} A record is <b>suggested</b> until somebody <a href={link("review")}>reviews</a> it; then it is <b>checked</b>, <b>corrected</b> or <b>rejected</b>, and <b>approved</b> once a second reader agrees. Nothing of a source is ever changed, and every decision can be undone. For a second reader: <code>onrecord serve --who ada,ben BOOK</code> prints an address for each.</p>
      <h2>Keys</h2>
      <List words={[["j k", "next and previous record, in an article and in Review"], ["Esc", "none"], ["a x e n u", "in Review: accept, reject, edit, a missed record, undo"], ["?", "in Review: all keys"]]} />
      {glossary.map((s) => <section><h2>{s.name}</h2><p class="meta">{s.about}</p><List words={s.words} /></section>)}
      <h2>Sectors</h2>
      <p class="meta">Of whom somebody acts for, beside the country.</p>
      <List words={Object.entries(sectors)} />
      <h2>Countries</h2>
      <p class="meta">ISO 3166; a person acts for the country that an office or the article gives them.</p>
      <details><summary>{countries.size} codes</summary><List words={[...countries.keys()].map((c) => [c, named(c)])} /></details>
      <h2>For other programs</h2>
      <p>Every table has its CSV and a link that makes it again. The questions of this page are an API that anybody can ask: <a href="/api/v1/openapi.json">its description</a>.</p>
    </div>
  );
}

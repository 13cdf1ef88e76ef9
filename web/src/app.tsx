// The app: a bar of links and the page that the address names.
import { render } from "preact";
import { useEffect, useErrorBoundary } from "preact/hooks";
import { getNames } from "./api";
import { Help } from "./help";
import { Reader } from "./reader";
import { Review } from "./review";
import { link, usePlace } from "./route";
import { Search } from "./search";
import { Failure } from "./table";
import { Acts, Agreement, FigurePage, Figures, Speaker, Speakers, Stories } from "./views";
import { countries } from "./words";

const pages: Record<string, { name: string; page: (p: { place: ReturnType<typeof usePlace> }) => preact.JSX.Element }> = {
  search: { name: "Search", page: Search },
  read: { name: "", page: Reader },
  review: { name: "Review", page: Review },
  speakers: { name: "Speakers", page: Speakers },
  speaker: { name: "", page: Speaker },
  figures: { name: "Figures", page: Figures },
  figure: { name: "", page: FigurePage },
  acts: { name: "Acts", page: Acts },
  copies: { name: "Copies", page: Stories },
  agreement: { name: "", page: Agreement },
  help: { name: "Help", page: Help },
};
const under: Record<string, string> = { read: "search", speaker: "speakers", figure: "figures", agreement: "review" };

/** A page; where it fails, what failed instead of nothing. */
function Shown({ page: Page, place }: { page: (typeof pages)[string]["page"]; place: ReturnType<typeof usePlace> }) {
  const [error] = useErrorBoundary() as [Error | undefined, () => void];
  return error ? <div class="empty"><h1>This page cannot be shown.</h1><Failure message={String(error.message)} /><p><a href={link("search")}>All articles</a></p></div> : <Page place={place} />;
}

function App() {
  const place = usePlace();
  const at = Object.hasOwn(pages, place.path[0] ?? "") ? (place.path[0] as string) : "search";
  const Page = (pages[at] as (typeof pages)[string]).page;
  useEffect(() => {
    const h1 = document.querySelector("main h1")?.textContent;
    document.title = (h1 ? h1 + " – " : "") + "onrecord";
  });
  return (
    <div class={"at-" + at}>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); document.getElementById("main")?.focus(); }}>To the page</a>
      <header class="bar">
        <nav aria-label="Pages">
          <a class="brand" href={link("search")}>onrecord</a>
          {Object.entries(pages).filter(([, p]) => p.name).map(([k, p]) => <a href={link(k)} aria-current={(under[at] ?? at) === k ? "page" : undefined}>{p.name}</a>)}
        </nav>
      </header>
      <main id="main" tabIndex={-1} class={"p-" + at}><Shown key={at + (at === "read" ? place.path[1] : "")} page={Page} place={place} /></main>
    </div>
  );
}

const root = document.getElementById("app");
// the names first: the pages show them
void getNames().then((list) => { for (const [code, name] of list) countries.set(code, name); }).catch(() => undefined).finally(() => { if (root) render(<App />, root); });

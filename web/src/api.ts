// Questions to the server and the shapes of its answers (docs/openapi.json, docs/record.schema.json).

export interface Span { start: number; end: number; text: string }
export interface Link { role: string; entity: string | null; name: string | null; span: Span | null }
export interface Dated { date: string | null; grain: string | null; how: string; span: Span | null }
export interface Party { entity: string | null; span: Span | null; code: string | null; sector: string | null }
export interface Review { state?: string; who?: string; at?: string }
export interface Base { id: string; rule: string | null; confidence?: number; chain?: Link[]; review?: Review | string }
export interface Statement extends Base {
  type: string; source: Span | null; speaker: string | null; cue: Span | null; cue_class: string | null;
  content: Span[]; quoted: Span[]; addressee: Span | null; venue: Span | null; medium: Span | null;
  said_on: Dated | null; polarity: string; within: string | null;
}
export interface Value { low: number | null; high: number | null; low_open: boolean; high_open: boolean; approx: boolean; vague: string | null }
export interface Figure extends Base {
  text: Span | null; number: Span | null; value: Value; effect: string; unit: Span | null; who: Span | null;
  where: Span | null; period: Span | null; accrual: string; since: Dated | null; as_of: Dated | null; on: Dated | null;
  polarity: string; modality: string; caveat: Span | null; of: string | null; relation: string | null;
}
export interface Act extends Base {
  type: string; mode: string | null; anchor: Span | null; actor: Party | null; recipient: Party | null; modality: string;
  modality_span: Span | null; when: Dated | null; where: { entity: string | null; span: Span | null } | null; same_as: string | null;
}
export interface Quotation extends Base { kind: string; span: Span | null }
export interface Entity { id: string; name: string; kind: string; role: Span | null; country: string | null; mentions?: Span[] }
export interface Doc {
  document: {
    id: string; title: string | null; published: { date: string | null; how: string }; outlet: string | null; url: string | null;
    language: string | null; agency: string | null; text: string; warnings: string[];
    source: { media_type: string | null; sha256: string | null; bytes: number };
  };
  entities: Entity[]; statements: Statement[]; figures: Figure[]; events: Act[]; quotations: Quotation[];
  run: { program: string; model: string | null };
}

export type Cell = string | number | null;
export type Row = Record<string, Cell>;
export interface Rows { view: string; total: number; more: boolean; offset: number; rows: Row[] }
export type Facets = Record<string, { value: Cell; count: number }[]>;
export interface Decision { key: number; at: string; who: string; op: string; document: number; kind: string; id: string; words: string; field: string | null; undone: number }
export type Args = Record<string, string>;

/** In a link: this field is absent in the records that are asked for. The API says it by an empty value. */
export const ABSENT = "(none)";

export const query = (args: Args): string => {
  const p = new URLSearchParams();
  for (const [k, v] of Object.entries(args)) if (v !== "") p.set(k, v);
  return p.toString();
};
const apiQuery = (args: Args): string => {
  const p = new URLSearchParams();
  for (const [k, v] of Object.entries(args)) if (v !== "") p.set(k, v === ABSENT ? "" : v);
  return p.toString();
};

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch("/api/v1" + path, { ...init, credentials: "same-origin" });
  } catch {
    throw new Error("The server does not answer. Is onrecord serve still running?");
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const message = (body as { error?: { message?: string } } | null)?.error?.message;
  throw new Error(message ?? "The server said " + response.status);
}

export type Blocks = [number, number, string][];
/** A document with its paragraphs; `suggested`: as the program said it, without what readers made of it. */
export async function getDoc(key: string, suggested = false): Promise<{ doc: Doc; blocks: Blocks }> {
  const path = "/documents/" + encodeURIComponent(key), kinds = ["title", "date", "heading", "para", "credit"];
  const [doc, list] = await Promise.all([ask<Doc>(path + (suggested ? "?as=suggested" : "")), ask<[number, number, number][]>(path + "/blocks")]);
  return { doc, blocks: list.map(([start, end, kind]) => [start, end, kinds[kind] ?? "para"]) };
}
let rowsAsked: Promise<unknown> = Promise.resolve();
export const getRows = (view: string, args: Args): Promise<Rows> => {
  const answer = ask<Rows>("/views/" + view + "?" + apiQuery(args));
  rowsAsked = answer.catch(() => undefined);
  return answer;
};
/** Counts are asked for when the rows are there: they read the whole book, and the rows shall not wait for them. */
export const getFacets = async (view: string, args: Args): Promise<Facets> => {
  await new Promise((ok) => setTimeout(ok));
  await rowsAsked;
  return ask("/views/" + view + "/facets?" + apiQuery(args));
};
export const csvLink = (view: string, args: Args): string => "/api/v1/views/" + view + "?" + apiQuery({ ...args, format: "csv" });
export const getDecisions = async (who: string): Promise<Decision[]> => (await ask<{ rows: Decision[] }>("/decisions?" + apiQuery({ limit: "20", who }))).rows;
export const getNames = async (): Promise<[string, string][]> => Object.entries((await ask<{ countries: Record<string, string> }>("/names")).countries);
export const getSession = (): Promise<{ who: string }> => ask("/session");
export const decide = (what: Record<string, unknown>): Promise<{ decision: number }> =>
  ask("/decisions", { method: "POST", headers: { "Content-Type": "application/json", "X-Onrecord": "1" }, body: JSON.stringify(what) });

// Tables: every view has one, with its CSV and the link that makes it again.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { csvLink, type Args, type Row } from "./api";

export interface Column { name: string; head: string; show?: (row: Row) => ComponentChildren; number?: boolean; day?: boolean }

export function Table({ caption, columns, rows }: { caption: string; columns: Column[]; rows: Row[] }) {
  return (
    <div class="table" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead><tr>{columns.map((c) => <th scope="col" class={c.number ? "n" : ""}>{c.head}</th>)}</tr></thead>
        <tbody>
          {rows.map((r) => <tr>{columns.map((c) => <td class={c.number ? "n" : c.day ? "d" : ""}>{c.show ? c.show(r) : r[c.name]}</td>)}</tr>)}
        </tbody>
      </table>
    </div>
  );
}

/** CSV of a view and the address of this page, to be copied. */
export function Take({ view, args }: { view: string; args: Args }) {
  const [done, setDone] = useState(false);
  const copy = (): void => {
    navigator.clipboard?.writeText(location.href).then(() => setDone(true)).catch(() => setDone(false));
  };
  return (
    <p class="take">
      <a href={csvLink(view, args)} download>CSV</a>
      <button type="button" onClick={copy}>{done ? "Link copied" : "Copy link"}</button>
    </p>
  );
}

export const Failure = ({ message }: { message: string }) => <p class="failure" role="alert">{message}</p>;
export const Waiting = () => <p class="none">…</p>;

// Tables: every view has one, with its CSV and the link that makes it again. On a narrow screen a row is a card, each cell
// with the head of its column; the roles say that it is a table still.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { csvLink, type Args, type Row } from "./api";

export interface Column { name: string; head: string; show?: (row: Row, q?: string) => ComponentChildren; number?: boolean; day?: boolean; wide?: string }

const kindOf = (c: Column): string => (c.number ? "n" : c.day ? "d" : c.wide ?? "");

export function Table({ caption, columns, rows, q }: { caption: string; columns: Column[]; rows: Row[]; q?: string | undefined }) {
  if (rows.length === 0) return null;
  return (
    <div class="table" tabIndex={0} role="region" aria-label={caption}>
      <table role="table">
        <caption>{caption}</caption>
        <thead><tr role="row">{columns.map((c) => <th role="columnheader" scope="col" class={kindOf(c)}>{c.head}</th>)}</tr></thead>
        <tbody>
          {rows.map((r) => <tr role="row">{columns.map((c) => <td role="cell" data-head={c.head} class={kindOf(c)}>{c.show ? c.show(r, q) : r[c.name]}</td>)}</tr>)}
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
export const Waiting = () => <p class="none" role="status">Asking the book …</p>;

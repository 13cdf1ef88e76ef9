// The address after # is the state of the page: every view has a link that makes it again.
import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { query, type Args } from "./api";

export interface Place { path: string[]; args: Args }

export function parse(hash: string): Place {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const decode = (s: string): string => {
    try { return decodeURIComponent(s); } catch { return s; }
  };
  const args: Args = Object.create(null) as Args;
  new URLSearchParams(search).forEach((v, k) => { args[k] = v; });
  return { path: path.split("/").filter(Boolean).map(decode), args };
}

export const link = (path: string, args: Args = {}): string => {
  const q = query(args);
  return "#/" + path + (q ? "?" + q : "");
};

export function usePlace(): Place {
  const [place, set] = useState(() => parse(location.hash));
  useEffect(() => {
    const on = (): void => set(parse(location.hash));
    addEventListener("hashchange", on);
    return () => removeEventListener("hashchange", on);
  }, []);
  return place;
}

/** Go there; `quietly` makes no step in the browser's history. */
export function go(to: string, quietly = false): void {
  if (quietly) {
    history.replaceState(null, "", to);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = to;
}

/** An answer of the server: what was asked last wins. */
export function useAnswer<T>(ask: () => Promise<T>, on: unknown[]): { value: T | null; error: string | null; again: () => void } {
  const [state, set] = useState<{ value: T | null; error: string | null }>({ value: null, error: null });
  const [turn, setTurn] = useState(0);
  const asked = useMemo(ask, [...on, turn]); // the question is on its way while the page is being drawn
  useLayoutEffect(() => {
    let current = true;
    asked.then((value) => { if (current) set({ value, error: null }); })
      .catch((e: unknown) => { if (current) set({ value: null, error: e instanceof Error ? e.message : String(e) }); });
    return () => { current = false; };
  }, [asked]);
  return { ...state, again: () => setTurn((n) => n + 1) };
}

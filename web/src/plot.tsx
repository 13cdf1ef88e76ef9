// Plots as SVG, drawn by scales of d3: a dot or a bar an item, each a link to the words. Beside every plot stands its
// table, which says the same to those who do not see it.
import { extent } from "d3-array";
import { scaleLinear, scaleSymlog, scaleUtc } from "d3-scale";

export interface Point { day: string; low: number | null; high: number | null; open: boolean; href: string; title: string; group: string; odd?: boolean }

const W = 860, H = 260, L = 54, B = 28, R = 16;
const dayOf = (s: string): Date => new Date((s.length === 4 ? s + "-07-01" : s.length === 7 ? s + "-15" : s) + "T00:00:00Z");
const shapes = ["circle", "square", "triangle", "diamond", "ring"];
const groupClass = (i: number): string => "g" + (i % 5);

function Mark({ x, y, i }: { x: number; y: number; i: number }) {
  const shape = shapes[i % 5];
  if (shape === "square") return <rect x={x - 4.5} y={y - 4.5} width={9} height={9} />;
  if (shape === "triangle") return <path d={`M${x} ${y - 6}l5.5 10h-11z`} />;
  if (shape === "diamond") return <path d={`M${x} ${y - 6.5}l6.5 6.5l-6.5 6.5l-6.5 -6.5z`} />;
  if (shape === "ring") return <circle cx={x} cy={y} r={4.5} class="ring" />;
  return <circle cx={x} cy={y} r={5} />;
}

/** The mark of group i, for a legend. */
export const Key = ({ i }: { i: number }) => <svg width="16" height="16" aria-hidden="true" class={groupClass(i)}><Mark x={8} y={8} i={i} /></svg>;

function Days({ scale, y }: { scale: ReturnType<typeof scaleUtc<number>>; y: number }) {
  const format = scale.tickFormat(6);
  return (
    <g class="axis">
      <line x1={L} x2={W - R} y1={y} y2={y} />
      {scale.ticks(6).map((t) => (
        <g><line x1={scale(t)} x2={scale(t)} y1={y} y2={y + 5} /><text x={scale(t)} y={y + 19} text-anchor="middle">{format(t)}</text></g>
      ))}
    </g>
  );
}

function timeScale(days: string[], pad: number) {
  const [a, b] = extent(days, dayOf) as [Date, Date];
  const from = a.getTime() === b.getTime() ? new Date(a.getTime() - 864e5 * 3) : a;
  const to = a.getTime() === b.getTime() ? new Date(b.getTime() + 864e5 * 3) : b;
  return scaleUtc([from, to], [L + pad, W - R - pad]);
}

/** Figures over time: a dot for an exact value, a bar from low to high, an arrow where a bound is open. */
export function Series({ points, groups, label }: { points: Point[]; groups: string[]; label: string }) {
  if (points.length === 0) return <p class="none">Nothing to draw.</p>;
  const x = timeScale(points.map((p) => p.day), 14);
  const top = Math.max(...points.map((p) => p.high ?? p.low ?? 0), 1);
  const values = points.map((p) => p.high ?? p.low ?? 0).sort((a, b) => a - b), middle = values[values.length >> 1] ?? 0;
  const wide = top > 50 * Math.max(middle, 1); // else the small ones would lie on one line
  const linear = scaleLinear([0, top * 1.08], [H - B, 14]).nice();
  const y = wide ? scaleSymlog([0, top * 1.3], [H - B, 14]) : linear;
  const powers = Array.from({ length: Math.ceil(Math.log10(top)) + 1 }, (_, i) => 10 ** i).filter((v) => v <= top * 1.3);
  const ticks = wide ? [0, ...powers.filter((_, i) => powers.length < 7 || i % 2 === 0)] : linear.ticks(5);
  return (
    <svg class="plot" viewBox={`0 0 ${W} ${H}`} role="group" aria-label={label + (wide ? ", in powers of ten" : "")}>
      <g class="axis">
        {ticks.map((t) => <g><line class="grid" x1={L} x2={W - R} y1={y(t)} y2={y(t)} /><text x={L - 8} y={y(t) + 4} text-anchor="end">{t.toLocaleString("en")}</text></g>)}
      </g>
      <Days scale={x} y={H - B} />
      {points.map((p) => {
        const i = Math.max(groups.indexOf(p.group), 0);
        const px = x(dayOf(p.day)), low = p.low ?? 0, high = p.high ?? p.low ?? 0;
        const py = y(p.low ?? high);
        return (
          <a href={p.href} class={"point " + groupClass(i) + (p.odd ? " odd" : "")} aria-label={p.title}>
            <title>{p.title}</title>
            {low !== high && <line x1={px} x2={px} y1={y(low)} y2={y(high)} />}
            {p.open && <path class="open" d={`M${px} ${py - 6}v-12m-4 4l4 -4l4 4`} />}
            {p.odd && <circle class="halo" cx={px} cy={py} r={10} />}
            <Mark x={px} y={py} i={i} />
          </a>
        );
      })}
    </svg>
  );
}

export interface Moment { day: string; row: string; href: string; title: string; solid: boolean }

/** Who said (or did) what when: a row a group, a mark an item; filled: in their own words. */
export function Timeline({ moments, rows, label }: { moments: Moment[]; rows: string[]; label: string }) {
  if (moments.length === 0) return <p class="none">Nothing to draw.</p>;
  const x = timeScale(moments.map((m) => m.day), 130);
  const height = 24 * rows.length + B + 12;
  const stacks = new Map<string, number>();
  return (
    <svg class="plot" viewBox={`0 0 ${W} ${height}`} role="group" aria-label={label}>
      {rows.map((r, i) => (
        <g class="axis"><line class="grid" x1={L + 110} x2={W - R} y1={24 * i + 18} y2={24 * i + 18} /><text x={4} y={24 * i + 22}>{r.length > 24 ? r.slice(0, 23) + "…" : r}</text></g>
      ))}
      <Days scale={x} y={height - B} />
      {moments.map((m) => {
        const i = Math.max(rows.indexOf(m.row), 0);
        const key = m.row + m.day, n = stacks.get(key) ?? 0;
        stacks.set(key, n + 1);
        const px = x(dayOf(m.day)) + (n % 2 ? 1 : -1) * Math.ceil(n / 2) * 9;
        return (
          <a href={m.href} class={"point " + groupClass(i) + (m.solid ? "" : " hollow")} aria-label={m.title}>
            <title>{m.title}</title>
            <circle cx={px} cy={24 * i + 18} r={5} />
          </a>
        );
      })}
    </svg>
  );
}

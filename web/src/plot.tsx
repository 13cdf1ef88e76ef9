// Plots as SVG, drawn by scales of d3: a dot or a bar an item, each a link to the words. Beside every plot stands its
// table, which says the same to those who do not see it.
import { scaleLinear, scaleSymlog, scaleUtc } from "d3-scale";

export interface Point { day: string; low: number | null; high: number | null; open: boolean; href: string; title: string; group: string; odd?: boolean }

const W = Math.max(300, Math.min(860, innerWidth - 32)), H = 260, L = 66, B = 28, R = 16; // letters keep their size on a phone
const LETTERS = W < 600 ? 13 : 24, NAMES = W < 600 ? 34 : 110, TICKS = Math.round(W / 140);
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

function Days({ scale, y, days }: { scale: ReturnType<typeof scaleUtc<number>>; y: number; days: string[] }) {
  const full = scale.tickFormat(TICKS), format = (t: Date): string => full(t).replace(/^([A-Z][a-z]{2})[a-z]{3,}$/, "$1"); // Sep
  const [from = new Date(0)] = scale.domain();
  const early = days.filter((d) => dayOf(d) < from).length;
  return (
    <g class="axis">
      <line x1={L} x2={W - R} y1={y} y2={y} />
      {early > 0 && <text x={scale(from)} y={y + 19} text-anchor="end">{early} earlier ←</text>}
      {scale.ticks(TICKS).filter((t) => !early || scale(t) > scale(from) + 34).map((t) => (
        <g><line x1={scale(t)} x2={scale(t)} y1={y} y2={y + 5} /><text x={scale(t)} y={y + 19} text-anchor="middle">{format(t)}</text></g>
      ))}
    </g>
  );
}

/** Where a few days lie far before the others (an act of 1867 in the news of 2019), the axis begins with the others, and
 *  the few stand at its edge. */
function firstDay(days: string[]): number {
  const sorted = days.map((d) => dayOf(d).getTime()).sort((x, y) => x - y);
  const first = sorted[0] as number, last = sorted.at(-1) as number, tenth = sorted[Math.floor(sorted.length / 10)] as number;
  return sorted.length >= 10 && last - first > 4 * (last - tenth) ? tenth - (last - tenth) / 20 : first;
}

function timeScale(days: string[], pad: number) {
  const a = new Date(firstDay(days)), b = new Date(Math.max(...days.map((d) => dayOf(d).getTime())));
  const from = a.getTime() === b.getTime() ? new Date(a.getTime() - 864e5 * 3) : a;
  const to = a.getTime() === b.getTime() ? new Date(b.getTime() + 864e5 * 3) : b;
  return scaleUtc([from, to], [L + pad, W - R - pad]).clamp(true);
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
      <Days scale={x} y={H - B} days={points.map((p) => p.day)} />
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

const PILE = 6, STEP = 9; // marks of one day stand on each other, and beside each other where they are more

/** Who said (or did) what when: a row a group, a mark an item; filled: in their own words. */
export function Timeline({ moments, rows, label }: { moments: Moment[]; rows: string[]; label: string }) {
  if (moments.length === 0) return <p class="none">Nothing to draw: nothing here has a day.</p>;
  const x = timeScale(moments.map((m) => m.day), NAMES + 20);
  const piles = new Map<string, number>(), highest = new Map<string, number>();
  const placed = moments.map((m) => {
    const key = m.row + " " + Math.round(x(dayOf(m.day)) / STEP), n = piles.get(key) ?? 0;
    piles.set(key, n + 1);
    highest.set(m.row, Math.max(highest.get(m.row) ?? 1, Math.min(n + 1, PILE)));
    return { m, n };
  });
  const base = new Map<string, number>();
  let height = 6;
  for (const r of rows) {
    height += 14 + STEP * (highest.get(r) ?? 1);
    base.set(r, height);
  }
  height += B + 10;
  return (
    <svg class="plot" viewBox={`0 0 ${W} ${height}`} role="group" aria-label={label}>
      {rows.map((r) => (
        <g class="axis"><line class="grid" x1={L + NAMES} x2={W - R} y1={base.get(r)} y2={base.get(r)} /><text x={4} y={base.get(r)}>{r.length > LETTERS ? r.slice(0, LETTERS - 1) + "…" : r}<title>{r}</title></text></g>
      ))}
      <Days scale={x} y={height - B} days={moments.map((m) => m.day)} />
      {placed.map(({ m, n }) => {
        const px = Math.min(x(dayOf(m.day)) + Math.floor(n / PILE) * 5, W - 6);
        return (
          <a href={m.href} class={"point " + groupClass(Math.max(rows.indexOf(m.row), 0)) + (m.solid ? "" : " hollow")} aria-label={m.title}>
            <title>{m.title}</title>
            <circle cx={px} cy={(base.get(m.row) ?? 0) - 5 - STEP * (n % PILE)} r={4} />
          </a>
        );
      })}
    </svg>
  );
}

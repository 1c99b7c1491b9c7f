/** How many there were at each time, as a line of steps. What it shows is said in words beside it. */
import { svg } from '../elements/dom.js';

const LINE_HEIGHT = 24;

/** @param at where a time stands, from 0 to 1; null: nowhere */
export function overTime(counts: Uint32Array, peak: number, label: string, at: number | null = null): SVGElement {
  const y = (count: number): string => String(LINE_HEIGHT - (count / Math.max(1, peak)) * (LINE_HEIGHT - 2));
  let d = `M0 ${LINE_HEIGHT}`;
  for (const [k, count] of counts.entries()) d += ` L${k} ${y(count)} L${k + 1} ${y(count)}`;
  d += ` L${counts.length} ${LINE_HEIGHT} Z`;
  return svg(
    'svg',
    {
      class: 'over-time-plot',
      viewBox: `0 0 ${counts.length} ${LINE_HEIGHT}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': label,
    },
    svg('path', { d }),
    ...(at === null ? [] : [svg('path', { class: 'now', d: `M${String(at * counts.length)} 0 V${LINE_HEIGHT}` })]),
  );
}

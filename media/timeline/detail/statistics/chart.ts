/** One small chart of one or two metrics over time, drawn by uPlot in the editor's colours. */
import uPlot from 'uplot';
import { h } from '../../elements/dom.js';
import type { Theme } from '../../drawing/theme.js';
import type { Line } from './series.js';

const HEIGHT = 84;
const AXIS_WIDTH = 50;
/** Times are centred below their ticks: further left than this, px, one would lie over the lowest value. */
const FIRST_TIME = 24;
/** Steps of the time axis, s. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];
const HOUR = 3_600e6;

export interface ChartSpec {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly line: Line }[];
  /** µs since the Unix epoch. */
  readonly x: readonly number[];
  /** A value with its unit, and one on the axis. */
  readonly value: (value: number) => string;
  readonly tick: (value: number) => string;
  readonly time: (at: number) => string;
  readonly axisTime: (at: number) => string;
}

export interface Chart {
  readonly element: HTMLElement;
  /** Shows the time cursor of the canvas; null: none. µs since the Unix epoch. */
  setCursor(at: number | null): void;
  resize(width: number): void;
  close(): void;
}

/**
 * @param sync   charts of the same key share the pointer
 * @param picked a time was clicked, µs since the Unix epoch
 */
export function createChart(
  spec: ChartSpec,
  theme: Theme,
  width: number,
  sync: string,
  picked: (at: number) => void,
): Chart {
  const colors = [theme.plugin, theme.webrtc];
  const readings = spec.lines.map(({ name }, index) => {
    const value = h('b');
    const swatch = h('span', { class: 'reading-swatch' });
    swatch.style.borderTop = `2px ${index === 0 ? 'solid' : 'dashed'} ${colors[index] ?? theme.foreground}`;
    return { value, element: h('span', { class: 'reading-of' }, swatch, name === '' ? null : `${name} `, value) };
  });
  const readingTime = h('span', { class: 'muted' });
  const plot = h('div', { class: 'plot' });
  const mark = h('div', { class: 'plot-mark', hidden: true });
  const element = h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, h('strong', {}, spec.title), ...readings.map((reading) => reading.element), readingTime),
    plot,
  );
  // Whole hours since the epoch are multiples of every step: ticks stand at round times.
  const base = Math.floor((spec.x[0] ?? 0) / HOUR) * HOUR;
  const seconds = (at: number): number => (at - base) / 1e6;
  const micros = (x: number): number => base + x * 1e6;
  let at: number | null = null;

  const place = (): void => {
    const x = at === null ? null : seconds(at);
    const { min, max } = chart.scales['x'] ?? {};
    mark.hidden = x === null || min === undefined || max === undefined || x < min || x > max;
    if (!mark.hidden && x !== null) mark.style.transform = `translateX(${chart.valToPos(x, 'x')}px)`;
  };
  const read = (index: number | null | undefined): void => {
    const time = index === null || index === undefined ? undefined : spec.x[index];
    readingTime.textContent = time === undefined ? '' : spec.time(time);
    readings.forEach(({ value }, k) => {
      const mean = spec.lines[k]?.line.mean ?? [];
      const shown = time === undefined ? mean.findLast((each) => each !== null) : mean[index ?? -1];
      value.textContent = shown === undefined || shown === null ? '–' : spec.value(shown);
    });
  };

  const axis: uPlot.Axis = {
    stroke: theme.muted,
    font: `10px ${theme.uiFont}`,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
  };
  const series = spec.lines.flatMap((_, index): uPlot.Series[] => {
    const stroke = colors[index] ?? theme.foreground;
    const edge = { stroke: 'transparent', width: 0, points: { show: false } };
    return [
      { stroke, width: 1.25, points: { show: spec.x.length < 3, size: 4 }, ...(index === 0 ? {} : { dash: [4, 3] }) },
      edge,
      edge,
    ];
  });
  const chart = new uPlot(
    {
      width,
      height: HEIGHT,
      // Room for half a time beyond the last tick.
      padding: [6, 22, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false },
        // From zero on: the eye compares heights.
        y: { range: (_, _least, most) => [0, most > 0 ? most * 1.08 : 1] },
      },
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        points: { size: 5 },
        sync: { key: sync, setSeries: false },
      },
      series: [{}, ...series],
      bands: spec.lines.map((_, index) => ({
        series: [index * 3 + 3, index * 3 + 2],
        fill: translucent(colors[index] ?? theme.foreground),
      })),
      axes: [
        {
          ...axis,
          size: 20,
          gap: 3,
          space: 64,
          incrs: STEPS,
          values: (self, splits) =>
            splits.map((split) => (self.valToPos(split, 'x') < FIRST_TIME ? '' : spec.axisTime(micros(split)))),
        },
        { ...axis, size: AXIS_WIDTH, gap: 4, space: 24, values: (_, splits) => splits.map(spec.tick) },
      ],
      hooks: {
        setCursor: [(self) => read(self.cursor.idx)],
        draw: [() => place()],
      },
    },
    [spec.x.map(seconds), ...spec.lines.flatMap(({ line }) => [line.mean, line.low, line.high])],
    plot,
  );
  chart.over.append(mark);
  chart.over.addEventListener('click', () => {
    const time = spec.x[chart.cursor.idx ?? -1];
    if (time !== undefined) picked(time);
  });
  read(null);

  return {
    element,
    setCursor(time) {
      at = time;
      place();
    },
    resize(to) {
      if (to !== chart.width) chart.setSize({ width: to, height: HEIGHT });
    },
    close: () => chart.destroy(),
  };
}

/** The colour at a quarter of its strength. */
function translucent(color: string): string {
  return `color-mix(in srgb, ${color} 25%, transparent)`;
}

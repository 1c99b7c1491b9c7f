/** Line icons, 16 × 16, in the colour of the text around them. */
import { svg } from './dom.js';

const PATHS = {
  search: 'M10.2 10.2 L13.5 13.5 M11.5 7 A4.5 4.5 0 1 1 2.5 7 A4.5 4.5 0 1 1 11.5 7',
  minus: 'M3 8 H13',
  plus: 'M3 8 H13 M8 3 V13',
  fit: 'M2.5 6 V2.5 H6 M10 2.5 H13.5 V6 M13.5 10 V13.5 H10 M6 13.5 H2.5 V10',
  help: 'M5.7 5.9 C5.7 3.1 10.4 3.1 10.4 5.9 C10.4 7.8 8 7.8 8 9.9 M8 12 V12.6',
  close: 'M4 4 L12 12 M12 4 L4 12',
  menu: 'M2.5 4.5 H13.5 M2.5 8 H13.5 M2.5 11.5 H13.5',
  copy: 'M5.5 5.5 V2.5 H13.5 V10.5 H10.5 M2.5 5.5 H10.5 V13.5 H2.5 Z',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGElement {
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true' },
    svg('path', {
      d: PATHS[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.2',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
}

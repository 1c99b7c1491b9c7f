/** Line icons, 16 × 16, in the colour of the text around them. */
import { svg } from './dom.js';

const PATHS = {
  search: 'M10.2 10.2 L13.5 13.5 M11.5 7 A4.5 4.5 0 1 1 2.5 7 A4.5 4.5 0 1 1 11.5 7',
  minus: 'M3 8 H13',
  plus: 'M3 8 H13 M8 3 V13',
  fit: 'M2.5 6 V2.5 H6 M10 2.5 H13.5 V6 M13.5 10 V13.5 H10 M6 13.5 H2.5 V10',
  help: 'M5.7 5.9 C5.7 3.1 10.4 3.1 10.4 5.9 C10.4 7.8 8 7.8 8 9.9 M8 12 V12.6',
  foldIdle: 'M2 4 V12 M14 4 V12 M4 8 H6.8 M5.3 6.4 L6.9 8 L5.3 9.6 M12 8 H9.2 M10.7 6.4 L9.1 8 L10.7 9.6',
  allLanes: 'M2.5 3 H13.5 M2.5 5.5 H10 M2.5 8 H12 M2.5 10.5 H8 M2.5 13 H13.5',
  columns: 'M2.5 3 H13.5 V13 H2.5 Z M6.2 3 V13 M9.9 3 V13',
  table: 'M2.5 3 H13.5 V13 H2.5 Z M2.5 6.2 H13.5 M2.5 9.6 H13.5 M6.5 6.2 V13',
  light: 'M6.2 11 H9.8 M6.6 13.3 H9.4 M6.2 11 C6.2 9 4 8.3 4 5.8 A4 4 0 0 1 12 5.8 C12 8.3 9.8 9 9.8 11',
  close: 'M4 4 L12 12 M12 4 L4 12',
  filter: 'M2.5 3 H13.5 L9.4 8 V12.6 L6.6 13.6 V8 Z',
  menu: 'M2.5 4.5 H13.5 M2.5 8 H13.5 M2.5 11.5 H13.5',
  picture: 'M2.5 3 H13.5 V13 H2.5 Z M2.5 11 L6 7.5 L8.5 10 L10.5 8 L13.5 11 M10.6 5.6 H10.7',
  copy: 'M5.5 1.5 H10.2 L13 4.3 V11 H5.5 Z M10 1.7 V4.5 H12.8 M5.5 4.5 H3 V14.5 H10.5 V11',
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

/** What is under the pointer, in a small box beside it. */
import { h } from './dom.js';
import { eventAt } from './event-at.js';
import type { Hit } from './hit.js';
import { barEnd, outcomeOf } from './lanes.js';
import type { Scene } from './scene.js';
import { OUTCOME_WORDS, sessionDuration } from './spoken.js';
import { moment, type Zone } from './wording.js';

const GAP = 14;

export interface Tooltip {
  readonly element: HTMLElement;
  /** `x` and `y` in CSS px within the lanes. */
  show(scene: Scene, hit: Hit, zone: Zone, x: number, y: number): void;
  hide(): void;
}

function line(label: string, value: string): HTMLElement[] {
  return [h('dt', {}, label), h('dd', {}, value)];
}

function aboutSession(scene: Scene, session: number, hit: Hit, zone: Zone): HTMLElement[] {
  const { overview } = scene;
  const outcome = outcomeOf(overview, session);
  const start = overview.start[session] ?? 0;
  const labels = overview.labels[session] ?? '';
  const event = hit.time === null ? null : eventAt(scene, session, hit.time);
  return [
    h('div', { class: 'tooltip-head' }, h('span', { class: 'id' }, overview.ids[session] ?? '')),
    h('div', { class: `tooltip-outcome ${outcome}` }, OUTCOME_WORDS[outcome]),
    h(
      'dl',
      {},
      ...(event === null ? [] : line(event.label, moment(event.at, overview.origin, zone, 6))),
      ...line('From', moment(start, overview.origin, zone, 3)),
      ...line(outcome === 'open' ? 'Log ends' : 'To', moment(barEnd(overview, session), overview.origin, zone, 3)),
      ...line('Lasted', sessionDuration(overview, session)),
      ...(labels === '' ? [] : line('Known as', labels)),
    ),
  ];
}

export function createTooltip(): Tooltip {
  const element = h('div', { class: 'tooltip', role: 'presentation' });
  element.hidden = true;
  return {
    element,
    show(scene, hit, zone, x, y) {
      const content =
        hit.mark !== null
          ? [
              h('div', { class: 'tooltip-head' }, hit.mark.label),
              h(
                'dl',
                {},
                ...line('At', moment(hit.mark.at, scene.overview.origin, zone, 6)),
                ...line('Server', hit.mark.emitter),
              ),
            ]
          : hit.session !== null
            ? aboutSession(scene, hit.session, hit, zone)
            : null;
      if (content === null) {
        element.hidden = true;
        return;
      }
      element.replaceChildren(...content);
      element.hidden = false;
      const { width, height } = scene.layout;
      const left = x + GAP + element.offsetWidth > width ? x - GAP - element.offsetWidth : x + GAP;
      const top = y + GAP + element.offsetHeight > height ? y - GAP - element.offsetHeight : y + GAP;
      element.style.transform = `translate(${Math.round(Math.max(4, left))}px, ${Math.round(Math.max(4, top))}px)`;
    },
    hide() {
      element.hidden = true;
    },
  };
}

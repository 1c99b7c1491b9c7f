/** What is under the pointer, beside it. */
import * as l10n from '@vscode/l10n';
import { FLAG_END_ASSUMED, type Lane, type TimelineMark } from '../../../src/analysis/lanes/protocol.js';
import { h } from '../elements/dom.js';
import { handleAt } from './draw-opened.js';
import { eventAt } from './event-at.js';
import type { Hit } from './hit.js';
import type { Scene } from './scene.js';
import {
  endingTitle,
  isAsked,
  isStay,
  namesOfLane,
  sessionDuration,
  stayWords,
} from '../../../src/analysis/lanes/lane-words.js';
import { spokenQuality } from '../words/quality.js';
import { dateAndTime, duration } from '../../../src/words/times.js';
import { moment, type Zone } from '../../../src/words/clocks.js';

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

/** Who it is first, the id second. */
function whoHead(lane: Lane): HTMLElement {
  const { first, id } = namesOfLane(lane);
  if (id === '' && !isStay(lane)) return h('div', { class: 'tooltip-head' }, h('span', { class: 'id' }, first));
  return h('div', { class: 'tooltip-head' }, `${first} `, h('span', { class: 'id muted' }, id));
}

function aboutSession(scene: Scene, lane: Lane, hit: Hit, zone: Zone): HTMLElement[] {
  const { origin } = scene.log;
  const event = hit.time === null ? null : eventAt(scene, lane.session, hit.time, hit.below);
  const assumed = (lane.flags & FLAG_END_ASSUMED) !== 0;
  return [
    whoHead(lane),
    h('div', { class: `tooltip-outcome ${lane.outcome}` }, isStay(lane) ? stayWords(lane) : endingTitle(lane)),
    h(
      'dl',
      {},
      ...(event === null ? [] : line(event.label, moment(event.at, origin, zone, 6))),
      ...line(l10n.t('From'), dateAndTime(origin + lane.start, { zone, origin })),
      ...(assumed ? line(l10n.t('Last event'), moment(lane.known, origin, zone, 3)) : []),
      ...line(
        lane.outcome === 'open' ? l10n.t('Log ends') : assumed ? l10n.t('Gone by') : l10n.t('To'),
        moment(lane.end, origin, zone, 3),
      ),
      ...line(l10n.t('Lasted'), sessionDuration(lane)),
      ...(isAsked(lane.quality) ? line(l10n.t('Quality'), spokenQuality(lane.quality)) : []),
      ...(lane.label === '' ? [] : line(l10n.t('Known as'), lane.label)),
    ),
  ];
}

/** A line of an opened lane: null between the lines, and while they are not known. */
function aboutHandle(scene: Scene, lane: Lane, hit: Hit, zone: Zone): HTMLElement[] | null {
  const handle = handleAt(scene.track(lane.session), scene.laneHeight, hit.below);
  if (handle === undefined) return null;
  const { origin } = scene.log;
  const event = hit.time === null ? null : eventAt(scene, lane.session, hit.time, hit.below);
  const end = handle.end ?? lane.end;
  return [
    h(
      'div',
      { class: 'tooltip-head' },
      `${handle.plugin || l10n.t('unknown plugin')} `,
      h('span', { class: 'id' }, handle.id),
    ),
    h(
      'dl',
      {},
      ...(event === null ? [] : line(event.label, moment(event.at, origin, zone, 6))),
      ...(handle.opaqueId === '' ? [] : line(l10n.t('Known as'), handle.opaqueId)),
      ...line(l10n.t('Attached'), dateAndTime(origin + handle.start, { zone, origin })),
      ...(handle.end === null ? [] : line(l10n.t('Detached'), moment(handle.end, origin, zone, 3))),
      ...line(l10n.t('Lasted'), duration(end - handle.start)),
      ...line(l10n.t('Session'), lane.name === '' ? lane.id : `${lane.name} · ${lane.id}`),
    ),
  ];
}

function aboutMark({ log: { origin } }: Scene, mark: TimelineMark, zone: Zone): HTMLElement[] {
  return [
    h('div', { class: 'tooltip-head' }, mark.label),
    h(
      'dl',
      {},
      ...line(l10n.t('At'), dateAndTime(origin + mark.at, { zone, origin }, 6)),
      ...line(l10n.t('Server'), mark.emitter),
    ),
  ];
}

function contentOf(scene: Scene, hit: Hit, zone: Zone): HTMLElement[] | null {
  if (hit.mark !== null) return aboutMark(scene, hit.mark, zone);
  if (hit.lane !== null && hit.below >= 0) return aboutHandle(scene, hit.lane, hit, zone);
  if (hit.lane !== null) return aboutSession(scene, hit.lane, hit, zone);
  if (hit.header !== null) return null;
  if (hit.stretch !== null)
    return [h('div', { class: 'tooltip-head' }, l10n.t('Not all is told')), h('div', {}, hit.stretch.label)];
  if (hit.folded > 0)
    return [h('div', { class: 'tooltip-head' }, l10n.t('{0} without any event, folded', duration(hit.folded)))];
  return null;
}

export function createTooltip(): Tooltip {
  const element = h('div', { class: 'tooltip', role: 'presentation' });
  element.hidden = true;
  return {
    element,
    show(scene, hit, zone, x, y) {
      const content = contentOf(scene, hit, zone);
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

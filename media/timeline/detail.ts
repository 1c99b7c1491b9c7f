/** The detail area: the verdict first, then the evidence, then everything else about the selected session. */
import type { Lane, TimelineLog } from '../../src/analysis/lanes/protocol.js';
import type { SessionDetail } from '../../src/analysis/timeline.js';
import { type Child, h } from './dom.js';
import { createEventList, type EventList, type EventSource } from './event-list.js';
import { legend } from './legend.js';
import { OUTCOME_WORDS } from './spoken.js';
import { evidenceSymbol, outcomeSymbol } from './symbols.js';
import { elapsed, grouped, moment, type Zone } from './wording.js';
import { button, divider, iconButton, link, progressRing } from './toolkit.js';

export interface DetailActions extends EventSource {
  detail(session: number): Promise<SessionDetail>;
  openSession(session: number): void;
  explain(cause: string): void;
  close(): void;
}

export interface DetailView {
  readonly element: HTMLElement;
  /** Shows a session, or the summary of the log. Shows it again when the zone has changed. */
  show(log: TimelineLog, lane: Lane | null, zone: Zone): void;
  /** The events of the session shown, to be stepped through. */
  events(): EventList | null;
}

/** Rings that flash by are noise: one appears only for an answer that takes its time. */
const RING_AFTER_MS = 250;

function heading(id: string, actions: DetailActions): HTMLElement {
  return h(
    'div',
    { class: 'detail-head' },
    h('h2', {}, 'Session ', h('span', { class: 'id' }, id)),
    iconButton('copy', 'Copy the session id', () => actions.copy(id)),
    iconButton('close', 'Close (Esc)', () => actions.close()),
  );
}

function verdict(detail: SessionDetail, actions: DetailActions): HTMLElement {
  const { cause } = detail;
  return h(
    'div',
    { class: `verdict ${detail.outcome}` },
    h(
      'p',
      { class: 'verdict-head' },
      outcomeSymbol(detail.outcome),
      h('strong', {}, detail.headline),
      detail.certainty === null ? null : h('span', { class: 'muted' }, `· ${detail.certainty}`),
    ),
    h('p', {}, detail.sentence),
    detail.advice === null ? null : h('p', { class: 'advice' }, detail.advice),
    cause === null || !detail.explained
      ? null
      : h(
          'p',
          {},
          link('Why is this session flagged?', () => actions.explain(cause)),
        ),
  );
}

function section(title: string, count: number | null, ...children: Child[]): HTMLElement {
  return h('section', {}, h('h3', {}, count === null ? title : `${title} · ${grouped(count)}`), ...children);
}

function evidence(detail: SessionDetail, actions: DetailActions): HTMLElement | null {
  if (detail.evidence.length === 0) return null;
  const rows = detail.evidence.map((row) =>
    h(
      'li',
      {},
      h('span', { class: 'time' }, elapsed(row.at - detail.start, 3)),
      evidenceSymbol(row.kind, detail.outcome),
      h(
        'span',
        { class: 'what' },
        link(row.what, () => actions.open(row.offset, 0), 'Open this event in the log'),
      ),
      h('span', { class: 'line muted' }, `line ${grouped(row.line)}`),
    ),
  );
  return section('Evidence', null, h('ul', { class: 'evidence' }, ...rows));
}

function facts(detail: SessionDetail): HTMLElement | null {
  if (detail.facts.length === 0) return null;
  const rows = detail.facts.flatMap((fact) => [
    h('dt', {}, fact.label),
    h('dd', fact.code ? { class: 'id' } : {}, fact.value),
  ]);
  return section('Session', null, h('dl', { class: 'facts' }, ...rows));
}

function handles(detail: SessionDetail, log: TimelineLog, zone: Zone): HTMLElement | null {
  if (detail.handles.length === 0) return null;
  const at = (time: number | null, missing: string): string =>
    time === null ? missing : zone === 'elapsed' ? moment(time - log.origin, 0, zone, 3) : moment(time, 0, zone, 3);
  const rows = detail.handles.map((handle) =>
    h(
      'li',
      {},
      h(
        'span',
        { class: 'handle-head' },
        h('strong', {}, handle.plugin === '' ? 'unknown plugin' : handle.plugin),
        h('span', { class: 'id' }, handle.id),
      ),
      h('span', { class: 'muted' }, `${at(handle.from, 'before the log')} – ${at(handle.to, 'not detached')}`),
      handle.opaqueId === null
        ? null
        : h('span', { class: 'muted' }, 'opaque id ', h('span', { class: 'id' }, handle.opaqueId)),
    ),
  );
  return section('Handles', detail.handles.length, h('ul', { class: 'handles' }, ...rows));
}

/** The verdict as one would paste it into a ticket. */
function verdictText(detail: SessionDetail): string {
  const certainty = detail.certainty === null ? '' : ` (${detail.certainty})`;
  const lines = detail.evidence.map((row) => `  ${elapsed(row.at - detail.start, 3)}  ${row.what}, line ${row.line}`);
  return [
    `Session ${detail.id} · ${detail.subtitle}`,
    `${detail.headline}${certainty}: ${detail.sentence}`,
    ...lines,
  ].join('\n');
}

export function createDetailView(actions: DetailActions): DetailView {
  const element = h('aside', { class: 'detail', 'aria-label': 'Details of the selected session', tabindex: '-1' });
  let asked = 0;
  let events: EventList | null = null;

  const fill = (detail: SessionDetail, log: TimelineLog, zone: Zone): void => {
    events = createEventList(detail, log.origin, zone, actions);
    const scrolled = element.scrollTop;
    element.replaceChildren(
      heading(detail.id, actions),
      h('p', { class: 'subtitle' }, detail.subtitle),
      verdict(detail, actions),
      h(
        'p',
        { class: 'detail-actions' },
        link('Open in log', () => actions.openSession(detail.session)),
        link('Copy verdict', () => actions.copy(verdictText(detail))),
      ),
      ...[evidence(detail, actions), facts(detail), handles(detail, log, zone)].filter((part) => part !== null),
      divider(),
      section('Events', detail.eventCount, events.element),
    );
    element.scrollTop = element.dataset['session'] === String(detail.session) ? scrolled : 0;
    element.dataset['session'] = String(detail.session);
  };

  const load = async (log: TimelineLog, lane: Lane, zone: Zone): Promise<void> => {
    const mine = ++asked;
    const { id, outcome } = lane;
    events = null;
    const placeholder = [
      heading(id, actions),
      h(
        'div',
        { class: `verdict ${outcome}` },
        h('p', { class: 'verdict-head' }, outcomeSymbol(outcome), h('strong', {}, OUTCOME_WORDS[outcome])),
      ),
    ];
    const ring = setTimeout(
      () => element.replaceChildren(...placeholder, progressRing('Loading details')),
      RING_AFTER_MS,
    );
    try {
      const detail = await actions.detail(lane.session);
      if (mine === asked) fill(detail, log, zone);
    } catch (error) {
      if (mine !== asked) return;
      const message = error instanceof Error ? error.message : String(error);
      element.replaceChildren(
        ...placeholder,
        h('p', { class: 'failure', role: 'alert' }, `The details could not be loaded. ${message}`),
        button('secondary', 'Try again', () => void load(log, lane, zone)),
      );
    } finally {
      clearTimeout(ring);
    }
  };

  return {
    element,
    show(log, lane, zone) {
      if (lane !== null) {
        void load(log, lane, zone);
        return;
      }
      asked++;
      events = null;
      delete element.dataset['session'];
      element.replaceChildren(...legend(log));
    },
    events: () => events,
  };
}

/** A session's events, a page at a time, each with its JSON on demand. */
import { EVENTS_PER_PAGE, type EventRow, type SessionDetail } from '../../src/analysis/timeline.js';
import { h } from './dom.js';
import { eventSymbol } from './symbols.js';
import { grouped, moment, type Zone } from './wording.js';
import { button, link } from './toolkit.js';

export interface EventSource {
  events(session: number, from: number): Promise<EventRow[]>;
  json(offset: number, length: number): Promise<string>;
  /** Opens the log at an event. */
  open(offset: number, length: number): void;
  copy(text: string): void;
}

export interface EventList {
  readonly element: HTMLElement;
  /** Moves to the next or previous event and gives it; null when there is none (yet). */
  step(direction: 1 | -1): EventRow | null;
  current(): EventRow | null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Loads an event's JSON when its row is opened first. */
function jsonBox(row: EventRow, source: EventSource): { element: HTMLElement; load: () => void } {
  const element = h('div', { class: 'json' });
  let text: string | null = null;
  let loading = false;
  const load = async (): Promise<void> => {
    if (text !== null || loading) return;
    loading = true;
    try {
      const json = await source.json(row.offset, row.length);
      text = json;
      element.replaceChildren(
        h('pre', { tabindex: '0', 'aria-label': 'Event as JSON' }, json),
        h(
          'p',
          { class: 'detail-actions' },
          link(`Open line ${grouped(row.line)}`, () => source.open(row.offset, row.length)),
          link('Copy', () => source.copy(json)),
        ),
      );
    } catch (error) {
      element.replaceChildren(
        h('p', { class: 'failure', role: 'alert' }, `The event could not be loaded. ${messageOf(error)}`),
      );
    } finally {
      loading = false;
    }
  };
  return { element, load: () => void load() };
}

export function createEventList(detail: SessionDetail, origin: number, zone: Zone, source: EventSource): EventList {
  const rows: EventRow[] = [];
  const items: HTMLElement[] = [];
  let at = -1;
  const list = h('ul', { class: 'events' });
  const foot = h('div', { class: 'events-foot' });
  const element = h('div', {}, list, foot);
  const when = (time: number): string => moment(zone === 'elapsed' ? time - origin : time, 0, zone, 3);

  const item = (row: EventRow): HTMLElement => {
    const json = jsonBox(row, source);
    const details = h(
      'details',
      {},
      h(
        'summary',
        {},
        h('span', { class: 'time' }, when(row.at)),
        eventSymbol(row.type),
        h('span', { class: 'what' }, row.summary),
      ),
      json.element,
    );
    details.addEventListener('toggle', () => {
      if (details.open) json.load();
    });
    return h('li', {}, details);
  };

  const more = async (): Promise<void> => {
    foot.replaceChildren();
    try {
      const page = await source.events(detail.session, rows.length);
      rows.push(...page);
      const added = page.map(item);
      items.push(...added);
      list.append(...added);
      const rest = detail.eventCount - rows.length;
      if (rest <= 0 || page.length === 0) return;
      foot.append(
        button(
          'secondary',
          `Show ${grouped(Math.min(rest, EVENTS_PER_PAGE))} more of ${grouped(rest)}`,
          () => void more(),
        ),
      );
    } catch (error) {
      foot.append(
        h('p', { class: 'failure', role: 'alert' }, `The events could not be loaded. ${messageOf(error)}`),
        button('secondary', 'Try again', () => void more()),
      );
    }
  };
  void more();

  return {
    element,
    step(direction) {
      const next = at + direction;
      const row = rows[next];
      if (row === undefined) {
        if (direction === 1 && rows.length > 0 && rows.length < detail.eventCount) void more();
        return null;
      }
      items[at]?.removeAttribute('aria-current');
      at = next;
      items[at]?.setAttribute('aria-current', 'true');
      items[at]?.scrollIntoView({ block: 'nearest' });
      return row;
    },
    current: () => rows[at] ?? null,
  };
}

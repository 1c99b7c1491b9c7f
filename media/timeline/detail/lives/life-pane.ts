/** Shows lives below the session and rooms in the detail area, one leading to the other and back. */
import * as l10n from '@vscode/l10n';
import type { LifeDetail, LifeRef } from '../../../../src/analysis/requests/life-details.js';
import { h } from '../../elements/dom.js';
import { link } from '../../elements/toolkit.js';
import type { DetailActions, Looked } from '../actions.js';
import { capital } from '../../../../src/words/sentences.js';
import { lifeEvidence, lifeFacts, lifeHead, lifeList, lifeVerdict } from './life-parts.js';
import { qualitySection } from './quality.js';
import { createStatisticsSection, type StatisticsSection } from '../statistics/statistics.js';
import { ladderSection, type Sides } from './ladder.js';
import { waySection } from './way-up.js';
import { createRoomView, type RoomView } from './room-view.js';
import { failure, messageOf } from '../section.js';

type Times = Pick<Looked, 'origin' | 'zone'>;
/** What is looked at, and how it is called on the way back. */
type Subject = { readonly life: number } | { readonly place: number };
type Visited = { readonly subject: Subject; readonly title: string };

export interface LifePane {
  readonly element: HTMLElement;
  /** `from` is the session that it was come to from. */
  showLife(life: number, times: Times, from?: { readonly life: number; readonly title: string }): void;
  showRoom(place: number, times: Times): void;
  /** µs since the Unix epoch. */
  setCursor(at: number | null): void;
  themeChanged(): void;
  close(): void;
}

/** What is in a room or at a mountpoint. */
const IS_INSIDE = /-(?:participant|remote-publisher|publication|subscription|viewer)$/;

/** "anna" and "ben" where the log tells who called whom. */
function sidesOf({ kind, name }: LifeDetail, paired: boolean): Sides {
  const [own, other] = name.split(' → ');
  if (kind === 'videocall-call' && own !== undefined && other !== undefined) return { own, other };
  const unnamed = paired ? l10n.t('Other side') : l10n.t('Peer');
  if (kind === 'sip-call') return { own: l10n.t('Client'), other: name === '' ? unnamed : name };
  return { own: kind === 'videocall-call' ? l10n.t('Caller') : l10n.t('One side'), other: unnamed };
}

/** @param showSession shows the selected session again */
export function createLifePane(actions: DetailActions, showSession: () => void): LifePane {
  const element = h('div');
  let times: Times = { origin: 0, zone: 'local' };
  /** What was looked at before, to go back to. */
  let trail: Visited[] = [];
  let now: Visited | null = null;
  /** The session that all was come to from. */
  let origin: number | null = null;
  let room: { readonly place: number; readonly view: RoomView } | null = null;
  let cursor: number | null = null;
  let asked = 0;
  let charts: StatisticsSection | null = null;

  const closeCharts = (): void => {
    charts?.close();
    charts = null;
  };

  const back = (): HTMLElement | null => {
    const before = trail.at(-1);
    if (before === undefined) return null;
    const go = (): void => {
      trail.pop();
      if ('life' in before.subject && before.subject.life === origin) showSession();
      else show(before.subject);
    };
    return h('p', { class: 'trail' }, link(`‹ ${before.title}`, go, l10n.t('Back')));
  };

  const lookAt = (subject: Subject): void => {
    // What was asked for and never came is no place to go back to.
    if (now !== null && now.title !== '') trail.push(now);
    show(subject, () => element.querySelector<HTMLElement>('.trail vscode-link')?.focus());
  };

  const goTo = ({ life, kind }: LifeRef): void => {
    if (kind === 'session') actions.select(life);
    else lookAt({ life });
  };

  const fillLife = (detail: LifeDetail): void => {
    const { place, holders, holds, moreHolds, kind } = detail;
    const inRoom = place < 0 || !IS_INSIDE.test(kind) ? null : h('p', { class: 'detail-actions' });
    inRoom?.append(link(l10n.t('Who else was inside?'), () => lookAt({ place }), l10n.t('Show the room')));
    const way = detail.kind === 'peerconnection' ? h('div') : null;
    const ladder = detail.kind.endsWith('-call') ? h('div') : null;
    if (ladder !== null) void fillLadder(ladder, detail);
    charts = chartsOf(detail);
    charts?.setCursor(cursor);
    if (way !== null) void fillWay(way, detail);
    element.replaceChildren(
      ...[
        back(),
        lifeHead(detail, actions),
        lifeVerdict(detail),
        inRoom,
        lifeEvidence(detail, actions),
        qualitySection(detail),
        ladder,
        way,
        charts?.element ?? null,
        lifeFacts(detail, times),
        lifeList(l10n.t('Within'), holders, 0, times, goTo),
        lifeList(l10n.t('Holds'), holds, moreHolds, times, goTo),
      ].filter((part) => part !== null),
    );
  };

  const chartsOf = ({ statistics }: LifeDetail): StatisticsSection | null => {
    if (statistics === null) return null;
    const { session, handle, count } = statistics;
    const of = { session, statisticsCount: count, handles: [] };
    return createStatisticsSection(of, times, actions, null, handle);
  };

  const fillLadder = async (part: HTMLElement, detail: LifeDetail): Promise<void> => {
    const { life, firstAt } = detail;
    try {
      const ladder = await actions.ladder(life);
      part.replaceChildren(ladderSection(ladder, sidesOf(detail, ladder.paired), firstAt, actions) ?? '');
    } catch (error) {
      const again = (): void => void fillLadder(part, detail);
      part.replaceChildren(failure(l10n.t('The messages of the call could not be loaded.'), messageOf(error), again));
    }
  };

  const fillWay = async (
    way: HTMLElement,
    { life, firstAt, holders }: Pick<LifeDetail, 'life' | 'firstAt' | 'holders'>,
  ): Promise<void> => {
    const attached = holders.find(({ kind }) => kind === 'handle')?.firstAt ?? null;
    try {
      const { steps } = await actions.way(life);
      way.replaceChildren(waySection(steps, firstAt, attached, actions) ?? '');
    } catch (error) {
      const again = (): void => void fillWay(way, { life, firstAt, holders });
      way.replaceChildren(failure(l10n.t('The way up could not be loaded.'), messageOf(error), again));
    }
  };

  /** Whether the answer is shown: a later question may have made it outdated. */
  const askRoom = async (place: number): Promise<boolean> => {
    const mine = ++asked;
    const answer = await actions.room(place, cursor);
    if (mine !== asked || room?.place !== place) return false;
    if (now !== null) now = { ...now, title: answer.name };
    room.view.show(answer);
    if (!element.contains(room.view.element))
      element.replaceChildren(...[back(), room.view.element].filter((part) => part !== null));
    return true;
  };

  /** @param shown is called once, when the answer is shown; until then what was shown before stays */
  function show(subject: Subject, shown: () => void = () => undefined): void {
    const mine = ++asked;
    if (!element.isConnected) element.replaceChildren();
    now = { subject, title: '' };
    room = null;
    closeCharts();
    const failed = (error: unknown): void => {
      if (mine !== asked && !('place' in subject)) return;
      element.replaceChildren(
        failure(l10n.t('The details could not be loaded.'), messageOf(error), () => show(subject)),
      );
    };
    if ('place' in subject) {
      const go = (at: number): void => actions.moveCursor(times.origin + at);
      const view = createRoomView(times, actions, go, (life) => lookAt({ life }));
      room = { place: subject.place, view };
      askRoom(subject.place).then((isShown) => {
        if (isShown) shown();
      }, failed);
      return;
    }
    actions.life(subject.life).then((detail) => {
      if (mine !== asked) return;
      now = { subject, title: `${capital(detail.noun)} ${detail.name}` };
      fillLife(detail);
      shown();
    }, failed);
  }

  return {
    element,
    showLife(life, zone, from) {
      times = zone;
      origin = from?.life ?? null;
      trail = from === undefined ? [] : [{ subject: { life: from.life }, title: from.title }];
      show({ life });
    },
    showRoom(place, zone) {
      times = zone;
      trail = [];
      show({ place });
    },
    setCursor(at) {
      if (at === cursor) return;
      cursor = at;
      charts?.setCursor(at);
      if (room !== null) void askRoom(room.place).catch(() => undefined);
    },
    themeChanged: () => charts?.themeChanged(),
    close() {
      asked++;
      closeCharts();
      now = null;
      room = null;
      trail = [];
    },
  };
}

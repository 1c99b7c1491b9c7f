/** What the extension tells the page, and what the page does about it. */
import type { TimelineLog } from '../../src/analysis/lanes/protocol.js';
import type { ToTimeline } from '../../src/analysis/requests/timeline.js';
import type { Notice } from './controls/notice.js';
import type { Rpc } from './data/rpc.js';
import type { PageLayout } from './page-layout.js';
import type { Pictures } from './picture/picture-taking.js';
import type { TimelineModel } from './state/model.js';
import { spokenNews } from './words/spoken.js';

export interface MessageParts {
  readonly rpc: Rpc;
  readonly notice: Notice;
  readonly layout: PageLayout;
  readonly pictures: Pictures;
  goToTime(text: string): void;
  /** Gives the keyboard to what shows the sessions. */
  focusSessions(): void;
}

/** Returns what takes each message. */
export function createReceiver(model: TimelineModel, parts: MessageParts): (message: ToTimeline) => void {
  const { rpc, notice, layout, pictures } = parts;
  const { rows, arrangement, navigation } = model;
  /** A session to be revealed as soon as there is a log. */
  let wanted: { session: number; focus: boolean } | null = null;
  const setBusy = (busy: boolean): void => layout.setBusy(busy, rows.log === null);
  setBusy(false);

  const showLog = async (log: TimelineLog): Promise<void> => {
    const before = rows.log;
    if (!(await arrangement.setLog(log))) return;
    if (before !== null) layout.say(spokenNews(before.counts, log.counts));
    setBusy(false);
    const { session, focus } = wanted ?? { session: null, focus: false };
    wanted = null;
    if (session !== null) await navigation.reveal(session, focus);
    if (focus) parts.focusSessions();
    pictures.logShown();
  };

  return (message) => {
    switch (message.type) {
      case 'loading':
        // An earlier picture of the same log stays until there is a newer one.
        setBusy(rows.log !== null);
        if (rows.log === null) notice.show({ kind: 'loading', name: message.name, percent: message.percent });
        return;
      case 'failed':
        arrangement.close();
        setBusy(false);
        pictures.logFailed();
        notice.show({ kind: 'failed', name: message.name, message: message.message });
        return;
      case 'log':
        void showLog(message.log);
        return;
      case 'answer':
      case 'refused':
      case 'news':
        rpc.receive(message);
        return;
      case 'reveal':
        if (rows.log === null) {
          wanted = message;
          return;
        }
        void navigation.reveal(message.session, message.focus);
        if (message.focus) parts.focusSessions();
        return;
      case 'time':
        parts.goToTime(message.text);
        return;
      case 'filter':
        arrangement.filter(message.query);
        return;
      case 'preferences':
        arrangement.setNames(message.names);
        arrangement.setZone(message.zone);
        return;
      case 'picture':
        pictures.take(message.wish);
    }
  };
}

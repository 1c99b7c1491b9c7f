/** What is worth a look about a PeerConnection. */
import * as l10n from '@vscode/l10n';
import type { Outcome } from '../../engine/kind.js';
import { Mark, Step, stepIn, wasUpAnyhow } from './way-up.js';

/** Janus gives ICE up after some 13 s and DTLS after 20 s: what is not up by now does not come up, µs. */
const STUCK = 60_000_000;
/** Media that came back did so within seconds: after a freeze, a change of the network, a mute, µs. */
const GONE = 60_000_000;

/** Where Janus itself offers and a program answers at once; elsewhere people may let it ring. */
const ANSWERED_AT_ONCE: ReadonlySet<string> = new Set(['janus.plugin.videoroom', 'janus.plugin.streaming']);

/** Where one that never came up stopped, by code. */
export const STOPS = [
  'dtls-failed',
  'dtls-unanswered',
  'dtls-not-begun',
  'ice-no-way',
  'offer-unanswered',
  'no-candidates',
] as const;
export type Stop = (typeof STOPS)[number];

export function hint(outcome: Outcome): string | null {
  if (neverUp(outcome)) return 'never-up';
  const { marks, since, sessionLivedOn } = outcome;
  if ((marks & Mark.mediaStopped) !== 0 && since >= GONE && sessionLivedOn) return 'media-stopped';
  return (marks & Mark.slowLinks) !== 0 ? 'slow-links' : null;
}

/** Sure only where all of it is in the log, and where no other event shows that it was up. */
function neverUp({ begun, whole, wasUp, marks, cause, told, lasted, plugin }: Outcome): boolean {
  if (!begun || !whole || wasUp || wasUpAnyhow(marks)) return false;
  if (told) return hasFailed(cause, marks, lasted);
  if (lasted < STUCK) return false;
  return (marks & Mark.answered) !== 0 || ANSWERED_AT_ONCE.has(plugin);
}

/** Whether the two sides did not find each other; other causes are somebody's wish. */
function hasFailed(cause: string | null, marks: number, lasted: number): boolean {
  switch (cause) {
    case 'ice-failed':
      return stepIn(marks) < Step.iceConnected;
    case 'dtls-alert':
      // Later on it is how a peer closes what was up, which lost events may hide.
      return (marks & Mark.dtlsFailed) !== 0 || (stepIn(marks) === Step.dtlsTrying && lasted < STUCK / 2);
    case 'dtls-timeout':
    case 'dtls-error':
    case 'dtls-srtp-stack-error':
    case 'gathering-error':
    case 'ice-gathering-error':
      return true;
    default:
      return false;
  }
}

/** Where a PeerConnection that never came up stopped, in a sentence. */
export function remark(outcome: Outcome): string | null {
  switch (stopOf(outcome)) {
    case null:
      return null;
    case 'dtls-failed':
      return l10n.t('It never came up: DTLS failed after ICE was connected.');
    case 'dtls-unanswered':
      return l10n.t('It never came up: ICE was connected, and DTLS got no answer.');
    case 'dtls-not-begun':
      return l10n.t('It never came up: ICE was connected, and DTLS did not begin.');
    case 'ice-no-way':
      return l10n.t('It never came up: ICE found no way between the two sides.');
    case 'offer-unanswered':
      return l10n.t('It never came up: its offer was not answered.');
    case 'no-candidates':
      return l10n.t('It never came up: no candidate of the peer is in the log that ICE could try.');
  }
}

/** The same as a label. */
export function stopWords(stop: Stop): string {
  switch (stop) {
    case 'dtls-failed':
      return l10n.t('DTLS failed after ICE was connected');
    case 'dtls-unanswered':
      return l10n.t('ICE was connected, and DTLS got no answer');
    case 'dtls-not-begun':
      return l10n.t('ICE was connected, and DTLS did not begin');
    case 'ice-no-way':
      return l10n.t('ICE found no way between the two sides');
    case 'offer-unanswered':
      return l10n.t('Its offer was not answered');
    case 'no-candidates':
      return l10n.t('No candidate of the peer is in the log that ICE could try');
  }
}

/** Where a PeerConnection that never came up stopped; null for any other. */
export const stopOf = (outcome: Outcome): Stop | null => (neverUp(outcome) ? whereStopped(outcome.marks) : null);

function whereStopped(marks: number): Stop {
  const step = stepIn(marks);
  if ((marks & Mark.dtlsFailed) !== 0) return 'dtls-failed';
  if (step >= Step.dtlsTrying) return 'dtls-unanswered';
  if (step === Step.iceConnected) return 'dtls-not-begun';
  if ((marks & Mark.iceFailed) !== 0 || step === Step.connecting) return 'ice-no-way';
  if ((marks & Mark.answered) === 0) return 'offer-unanswered';
  return 'no-candidates';
}

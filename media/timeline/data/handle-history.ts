/**
 * What happened inside the handles of an opened lane: ICE, DTLS, media coming and going, negotiation, bitrate. Pure: from
 * the steps and statistics the extension reads from the log to what is drawn. Times are µs since origin.
 */
import { list } from '../../../src/words/sentences.js';
import * as l10n from '@vscode/l10n';
import {
  type EventRow,
  METRICS,
  type StatisticsPage,
  type WebrtcStep,
} from '../../../src/analysis/requests/timeline-details.js';

export interface Span {
  readonly from: number;
  /** Infinity: to the end of the handle. */
  readonly to: number;
  readonly label: string;
}

export interface HandleMark {
  readonly at: number;
  readonly kind: 'offer' | 'answer' | 'slow-link' | 'stopped' | 'hangup' | 'plugin';
  /** In the lane: "joined room 1234". */
  readonly name: string;
  /** Beside the pointer: "videoroom · joined room 1234". */
  readonly label: string;
}

export interface HandleHistory {
  readonly ice: readonly Span[];
  readonly dtls: readonly Span[];
  /** A medium is not received any more. */
  readonly stopped: readonly Span[];
  readonly marks: readonly HandleMark[];
  /** Bit/s of everything the handle receives and sends, by time. */
  readonly bitrate: readonly { readonly at: number; readonly value: number }[];
}

/** By handle id. */
export interface SessionHistory {
  readonly handles: ReadonlyMap<string, HandleHistory>;
  /** The highest bitrate of any handle, bit/s. */
  readonly peak: number;
}

interface Draft {
  ice: Span[];
  dtls: Span[];
  stopped: Span[];
  marks: HandleMark[];
  bitrate: { at: number; value: number }[];
  /** Begun and not done: ICE, DTLS, and by medium that nothing comes. */
  iceFrom: number | null;
  dtlsFrom: number | null;
  stoppedFrom: Map<string, number>;
}

const ICE_DONE: ReadonlySet<string> = new Set(['connected', 'ready', 'failed']);

function draft(): Draft {
  const lists = { ice: [], dtls: [], stopped: [], marks: [], bitrate: [] };
  return { ...lists, iceFrom: null, dtlsFrom: null, stoppedFrom: new Map() };
}

/** The label of a medium: "video mid 1". */
const mediumName = ({ medium, mid }: { medium: string; mid: string | null }): string =>
  mid === null ? medium : l10n.t('{0} mid {1}', medium, mid);

function mark({ marks }: Draft, at: number, kind: HandleMark['kind'], label: string): void {
  marks.push({ at, kind, label, name: label.slice(label.indexOf(' · ') + (label.includes(' · ') ? 3 : 1)) });
}

function take(history: Draft, step: WebrtcStep, at: number): void {
  switch (step.kind) {
    case 'ice':
      if (ICE_DONE.has(step.state)) {
        if (history.iceFrom !== null) history.ice.push({ from: history.iceFrom, to: at, label: `ICE ${step.state}` });
        history.iceFrom = null;
      } else history.iceFrom ??= at;
      return;
    case 'dtls':
      if (step.state === 'trying') history.dtlsFrom ??= at;
      else {
        if (history.dtlsFrom !== null)
          history.dtls.push({ from: history.dtlsFrom, to: at, label: `DTLS ${step.state}` });
        history.dtlsFrom = null;
      }
      return;
    case 'receiving': {
      const name = mediumName(step);
      const since = history.stoppedFrom.get(name);
      if (!step.on) {
        if (since === undefined) history.stoppedFrom.set(name, at);
        mark(history, at, 'stopped', l10n.t('{0} stopped', name));
      } else if (since !== undefined) {
        history.stopped.push({ from: since, to: at, label: l10n.t('no {0}', name) });
        history.stoppedFrom.delete(name);
      }
      return;
    }
    case 'slow-link': {
      const words = [l10n.t('slow {0}', step.direction), mediumName(step)];
      if (step.lost !== null) words.push(l10n.t('{0} lost', step.lost));
      mark(history, at, 'slow-link', list(words));
      return;
    }
    case 'sdp':
      mark(history, at, step.type === 'answer' ? 'answer' : 'offer', `${step.owner} ${step.type}`);
      return;
    case 'hangup':
      mark(history, at, 'hangup', step.reason === '' ? l10n.t('hangup') : l10n.t('hangup: {0}', step.reason));
      endStopped(history, at);
      return;
    case 'up':
    case 'candidate':
    case 'pair':
  }
}

/** A gap of a medium ends at the latest with its PeerConnection. */
function endStopped(history: Draft, at: number): void {
  for (const [name, from] of history.stoppedFrom) history.stopped.push({ from, to: at, label: l10n.t('no {0}', name) });
  history.stoppedFrom.clear();
}

/** A medium counts this long after its last statistics, µs: Janus sends them each second unless told otherwise. */
const STILL_COUNTS = 5_000_000;

/** The bitrates of a handle's media come one after another: each counts until the next of the same is there. */
function takeStatistics(of: (handle: string) => Draft, page: StatisticsPage, origin: number): void {
  const { from, to, buckets, first, count, series } = page;
  const rows = [METRICS.indexOf('bitrateIn'), METRICS.indexOf('bitrateOut')];
  const timeOf = (i: number): number => from - origin + ((first + i + 0.5) / buckets) * (to - from);
  for (const handle of new Set(series.map((part) => part.handle))) {
    const lines = series
      .filter((part) => part.handle === handle)
      .flatMap(({ samples, mean }) => rows.map((row) => ({ samples, mean, row, value: 0, at: -Infinity })));
    for (let i = 0; i < count; i++) {
      const at = timeOf(i);
      let told = false;
      for (const line of lines) {
        const cell = line.row * count + i;
        if ((line.samples[cell] ?? 0) === 0) continue;
        told = true;
        line.value = line.mean[cell] ?? 0;
        line.at = at;
      }
      if (!told) continue;
      const value = lines.reduce((sum, line) => (at - line.at <= STILL_COUNTS ? sum + line.value : sum), 0);
      of(handle).bitrate.push({ at, value });
    }
  }
}

/** @param origin µs since the Unix epoch */
export function sessionHistoryOf(
  steps: readonly WebrtcStep[],
  statistics: readonly StatisticsPage[],
  plugins: readonly EventRow[],
  origin: number,
): SessionHistory {
  const drafts = new Map<string, Draft>();
  const of = (handle: string): Draft => {
    const known = drafts.get(handle) ?? draft();
    drafts.set(handle, known);
    return known;
  };
  for (const step of steps) if (step.handle !== null) take(of(step.handle), step, step.at - origin);
  for (const page of statistics) takeStatistics(of, page, origin);
  for (const row of plugins) if (row.handle !== null) mark(of(row.handle), row.at - origin, 'plugin', row.summary);
  let peak = 0;
  for (const history of drafts.values()) {
    endStopped(history, Infinity);
    if (history.iceFrom !== null)
      history.ice.push({ from: history.iceFrom, to: Infinity, label: l10n.t('ICE under way') });
    if (history.dtlsFrom !== null)
      history.dtls.push({ from: history.dtlsFrom, to: Infinity, label: l10n.t('DTLS under way') });
    history.marks.sort((a, b) => a.at - b.at);
    for (const { value } of history.bitrate) peak = Math.max(peak, value);
  }
  return { handles: drafts, peak };
}

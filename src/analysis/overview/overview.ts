/** The log as a whole, in figures. */
import { CAUSE_RECORDS } from '../../sessions/causes/index.js';
import * as l10n from '@vscode/l10n';
import type { Lives } from '../../lives/lives.js';
import { STOPS, stopWords } from '../../lives/kinds/peerconnection/hints.js';
import { maskedNotes } from '../../lives/masked.js';
import { KINDS } from '../../lives/registry.js';
import { STAY_ENDS } from '../../lives/stays.js';
import type { LogNote, LogReport, NoteCode } from '../../sessions/log-report.js';
import { outcomeTitle } from '../../words/outcomes.js';
import { hangupWords } from '../../words/hangups.js';
import { capital } from '../../words/sentences.js';
import {
  BEFORE_UP,
  endingAt,
  findingOf,
  hangupOf,
  iceOf,
  isConnection,
  pairOf,
  UP,
  wayOf,
} from '../../lives/query/subjects/came-to.js';
import { qualitiesOf } from './qualities.js';
import { networkOfPeer, Shares } from './shares.js';
import { AtOnce } from '../lanes/at-once.js';
import { quoted } from '../../lives/query/language/tokens.js';
import { OVERVIEW_BUCKETS, type Figure, type Line, type Overview } from '../requests/overview-request.js';

/** Figures told of one list: the largest. */
const MOST = 12;

/** How a session ended, or how it stands. */
const ENDINGS: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(Object.values(CAUSE_RECORDS).map(({ cause, inFigures }) => [cause, inFigures])),
  open: () => outcomeTitle('open'),
  undecidable: () => outcomeTitle('unknown'),
};

const PAIRS: Readonly<Record<string, () => string>> = {
  'pair:direct': () => l10n.t('Direct'),
  'pair:relay': () => l10n.t('Relayed by TURN'),
  'pair:tcp': () => l10n.t('Over TCP'),
  'pair:ipv6': () => l10n.t('Over IPv6'),
  'ice:restarted': () => l10n.t('ICE restarted'),
  'ice:recovered': () => l10n.t('ICE failed, then connected'),
};

export function overviewOf(report: LogReport, lives: Lives): Overview {
  const { stage } = lives;
  const notes = [...report.logs.flatMap((log) => log.notes), ...maskedOfLives(lives)];
  const has = (code: NoteCode): boolean => notes.some((note) => note.code === code);
  const hangups = new Map<string, number>();
  const ways = new Map<string, number>();
  const findings = new Map<string, { count: number; label: string; query: string }>();
  const pairs = new Map<string, number>();
  const byServer = new Shares(lives);
  const byNetwork = new Shares(lives);
  const upAfter: number[] = [];
  for (let life = 0; life < stage.lives.count; life++) {
    const finding = findingOf(lives, life);
    if (finding !== null) noteFinding(findings, stage.lives.kind(life), finding);
    if (!isConnection(lives, life)) continue;
    for (const kind of pairOf(lives, life)) add(pairs, `pair:${kind}`);
    for (const what of iceOf(lives, life)) add(pairs, `ice:${what}`);
    byServer.add(stage.emitterOf(life).name, life);
    byNetwork.add(networkOfPeer(lives, life), life);
    add(hangups, hangupOf(lives, life));
    const way = wayOf(lives, life);
    add(ways, way);
    if (way === UP && stage.lives.isBegun(life)) upAfter.push(upAt(lives, life) - stage.firstAt(life));
  }
  const webrtc = hangups.size > 0 || ways.size > 0 || !has('webrtc-masked');
  return {
    ...linesOf(report, lives, { webrtc, plugins: lives.stays().count > 0 || !has('plugins-masked') }),
    endings: endingsOf(report),
    hangups: webrtc ? figures(hangups, 'hangup', hangupWords) : null,
    ways: webrtc ? figures(ways, 'way', wayWords, (way) => way !== UP && way !== BEFORE_UP) : null,
    pairs: webrtc ? figures(pairs, '', (value) => PAIRS[value]?.() ?? value) : null,
    pairsByServer: byServer.count < 2 ? [] : byServer.list(),
    pairsByNetwork: byNetwork.list(),
    upAfter: halfAndMost(upAfter),
    ...qualitiesOf(report, lives),
    servers: serversOf(report),
    findings: findingFigures(report, findings),
    masked: [...new Set(notes.filter(({ code }) => code.endsWith('-masked')).map(({ message }) => message))],
  };
}

function wayWords(way: string): string {
  if (way === UP) return l10n.t('Up');
  if (way === BEFORE_UP) return l10n.t('Ended before it was up');
  const stop = STOPS.find((known) => known === way);
  return stop === undefined ? way : stopWords(stop);
}

/** Told here also where the notes of the log leave it out. */
const maskedOfLives = ({ stage: { facts } }: Lives): LogNote[] =>
  maskedNotes(facts, KINDS.words).map(({ note }) => note);

const upAt = ({ stage }: Lives, life: number): number => stage.facts.table.at(stage.lives.up(life));

function add(counts: Map<string, number>, value: string | null): void {
  if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** The largest first; `facet` finds them, '' where the values are queries by themselves. */
function figures(
  counts: ReadonlyMap<string, number>,
  facet: string,
  label: (value: string) => string,
  flagged: (value: string) => boolean = () => false,
): Figure[] {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([value, count]) => ({
      label: label(value),
      count,
      query: facet === '' ? value : `${facet}:${quoted(value)}`,
      flagged: flagged(value),
    }));
}

function endingsOf(report: LogReport): Figure[] {
  const { sessions } = report;
  const counts = new Map<string, number>();
  const flagged = new Set<string>();
  for (let k = 0; k < sessions.count; k++) {
    const ending = endingAt(report.sessions, k);
    add(counts, ending);
    if (sessions.flagged[k] === 1) flagged.add(ending);
  }
  return figures(
    counts,
    'ended',
    (ending) => ENDINGS[ending]?.() ?? ending,
    (ending) => flagged.has(ending),
  );
}

function serversOf({ sessions, emitters }: LogReport): Figure[] {
  const counts = new Uint32Array(emitters.length);
  for (let k = 0; k < sessions.count; k++) counts[sessions.emitter[k]!]!++;
  return emitters
    .map(({ name, version }, k) => ({
      label: [name === '' ? l10n.t('server without a name') : name, version === null ? '' : `Janus ${version}`]
        .filter((part) => part !== '')
        .join(' · '),
      count: counts[k]!,
      query: `server:${quoted(name)}`,
      flagged: false,
    }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST);
}

function noteFinding(
  findings: Map<string, { count: number; label: string; query: string }>,
  kind: number,
  finding: string,
): void {
  const words = KINDS.list[kind]!.words();
  const key = `${words.noun} ${finding}`;
  const known = findings.get(key);
  if (known !== undefined) {
    known.count++;
    return;
  }
  const title = words.hints?.[finding]?.title ?? finding;
  findings.set(key, {
    count: 1,
    label: l10n.t('{0}: {1}', capital(words.noun), title),
    query: `finding:${quoted(finding)}`,
  });
}

function findingFigures(
  { sessions }: LogReport,
  findings: ReadonlyMap<string, { count: number; label: string; query: string }>,
): Figure[] {
  const silent = sessions.flagged.reduce((sum, one) => sum + one, 0);
  const label = l10n.t('{0}: {1}', l10n.t('Session'), outcomeTitle('silent'));
  const first = { label, count: silent, query: 'ended:silent', flagged: true };
  const rest = [...findings.values()].sort((a, b) => b.count - a.count).map((each) => ({ ...each, flagged: false }));
  return [...(silent > 0 ? [first] : []), ...rest].slice(0, MOST);
}

function halfAndMost(times: number[]): Overview['upAfter'] {
  if (times.length === 0) return null;
  const sorted = Float64Array.from(times, (time) => Math.max(0, time)).sort();
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
  return { half: at(0.5), most: at(0.95) };
}

function linesOf(
  report: LogReport,
  lives: Lives,
  told: { readonly webrtc: boolean; readonly plugins: boolean },
): Pick<Overview, 'sessions' | 'connections' | 'people'> {
  const { sessions, span } = report;
  const from = span?.first ?? 0;
  const length = Math.max(1, (span?.last ?? from) - from);
  const bucket = (at: number): number =>
    Math.min(OVERVIEW_BUCKETS - 1, Math.max(0, Math.floor(((at - from) / length) * OVERVIEW_BUCKETS)));
  const fresh = (): AtOnce => new AtOnce(OVERVIEW_BUCKETS);
  const [ofSessions, ofConnections, ofPeople] = [fresh(), fresh(), fresh()];
  /** µs since the Unix epoch. */
  const add = (line: AtOnce, start: number, end: number): void => line.add(bucket(start), bucket(Math.max(start, end)));
  for (let k = 0; k < sessions.count; k++) {
    const open = endingAt(report.sessions, k) === 'open';
    const last = Number.isNaN(sessions.endedAt[k]!) ? sessions.lastAt[k]! : sessions.endedAt[k]!;
    add(ofSessions, sessions.firstAt[k]!, open ? Infinity : last);
  }
  const { stage } = lives;
  for (let life = 0; life < stage.lives.count; life++) {
    if (!isConnection(lives, life) || stage.lives.up(life) < 0) continue;
    const end = stage.lives.endedAt(life);
    add(ofConnections, upAt(lives, life), Number.isNaN(end) ? Infinity : end);
  }
  const stays = lives.stays();
  const undecidable = STAY_ENDS.indexOf('undecidable');
  for (let k = 0; k < stays.count; k++) {
    const end = stays.end[k]!;
    const start = stays.start[k]!;
    add(ofPeople, start, Number.isNaN(end) ? (stays.how[k] === undecidable ? start : Infinity) : end);
  }
  const nothing: Line = { counts: null, peak: 0 };
  return {
    sessions: ofSessions.counts(),
    connections: told.webrtc ? ofConnections.counts() : nothing,
    people: told.plugins ? ofPeople.counts() : nothing,
  };
}

/** The log as a whole, in figures. */
import * as l10n from '@vscode/l10n';
import type { Lives } from '../lives/lives.js';
import { maskedNotes } from '../lives/masked.js';
import { KINDS } from '../lives/registry.js';
import { STAY_ENDS } from '../lives/stays.js';
import type { LogNote, LogReport, NoteCode } from '../sessions/model.js';
import { outcomeTitle } from '../words/outcomes.js';
import { capital } from '../words/sentences.js';
import {
  BEFORE_UP,
  endingAt,
  findingOf,
  hangupOf,
  iceOf,
  isConnection,
  NOT_TOLD,
  pairOf,
  UP,
  wayOf,
} from './facets.js';
import { AtOnce } from './lanes/at-once.js';
import { quoted } from './lanes/search.js';
import { OVERVIEW_BUCKETS, type Figure, type Line, type Overview } from './overview-request.js';

/** Figures told of one list: the largest. */
const MOST = 12;

/** How a session ended, or how it stands. */
const ENDINGS: Readonly<Record<string, () => string>> = {
  destroyed: () => outcomeTitle('destroyed'),
  timeout: () => outcomeTitle('timeout'),
  'transport-gone': () => l10n.t('Connection gone, no session event'),
  'server-stopped': () => l10n.t('Server stopped, no session event'),
  'server-crashed': () => l10n.t('Server crashed, no session event'),
  'id-reused': () => l10n.t('Id used again, no session event'),
  'handles-detached': () => l10n.t('All handles gone, no session event'),
  open: () => outcomeTitle('open'),
  undecidable: () => outcomeTitle('unknown'),
};

/** Reasons of `hangup` as Janus writes them, where a cause does not say it by itself. */
const HANGUPS: Readonly<Record<string, () => string>> = {
  'dtls-alert': () => l10n.t('DTLS alert: closed by the peer'),
  'dtls-timeout': () => l10n.t('DTLS timeout: never answered'),
  'ice-failed': () => l10n.t('ICE failed: way lost, or never found'),
  'close-pc': () => l10n.t('Close PC: closed by the plugin'),
  'janus-api': () => l10n.t('Janus API: hung up by the client'),
  'admin-api': () => l10n.t('Admin API'),
  detach: () => l10n.t('Detach: closed with its handle'),
  [NOT_TOLD]: () => l10n.t('No hangup told: ended with its handle'),
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
  const shares = new Shares(lives);
  const upAfter: number[] = [];
  for (let life = 0; life < stage.lives.count; life++) {
    const finding = findingOf(lives, life);
    if (finding !== null) noteFinding(findings, stage.lives.kind(life), finding);
    if (!isConnection(lives, life)) continue;
    for (const kind of pairOf(lives, life)) add(pairs, `pair:${kind}`);
    for (const what of iceOf(lives, life)) add(pairs, `ice:${what}`);
    shares.add(life);
    add(hangups, hangupOf(lives, life));
    const way = wayOf(lives, life);
    add(ways, way);
    if (way === UP && stage.lives.isBegun(life)) upAfter.push(upAt(lives, life) - stage.firstAt(life));
  }
  const webrtc = hangups.size > 0 || ways.size > 0 || !has('webrtc-masked');
  return {
    ...linesOf(report, lives, { webrtc, plugins: lives.stays().count > 0 || !has('plugins-masked') }),
    endings: endingsOf(report),
    hangups: webrtc
      ? figures(hangups, 'hangup', (cause) => HANGUPS[cause]?.() ?? capital(cause.replaceAll('-', ' ')))
      : null,
    ways: webrtc ? figures(ways, 'way', capital, (way) => way !== UP && way !== BEFORE_UP) : null,
    pairs: webrtc ? figures(pairs, '', (value) => PAIRS[value]?.() ?? value) : null,
    pairsBy: shares.list(),
    upAfter: halfAndMost(upAfter),
    servers: serversOf(report),
    findings: findingFigures(report, findings),
    masked: [...new Set(notes.filter(({ code }) => code.endsWith('-masked')).map(({ message }) => message))],
  };
}

/** Told here also where the notes of the log leave it out. */
const maskedOfLives = ({ stage: { facts, lifeFacts } }: Lives): LogNote[] =>
  maskedNotes(facts, lifeFacts, KINDS.words).map(({ note }) => note);

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
    const ending = endingAt(report, k);
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
  findings.set(key, { count: 1, label: `${capital(words.noun)}: ${title}`, query: `finding:${quoted(finding)}` });
}

function findingFigures(
  { sessions }: LogReport,
  findings: ReadonlyMap<string, { count: number; label: string; query: string }>,
): Figure[] {
  const silent = sessions.flagged.reduce((sum, one) => sum + one, 0);
  const first = { label: l10n.t('Session: Ended silently'), count: silent, query: 'ended:silent', flagged: true };
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
    const open = endingAt(report, k) === 'open';
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

/** Which part of each server's PeerConnections was relayed, over TCP, over IPv6. */
class Shares {
  private readonly counts = new Map<string, { of: number; relay: number; tcp: number; ipv6: number }>();

  constructor(private readonly lives: Lives) {}

  add(life: number): void {
    const kinds = pairOf(this.lives, life);
    if (kinds.length === 0) return;
    const { name } = this.lives.stage.emitterOf(life);
    const counts = this.counts.get(name) ?? { of: 0, relay: 0, tcp: 0, ipv6: 0 };
    this.counts.set(name, counts);
    counts.of++;
    for (const kind of ['relay', 'tcp', 'ipv6'] as const) if (kinds.includes(kind)) counts[kind]++;
  }

  /** The servers with most; none where there is one alone. */
  list(): Overview['pairsBy'] {
    if (this.counts.size < 2) return [];
    return [...this.counts]
      .map(([server, { of, relay, tcp, ipv6 }]) => ({
        server,
        of,
        relay: relay / of,
        tcp: tcp / of,
        ipv6: ipv6 / of,
      }))
      .sort((a, b) => b.of - a.of)
      .slice(0, MOST);
  }
}

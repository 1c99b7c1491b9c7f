/** Stays in rooms and at mountpoints as lanes, and the sessions without any, so that nobody gets lost. */
import { NONE } from '../../events/columns.js';
import * as l10n from '@vscode/l10n';
import { STAY_ENDS, type StayEnd, type Stays } from '../../lives/stays.js';
import type { Lives } from '../../lives/lives.js';
import { FLAG_CREATED_UNSEEN, FLAG_END_IMPLIED, FLAG_KICKED, OUTCOMES, type Outcome } from '../lanes/protocol.js';
import type { LaneSource } from '../lanes/source.js';
import type { LogSearch } from '../search/log-search.js';
import { onceMade, qualities } from './qualities.js';

const OUTCOME_OF: Record<StayEnd, Outcome> = {
  told: 'destroyed',
  kicked: 'destroyed',
  implied: 'destroyed',
  flagged: 'silent',
  open: 'open',
  undecidable: 'unknown',
};
const OUTCOME_CODES = STAY_ENDS.map((how) => OUTCOMES.indexOf(OUTCOME_OF[how]));
const FLAG_CODES = STAY_ENDS.map((how) => (how === 'kicked' ? FLAG_KICKED : how === 'implied' ? FLAG_END_IMPLIED : 0));
/** Names beyond are not read by anybody. */
const LONGEST_LABEL = 2000;
const OPEN = STAY_ENDS.indexOf('open');
const UNDECIDABLE = STAY_ENDS.indexOf('undecidable');

/** "AudioBridge room" of the kind "audiobridge-participant". */
const PLACES: Readonly<Record<string, () => string>> = {
  videoroom: () => l10n.t('Room'),
  audiobridge: () => l10n.t('AudioBridge room'),
  textroom: () => l10n.t('TextRoom room'),
  streaming: () => l10n.t('Mountpoint'),
};
const placeNoun = (kind: string): string => PLACES[kind.slice(0, kind.indexOf('-'))]?.() ?? l10n.t('Room');

/** The plugin that a kind of life is of: "videoroom". */
const pluginOf = (kind: string): string => kind.slice(0, kind.indexOf('-'));

/** Lanes of all stays, then of the sessions that are in none, in terms of the lanes of sessions. */
export function stayLanes(sessions: LaneSource, lives: Lives, search: LogSearch): LaneSource {
  const stays = lives.stays();
  const rest = sessionsWithout(sessions, stays);
  const all = stays.count + rest.length;
  const { origin, length } = sessions;
  const { outcome, flags, life, inSession, instance, start, known, end, room } = {
    outcome: new Uint8Array(all),
    flags: new Uint8Array(all),
    life: new Int32Array(all),
    inSession: new Int32Array(all),
    instance: new Uint32Array(all),
    start: new Float64Array(all),
    known: new Float64Array(all),
    end: new Float64Array(all),
    room: new Int32Array(all).fill(NONE),
  };
  const [emitter, transport, plugin, connection] = [0, 0, 0, 0].map(() => new Int32Array(all)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const plugins = stays.kinds.map((kind) => sessions.plugins.indexOf(pluginOf(kind)));
  for (let k = 0; k < stays.count; k++) {
    const session = stays.session[k]!;
    const how = stays.how[k]!;
    const from = stays.start[k]! - origin;
    const seen = session < 0 ? from : Math.max(from, sessions.known[session]!);
    const to = how === OPEN ? length : how === UNDECIDABLE ? seen : stays.end[k]! - origin;
    outcome[k] = OUTCOME_CODES[how]!;
    flags[k] = FLAG_CODES[how]! | (stays.begun[k] === 1 ? 0 : FLAG_CREATED_UNSEEN);
    life[k] = stays.life[k]!;
    inSession[k] = session;
    start[k] = from;
    end[k] = Math.max(from, to);
    known[k] = Math.min(end[k]!, how === OPEN ? seen : end[k]!);
    room[k] = stays.place[k]!;
    emitter[k] = stays.emitter[k]!;
    transport[k] = session < 0 ? NONE : sessions.transport[session]!;
    plugin[k] = plugins[stays.kind[k]!]!;
    connection[k] = session < 0 ? NONE : sessions.connection[session]!;
  }
  for (const [k, session] of rest.entries()) {
    const at = stays.count + k;
    life[at] = inSession[at] = session;
    for (const [own, other] of [
      [outcome, sessions.outcome],
      [flags, sessions.flags],
      [instance, sessions.instance],
      [start, sessions.start],
      [known, sessions.known],
      [end, sessions.end],
      [emitter, sessions.emitter],
      [transport, sessions.transport],
      [plugin, sessions.plugin],
      [connection, sessions.connection],
    ] as const)
      own[at] = other[session]!;
  }
  const isStay = (k: number): boolean => k < stays.count;
  /** Of the session asked for last: many stays of one that was in a million rooms ask for the same. */
  let called = { session: -1, label: '' };
  const labelOf = (session: number): string => {
    if (called.session !== session)
      called = { session, label: `${sessions.id(session)} ${sessions.label(session)}`.slice(0, LONGEST_LABEL) };
    return called.label;
  };
  const roomName = (k: number): string => `${placeNoun(stays.kinds[stays.kind[k]!]!)} ${stays.placeId(room[k]!)}`;
  return {
    ...sessions,
    ...{
      count: all,
      life,
      inSession,
      instance,
      start,
      known,
      end,
      outcome,
      flags,
      emitter,
      transport,
      plugin,
      connection,
      room,
    },
    roomCount: lives.stage.lifeFacts.places.count,
    hasPlaces: true,
    id(k) {
      if (!isStay(k)) return sessions.id(inSession[k]!);
      const { name, who, handle } = stays.names(k);
      return name || who || handle || 'unknown';
    },
    label(k) {
      const session = inSession[k]!;
      const known = session < 0 ? '' : labelOf(session);
      if (!isStay(k)) return sessions.label(session);
      const { who } = stays.names(k);
      const place = room[k]! < 0 ? '' : roomName(k);
      return [place, who, known].filter((part) => part !== '').join(' ');
    },
    roomName,
    find: (asked) => search.among(asked, life),
    quality: onceMade(() => qualities(all, (k) => lives.score(life[k]!))),
    placeLife(place) {
      const own = lives.stage.placeLives.of(place);
      return own < 0 ? -1 : sessions.count + own;
    },
    connectionName: (k) => sessions.connectionName(inSession[k]!),
  };
}

/** Sessions that nobody was in a room with. */
function sessionsWithout({ count }: LaneSource, stays: Stays): Int32Array {
  const has = new Uint8Array(count);
  for (let k = 0; k < stays.count; k++) if (stays.session[k]! >= 0) has[stays.session[k]!] = 1;
  const without = new Int32Array(count);
  let found = 0;
  for (let k = 0; k < count; k++) if (has[k] === 0) without[found++] = k;
  return without.subarray(0, found);
}

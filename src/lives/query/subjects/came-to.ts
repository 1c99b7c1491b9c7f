/** What sessions and PeerConnections came to, in the words that queries know. */
import { hintOf } from '../../engine/hints.js';
import { outcomeOf } from '../../engine/outcome.js';
import type { Lives } from '../../lives.js';
import { stopOf, type Stop } from '../../kinds/peerconnection/hints.js';
import { Mark } from '../../kinds/peerconnection/way-up.js';
import { KINDS } from '../../registry.js';
import { CAUSES, STATES, type SessionTable } from '../../../sessions/session-table.js';

export const UP = 'up';
export const NOT_TOLD = 'not-told';
export const BEFORE_UP = 'before-up';

const PEERCONNECTION = KINDS.list.findIndex(({ kind }) => kind === 'peerconnection');

/** What a session came to, in a word: its cause, or that it is open or cannot be told. */
export function endingAt({ state, cause }: SessionTable, index: number): string {
  const now = STATES[state[index]!]!;
  return now === 'ended' ? CAUSES[cause[index]!]! : now;
}

export const isConnection = ({ stage: { lives } }: Lives, life: number): boolean => lives.kind(life) === PEERCONNECTION;

/** How a PeerConnection ended: a cause that was told, or {@link NOT_TOLD}; null: it has not. */
export function hangupOf({ stage: { lives } }: Lives, life: number): string | null {
  if (lives.state(life) !== 'ended') return null;
  return lives.isTold(life) ? lives.cause(life) : NOT_TOLD;
}

/** How a PeerConnection came up, or where it stopped; null: it is under way, or its beginning is not in the log. */
export function wayOf({ stage }: Lives, life: number): typeof UP | typeof BEFORE_UP | Stop | null {
  const { lives } = stage;
  if (lives.up(life) >= 0) return UP;
  if (!lives.isBegun(life)) return null;
  return stopOf(outcomeOf(stage, life)) ?? (lives.state(life) === 'ended' ? BEFORE_UP : null);
}

export const PAIRS = ['direct', 'relay', 'tcp', 'ipv6'] as const;

/** What the way of a PeerConnection is like; empty where it is not told. */
export function pairOf({ stage: { lives } }: Lives, life: number): (typeof PAIRS)[number][] {
  const marks = lives.marks(life);
  if ((marks & Mark.paired) === 0) return [];
  const kinds: (typeof PAIRS)[number][] = [(marks & Mark.relayed) === 0 ? 'direct' : 'relay'];
  if ((marks & Mark.overTcp) !== 0) kinds.push('tcp');
  if ((marks & Mark.overIpv6) !== 0) kinds.push('ipv6');
  return kinds;
}

export const ICE_TURNS = ['restarted', 'recovered'] as const;

/** What became of its ICE later. */
export function iceOf({ stage: { lives } }: Lives, life: number): (typeof ICE_TURNS)[number][] {
  const marks = lives.marks(life);
  const turns: (typeof ICE_TURNS)[number][] = [];
  if ((marks & Mark.restarted) !== 0) turns.push('restarted');
  if ((marks & Mark.recovered) !== 0) turns.push('recovered');
  return turns;
}

/** The code of what is worth a look in a life, as `Life.hint`. */
export const findingOf = ({ stage }: Lives, life: number): string | null => hintOf(stage, KINDS, life);

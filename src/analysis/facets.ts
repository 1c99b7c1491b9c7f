/** Sessions by what they, and what they hold, came to: what the figures of the overview count and `key:value` finds. */
import { outcomeOf } from '../lives/engine/outcome.js';
import type { Lives } from '../lives/lives.js';
import { stoppedAt } from '../lives/kinds/peerconnection/hints.js';
import { Mark } from '../lives/kinds/peerconnection/way-up.js';
import { KINDS } from '../lives/registry.js';
import { sessionOf } from '../lives/stays.js';
import type { LogReport } from '../sessions/model.js';
import { CAUSES, STATES } from '../sessions/session-table.js';

export const FACETS = ['ended', 'hangup', 'way', 'server', 'version', 'finding', 'pair', 'ice'] as const;
export type Facet = (typeof FACETS)[number];

export const UP = 'up';
export const NOT_TOLD = 'not told';
export const BEFORE_UP = 'ended before it was up';

const PEERCONNECTION = KINDS.list.findIndex(({ kind }) => kind === 'peerconnection');

/** What a session came to, in a word: its cause, or that it is open or cannot be told. */
export function endingAt({ sessions }: LogReport, index: number): string {
  const state = STATES[sessions.state[index]!]!;
  return state === 'ended' ? CAUSES[sessions.cause[index]!]! : state;
}

/** How a PeerConnection ended: a cause that was told, or {@link NOT_TOLD}; null: it has not. */
export function hangupOf({ stage: { lives } }: Lives, life: number): string | null {
  if (lives.state(life) !== 'ended') return null;
  return lives.isTold(life) ? lives.cause(life) : NOT_TOLD;
}

/** How a PeerConnection came up, or where it stopped; null: it is under way, or its beginning is not in the log. */
export function wayOf({ stage }: Lives, life: number): string | null {
  const { lives } = stage;
  if (lives.up(life) >= 0) return UP;
  if (!lives.isBegun(life)) return null;
  return stoppedAt(outcomeOf(stage, life)) ?? (lives.state(life) === 'ended' ? BEFORE_UP : null);
}

/** What the way of a PeerConnection is like, each as a value of `pair`; empty where it is not told. */
export function pairOf({ stage: { lives } }: Lives, life: number): string[] {
  const marks = lives.marks(life);
  if ((marks & Mark.paired) === 0) return [];
  const kinds = [(marks & Mark.relayed) === 0 ? 'direct' : 'relay'];
  if ((marks & Mark.overTcp) !== 0) kinds.push('tcp');
  if ((marks & Mark.overIpv6) !== 0) kinds.push('ipv6');
  return kinds;
}

/** What became of its ICE later, each as a value of `ice`. */
export function iceOf({ stage: { lives } }: Lives, life: number): string[] {
  const marks = lives.marks(life);
  return [
    ...((marks & Mark.restarted) === 0 ? [] : ['restarted']),
    ...((marks & Mark.recovered) === 0 ? [] : ['recovered']),
  ];
}

/** The code of what is worth a look in a life, as `Life.hint`. */
export function findingOf({ stage }: Lives, life: number): string | null {
  const { lives } = stage;
  if (lives.isFlagged(life)) return lives.cause(life);
  if (lives.state(life) === 'undecidable') return null;
  return KINDS.list[lives.kind(life)]!.hint?.(outcomeOf(stage, life)) ?? null;
}

export const isConnection = ({ stage: { lives } }: Lives, life: number): boolean => lives.kind(life) === PEERCONNECTION;

const one =
  (valueOf: (lives: Lives, life: number) => string | null) =>
  (lives: Lives, life: number): string[] => {
    const value = valueOf(lives, life);
    return value === null ? [] : [value];
  };

const VALUES: Readonly<
  Record<Exclude<Facet, 'ended' | 'server' | 'version'>, (lives: Lives, life: number) => string[]>
> = { hangup: one(hangupOf), way: one(wayOf), finding: one(findingOf), pair: pairOf, ice: iceOf };

/** Finds sessions by facet: 1 for each that has the value, in any case of letters; null for what is no facet. */
export function facetsOf(report: LogReport, lives: Lives): (key: string, value: string) => Uint8Array | null {
  const known = new Map<string, Uint8Array>();
  return (key, value) => {
    if (!(FACETS as readonly string[]).includes(key)) return null;
    const wanted = value.toLowerCase();
    const name = `${key}:${wanted}`;
    let found = known.get(name);
    if (found === undefined) {
      found = find(report, lives, key as Facet, wanted);
      known.clear();
      known.set(name, found);
    }
    return found;
  };
}

function find(report: LogReport, lives: Lives, facet: Facet, wanted: string): Uint8Array {
  const { sessions, emitters } = report;
  const found = new Uint8Array(sessions.count);
  const is = (value: string | null): boolean => value?.toLowerCase() === wanted;
  if (facet === 'ended') {
    for (let k = 0; k < sessions.count; k++)
      if (is(endingAt(report, k)) || (wanted === 'silent' && sessions.flagged[k] === 1)) found[k] = 1;
  } else if (facet === 'server' || facet === 'version') {
    const hit = emitters.map(({ name, version }) => is(facet === 'server' ? name : version));
    for (let k = 0; k < sessions.count; k++) if (hit[sessions.emitter[k]!]) found[k] = 1;
  } else {
    const { stage } = lives;
    const valuesOf = VALUES[facet];
    for (let life = 0; life < stage.lives.count; life++) {
      if (facet !== 'finding' && !isConnection(lives, life)) continue;
      const session = sessionOf(stage, life);
      if (session >= 0 && found[session] === 0 && valuesOf(lives, life).some(is)) found[session] = 1;
    }
  }
  return found;
}

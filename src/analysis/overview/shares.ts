/** Which part of the PeerConnections of each server, and of each network of peers, was relayed, over TCP, over IPv6. */
import { networkIn } from '../../lives/kinds/peerconnection/pair.js';
import { Mark } from '../../lives/kinds/peerconnection/way-up.js';
import type { Lives } from '../../lives/lives.js';
import type { Share } from '../requests/overview-request.js';
import { findingOf, iceOf, pairOf } from '../../lives/query/subjects/came-to.js';

/** Told of: those with most PeerConnections. */
const MOST = 12;
/** Networks that are counted apart; a log with more tells of those that came first. */
const MOST_COUNTED = 100_000;

interface Counts {
  of: number;
  relay: number;
  tcp: number;
  ipv6: number;
  restarted: number;
  unanswered: number;
}

export class Shares {
  private readonly counts = new Map<string, Counts>();

  constructor(private readonly lives: Lives) {}

  get count(): number {
    return this.counts.size;
  }

  /** Counts a PeerConnection for a server or a network; null: it is not told. */
  add(name: string | null, life: number): void {
    const counts = name === null ? null : this.countsOf(name);
    if (counts === null) return;
    const kinds = pairOf(this.lives, life);
    if (kinds.length > 0) counts.of++;
    for (const kind of ['relay', 'tcp', 'ipv6'] as const) if (kinds.includes(kind)) counts[kind]++;
    if (iceOf(this.lives, life).includes('restarted')) counts.restarted++;
    const { lives } = this.lives.stage;
    if ((lives.marks(life) & Mark.answered) === 0 && findingOf(this.lives, life) === 'never-up') counts.unanswered++;
  }

  /** Those with most; what is told of none is left out. */
  list(): Share[] {
    return [...this.counts]
      .filter(([, { of, restarted, unanswered }]) => of + restarted + unanswered > 0)
      .sort(([, a], [, b]) => b.of - a.of)
      .slice(0, MOST)
      .map(([name, { of, relay, tcp, ipv6, ...more }]) => {
        const part = (count: number): number => (of === 0 ? 0 : count / of);
        return { name, of, relay: part(relay), tcp: part(tcp), ipv6: part(ipv6), ...more };
      });
  }

  private countsOf(name: string): Counts | null {
    let counts = this.counts.get(name);
    if (counts === undefined) {
      if (this.counts.size === MOST_COUNTED) return null;
      counts = { of: 0, relay: 0, tcp: 0, ipv6: 0, restarted: 0, unanswered: 0 };
      this.counts.set(name, counts);
    }
    return counts;
  }
}

/** "203.0.113.0/24"; null where it is not told. */
export function networkOfPeer({ stage: { pairs, lifeFacts } }: Lives, life: number): string | null {
  const text = lifeFacts.texts.at(pairs.of(life));
  return text === null ? null : networkIn(text);
}

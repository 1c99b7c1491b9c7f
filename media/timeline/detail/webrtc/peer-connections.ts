/** From the steps of a session's WebRTC events to what each handle's PeerConnection went through. No DOM. */
import * as l10n from '@vscode/l10n';
import type { WebrtcStep } from '../../../../src/analysis/requests/timeline-details.js';

type StepOf<K extends WebrtcStep['kind']> = Extract<WebrtcStep, { kind: K }>;

export interface PeerConnection {
  /** Each first time of a state, in time order: "gathering", "connected", "ready" … */
  readonly ice: StepOf<'ice'>[];
  readonly dtls: StepOf<'dtls'>[];
  readonly up: StepOf<'up'>[];
  readonly hangups: StepOf<'hangup'>[];
  readonly candidates: { readonly local: StepOf<'candidate'>[]; readonly remote: StepOf<'candidate'>[] };
  /** The last one is in use. */
  readonly pairs: StepOf<'pair'>[];
  readonly receiving: Map<string, StepOf<'receiving'>[]>;
  readonly slowLinks: StepOf<'slow-link'>[];
  readonly sdps: StepOf<'sdp'>[];
}

const newPeerConnection = (): PeerConnection => ({
  ice: [],
  dtls: [],
  up: [],
  hangups: [],
  candidates: { local: [], remote: [] },
  pairs: [],
  receiving: new Map(),
  slowLinks: [],
  sdps: [],
});

/** By handle id; '' for steps that name no handle. */
export type PeerConnections = Map<string, PeerConnection>;

/** Adds the next steps, which come in time order. */
export function addSteps(connections: PeerConnections, steps: readonly WebrtcStep[]): void {
  for (const step of steps) {
    const handle = step.handle ?? '';
    let connection = connections.get(handle);
    if (connection === undefined) connections.set(handle, (connection = newPeerConnection()));
    add(connection, step);
  }
}

function add(connection: PeerConnection, step: WebrtcStep): void {
  switch (step.kind) {
    case 'ice':
      connection.ice.push(step);
      return;
    case 'dtls':
      connection.dtls.push(step);
      return;
    case 'up':
      connection.up.push(step);
      return;
    case 'hangup':
      connection.hangups.push(step);
      return;
    case 'candidate':
      connection.candidates[step.side].push(step);
      return;
    case 'pair':
      connection.pairs.push(step);
      return;
    case 'receiving': {
      const medium = mediumName(step);
      connection.receiving.set(medium, [...(connection.receiving.get(medium) ?? []), step]);
      return;
    }
    case 'slow-link':
      connection.slowLinks.push(step);
      return;
    case 'sdp':
      connection.sdps.push(step);
  }
}

/** "video (mid 1)" */
export const mediumName = ({ medium, mid }: { readonly medium: string; readonly mid: string | null }): string =>
  mid === null || mid === '' ? medium : l10n.t('{0} (mid {1})', medium, mid);

/** An ICE candidate as Janus writes it ("1 1 udp 2015363327 192.0.2.2 33218 typ host"; RFC 8839) in its parts. */
export function candidateParts(text: string): { address: string; type: string; transport: string } | null {
  const parts = text.replace(/^candidate:/, '').split(' ');
  const typ = parts.indexOf('typ');
  const [, , transport, , address, port] = parts;
  if (typ < 0 || transport === undefined || address === undefined || port === undefined) return null;
  const host = address.includes(':') ? `[${address}]` : address;
  return { address: `${host}:${port}`, type: parts[typ + 1] ?? '', transport: transport.toLowerCase() };
}

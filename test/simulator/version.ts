/** What a version of Janus tells, and how it writes it. */
export interface Version {
  readonly name: string;
  /** Whether a session that goes with its connection gets `destroyed` (1.3.2, 0.15.2: janus-gateway issue 3533). */
  readonly tellsDrops: boolean;
  /** Up to 0.7.6 no event has a `subtype`. */
  readonly subtypes: boolean;
  /** `update` every 15 s: `exact` counts what is there, in `upper-bound` only a destroy counts down. */
  readonly updates: 'none' | 'upper-bound' | 'exact';
  /** Ids of connections are addresses in memory, up to 0.9.5. */
  readonly pointers: boolean;
  /** With libwebsockets 4 connections close only at the next multiple of 30 s since the process began, before 0.11.4. */
  readonly slowStop: boolean;
  /** A keepalive that comes late keeps a session from ending with its connection, up to 1.1.0. */
  readonly lateKeepalive: boolean;
}

const OLD = { tellsDrops: false, updates: 'none', slowStop: false, lateKeepalive: true } as const;

export const VERSIONS: readonly Version[] = [
  { ...OLD, name: '0.4.5', subtypes: false, pointers: true, slowStop: true },
  { ...OLD, name: '0.7.6', subtypes: false, pointers: true, slowStop: true },
  { ...OLD, name: '0.9.5', subtypes: true, pointers: true, slowStop: true },
  { ...OLD, name: '0.10.10', subtypes: true, pointers: false, slowStop: true },
  { ...OLD, name: '0.13.4', subtypes: true, pointers: false },
  { ...OLD, name: '1.0.4', subtypes: true, pointers: false },
  { ...OLD, name: '1.1.2', subtypes: true, pointers: false, lateKeepalive: false },
  { ...OLD, name: '1.2.4', subtypes: true, pointers: false, lateKeepalive: false, updates: 'upper-bound' },
  { ...OLD, name: '0.15.3', subtypes: true, pointers: false, tellsDrops: true, updates: 'exact' },
  { ...OLD, name: '1.3.3', subtypes: true, pointers: false, lateKeepalive: false, tellsDrops: true, updates: 'exact' },
  { ...OLD, name: '1.4.2', subtypes: true, pointers: false, lateKeepalive: false, tellsDrops: true, updates: 'exact' },
];

/** How far a PeerConnection came, in the marks of its life. */

/** The way up in the order of its steps (`ice.c`, `dtls.c`), three bits: how far it came. */
export const Step = {
  offered: 0,
  gathering: 1,
  connecting: 2,
  iceConnected: 3,
  dtlsTrying: 4,
  dtlsConnected: 5,
} as const;
const STEPS = 7;

export const Mark = {
  answered: 1 << 3,
  iceFailed: 1 << 4,
  dtlsFailed: 1 << 5,
  /** Media came in. */
  media: 1 << 6,
  /** All media that came in stopped, and none came back. */
  mediaStopped: 1 << 7,
  slowLinks: 1 << 8,
  /** Which candidates ICE chose is told, and what they are. */
  paired: 1 << 9,
  relayed: 1 << 10,
  overTcp: 1 << 11,
  overIpv6: 1 << 12,
  /** ICE began anew while it was up; it connected after it had failed. */
  restarted: 1 << 13,
  recovered: 1 << 14,
} as const;

export const stepIn = (marks: number): number => marks & STEPS;

/** The marks of a life that has come as far as `step`, or farther before. */
export const withStep = (marks: number, step: number): number => (marks & ~STEPS) | Math.max(stepIn(marks), step);

/** Whether it must have been up although `webrtcup` is not in the log. */
export const wasUpAnyhow = (marks: number): boolean =>
  stepIn(marks) >= Step.dtlsConnected || (marks & Mark.media) !== 0;

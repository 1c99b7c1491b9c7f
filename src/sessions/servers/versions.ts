/** What a version of Janus, as `started` tells it, does or does not do; null where the version is unknown. */

type Version = readonly [major: number, minor: number, patch: number];

/**
 * Whether this version tells event handlers `destroyed` when a connection drops (janus-gateway issue 3533): since 1.3.2,
 * and since 0.15.2 in the 0.x line.
 */
export const tellsDrops = (version: string | null): boolean | null => since(version, [0, 15, 2], [1, 3, 2]);

/**
 * Whether this version, with libwebsockets 4, closes its connections only half a minute after it said `shutdown`:
 * before 0.11.4.
 */
export function stopsSlowly(version: string | null): boolean | null {
  const atOnce = since(version, [0, 11, 4], [1, 0, 0]);
  return atOnce === null ? null : !atOnce;
}

/** Whether this version sends `update` every 15 s (`janus_status_sessions` in `janus.c`): since 1.2.0 and 0.14.0. */
export const sendsHeartbeats = (version: string | null): boolean | null => since(version, [0, 14, 0], [1, 2, 0]);

/** Whether a version is at least as new as the one of its line, 0.x or later. */
function since(version: string | null, ofLine0: Version, ofLine1: Version): boolean | null {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version ?? '');
  if (!match) return null;
  const own = match.slice(1).map(Number);
  const first = own[0] === 0 ? ofLine0 : ofLine1;
  const k = first.findIndex((part, place) => own[place] !== part);
  return k < 0 || own[k]! > first[k]!;
}

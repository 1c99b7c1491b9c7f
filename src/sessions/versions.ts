/** What a version of Janus, as `started` tells it, does or does not do. */

/**
 * Whether this version tells event handlers `destroyed` when a connection drops (janus-gateway issue 3533): since 1.3.2,
 * and since 0.15.2 in the 0.x line. Null where the version is unknown.
 */
export function tellsDrops(version: string | null): boolean | null {
  const numbers = numbersOf(version);
  if (!numbers) return null;
  const [major, minor, patch] = numbers;
  if (major === 0) return minor > 15 || (minor === 15 && patch >= 2);
  return major > 1 || minor > 3 || (minor === 3 && patch >= 2);
}

/** Whether this version, with libwebsockets 4, closes its connections only half a minute after it said `shutdown`: before 0.11.4. */
export function stopsSlowly(version: string | null): boolean {
  const numbers = numbersOf(version);
  if (!numbers) return false;
  const [major, minor, patch] = numbers;
  return major === 0 && (minor < 11 || (minor === 11 && patch < 4));
}

function numbersOf(version: string | null): [number, number, number] | null {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version ?? '');
  return match && (match.slice(1).map(Number) as [number, number, number]);
}

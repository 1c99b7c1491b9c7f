/** What can be worth a look below the session, as settings and reports call it: a kind, and the code of its hint. */
export const LIFE_HINTS = [
  'audiobridge-participant/joined-again',
  'audiobridge-room/people-inside',
  'handle/never-detached',
  'peerconnection/media-stopped',
  'peerconnection/never-up',
  'peerconnection/slow-links',
  'recordplay-recording/never-stopped',
  'sip-call/no-hangup',
  'streaming-mountpoint/people-inside',
  'textroom-participant/joined-again',
  'textroom-room/people-inside',
  'videoroom-participant/joined-again',
  'videoroom-room/people-inside',
] as const;

/** The kind of life and the code of a hint; null for what is none. */
export function lifeHintIn(code: string): { readonly kind: string; readonly hint: string } | null {
  if (!(LIFE_HINTS as readonly string[]).includes(code)) return null;
  const [kind, hint] = code.split('/') as [string, string];
  return { kind, hint };
}

/** The commands of package.json, without their prefix `janusEvents.`. */
export const COMMANDS = [
  'openTimeline',
  'nextFlagged',
  'previousFlagged',
  'goToSession',
  'showInLog',
  'showInTimeline',
  'copySessionId',
  'showMoreSessions',
  'readAgain',
  'showOutput',
] as const;

export type Command = (typeof COMMANDS)[number];

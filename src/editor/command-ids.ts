/** The commands of package.json, without their prefix `janusEvents.`. */
export const COMMANDS = [
  'openTimeline',
  'openLog',
  'nextFlagged',
  'previousFlagged',
  'goToSession',
  'showInLog',
  'showInTimeline',
  'copySessionId',
  'copyForTicket',
  'saveExcerpt',
  'explainSession',
  'chooseSeverity',
  'showEvents',
  'showEventsFrom',
  'showEventsAsWritten',
  'showEventsPretty',
  'showEventInLog',
  'showSessionOfEvents',
  'showMoreSessions',
  'exportReport',
  'exportTrace',
  'savePng',
  'saveSvg',
  'copyPng',
  'readAgain',
  'cancelReading',
  'howSessionsEnd',
  'showOutput',
] as const;

/** Those of live sessions, which are a bundle of their own. */
export const LIVE_COMMANDS = [
  'startLive',
  'stopLive',
  'liveMenu',
  'liveTimeline',
  'showLiveConfiguration',
  'copyLiveConfiguration',
  'revealCapture',
  'restartLive',
  'editLive',
  'forgetLive',
  'showLiveNotice',
] as const;

export type LiveCommand = (typeof LIVE_COMMANDS)[number];
export type Command = (typeof COMMANDS)[number];

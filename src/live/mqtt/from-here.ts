/** What is said of MQTT where VS Code has a machine to itself; `from-here.web.ts` says it in a browser. */
import * as l10n from '@vscode/l10n';

/** Janus' own tcp and ssl are understood. */
export const ASKED_SCHEMES: readonly string[] = ['mqtt:', 'mqtts:', 'tcp:', 'ssl:', 'ws:', 'wss:'];
export const SUGGESTED_URL: string = 'mqtt://localhost:1883';

/** What can be lost between Janus and the capture. */
export const deliveryWords = (): string =>
  l10n.t(
    'The broker gets its acknowledgement when an event is written, and keeps what comes meanwhile if Janus publishes with qos = 1. With qos = 0 what is sent while nobody listens is lost.',
  );

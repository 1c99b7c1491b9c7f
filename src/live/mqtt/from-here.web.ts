/** `from-here.ts` in a browser. */
import * as l10n from '@vscode/l10n';

export const ASKED_SCHEMES: readonly string[] = ['wss:', 'ws:'];
export const SUGGESTED_URL: string = 'wss://localhost:8884/mqtt';

export const deliveryWords = (): string =>
  l10n.t(
    'The broker gets its acknowledgement when this window has an event in its memory: what is not saved is lost when the window closes. It keeps what comes meanwhile if Janus publishes with qos = 1. With qos = 0 what is sent while nobody listens is lost.',
  );

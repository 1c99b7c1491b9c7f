/** What `janusEvents.severity` can say, and of what. */
import { LIFE_HINTS } from '../../lives/hint-codes.js';
import { SILENT_CAUSES } from '../../sessions/model.js';

export const SEVERITIES = ['auto', 'error', 'warning', 'information', 'hint', 'off'] as const;
export type SeveritySetting = (typeof SEVERITIES)[number];

/** What a severity can be set for: the causes of silent endings, findings about a log as a whole, and below the session. */
export const SEVERITY_KEYS = [
  ...SILENT_CAUSES,
  'malformed',
  'events-lost',
  'sessions-masked',
  'transports-masked',
  'emitter-shared',
  'clock-set-back',
  'cut',
  'other-text',
  'no-events',
  ...LIFE_HINTS,
] as const;

/** The part of `package.json` that offers them, which `npm run severities` writes. */
export const severityProperties = (): Record<string, object> =>
  Object.fromEntries(
    SEVERITY_KEYS.map((key) => [
      key,
      {
        type: 'string',
        enum: [...SEVERITIES],
        default: 'auto',
        description: `%setting.severity.${key.replace('/', '.')}%`,
      },
    ]),
  );

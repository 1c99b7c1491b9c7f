/** What is worth a look about a life, for people. */
import * as l10n from '@vscode/l10n';
import type { Life } from './model.js';
import { hintsOf } from './registry.js';

/** Who or what it is: "videoroom-participant anna". */
export const lifeName = ({ kind, name, ids }: Life): string =>
  `${kind} ${name ?? Object.values(ids).map(String).join('/')}`;

/** See `LIFE_HINTS`. */
export const hintCode = ({ kind, hint }: Life): string => `${kind}/${hint!}`;

/** "peerconnection 12/34: Never came up. …", for a life with a hint. */
export const hintMessage = (life: Life): string =>
  l10n.t('{0}: {1}. {2}', lifeName(life), hintsOf(life.kind)[life.hint!]!.title, life.reason);

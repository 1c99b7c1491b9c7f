/** The URIs of documents that show the events of one session: everything that tells which is in them. */
import { l10n, Uri } from 'vscode';
import { fileNameText } from '../../encoding/file-name.js';
import type { SessionKey } from '../../analysis/lanes/protocol.js';
import type { TextLayout } from '../../analysis/requests/api.js';

export const SESSION_SCHEME = 'janus-events-session';

/** What such a document shows: events from number `from` on (zero-based) of a session of a log. */
export interface SessionDocument {
  readonly log: Uri;
  readonly session: SessionKey;
  readonly from: number;
  readonly layout: TextLayout;
}

/** The extension decides the language: JSON with comments, or JSON Lines. */
const EXTENSIONS: Record<TextLayout, string> = { pretty: '.jsonc', written: '.jsonl' };

export function sessionDocumentUri({ log, session, from, layout }: SessionDocument): Uri {
  const { emitter, id, instance } = session;
  const again = instance > 1 ? ` #${String(instance)}` : '';
  const query = new URLSearchParams({
    log: log.toString(),
    emitter,
    id,
    instance: String(instance),
    from: String(from),
  });
  // An id can be any text: as a name it must not become a folder.
  const which = `${fileNameText(id)}${again}`;
  const name =
    from > 0 ? l10n.t('Events of session {0} from {1}', which, from + 1) : l10n.t('Events of session {0}', which);
  return Uri.from({ scheme: SESSION_SCHEME, path: `/${name}${EXTENSIONS[layout]}`, query: query.toString() });
}

/** Null for a URI that is none of these, or that somebody has tampered with. */
export function sessionDocumentOf(uri: Uri): SessionDocument | null {
  if (uri.scheme !== SESSION_SCHEME) return null;
  const query = new URLSearchParams(uri.query);
  const [log, emitter, id, instance, from] = ['log', 'emitter', 'id', 'instance', 'from'].map((key) => query.get(key));
  if (!log || emitter == null || id == null || !/^\d{1,9}$/.test(instance ?? '') || !/^\d{1,10}$/.test(from ?? ''))
    return null;
  return {
    log: Uri.parse(log),
    session: { emitter, id, instance: Number(instance) },
    from: Number(from),
    layout: uri.path.endsWith(EXTENSIONS.written) ? 'written' : 'pretty',
  };
}

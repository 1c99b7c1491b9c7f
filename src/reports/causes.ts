/** What reports say of causes and of the sessions they flag. */
import * as l10n from '@vscode/l10n';
import { helpPage } from '../analysis/findings/help.js';
import type { CauseRecord } from '../sessions/causes/cause.js';
import type { Session } from '../sessions/model.js';
import { list } from '../words/sentences.js';

/** The page that explains the cause; null for events that were merely lost. */
export const pageOf = ({ cause, page }: CauseRecord): string | null => (page === null ? null : helpPage(cause));

/** How people know a session: "42 (bob, room 1234)". */
export function nameOf({ id, instance, opaqueIds, rooms, displays }: Session): string {
  const known = [
    ...displays.slice(0, 2),
    ...opaqueIds.slice(0, 2),
    ...rooms.slice(0, 2).map((room) => l10n.t('room {0}', room)),
  ];
  const again = instance > 1 ? `${id} #${String(instance)}` : id;
  return known.length > 0 ? l10n.t('{0} ({1})', again, list(known)) : again;
}

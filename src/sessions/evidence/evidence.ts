/** The events that a verdict rests on, each in words. */
import * as l10n from '@vscode/l10n';
import { connectionName, pluginName } from '../../words/transports.js';
import { CAUSE_RECORDS } from '../causes/index.js';
import type { Ending } from '../endings/ending.js';
import { pluginOf, type Facts } from '../collecting/facts.js';
import type { Life } from '../lives.js';
import type { Evidence, EvidenceKind } from '../model.js';

/** More handles than a person reads; the rest is counted in words. */
const MAX_HANDLES = 20;

/** Evidence in time order: `created`, the last own event before the end, what ended it, what followed. */
export function evidenceOf(facts: Facts, life: Life, ending: Ending): Evidence[] {
  const found = new Map<number, { what: string; kind: EvidenceKind }>();
  const note = (event: number | null | undefined, kind: EvidenceKind, what: string): void => {
    if (event !== null && event !== undefined && !found.has(event)) found.set(event, { what, kind });
  };
  if (life.created) note(life.created.event, 'created', 'created');
  else note(life.events[0], 'other', l10n.t('first event of the session in this log'));
  if (ending.flagged) {
    const last = life.events.findLast((event) => facts.table.at(event) < ending.at!);
    note(last, 'other', l10n.t('last event of the session before its end'));
  } else if (ending.state === 'open') note(life.events.at(-1), 'other', l10n.t('last event of the session'));
  if (ending.disconnect) {
    const { disconnect } = ending;
    note(disconnect.event, 'transport', l10n.t('{0} disconnected', connectionName(disconnect.transport)));
  }
  if (ending.event !== null) {
    const { evidence, evidenceWords } = CAUSE_RECORDS[ending.cause!];
    note(ending.event, evidence, evidenceWords());
  }
  if (ending.state !== 'open') {
    for (const handle of life.handles.slice(0, MAX_HANDLES)) {
      const plugin = pluginName(pluginOf(facts, handle.handle)) || l10n.t('a handle');
      if (handle.attached !== null)
        found.set(handle.attached, { what: l10n.t('attached {0}', plugin), kind: 'attached' });
      note(handle.detached, 'detached', l10n.t('detached {0}', plugin));
    }
  }
  const { table } = facts;
  return [...found]
    .sort(([a], [b]) => table.at(a) - table.at(b) || a - b)
    .map(([event, { what, kind }]) => {
      // Member by member: an object spread together from two takes several times the memory, for every session.
      const { log, offset, length, line, at } = table.place(event);
      return { log, offset, length, line, at, what, kind };
    });
}

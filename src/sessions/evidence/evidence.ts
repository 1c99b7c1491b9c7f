/** The events that a verdict rests on, each in words. */
import * as l10n from '@vscode/l10n';
import { saidOnce } from '../../words/said-once.js';
import { connectionName, pluginName } from '../../words/transports.js';
import { CAUSE_RECORDS } from '../causes/index.js';
import type { Ending } from '../endings/ending.js';
import { pluginOf, type Facts } from '../collecting/facts.js';
import type { Life } from '../lives.js';
import type { Evidence, EvidenceKind } from '../model.js';

/** More handles than a person reads; the rest is counted in words. */
const MAX_HANDLES = 20;

/** Said of every session: made once. */
const created = saidOnce<null>(() => l10n.t('created'));
const attached = saidOnce((plugin: string) => l10n.t('attached {0}', pluginName(plugin) || l10n.t('a handle')));
const detached = saidOnce((plugin: string) => l10n.t('detached {0}', pluginName(plugin) || l10n.t('a handle')));
const disconnected = saidOnce((transport: string) => l10n.t('{0} disconnected', connectionName(transport)));

/** Evidence in time order: `created`, the last own event before the end, what ended it, what followed. */
export function evidenceOf(facts: Facts, life: Life, ending: Ending): Evidence[] {
  const { table } = facts;
  const found: Found[] = [];
  /** Each event is told once: as what it was noted first. */
  const note = (event: number | null | undefined, kind: EvidenceKind, what: string): void => {
    if (event !== null && event !== undefined && !found.some((one) => one.event === event))
      found.push({ event, at: table.at(event), kind, what });
  };
  if (life.created) note(life.created.event, 'created', created(null));
  else note(life.events[0], 'other', l10n.t('first event of the session in this log'));
  if (ending.flagged) {
    const last = life.events.findLast((event) => table.at(event) < ending.at!);
    note(last, 'other', l10n.t('last event of the session before its end'));
  } else if (ending.state === 'open') note(life.events.at(-1), 'other', l10n.t('last event of the session'));
  if (ending.disconnect) {
    const { event, transport } = ending.disconnect;
    note(event, 'transport', disconnected(transport));
  }
  if (ending.event !== null) {
    const { evidence, evidenceWords } = CAUSE_RECORDS[ending.cause!];
    note(ending.event, evidence, evidenceWords());
  }
  if (ending.state !== 'open') {
    for (const handle of life.handles.slice(0, MAX_HANDLES)) {
      const plugin = pluginOf(facts, handle.handle);
      if (handle.attached !== null) {
        // Where it is the last event before the end as well, that it attached says more.
        const other = found.findIndex(({ event }) => event === handle.attached);
        if (other >= 0) found.splice(other, 1);
        note(handle.attached, 'attached', attached(plugin));
      }
      note(handle.detached, 'detached', detached(plugin));
    }
  }
  return found
    .sort((a, b) => a.at - b.at || a.event - b.event)
    .map(({ event, kind, what }) => {
      // Member by member: an object spread together from two takes several times the memory, for every session.
      const { log, offset, length, line, at } = table.place(event);
      return { log, offset, length, line, at, what, kind };
    });
}

/** Evidence as it is noted, with the time that its events are put into order by. */
interface Found {
  readonly event: number;
  readonly at: number;
  readonly kind: EvidenceKind;
  readonly what: string;
}

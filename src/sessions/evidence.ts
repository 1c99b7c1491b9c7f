/** The events that a verdict rests on, each in words. */
import type { Ending } from './endings/ending.js';
import { pluginOf, type Facts } from './facts.js';
import type { Life } from './lives.js';
import type { Evidence, EvidenceKind } from './model.js';
import { connectionName, pluginName } from './wording.js';

/** More handles than a person reads; the rest is counted in words. */
const MAX_HANDLES = 20;

/** Evidence in time order: `created`, the last own event before the end, what ended it, what followed. */
export function evidenceOf(facts: Facts, life: Life, ending: Ending): Evidence[] {
  const found = new Map<number, { what: string; kind: EvidenceKind }>();
  const note = (event: number | null | undefined, kind: EvidenceKind, what: string): void => {
    if (event !== null && event !== undefined && !found.has(event)) found.set(event, { what, kind });
  };
  if (life.created) note(life.created.event, 'created', 'created');
  else note(life.events[0], 'other', 'first event of the session in this log');
  if (ending.flagged) {
    const last = life.events.findLast((event) => facts.table.at(event) < ending.at!);
    note(last, 'other', 'last event of the session before its end');
  } else if (ending.state === 'open') note(life.events.at(-1), 'other', 'last event of the session');
  if (ending.disconnect) {
    const { disconnect } = ending;
    note(disconnect.event, 'transport', `${connectionName(disconnect.transport)} disconnected`);
  }
  if (ending.event !== null) note(ending.event, ...endingWords(ending));
  if (ending.state !== 'open') {
    for (const handle of life.handles.slice(0, MAX_HANDLES)) {
      const plugin = pluginName(pluginOf(facts, handle.handle)) || 'a handle';
      if (handle.attached !== null) found.set(handle.attached, { what: `attached ${plugin}`, kind: 'attached' });
      note(handle.detached, 'detached', `detached ${plugin}`);
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

function endingWords(ending: Ending): [kind: EvidenceKind, what: string] {
  switch (ending.cause) {
    case 'server-stopped':
      return ['server', 'Janus shut down'];
    case 'server-crashed':
      return ['server', 'Janus started again, without a shutdown before'];
    case 'id-reused':
      return ['other', 'its id was created again'];
    case 'handles-detached':
      return ['detached', 'its last handle detached'];
    case 'transport-gone':
      return ['transport', 'connection disconnected'];
    default:
      return ['session-event', ending.cause ?? 'ended'];
  }
}

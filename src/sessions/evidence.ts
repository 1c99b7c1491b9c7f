/** The events that a verdict rests on, each in words. */
import type { Ending } from './endings.js';
import type { Facts } from './facts.js';
import type { Life } from './lives.js';
import type { Evidence } from './model.js';
import { connectionName, pluginName } from './wording.js';

/** More handles than a person reads; the rest is counted in words. */
const MAX_HANDLES = 20;

/** Evidence in time order: `created`, the last own event before the end, what ended it, what followed. */
export function evidenceOf(facts: Facts, life: Life, ending: Ending): Evidence[] {
  const found = new Map<number, string>();
  const note = (event: number | null | undefined, what: string): void => {
    if (event !== null && event !== undefined && !found.has(event)) found.set(event, what);
  };
  if (life.created) note(life.created.event, 'created');
  else note(life.events[0], 'first event of the session in this log');
  if (ending.disconnect) {
    const { disconnect } = ending;
    note(disconnect.event, `${connectionName(disconnect.transport)} disconnected`);
  }
  if (ending.event !== null) note(ending.event, endingWords(ending));
  if (ending.state !== 'open') {
    for (const handle of life.handles.slice(0, MAX_HANDLES)) {
      const plugin = pluginName(facts.handles[handle.handle]!.plugin) || 'a handle';
      note(handle.attached, `attached ${plugin}`);
      note(handle.detached, `detached ${plugin}`);
    }
  }
  const last = life.events.at(-1);
  if (ending.flagged || ending.state === 'open') note(last, 'last event of the session');
  return [...found]
    .map(([event, what]) => ({ ...facts.table.place(event), what }))
    .sort((a, b) => a.at - b.at || a.offset - b.offset);
}

function endingWords(ending: Ending): string {
  switch (ending.cause) {
    case 'server-stopped':
      return 'Janus shut down';
    case 'server-crashed':
      return 'Janus started again, without a shutdown before';
    case 'id-reused':
      return 'its id was created again';
    case 'handles-detached':
      return 'its last handle detached';
    case 'transport-gone':
      return 'connection disconnected';
    default:
      return ending.cause ?? 'ended';
  }
}

/** What the lives of a log cannot tell because events of a type are masked, and the line of configuration that brings them. */
import * as l10n from '@vscode/l10n';
import { EventType } from '../events/types.js';
import { countOf, type EmitterFacts, type Facts } from '../sessions/collecting/facts.js';
import type { LogNote } from '../sessions/log-report.js';
import type { Words } from './engine/vocabulary.js';

interface Masking {
  readonly code: LogNote['code'];
  /** As `events` of an event handler's configuration calls the type. */
  readonly type: string;
  readonly lost: () => string;
  /** Whether an emitter seems to send none although it has what they would tell of. */
  readonly seems: (count: Counts) => boolean;
}

interface Counts {
  readonly handles: number;
  readonly jsep: number;
  readonly webrtc: number;
  readonly plugins: number;
  /** Handles of plugins whose events tell of lives. */
  readonly withLives: number;
}

const MASKINGS: readonly Masking[] = [
  {
    code: 'plugins-masked',
    type: 'plugins',
    lost: () => l10n.t('who was in which room, watched, recorded or called'),
    seems: ({ plugins, withLives }) => plugins === 0 && withLives > 0,
  },
  {
    code: 'webrtc-masked',
    type: 'webrtc',
    lost: () => l10n.t('how PeerConnections came up and why they ended'),
    seems: ({ webrtc, jsep }) => webrtc === 0 && jsep > 0,
  },
  {
    code: 'handles-masked',
    type: 'handles',
    lost: () => l10n.t('when handles were attached and detached, and what ended with them'),
    seems: ({ handles, jsep, webrtc, plugins }) => handles === 0 && jsep + webrtc + plugins > 0,
  },
  {
    code: 'jsep-masked',
    type: 'jsep',
    lost: () => l10n.t('which two sides made a call'),
    seems: ({ jsep, webrtc }) => jsep === 0 && webrtc > 0,
  },
];

/** A note for each type that seems masked, with the number of the log that it belongs to. */
export function maskedNotes(facts: Facts, words: Words): { readonly log: number; readonly note: LogNote }[] {
  const withLives = handlesWithLives(facts, words);
  const found: { log: number; note: LogNote }[] = [];
  const logs = new Set(facts.emitterList.map(({ firstLog }) => firstLog));
  for (const log of logs) {
    const emitters = facts.emitterList.filter(({ firstLog }) => firstLog === log);
    for (const { code, type, lost, seems } of MASKINGS) {
      const masked = emitters.filter((emitter) => seems(countsOf(emitter, withLives[emitter.number]!)));
      if (masked.length === 0) continue;
      const values = [type, lost(), namesOf(masked)];
      const message =
        masked.length === emitters.length
          ? l10n.t(
              'The log holds no {0} events: {1} cannot be told. In the configuration of the event handler, events = "all" or a list with {0} brings them.',
              ...values,
            )
          : l10n.t(
              'The log holds no {0} events of {2}: {1} cannot be told. In the configuration of the event handler, events = "all" or a list with {0} brings them.',
              ...values,
            );
      found.push({ log, note: { code, message, place: null } });
    }
  }
  return found;
}

/** Names that a note gives at most. */
const MOST_NAMES = 5;

function namesOf(emitters: readonly EmitterFacts[]): string {
  const names = emitters
    .slice(0, MOST_NAMES)
    .map(({ name }) => (name === '' ? l10n.t('the server without a name') : name));
  const more = emitters.length - names.length;
  return more > 0 ? l10n.t('{0} and {1} more', names.join(', '), more) : names.join(', ');
}

function countsOf(emitter: EmitterFacts, withLives: number): Counts {
  return {
    handles: countOf(emitter, EventType.handle),
    jsep: countOf(emitter, EventType.jsep),
    webrtc: countOf(emitter, EventType.webrtc),
    plugins: countOf(emitter, EventType.plugin),
    withLives,
  };
}

/** By emitter: handles of plugins whose events tell of lives. */
function handlesWithLives({ emitterList, handles, handlePlugin, owners, plugins }: Facts, words: Words): number[] {
  const counts = emitterList.map(() => 0);
  const tells = plugins.list.map((plugin) => words.ofPlugin(plugin) !== undefined);
  for (let handle = 0; handle < handles.count; handle++)
    if (tells[handlePlugin.values[handle]!]) counts[owners.scope.values[handles.scope.values[handle]!]!]!++;
  return counts;
}

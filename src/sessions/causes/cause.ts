/** What is known of one cause of an ending. The rules that find it are in `../endings/`. */
import type { Ending } from '../endings/ending.js';
import type { Life } from '../lives.js';
import type { Cause, EvidenceKind } from '../model.js';
import type { Server } from '../servers/server.js';

/** A verdict, for the sentence that gives its reason. */
export interface Verdict {
  readonly life: Life;
  readonly ending: Ending;
  readonly server: Server;
}

/**
 * Texts are functions: they are said in the language of whoever asks. The editor's severities, the rules of SARIF, the
 * settings in `package.json` and the README's list are made from these records or checked against them.
 */
export interface CauseRecord {
  readonly cause: Cause;
  /** "Its connection closed, and Janus told no end" */
  readonly title: () => string;
  /** What happened, of any session, as the settings say it; null for causes that no severity can be set for. */
  readonly summary: (() => string) | null;
  /** What a person can do about it where it flags a session. */
  readonly advice: () => string;
  /** The verdict in one or two sentences. */
  readonly reason: (verdict: Verdict) => string;
  /** What has been seen while a session event may still come, or null. `transport` is that of a connection that closed. */
  readonly pending: ((time: string, transport: string | null) => string) | null;
  /** The event that shows it: its kind, and words for it. */
  readonly evidence: EvidenceKind;
  readonly evidenceWords: () => string;
  /** The same in the words of a server's own log. */
  readonly inServerLog: () => string;
  /** What became of the session, said of what ended with it: "Its session lost its connection." */
  readonly ofItsSession: () => string;
  /** As a figure of a whole log: "Connection gone, no session event". */
  readonly inFigures: () => string;
  /** When the session ended is told by an event of something else: it was somewhere before that event. */
  readonly endAssumed: boolean;
  /** Level of the SARIF rule; each result has that of its certainty. */
  readonly level: 'error' | 'note';
  /** What the severity of its findings is when none is set: `auto` goes by certainty. */
  readonly severity: 'auto';
  /** The page about it that comes with the extension, as a path from its folder; null for events that were merely lost. */
  readonly page: string | null;
}

/** What is alike in causes of which no session event comes. */
export const SILENT = { level: 'error', severity: 'auto', endAssumed: false } as const;

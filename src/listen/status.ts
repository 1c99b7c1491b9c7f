/** What `janus-events listen` shows while it runs: on a terminal one line that changes, elsewhere a line per change. */
import * as l10n from '@vscode/l10n';
import { terminalLine } from '../encoding/terminal.js';
import { number, plural, size } from '../words/numbers.js';
import { list } from '../words/sentences.js';
import type { Capture } from '../live/capture/capture.js';
import type { LiveSource, SourceState } from '../live/live-source.js';

const EVERY = 1_000;
const ERASE_LINE = '\r\x1b[2K';

/** Where it is shown: standard error. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export class Status {
  private readonly states = new Map<LiveSource, SourceState>();
  private timer: NodeJS.Timeout | undefined;
  private shown = false;
  private lastEvents = 0;
  private lastAt = performance.now();

  constructor(private readonly screen: Screen) {}

  /** Begins to show the counts of `capture`, if this is a terminal. */
  begin(capture: Capture): void {
    if (this.screen.isTTY !== true) return;
    this.timer = setInterval(() => {
      this.show(capture);
    }, EVERY);
  }

  end(): void {
    clearInterval(this.timer);
    this.erase();
  }

  /** Something worth a line of its own. */
  say(message: string): void {
    this.erase();
    this.screen.write(terminalLine([`janus-events: ${message}`], false));
  }

  changed(source: LiveSource, state: SourceState): void {
    this.states.set(source, state);
    if (state.kind === 'running') this.say(l10n.t('{0}: running at {1}', source.name, state.where));
    else if (state.kind !== 'starting' && state.kind !== 'stopped')
      this.say(l10n.t('{0}: {1}', source.name, state.message));
  }

  /** Whether no source is left that runs or may run again. */
  get allFailed(): boolean {
    return [...this.states.values()].every(({ kind }) => kind === 'failed');
  }

  private show({ counts, problem }: Capture): void {
    const now = performance.now();
    const perSecond = ((counts.events - this.lastEvents) * 1000) / (now - this.lastAt);
    this.lastEvents = counts.events;
    this.lastAt = now;
    const away = [...this.states.values()].filter(({ kind }) => kind !== 'running').length;
    const parts = [
      plural(counts.events, l10n.t('{0} event ({1}/s)|{0} events ({1}/s)'), number(Math.round(perSecond))),
      l10n.t('{0} captured', size(counts.bytes)),
      ...(away > 0 ? [l10n.t('{0} of {1} sources not connected', away, this.states.size)] : []),
      ...(problem === null ? [] : [l10n.t('NOT WRITING')]),
    ];
    this.screen.write(ERASE_LINE + list(parts).slice(0, (this.screen.columns ?? 80) - 1));
    this.shown = true;
  }

  private erase(): void {
    if (this.shown) this.screen.write(ERASE_LINE);
    this.shown = false;
  }
}

import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  Location,
  Range,
  type DiagnosticCollection,
  type Uri,
} from 'vscode';
import { findingPieces } from '../../analysis/findings/pieces.js';
import type { AnalysisSummary, Finding, ReadSoFar, TextRange } from '../../analysis/requests/api.js';
import { visible } from '../../encoding/visible.js';
import { causePage } from './cause-pages.js';
import { severityOf } from './severity.js';
import type { LogState, OpenLog } from '../open-logs/open-log.js';
import type { Output } from '../output.js';
import { number, size } from '../../words/numbers.js';
import type { Settings } from '../settings.js';

/** VS Code keeps 1000 diagnostics of a file; the last places tell of those it has no room for, and of what is unread. */
const MAX_DIAGNOSTICS = 1000;

export const rangeOf = ({ startLine, startCharacter, endLine, endCharacter }: TextRange): Range =>
  new Range(startLine, startCharacter, endLine, endCharacter);

const messageOf = ({ expected, message }: Finding): string =>
  expected === null ? message : l10n.t('Expected ({0}). {1}', expected, message);

/** One log's findings in the Problems panel. */
export class LogDiagnostics implements Disposable {
  /** A collection for each piece of the findings: a set of diagnostics is sent as a whole, which takes its time. */
  private readonly collections: DiagnosticCollection[] = [];
  private readonly disposables: Disposable;
  private publishing = false;
  private published: { readonly revision: number; readonly cancelled: boolean } | null = null;
  /** What the worker calls the findings that are shown. */
  private stamp: string | null = null;
  private findings: readonly Finding[] = [];

  constructor(
    private readonly log: OpenLog,
    private readonly extension: Uri,
    private readonly settings: Settings,
    private readonly output: Output,
  ) {
    this.disposables = Disposable.from(
      log.onDidChangeState(() => {
        this.update();
      }),
      settings.onDidChange(() => {
        this.stamp = null;
        this.published = null;
        this.update();
      }),
    );
    this.update();
  }

  /** The finding that a diagnostic shows, as VS Code gives it back: without what it does not know. */
  findingOf({ message, range }: Diagnostic): Finding | null {
    const same = this.findings.find(
      (finding) => visible(messageOf(finding)) === message && rangeOf(finding.range).start.isEqual(range.start),
    );
    return same ?? null;
  }

  dispose(): void {
    this.disposables.dispose();
    for (const collection of this.collections) collection.dispose();
  }

  /** Publishes what is new; while that is done, the newest state waits for its turn. */
  private update(): void {
    const { state } = this.log;
    if (state.kind === 'failed') {
      this.clearFrom(0);
      this.stamp = null;
      this.published = null;
    }
    if (state.summary === null || this.publishing || this.isPublished(state)) return;
    this.publishing = true;
    this.publish(state, state.summary)
      .catch((error: unknown) => {
        // Between two readings nothing may be there to answer; the next reading publishes again.
        this.output.error(`Findings of ${this.log.name}`, error);
      })
      .finally(() => {
        this.publishing = false;
        if (this.log.state !== state) this.update();
      });
  }

  private isPublished({ kind, summary }: LogState): boolean {
    return this.published?.revision === summary?.revision && this.published?.cancelled === (kind === 'cancelled');
  }

  private async publish({ kind }: LogState, { revision, partial }: AnalysisSummary): Promise<void> {
    const cancelled = kind === 'cancelled';
    const { stamp, count, total } = await this.log.analysis.ask({
      method: 'findings',
      limit: MAX_DIAGNOSTICS,
      first: this.settings.sessionNames,
      expected: this.settings.expectedFindings === 'hint',
    });
    if (stamp !== this.stamp || this.published?.cancelled !== cancelled) {
      // Until all pieces are replaced, Problems shows old and new ones mixed.
      this.stamp = null;
      const unread = cancelled && partial !== null ? [this.unread(partial)] : [];
      const places = MAX_DIAGNOSTICS - unread.length;
      const room = total > places ? places - 1 : places;
      if (!(await this.show(stamp, Math.min(count, room), [...unread, ...this.more(total - room)]))) return;
    }
    this.stamp = stamp;
    this.published = { revision, cancelled };
  }

  /** Shows the first `count` findings and, in front of them, what is to be said of all. False: the log is another by now. */
  private async show(stamp: string, count: number, first: readonly Diagnostic[]): Promise<boolean> {
    const findings: Finding[] = [];
    let pieces = 0;
    const add = (piece: readonly Finding[]): void => {
      const diagnostics = this.diagnosticsOf(piece);
      this.collection(pieces).set(this.log.text, pieces === 0 ? [...first, ...diagnostics] : diagnostics);
      pieces++;
      for (const finding of piece) findings.push(finding);
      this.findings = findings;
    };
    for await (const piece of findingPieces(this.log.analysis.ask, { stamp, from: 0, to: count })) {
      if (piece === null || this.log.state.kind === 'failed') return false;
      add(piece);
    }
    if (this.log.state.kind === 'failed') return false;
    if (pieces === 0) add([]);
    this.clearFrom(pieces);
    return true;
  }

  private collection(piece: number): DiagnosticCollection {
    const name = piece === 0 ? 'janus-events' : `janus-events-${piece + 1}`;
    return (this.collections[piece] ??= languages.createDiagnosticCollection(name));
  }

  private clearFrom(piece: number): void {
    for (const collection of this.collections.slice(piece)) collection.clear();
  }

  private diagnosticsOf(findings: readonly Finding[]): Diagnostic[] {
    const severities = this.settings.severity;
    return findings.flatMap((finding) => {
      const severity = severityOf(finding, severities);
      return severity === null ? [] : [this.diagnostic(finding, severity)];
    });
  }

  private diagnostic(finding: Finding, severity: DiagnosticSeverity): Diagnostic {
    const diagnostic = new Diagnostic(rangeOf(finding.range), visible(messageOf(finding)), severity);
    diagnostic.source = 'Janus';
    const { code, cause } = finding;
    const target = causePage(this.extension, cause ?? code);
    const value = cause === null ? code : `${code} (${cause})`;
    diagnostic.code = target === undefined ? value : { value, target };
    diagnostic.relatedInformation = finding.related.map(
      ({ message, range }) =>
        new DiagnosticRelatedInformation(new Location(this.log.text, rangeOf(range)), visible(message)),
    );
    return diagnostic;
  }

  /** Says that the log was not read to its end. */
  private unread({ read, total }: ReadSoFar): Diagnostic {
    const message = l10n.t(
      'Reading was cancelled after {0}: what is behind is not judged. "Janus: Read Log Again" goes on.',
      total === null ? size(read) : l10n.t('{0} of {1}', size(read), size(total)),
    );
    const diagnostic = new Diagnostic(new Range(0, 0, 0, 0), message, DiagnosticSeverity.Information);
    diagnostic.source = 'Janus';
    diagnostic.code = 'not-read-to-its-end';
    return diagnostic;
  }

  /** Says that the list is not complete, if it is not. */
  private more(missing: number): Diagnostic[] {
    if (missing <= 0) return [];
    const message = l10n.t(
      '{0} more findings of this log do not fit here. The timeline and "Janus: Go to Session…" show them all.',
      number(missing),
    );
    const diagnostic = new Diagnostic(new Range(0, 0, 0, 0), message, DiagnosticSeverity.Error);
    diagnostic.source = 'Janus';
    diagnostic.code = 'more-findings';
    return [diagnostic];
  }
}

import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  Location,
  Range,
  type Uri,
} from 'vscode';
import type { AnalysisSummary, Finding, ReadSoFar, TextRange } from '../analysis/api.js';
import { causePage } from './cause-pages.js';
import { severityOf } from './severity.js';
import { sizeWords } from './log-size.js';
import type { LogState, OpenLog } from './open-log.js';
import type { Output } from './output.js';
import type { Settings } from './settings.js';

/** VS Code keeps 1000 diagnostics of a file; the last places tell of those it has no room for, and of what is unread. */
const MAX_DIAGNOSTICS = 1000;

export const rangeOf = ({ startLine, startCharacter, endLine, endCharacter }: TextRange): Range =>
  new Range(startLine, startCharacter, endLine, endCharacter);

/** One log's findings in the Problems panel. */
export class LogDiagnostics implements Disposable {
  private readonly collection = languages.createDiagnosticCollection('janus-events');
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
      this.collection,
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

  /** The session that a diagnostic is about, as VS Code gives it back: without what it does not know. */
  sessionOf({ message, range }: Diagnostic): number | null {
    const same = this.findings.find(
      (finding) => finding.message === message && rangeOf(finding.range).start.isEqual(range.start),
    );
    return same?.session ?? null;
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** Publishes what is new; while that is done, the newest state waits for its turn. */
  private update(): void {
    const { state } = this.log;
    if (state.kind === 'failed') {
      this.collection.clear();
      this.stamp = null;
      this.published = null;
    }
    if (state.summary === null || this.publishing || this.isPublished(state)) return;
    this.publishing = true;
    this.publish(state, state.summary)
      .catch((error: unknown) => {
        // Between two readings there may be nobody to ask; the next one publishes again.
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
    const known = this.published?.cancelled === cancelled ? this.stamp : null;
    const { stamp, findings, total } = await this.log.analysis.findings(MAX_DIAGNOSTICS, known);
    if (this.log.state.kind === 'failed') return;
    if (findings !== null) {
      this.findings = findings;
      const unread = cancelled && partial !== null ? [this.unread(partial)] : [];
      this.collection.set(this.log.text, [
        ...unread,
        ...this.diagnosticsOf(findings, total, MAX_DIAGNOSTICS - unread.length),
      ]);
    }
    this.stamp = stamp;
    this.published = { revision, cancelled };
  }

  private diagnosticsOf(findings: readonly Finding[], total: number, places: number): Diagnostic[] {
    const room = total > places ? places - 1 : places;
    const severities = this.settings.severity;
    const diagnostics = findings.slice(0, room).flatMap((finding) => {
      const severity = severityOf(finding, severities);
      return severity === null ? [] : [this.diagnostic(finding, severity)];
    });
    if (total > room) diagnostics.push(this.more(total - room));
    return diagnostics;
  }

  private diagnostic(finding: Finding, severity: DiagnosticSeverity): Diagnostic {
    const diagnostic = new Diagnostic(rangeOf(finding.range), finding.message, severity);
    diagnostic.source = 'Janus';
    const { code, cause } = finding;
    const target = cause === null ? undefined : causePage(this.extension, cause);
    const value = cause === null ? code : `${code} (${cause})`;
    diagnostic.code = target === undefined ? value : { value, target };
    diagnostic.relatedInformation = finding.related.map(
      ({ message, range }) => new DiagnosticRelatedInformation(new Location(this.log.text, rangeOf(range)), message),
    );
    return diagnostic;
  }

  /** Says that the log was not read to its end. */
  private unread({ read, total }: ReadSoFar): Diagnostic {
    const message = l10n.t(
      'Reading was cancelled after {0}: what is behind is not judged. "Janus: Read Log Again" goes on.',
      total === null ? sizeWords(read) : l10n.t('{0} of {1}', sizeWords(read), sizeWords(total)),
    );
    const diagnostic = new Diagnostic(new Range(0, 0, 0, 0), message, DiagnosticSeverity.Information);
    diagnostic.source = 'Janus';
    diagnostic.code = 'not-read-to-its-end';
    return diagnostic;
  }

  /** Says that the list is not complete. */
  private more(missing: number): Diagnostic {
    const message = l10n.t(
      '{0} more findings of this log do not fit here. The timeline and "Janus: Go to Session…" show them all.',
      missing.toLocaleString('en'),
    );
    const diagnostic = new Diagnostic(new Range(0, 0, 0, 0), message, DiagnosticSeverity.Error);
    diagnostic.source = 'Janus';
    diagnostic.code = 'more-findings';
    return diagnostic;
  }
}

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
import type { Finding, TextRange } from '../analysis/api.js';
import { causePage } from './cause-pages.js';
import { severityOf } from './severity.js';
import type { OpenLog } from './open-log.js';
import type { Output } from './output.js';
import type { Settings } from './settings.js';

/** VS Code keeps 1000 diagnostics of a file; the last place tells of those it has no room for. */
const MAX_DIAGNOSTICS = 1000;

export const rangeOf = ({ startLine, startCharacter, endLine, endCharacter }: TextRange): Range =>
  new Range(startLine, startCharacter, endLine, endCharacter);

/** One log's findings in the Problems panel. */
export class LogDiagnostics implements Disposable {
  private readonly collection = languages.createDiagnosticCollection('janus-events');
  private readonly disposables: Disposable;

  constructor(
    private readonly log: OpenLog,
    private readonly extension: Uri,
    private readonly settings: Settings,
    private readonly output: Output,
  ) {
    const publish = (): void => {
      this.publish().catch((error: unknown) => {
        // Between two readings there may be nobody to ask; the next one publishes again.
        this.output.error(`Findings of ${log.name}`, error);
      });
    };
    this.disposables = Disposable.from(
      this.collection,
      log.onDidChangeState(({ kind }) => {
        if (kind === 'ready') publish();
        else if (kind === 'failed') this.collection.clear();
      }),
      settings.onDidChange(publish),
    );
    publish();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async publish(): Promise<void> {
    const { state } = this.log;
    if (state.kind !== 'ready') return;
    const { findings, total } = await this.log.analysis.findings(MAX_DIAGNOSTICS);
    if (this.log.state !== state) return;
    const room = total > MAX_DIAGNOSTICS ? MAX_DIAGNOSTICS - 1 : MAX_DIAGNOSTICS;
    const severities = this.settings.severity;
    const diagnostics = findings.slice(0, room).flatMap((finding) => {
      const severity = severityOf(finding, severities);
      return severity === null ? [] : [this.diagnostic(finding, severity)];
    });
    if (total > MAX_DIAGNOSTICS) diagnostics.push(this.more(total - room));
    this.collection.set(this.log.text, diagnostics);
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

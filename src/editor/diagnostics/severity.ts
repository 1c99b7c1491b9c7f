import { DiagnosticSeverity } from 'vscode';
import type { Finding } from '../../analysis/requests/api.js';
import { lifeHintIn } from '../../lives/hint-codes.js';
import type { Certainty } from '../../sessions/model.js';
import type { Severities } from '../settings.js';
import { SEVERITY_KEYS, type SeveritySetting } from './severity-keys.js';

/** The surer, the louder. */
const BY_CERTAINTY: Record<Certainty, DiagnosticSeverity> = {
  certain: DiagnosticSeverity.Error,
  probable: DiagnosticSeverity.Warning,
  possible: DiagnosticSeverity.Information,
};

const BY_SETTING: Record<Exclude<SeveritySetting, 'auto'>, DiagnosticSeverity | null> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
  off: null,
};

/** How loud a finding is; null when the settings switch it off. */
export function severityOf(finding: Finding, severities: Severities): DiagnosticSeverity | null {
  if (finding.expected !== null) return DiagnosticSeverity.Hint;
  const key = SEVERITY_KEYS.find((known) => known === (finding.cause ?? finding.code));
  const setting = (key === undefined ? undefined : severities[key]) ?? 'auto';
  if (setting !== 'auto') return BY_SETTING[setting];
  if (lifeHintIn(finding.code) !== null) return DiagnosticSeverity.Hint;
  return finding.certainty === null ? DiagnosticSeverity.Information : BY_CERTAINTY[finding.certainty];
}

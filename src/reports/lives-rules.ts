/** What is worth a look below the session, as rules and results of SARIF: hints, one rule for each kind and code. */
import * as l10n from '@vscode/l10n';
import type { Location, ReportingDescriptor, Result } from 'sarif';
import { lifePage } from '../analysis/findings/help.js';
import { hintCode, hintMessage } from '../lives/hint-words.js';
import type { Life } from '../lives/model.js';
import { hintsOf, KIND_NAMES } from '../lives/registry.js';
import type { Evidence } from '../sessions/model.js';
import { fingerprintOf } from './fingerprint.js';
import { message } from './sarif-rules.js';

const ruleId = (code: string): string => `life/${code}`;

const RULE_IDS = KIND_NAMES.flatMap((kind) => Object.keys(hintsOf(kind)).map((code) => ruleId(`${kind}/${code}`)));

/** Made when a report is written, in the language of that moment. */
export const lifeRules = (): ReportingDescriptor[] =>
  KIND_NAMES.flatMap((kind) =>
    Object.entries(hintsOf(kind)).map(([code, { title, advice }]) => ({
      id: ruleId(`${kind}/${code}`),
      shortDescription: { text: `${kind}: ${title}.` },
      help: { text: advice, markdown: `${advice}\n\n[${l10n.t('What is told of it')}](${lifePage(kind)})` },
      helpUri: `${lifePage(kind)}#${code}`,
      defaultConfiguration: { level: 'note' as const },
    })),
  );

/** Whether a life has something worth a look. */
export const isHint = ({ hint }: Life): boolean => hint !== null;

/** `firstRule`: how many rules stand in front of {@link lifeRules}. */
export function lifeResult(life: Life, firstRule: number, locate: (evidence: Evidence) => Location): Result {
  const id = ruleId(hintCode(life));
  const steps = life.evidence.map((evidence) => ({ ...locate(evidence), message: message(evidence.what) }));
  return {
    ruleId: id,
    ruleIndex: firstRule + RULE_IDS.indexOf(id),
    level: 'note',
    message: message(hintMessage(life)),
    locations: [locate(life.shownBy!)],
    relatedLocations: steps.map((step, k) => ({ id: k + 1, ...step })),
    partialFingerprints: { 'life/v1': fingerprint(life) },
    properties: { kind: life.kind, emitter: life.emitter, ids: life.ids, cause: life.cause, endedAt: life.endedAt },
  };
}

const fingerprint = ({ kind, emitter, ids, firstAt }: Life): string => fingerprintOf([kind, emitter, ids, firstAt]);

/** What is asked for each kind of source. */
import { l10n } from 'vscode';
import { filled } from '../../live/shared-questions.js';
import { definitionOf, sourceKinds, type SourceKind } from '../../live/profile.js';
import type { Answers, Choice, Question } from '../../live/question.js';

/** The kinds of sources, each with a sentence. */
export const sourceChoices = (): (Choice & { readonly value: SourceKind })[] =>
  sourceKinds.map((value) => {
    const { wizard } = definitionOf(value);
    return { value, label: wizard.label(), detail: wizard.detail() };
  });

export function questionsFor(kind: SourceKind, takenNames: readonly string[]): Question[] {
  return [...definitionOf(kind).wizard.questions(), nameQuestion(kind, takenNames)];
}

function nameQuestion(kind: SourceKind, takenNames: readonly string[]): Question {
  const suggestion = (answers: Answers): string => definitionOf(kind).wizard.suggestedName(answers);
  return {
    key: 'name',
    prompt: l10n.t('A name for this profile: the server, or the fleet.'),
    initial: (answers) => firstFree(suggestion(answers), takenNames),
    problem: (value) =>
      filled(value) ??
      (value.length > 60
        ? l10n.t('At most 60 characters.')
        : takenNames.includes(value)
          ? l10n.t('There is a profile of this name already.')
          : null),
  };
}

function firstFree(name: string, taken: readonly string[]): string {
  const short = name.trim().slice(0, 50);
  for (let k = 1; ; k++) {
    const candidate = k === 1 ? short : `${short} (${String(k)})`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** Asks one thing after another, with a way back. */
import { Disposable, l10n, QuickInputButtons, window, type QuickPickItem } from 'vscode';
import type { Answers, Choice, Question } from '../../live/question.js';
import { notificationText } from '../../encoding/workbench.js';
import { legiblePicks } from '../legible.js';

const BACK = Symbol('back');
type Reply = string | typeof BACK | null;

/** The answers to all questions that apply, or null when somebody goes away. `known` is what was answered before. */
export async function ask(title: string, questions: readonly Question[], known: Answers): Promise<Answers | null> {
  const answers: Record<string, string> = { ...known };
  const asked: number[] = [];
  let step = next(questions, 0, answers);
  while (step < questions.length) {
    const question = questions[step]!;
    const reply = await one(title, question, answers, asked.length > 0);
    if (reply === null) return null;
    if (reply === BACK) {
      step = asked.pop()!;
      continue;
    }
    answers[question.key] = reply;
    asked.push(step);
    step = next(questions, step + 1, answers);
  }
  // What no longer applies was answered before another answer was changed.
  return Object.fromEntries(questions.filter((q) => applies(q, answers)).map(({ key }) => [key, answers[key] ?? '']));
}

const applies = (question: Question, answers: Answers): boolean => question.when?.(answers) ?? true;

function next(questions: readonly Question[], from: number, answers: Answers): number {
  const found = questions.findIndex((question, k) => k >= from && applies(question, answers));
  return found < 0 ? questions.length : found;
}

function one(title: string, question: Question, answers: Answers, back: boolean): Promise<Reply> {
  const initial = answers[question.key] ?? question.initial?.(answers) ?? '';
  return question.choices === undefined
    ? typed(title, question, initial, answers, back)
    : picked(title, question, question.choices, initial, back);
}

function typed(title: string, question: Question, initial: string, answers: Answers, back: boolean): Promise<Reply> {
  const input = window.createInputBox();
  input.title = title;
  input.prompt = question.prompt;
  input.value = initial;
  input.placeholder = question.placeholder;
  input.password = question.password ?? false;
  input.ignoreFocusOut = true;
  input.buttons = back ? [QuickInputButtons.Back] : [];
  const value = (): string => (question.password ? input.value : input.value.trim());
  const problem = (): string | null => question.problem?.(value(), answers) ?? null;
  return new Promise<Reply>((resolve) => {
    const disposables = Disposable.from(
      input,
      input.onDidTriggerButton(() => {
        resolve(BACK);
      }),
      // While somebody types, an answer is incomplete rather than wrong.
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      }),
      input.onDidAccept(() => {
        const wrong = problem();
        input.validationMessage = wrong === null ? undefined : notificationText(wrong);
        if (input.validationMessage === undefined) resolve(value());
      }),
      input.onDidHide(() => {
        resolve(null);
        disposables.dispose();
      }),
    );
    input.show();
  }).finally(() => {
    input.hide();
  });
}

function picked(
  title: string,
  { prompt }: Question,
  choices: readonly Choice[],
  initial: string,
  back: boolean,
): Promise<Reply> {
  type Item = QuickPickItem & { readonly value: string };
  const pick = window.createQuickPick<Item>();
  pick.title = title;
  pick.placeholder = prompt;
  pick.ignoreFocusOut = true;
  pick.buttons = back ? [QuickInputButtons.Back] : [];
  pick.items = legiblePicks(withInitial(choices, initial));
  pick.activeItems = pick.items.filter(({ value }) => value === initial);
  return new Promise<Reply>((resolve) => {
    const disposables = Disposable.from(
      pick,
      pick.onDidTriggerButton(() => {
        resolve(BACK);
      }),
      pick.onDidAccept(() => {
        const [chosen] = pick.activeItems;
        if (chosen) resolve(chosen.value);
      }),
      pick.onDidHide(() => {
        resolve(null);
        disposables.dispose();
      }),
    );
    pick.show();
  }).finally(() => {
    pick.hide();
  });
}

/** The choices, with the answer of before among them: it may have been given in the settings, where more is possible. */
function withInitial(choices: readonly Choice[], initial: string): readonly Choice[] {
  if (initial === '' || choices.some(({ value }) => value === initial)) return choices;
  return [{ value: initial, label: initial, detail: l10n.t('As it is now.') }, ...choices];
}

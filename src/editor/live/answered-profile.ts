/** From answers to a profile, and back. */
import * as z from 'zod/mini';
import { listOf, SECRET } from '../../live/shared-questions.js';
import { definitionOf, LiveProfile, type SourceKind } from '../../live/profile.js';
import type { Answers } from '../../live/question.js';
import { questionsFor } from './questions.js';

/** What a saved profile answers. */
export function answersOf(profile: LiveProfile): Answers {
  const answers: Record<string, string> = {};
  for (const [key, value] of Object.entries(profile))
    if (key !== 'source') answers[key] = Array.isArray(value) ? value.join(', ') : String(value);
  return { ...answers, ...definitionOf(profile.source).wizard.guiding?.(profile) };
}

/** The profile of these answers, on top of what a saved one has beside them; or what is wrong, in words. */
export function profileOf(kind: SourceKind, answers: Answers, saved?: LiveProfile): LiveProfile | string {
  const asked = new Set(questionsFor(kind, []).map(({ key }) => key));
  const kept = Object.entries(saved ?? {}).filter(([key]) => !asked.has(key));
  const parts = definitionOf(kind).wizard.guidingKeys ?? [];
  const given = Object.entries(answers).filter(
    ([key, value]) => value !== '' && key !== SECRET && !parts.includes(key),
  );
  const profile = {
    ...Object.fromEntries([...kept, ...given]),
    source: kind,
    ...(answers['port'] === undefined ? {} : { port: Number(answers['port']) }),
    ...(answers['from'] === undefined ? {} : { from: listOf(answers['from']) }),
  };
  const parsed = LiveProfile.safeParse(profile);
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
}

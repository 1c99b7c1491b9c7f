/** From answers to a profile, and back. */
import * as z from 'zod/mini';
import { LiveProfile, type SourceKind } from '../../live/profile.js';
import { listOf, SECRET } from './common-questions.js';
import type { Answers } from './multi-step.js';
import { questionsFor } from './questions.js';

/** Answers that only lead to others. */
const NO_PART: ReadonlySet<string> = new Set([SECRET, 'tls', 'what']);

/** What a saved profile answers. */
export function answersOf(profile: LiveProfile): Answers {
  const answers: Record<string, string> = {};
  for (const [key, value] of Object.entries(profile))
    if (key !== 'source') answers[key] = Array.isArray(value) ? value.join(', ') : String(value);
  if (profile.source === 'http') answers['tls'] = profile.certificate === undefined ? 'no' : 'yes';
  if (profile.source === 'rabbitmq')
    answers['what'] = profile.exchange !== undefined ? 'exchange' : profile.offset !== undefined ? 'stream' : 'queue';
  return answers;
}

/** The profile of these answers, on top of what a saved one has beside them; or what is wrong, in words. */
export function profileOf(kind: SourceKind, answers: Answers, saved?: LiveProfile): LiveProfile | string {
  const asked = new Set(questionsFor(kind, []).map(({ key }) => key));
  const kept = Object.entries(saved ?? {}).filter(([key]) => !asked.has(key));
  const given = Object.entries(answers).filter(([key, value]) => value !== '' && !NO_PART.has(key));
  const profile = {
    ...Object.fromEntries([...kept, ...given]),
    source: kind,
    ...(answers['port'] === undefined ? {} : { port: Number(answers['port']) }),
    ...(answers['from'] === undefined ? {} : { from: listOf(answers['from']) }),
  };
  const parsed = LiveProfile.safeParse(profile);
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
}

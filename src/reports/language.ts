/** The language of the command line. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Speech, Texts } from '../words/language.js';
import { list } from '../words/sentences.js';
import { UsageError } from './usage-error.js';

const ENGLISH = 'en';
const FOLDER = join(import.meta.dirname, '..', 'l10n');

/** As `--lang` names them: English, and what `l10n/` has texts of. */
const languages = (): string[] => [
  ENGLISH,
  ...readdirSync(FOLDER).flatMap((file) => /^bundle\.l10n\.(.+)\.json$/.exec(file)?.[1] ?? []),
];
/** Regions and scripts in which Chinese is written with traditional characters. */
const TRADITIONAL = ['hant', 'tw', 'hk', 'mo'];

/**
 * What is spoken, null for English: `--lang`, else the language of the environment, as POSIX has it. A report that
 * programs read is in English wherever it is made, unless another language is asked for. Throws {@link UsageError}.
 */
export function wantedSpeech(args: readonly string[], env: NodeJS.ProcessEnv): Speech | null {
  const asked = optionIn(args, '--lang');
  const format = optionIn(args, '--format') ?? 'text';
  const forPeople = format === 'text' && args[0] !== 'mcp';
  const language = asked === null ? (forPeople ? languageOf(localeIn(env)) : null) : languageOf(asked);
  if (asked !== null && language === null)
    throw new UsageError(l10n.t('There is no language "{0}". There are: {1}.', asked, list(languages())));
  return language === null || language === ENGLISH ? null : { language, texts: textsOf(language) };
}

const localeIn = (env: NodeJS.ProcessEnv): string => env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en';

/**
 * That of {@link languages} which a name such as "zh-CN", "zh_CN.UTF-8" or "zh" means; null for a language without texts,
 * Traditional Chinese among them.
 */
function languageOf(name: string): string | null {
  const [language, ...more] = name
    .toLowerCase()
    .replace(/[.@].*$/, '')
    .split(/[-_]/);
  if (language === ENGLISH) return ENGLISH;
  if (language === 'zh' && more.some((part) => TRADITIONAL.includes(part))) return null;
  return languages().find((one) => one.split('-')[0] === language) ?? null;
}

/** Before the arguments are understood: what is wrong with them is told in the language. */
function optionIn(args: readonly string[], option: string): string | null {
  const at = args.lastIndexOf(option);
  const joined = args.findLast((arg) => arg.startsWith(`${option}=`));
  return at >= 0 ? (args[at + 1] ?? null) : (joined?.slice(option.length + 1) ?? null);
}

const textsOf = (language: string): Texts =>
  JSON.parse(readFileSync(join(FOLDER, `bundle.l10n.${language}.json`), 'utf8')) as Texts;

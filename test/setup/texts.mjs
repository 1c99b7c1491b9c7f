// The texts that the sources say, for `l10n/`:
//   npm run texts     brings every l10n/bundle.l10n.<language>.json up to date: what no source says any more goes, what is
//                     new comes with an empty translation; exit 1 while one is empty
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './steps.mjs';

const BUNDLE = /^bundle\.l10n\.(.+)\.json$/;

/**
 * What one source file says.
 * @typedef {object} Said
 * @property {Set<string>} texts the English texts of `l10n.t()`, as the bundles have them for keys
 * @property {Set<string>} plurals those of them that are given to `plural()`
 * @property {string[]} problems what cannot be translated, "line: what is wrong"
 */

/**
 * @param {string} source TypeScript
 * @returns {Said}
 */
export function textsIn(source) {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  /** @type {Said} */
  const said = { texts: new Set(), plurals: new Set(), problems: [] };
  /** @param {ts.Node} node @param {string} problem */
  const complain = (node, problem) => {
    said.problems.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${problem}`);
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node)) {
      if (isTranslation(node)) {
        const key = keyOf(node.arguments[0]);
        if (key === null) complain(node, 'l10n.t() wants its text as it is written, not one that is made at run time');
        else said.texts.add(key);
      } else if (isPlural(node)) {
        const [, text] = node.arguments;
        const key =
          text !== undefined && ts.isCallExpression(text) && isTranslation(text) ? keyOf(text.arguments[0]) : null;
        if (key !== null) said.plurals.add(key);
        else if (text === undefined || ts.isStringLiteralLike(text)) complain(node, 'plural() wants a translated text');
      }
    }
    if (ts.isTemplateExpression(node) && isPutTogether(node)) complain(node, 'a text is put together from pieces');
    if (ts.isBinaryExpression(node) && isAdded(node)) complain(node, 'a text is put together from pieces');
    ts.forEachChild(node, visit);
  };
  visit(file);
  return said;
}

/** @param {ts.CallExpression} node */
const isTranslation = (node) => node.expression.getText() === 'l10n.t';

/** @param {ts.CallExpression} node */
const isPlural = (node) => node.expression.getText() === 'plural';

/** The key of a text; one with a comment for translators has that in its key. @param {ts.Node | undefined} text */
function keyOf(text) {
  if (text === undefined) return null;
  if (ts.isStringLiteralLike(text)) return text.text;
  if (!ts.isObjectLiteralExpression(text)) return null;
  /** @param {string} name */
  const member = (name) => text.properties.find((one) => one.name?.getText() === name);
  const [message, comment] = [member('message'), member('comment')].map((one) =>
    one !== undefined && ts.isPropertyAssignment(one) ? one.initializer : undefined,
  );
  if (message === undefined || !ts.isStringLiteralLike(message)) return null;
  if (comment === undefined) return message.text;
  const comments = ts.isArrayLiteralExpression(comment) ? comment.elements : [comment];
  return `${message.text}/${comments.map((one) => (ts.isStringLiteralLike(one) ? one.text : '')).join('')}`;
}

/** Whether English words and translated texts make one string, whose order no other language could change. */
const isPutTogether = (/** @type {ts.TemplateExpression} */ { head, templateSpans }) =>
  templateSpans.some(({ expression }) => isSaid(expression)) &&
  // The target of a link in Markdown is not said.
  [head, ...templateSpans.map(({ literal }) => literal)].some(({ text }) =>
    /\p{L}{2}/u.test(text.replace(/\]\([^)]*\)/, '')),
  );

/** @param {ts.BinaryExpression} node */
const isAdded = ({ operatorToken, left, right }) =>
  operatorToken.kind === ts.SyntaxKind.PlusToken && (isSaid(left) || isSaid(right));

/** @param {ts.Node} node */
const isSaid = (node) => ts.isCallExpression(node) && (isTranslation(node) || isPlural(node));

/** Source files that people hear from, with what they say. @returns {{ path: string, said: Said }[]} */
export const sources = () =>
  ['src', 'media/timeline'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name))
      .sort()
      .map((path) => ({ path, said: textsIn(readFileSync(join(ROOT, path), 'utf8')) })),
  );

/** The translations of `l10n/`. @returns {{ language: string, path: string, texts: Record<string, string> }[]} */
export const bundles = () =>
  readdirSync(join(ROOT, 'l10n')).flatMap((name) => {
    const language = BUNDLE.exec(name)?.[1];
    const path = join(ROOT, 'l10n', name);
    return language === undefined ? [] : [{ language, path, texts: JSON.parse(readFileSync(path, 'utf8')) }];
  });

if (process.argv[1] === import.meta.filename) {
  const texts = [...new Set(sources().flatMap(({ said }) => [...said.texts]))].sort();
  for (const { path, texts: known } of bundles()) {
    const next = Object.fromEntries(texts.map((text) => [text, known[text] ?? '']));
    writeFileSync(path, `${JSON.stringify(next, null, 2)}\n`);
    const missing = texts.filter((text) => next[text] === '');
    for (const text of missing) console.log(JSON.stringify(text));
    console.log(`${path}: ${texts.length} texts, ${missing.length} to translate`);
    if (missing.length > 0) process.exitCode = 1;
  }
}

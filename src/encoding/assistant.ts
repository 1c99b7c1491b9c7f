/** Answers for assistants: JSON in which no text of a stranger can end what a client puts around it, a tag or a fence. */
import { visible } from './visible.js';

/** The head of a text, in whole characters. */
export function headOf(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}… (${String(text.length)} characters)`;
}

/** Texts longer than `most` characters are cut; characters that cannot be seen are written by their codes. */
export function assistantJson(value: object, most: number): string {
  const json = JSON.stringify(
    value,
    (_, part: unknown) => (typeof part === 'string' ? visibleText(headOf(part, most)) : part),
    1,
  );
  return json.replace(/[<>`]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

/** Lines stay lines: JSON writes their ends as escapes. */
const visibleText = (text: string): string => text.split('\n').map(visible).join('\n');

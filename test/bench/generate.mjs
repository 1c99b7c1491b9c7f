// Writes logs as busy servers do: what they tell is in `mixes/`, how it is written in `forms.mjs`. What comes out depends on
// mix, form and size alone.
import { Buffer } from 'node:buffer';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { FORMS, packed, written } from './forms.mjs';
import { MIXES } from './mixes/index.mjs';

/** @typedef {import('./forms.mjs').Form} Form */

export { FORMS };

/** Text that is written at once, characters. */
const WRITE = 4 * 1024 * 1024;

/** @param {string} name */
function mixOf(name) {
  const mix = MIXES.find((one) => one.name === name);
  if (mix === undefined) throw new Error(`There is no mix ${name}: ${MIXES.map((one) => one.name).join(', ')}.`);
  return mix;
}

/** @param {Form} form @returns {Generator<string>} */
export const texts = (form, mix = 'media') => written(form, mixOf(mix).events());

/**
 * Writes a log of about `size` bytes of text to `path`, unless it is there already.
 * @param {string} path @param {number} size @param {Form} form
 */
export function generate(path, size, form, mix = 'media') {
  if (existsSync(path)) return statSync(path).size;
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(`${path}.part`, 'w');
  let length = 0;
  let text = '';
  const write = () => {
    // One string can be written in several pieces.
    const bytes = Buffer.from(packed(form, text));
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    length += text.length;
    text = '';
  };
  for (const more of texts(form, mix)) {
    text += more;
    if (text.length < WRITE) continue;
    write();
    if (length >= size) break;
  }
  closeSync(file);
  renameSync(`${path}.part`, path);
  return statSync(path).size;
}

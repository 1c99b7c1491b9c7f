/**
 * Text of a web page: `{&quot;emitter&quot;:…}`, with or without markup around the words. A page that shows the source of
 * another, or that was escaped by two programs, has `&amp;quot;`.
 */
import * as l10n from '@vscode/l10n';
import { joined } from '../../joined.js';
import { reads, type Decoding, type Form } from '../form.js';
import type { Head } from '../head.js';
import { replacing, utf8 } from '../replacing.js';

const KEY =
  /&((?:amp;){0,3})(?:(?:quot|[lrb]dquo);|#0*(?:34|822[01]);|#[xX]0*22;)\s*(?:<[^<>]{0,200}>)?(?:timestamp|emitter|session_id)/;
/** The same with plain quotes inside the markup that colours a text: `<span class="pl-ent">"emitter"</span>`. */
const MARKED_UP = /<\w{1,16}[^<>]{0,200}>"(?:timestamp|emitter|session_id)"<\//;
/** A character, or a tag. */
const TOKEN =
  /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(quot|amp|lt|gt|apos|nbsp|[lrb]dquo));|<\/?[a-zA-Z][^<>]{0,500}>/g;
const CUT = /&[#\w]{0,9}$|<(?:\/?|\/?[a-zA-Z][^<>]{0,500})$/;
const NAMED: Readonly<Record<string, string>> = {
  ...{ quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: ' ' },
  ...{ ldquo: utf8('\u201c'), rdquo: utf8('\u201d'), bdquo: utf8('\u201e') },
};

/** The line breaks in a tag. */
const breaks = (tag: string): string => tag.replace(/[^\r\n]/g, '');

function character(code: number): string {
  return code <= 0x10ffff && (code & 0xfffff800) !== 0xd800 ? utf8(String.fromCodePoint(code)) : '\ufffd';
}

/** How many times a log was escaped. */
const depth = ({ text }: Head): number => 1 + (KEY.exec(text)?.[1] ?? '').length / 'amp;'.length;

const once = (): Decoding =>
  replacing(TOKEN, CUT, (token, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return character(parseInt(decimal, 10));
    if (hexadecimal !== undefined) return character(parseInt(hexadecimal, 16));
    return name === undefined ? breaks(token) : NAMED[name]!;
  });

/** Each takes what comes of the one before. */
const inTurn = (decodings: readonly Decoding[]): Decoding => ({
  push: (bytes) => decodings.reduce((text, decoding) => decoding.push(text), bytes),
  end: () =>
    decodings.reduce<Uint8Array>((rest, decoding) => joined([decoding.push(rest), decoding.end()]), new Uint8Array(0)),
});

export const htmlEntities: Form = {
  name: 'HTML entities',
  words: () => l10n.t('HTML entities'),
  fits: (head) => (KEY.test(head.text) || MARKED_UP.test(head.text)) && reads(htmlEntities, head),
  decoding: (head) => inTurn(Array.from({ length: depth(head) }, once)),
};

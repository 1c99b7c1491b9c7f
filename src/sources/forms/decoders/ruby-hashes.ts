/** Hashes as Ruby prints them: Logstash's `rubydebug`, and Fluent Bit's output to a console (`{"log"=>"…"}`). */
import * as l10n from '@vscode/l10n';
import { eventsIn } from '../head.js';
import type { Form } from '../form.js';
import { replacing } from '../replacing.js';

const KEY = /"[\w.@-]{1,64}"[ \t]{0,64}=>|[{,]\s{0,64}:\w{1,64}[ \t]{0,8}=>/;
/** An arrow behind a text or a symbol, with a value that JSON does not know. */
const ARROW =
  /(?:(?<!\\)"|([{,]\s{0,64}):(\w{1,64}))[ \t]{0,64}=>[ \t]{0,64}(?:(nil)\b|(\d{4}-\d\d-\d\dT[\d:.]{1,24}Z))?/g;
const CUT = /(?:\\?"|[{,]\s{0,64}(?::\w{0,64})?)[ \t]{0,64}(?:=>?[ \t]{0,64}[\w:.-]{0,32})?$|\\$/;

export const rubyHashes: Form = {
  name: 'hashes of Ruby',
  words: () => l10n.t('hashes of Ruby'),
  fits: (head) =>
    KEY.test(head.text) && eventsIn(rubyHashes.decoding(head).push(head.bytes)) >= Math.max(1, head.events),
  decoding: () =>
    replacing(ARROW, CUT, (_, front?: string, symbol?: string, nil?: string, time?: string) => {
      const key = symbol === undefined ? '"' : `${front!}"${symbol}"`;
      return `${key}:${nil === undefined ? '' : 'null'}${time === undefined ? '' : `"${time}"`}`;
    }),
};

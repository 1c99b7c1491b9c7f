/** Objects as programs print them for people: no JSON, and often shortened. */
import * as l10n from '@vscode/l10n';
import { ROUNDED } from '../decoders/table.js';
import type { Foreign } from './foreign.js';

const PYTHON = /\{\s{0,64}'(?:emitter|type|timestamp|event|session_id)' {0,8}:/;
const INSPECTED = /\{\s{0,64}(?:emitter|type|subtype|timestamp|session_id) {0,8}: {0,8}['"\d]/;
const RUBY = /[{,]\s*(?:"|:)(?:emitter|type|timestamp|event|session_id)"? {0,8}=>/;
/** `print_r`, `var_export`, `var_dump`. */
const PHP =
  /\[(?:emitter|type|timestamp|session_id)\] {0,8}=>|\["(?:emitter|type|timestamp|session_id)"\]=>|'(?:emitter|type|timestamp|session_id)' {0,8}=> {0,8}['\d(]/;
/** A member on each line: `Format-List` of PowerShell. */
const FORMAT_LIST = /^(?:emitter|type|subtype|timestamp|session_id) {1,16}: [\w-].{0,200}\r?\n(?:\w{1,32} {1,16}: )/m;
const KEYS = '(?:emitter|type|subtype|timestamp|session_id)';
const PERL = /^\$VAR\d = [[{]/m;
const ELIXIR = new RegExp(`%\\{(?:"${KEYS}" =>|${KEYS}:)`);
const ERLANG = new RegExp(`<<"${KEYS}">>`);
const LUA = new RegExp(`[{,]\\s{0,64}(?:\\["?)?${KEYS}"?\\]? = ["\\d]`);
const RUST = new RegExp(`"${KEYS}": (?:String|Number)\\(`);
const SWIFT = new RegExp(`\\["?${KEYS}"?: \\S`);
const GRON = new RegExp(`^json[\\w.[\\]"]{0,256}\\.${KEYS} = `, 'm');
const JQ_STREAM = new RegExp(`^\\[\\[(?:\\d{1,9},)?"${KEYS}"\\],`, 'm');
/** A data frame of pandas: a member for each column, or rows without names. */
const COLUMNS = new RegExp(
  `"${KEYS}"\\s?:\\s?\\{\\s{0,16}"0"\\s?:|"columns"\\s?:\\s?\\[[^\\]]{0,512}"timestamp"[^\\]]{0,512}\\]`,
);
const GO = /map\[(?:emitter|event|session_id|handle_id|subtype|timestamp|type):/;
const JAVA = /\{(?:emitter|type|subtype|timestamp|session_id)=[^,{}]{1,40}, /;
/** A member on a line of its own, as Node and mongosh print nested objects. */
const INSPECTED_LINE =
  /^ {1,64}(?:emitter|subtype|timestamp|session_id): (?:'[^'\n]{0,200}'|\d{1,20}|Long\('\d{1,20}'\)),$/m;
/** OTLP's JSON (opentelemetry-proto, AnyValue) of an event that a collector has parsed. */
const OTLP =
  /"key"\s{0,4}:\s{0,4}"timestamp"\s{0,4},\s{0,64}"value"\s{0,4}:\s{0,4}\{\s{0,64}"(?:int|double|string)Value"/;
const YAML =
  /^ {0,16}(?:- )?emitter: .{1,200}\r?\n(?: {0,16}\w{1,32}:.{0,200}\r?\n){0,6} {0,16}(?:type|timestamp): \d/m;

/** Times in JSON that a spreadsheet has rounded. */
const ROUNDED_TIME = /"[\w.]{0,32}timestamp"\s{0,8}:\s{0,8}"?\d[.,]\d{2,5}E\+?1[4-8]\b/i;

/** `{"` and `[{"` in base64, in hexadecimal digits, and as they are in a URL. */
const GZIP_LINES = /^"?H4sI[A-Za-z0-9+/]{40,}={0,2}"?\r?$/m;
const BASE64_LINES = /^"?(?:eyJ|W3si)[A-Za-z0-9+/]{60,}={0,2}"?$/m;
/** Of a file, in lines of one length. */
const BASE64_FILE = /^(?:eyJ|W3si|H4sI)[A-Za-z0-9+/]{56,73}\r?\n(?!eyJ|W3si|H4sI)[A-Za-z0-9+/]{60,76}\r?\n/;
const UUENCODED = /^begin(?:-base64)? [0-7]{3,4} \S/m;
const OCTAL_DUMP = /^0{7}\s[^\n]{1,200}\n0{5}20\s/;
const HEXADECIMAL = /^(?:5b)?7b(?:0a|20){0,64}22[0-9a-f]{60}/im;
/** What `tshark -T json` makes of `{"` and `[{"`, with colons up to Wireshark 3. */
const TSHARK =
  /"http\.file_data"\s{0,4}:\s{0,4}"(?:5b:?)?(?:(?:0a|20):?){0,64}7b:?(?:(?:0a|20):?){0,64}22:?[0-9a-f:]{60}/i;
const DUMP = /^\s{0,8}(?:0x)?[0-9a-f]{4,8}:? {1,4}(?:[0-9a-f]{2,4} {1,2}){4}/im;
const PERCENT = /(?:%5B)?%7B(?:%20|%0A|\+){0,64}%22(?:emitter|type|timestamp)%22/i;
const BASE64 = /"\s?:\s?"(?:eyJ|W3si)[A-Za-z0-9+/]{60}/;

const looksLike = (pattern: RegExp, words: () => string): Foreign => ({
  fits: ({ text }) => pattern.test(text),
  words,
});

/** Lines that begin as events do and are cut before they end, by `less -S`, `journalctl` or a collector. */
const CUT_LINES = /(?:\{"emitter"\s?:[^\n]{20,2000}[^\s}\],]\r?\n(?:[^\n{]{0,200}))(?=\{"emitter")/;

export const PRINTED: readonly Foreign[] = [
  looksLike(FORMAT_LIST, () =>
    l10n.t('objects as PowerShell shows them, no JSON: let it write them with ConvertTo-Json -Depth 20'),
  ),
  looksLike(PYTHON, () => l10n.t('objects as Python prints them, no JSON: let the program write json.dumps(event)')),
  looksLike(ELIXIR, () => l10n.t('objects as Elixir prints them, no JSON: let the program write Jason.encode!(event)')),
  looksLike(RUBY, () => l10n.t('objects as Ruby prints them, no JSON: let the program write event.to_json')),
  looksLike(PERL, () => l10n.t('objects as Perl prints them, no JSON: let the program write encode_json($event)')),
  looksLike(PHP, () => l10n.t('objects as PHP prints them, no JSON: let the program write json_encode($event)')),
  looksLike(ERLANG, () =>
    l10n.t('terms as Erlang prints them, no JSON: let the program write them with a JSON library'),
  ),
  looksLike(RUST, () =>
    l10n.t('objects as Rust prints them, no JSON: let the program write serde_json::to_string(&event)'),
  ),
  looksLike(GRON, () => l10n.t('the output of gron: turn it back (gron --ungron FILE | janus-events report -)')),
  looksLike(JQ_STREAM, () =>
    l10n.t(
      "the output of jq --stream: put it together again (jq -n 'fromstream(inputs)' FILE | janus-events report -)",
    ),
  ),
  looksLike(COLUMNS, () =>
    l10n.t("a table by columns, as pandas writes it: let it write rows (to_json(orient='records', lines=True))"),
  ),
  looksLike(LUA, () => l10n.t('tables as Lua prints them, no JSON: let the program write cjson.encode(event)')),
  looksLike(GO, () => l10n.t('objects as Go prints them, no JSON: let the program write json.Marshal(event)')),
  looksLike(JAVA, () => l10n.t('objects as Java prints them, no JSON: let the program write them with a JSON library')),
  looksLike(SWIFT, () =>
    l10n.t('dictionaries as Swift prints them, no JSON: let the program write them with JSONSerialization'),
  ),
  {
    fits: ({ text }) => INSPECTED.test(text) || INSPECTED_LINE.test(text),
    words: () =>
      l10n.t(
        "objects as Node's console.log prints them, no JSON and shortened: let the program write JSON.stringify(event)",
      ),
  },
  looksLike(CUT_LINES, () =>
    l10n.t(
      'lines that were cut before the events on them end: give the whole lines (less and journalctl cut them at the width of the screen: journalctl --no-pager -o cat)',
    ),
  ),
  looksLike(OTLP, () =>
    l10n.t(
      'records of OpenTelemetry whose bodies are parsed: let the collector keep each event as text (take the JSON parser out of its receiver)',
    ),
  ),
  looksLike(BASE64_FILE, () => l10n.t('a file in base64: decode it (base64 -d FILE | janus-events report -)')),
  looksLike(UUENCODED, () =>
    l10n.t('a file encoded by uuencode: decode it (uudecode -o - FILE | janus-events report -)'),
  ),
  looksLike(BASE64, () =>
    l10n.t(
      'messages in base64: decode them first (jq -r \'.. | strings | (try @base64d catch empty) | select(startswith("{") or startswith("["))\' FILE | janus-events report -)',
    ),
  ),
  looksLike(GZIP_LINES, () =>
    l10n.t(
      'lines of gzip in base64: decode each (while read -r line; do echo "$line" | base64 -d | gzip -dc; echo; done < FILE | janus-events report -)',
    ),
  ),
  looksLike(BASE64_LINES, () =>
    l10n.t(
      'lines in base64: decode each (while read -r line; do echo "$line" | base64 -d; echo; done < FILE | janus-events report -)',
    ),
  ),
  looksLike(TSHARK, () =>
    l10n.t(
      'packets as tshark writes them, with payloads in hexadecimal digits: turn them into text (jq -r \'.. | objects | ."http.file_data" // empty\' FILE | tr -d : | xxd -r -p | janus-events report -)',
    ),
  ),
  looksLike(HEXADECIMAL, () =>
    l10n.t('bytes in hexadecimal digits: turn them into text (xxd -r -p FILE | janus-events report -)'),
  ),
  {
    fits: ({ text }) => DUMP.test(text) || OCTAL_DUMP.test(text),
    words: () =>
      l10n.t('a dump of packets or bytes: give the payloads as text (tcpdump -A, or the messages themselves)'),
  },
  looksLike(PERCENT, () =>
    l10n.t(
      'text encoded for a URL: decode it (python3 -c "import sys,urllib.parse as u; print(u.unquote(sys.stdin.read()))" < FILE)',
    ),
  ),
  {
    fits: ({ text }) =>
      ROUNDED_TIME.test(text) ||
      (ROUNDED.test(text) && /(?:^|[",;\t])(?:timestamp|event_?time)(?:[",;\t]|$)/im.test(text)),
    words: () =>
      l10n.t(
        'a table whose numbers a spreadsheet has rounded (1.7E+15): ids and times are lost, give the export as it was before it was opened and saved there',
      ),
  },
  looksLike(YAML, () => l10n.t('YAML: write the events as JSON (yq -o json)')),
];

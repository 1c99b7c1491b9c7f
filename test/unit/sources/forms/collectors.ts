/** How consoles, collectors and databases keep what a consumer of events prints, for a log of any text. */
import { parseAll, PLAIN, write } from '../../corpus/exact-json.js';

const stamp = (k: number): string => `2026-11-23T07:${String(10 + (k % 50))}:00.${String(100_000_000 + k * 7)}Z`;
const lines = (text: string): string[] => text.replace(/\n$/, '').split('\n');
const each = (text: string, write: (line: string, k: number) => string): Buffer =>
  Buffer.from(lines(text).map(write).join(''));

/** The parts of at most 16 KiB that a container's log makes of a line, which keeps its break. */
function parts(line: string): string[] {
  const bytes = Buffer.from(`${line}\n`);
  const found: string[] = [];
  for (let from = 0; from < bytes.length; from += 16 * 1024)
    found.push(bytes.subarray(from, from + 16 * 1024).toString('latin1'));
  return found;
}

const indented = (line: string): string => write(parseAll(line)[0]!, { ...PLAIN, indent: 3, space: ' ' });
const utf8 = (part: string): string => Buffer.from(part, 'latin1').toString('utf8');
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const json = JSON.stringify;

/** Lines broken behind so many characters, or at the last blank before. */
function broken(text: string, width: number, byWord: boolean): string[] {
  return lines(text).flatMap((line) => {
    const found: string[] = [];
    for (let rest = line; ;) {
      const blank = byWord ? rest.slice(0, width).lastIndexOf(' ') + 1 : 0;
      const end = rest.length > width && blank > 0 ? blank : width;
      found.push(rest.slice(0, end));
      rest = rest.slice(end);
      if (rest === '') return found;
    }
  });
}
const joined = (all: readonly string[], lineBreak = '\n'): Buffer => Buffer.from(all.join(lineBreak) + lineBreak);

/** The lines of a cell as `psql` shows them between two other columns. */
function inPsql(text: string): Buffer {
  const cell = lines(text);
  const width = Math.max(...cell.map((line) => line.length));
  const ruler = `----+-${'-'.repeat(width)}-+------`;
  const rows = cell.map((line, k) => {
    const mark = k + 1 < cell.length ? '+' : ' ';
    return ` ${k === 0 ? ' 1' : '  '} | ${line.padEnd(width)}${mark}|${k === 0 ? ' a | b' : ''}`;
  });
  return joined([` id | ${'jsonb_pretty'.padEnd(width)} | name`, ruler, ...rows, '(1 row)']);
}

const coloured = (text: string, begin: string): Buffer =>
  Buffer.from(text.replaceAll(/"[^"\\\n]*"/g, `${begin}[34;1m$&${begin}[0m`));

const POST = Buffer.from('POST / HTTP/1.1\r\nHost: 192.0.2.1\r\nTransfer-Encoding: chunked\r\n\r\n');
function chunks(body: Buffer, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let from = 0; from < body.length; from += size) {
    const part = body.subarray(from, from + size);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

/** Lines as `bat` shows them, those that are too wide over several. */
function inBat(text: string, width: number): Buffer {
  const ruler = (middle: string): string => `${'─'.repeat(7)}${middle}${'─'.repeat(width)}`;
  const rows = lines(text).flatMap((line, k) =>
    broken(line, width, false).map((part, n) => `${n === 0 ? String(k + 1).padStart(4) : '    '}   │ ${part}`),
  );
  return joined([ruler('┬'), '       │ File: events.jsonl', ruler('┼'), ...rows, ruler('┴')]);
}

/** What came to a terminal, in records of so many characters. */
function asciicast(text: string, size: number): Buffer {
  const shown = text.replaceAll('\n', '\r\n');
  const records = Array.from({ length: Math.ceil(shown.length / size) }, (_, k) =>
    json([k / 10, 'o', shown.slice(k * size, (k + 1) * size)]),
  );
  return joined(['{"version": 2, "width": 80, "height": 24}', '[0.1, "i", "x"]', ...records]);
}

/** A comment behind the first member of an object that another follows. */
const commented = (text: string, comment: string): Buffer =>
  Buffer.from(text.replaceAll(/("(?:emitter|type)"\s?:\s?(?:\d+|"[^"]*"),)(?=\s*")/g, `$1 ${comment}`));

const inRtf = (text: string): Buffer =>
  Buffer.from(
    `{\\rtf1\\ansi\\uc1{\\fonttbl{\\f0 Courier;}}{\\*\\generator x;}\n\\f0\\fs24 ${lines(text)
      .map((line) =>
        line
          .replaceAll(/[\\{}]/g, '\\$&')
          .replaceAll(/[\u0080-\uffff]/g, (c) => `\\u${String((c.charCodeAt(0) << 16) >> 16)}?`),
      )
      .join('\\par\n')}}\n`,
  );

const notebook = (text: string): Buffer =>
  Buffer.from(
    json(
      {
        cells: [
          {
            cell_type: 'code',
            outputs: [{ name: 'stdout', output_type: 'stream', text: lines(text).map((line) => `${line}\n`) }],
            source: ['print(json.dumps(event))\n', '{"type": 1}'],
          },
        ],
        nbformat: 4,
      },
      null,
      1,
    ),
  );

/** Every one keeps the log's lines; those in {@link WHOLE} want a message in each. */
export const COLLECTORS: Readonly<Record<string, (text: string) => Buffer>> = {
  "Docker's json-file": (text) =>
    each(text, (line, k) =>
      parts(line)
        .map((part) => `{"log":${json(utf8(part))},"stream":"stdout","time":"${stamp(k)}"}\n`)
        .join(''),
    ),
  'cat -n': (text) => each(text, (line, k) => `${String(k + 1).padStart(6)}\t${line}\n`),
  'less -N': (text) => each(text, (line, k) => `${String(k + 1).padStart(7)} ${line}\n`),
  'diff -u': (text) =>
    Buffer.concat([
      Buffer.from('--- a/events.jsonl\n+++ b/events.jsonl\n@@ -0,0 +1,9 @@\n'),
      each(text, (line) => `+${line}\n`),
    ]),
  'lines that a diff adds': (text) => each(text, (line) => `+${line}\n`),
  'lines that a diff takes away': (text) => each(text, (line) => `-${line}\n`),
  'fold -w 80': (text) => joined(broken(text, 80, false)),
  'fold -s -w 72': (text) => joined(broken(text, 72, true)),
  'a console of 120 columns': (text) => joined(broken(text, 120, false), '\r\n'),
  'a mail of 998 columns that was quoted': (text) => joined(broken(text, 998, false).map((line) => `> ${line}`)),
  'a quoted mail of 76 columns': (text) => joined(broken(text, 76, false).map((line) => `> ${line}`)),
  "psql's aligned table": inPsql,
  'texts of journald in colours': (text) =>
    each(text, (line, k) => {
      const list = JSON.stringify([...Buffer.from(`\x1b[0m${line}`)]);
      return `{"__REALTIME_TIMESTAMP":"${String(1795417497428430n + BigInt(k))}","_PID":"1","MESSAGE":${list}}\n`;
    }),
  'CRI of Kubernetes': (text) =>
    each(text, (line, k) => {
      const all = parts(line);
      return all
        .map((part, n) => `${stamp(k)} stdout ${n + 1 < all.length ? 'P' : 'F'} ${utf8(part).replace(/\n$/, '')}\n`)
        .join('');
    }),
  'Fluent Bit with marked parts': (text) =>
    each(text, (line, k) => {
      const all = parts(line);
      const mark = (n: number): string => (n + 1 < all.length ? 'P' : 'F');
      const own = (part: string): string => json(utf8(part).replace(/\n$/, ''));
      return all
        .map((part, n) => `{"time":"${stamp(k)}","stream":"stdout","logtag":"${mark(n)}","log":${own(part)}}\n`)
        .join('');
    }),
  logcli: (text) =>
    each(text, (line, k) => `{"labels":{"app":"janus"},"line":${json(line)},"timestamp":"${stamp(k)}"}\n`),
  'an answer of Loki': (text) =>
    Buffer.from(
      `{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"janus","job":"x"},"values":[${lines(
        text,
      )
        .map((line, k) => `["${String(1795417497428430000n + BigInt(k))}",${json(line)}]`)
        .join(',')}]}]}}\n`,
    ),
  CloudWatch: (text) =>
    Buffer.from(
      json(
        {
          events: lines(text).map((message, k) => ({
            timestamp: 1700000000000 + k,
            message,
            ingestionTime: 1700000000001,
          })),
          nextForwardToken: 'f/1',
        },
        null,
        4,
      ),
    ),
  'journald as JSON': (text) =>
    each(text, (line, k) =>
      json({
        __REALTIME_TIMESTAMP: String(1700000000000000 + k),
        _HOSTNAME: 'sfu-1',
        MESSAGE: k % 3 === 2 ? [...Buffer.from(line)] : line,
        _PID: '4711',
        SYSLOG_IDENTIFIER: 'sink',
      }).concat('\n'),
    ),
  'Splunk as JSON': (text) =>
    each(
      text,
      (line, k) => `${json({ preview: false, offset: k, result: { _time: stamp(k), _raw: line, host: 'a' } })}\n`,
    ),
  'documents of Elasticsearch': (text) =>
    each(
      text,
      (line, k) => `${json({ _index: 'logs', _id: String(k), _source: { '@timestamp': stamp(k), message: line } })}\n`,
    ),
  'a Java comment': (text) =>
    Buffer.concat([Buffer.from('/**\n'), each(text, (line) => ` * ${line}\n`), Buffer.from(' */\n')]),
  'logcli, newest first': (text) =>
    Buffer.from(
      lines(text)
        .map((line, k) => `{"labels":{"app":"janus"},"line":${json(line)},"timestamp":"${stamp(k)}"}\n`)
        .reverse()
        .join(''),
    ),
  'lines of CSV': (text) =>
    Buffer.concat([Buffer.from('timestamp,message\n'), each(text, (line, k) => `17${String(k)},${cell(line)}\n`)]),
  'a comment of SQL': (text) => each(text, (line) => `-- ${line}\n`),
  'colours of jq in json-file': (text) =>
    each(
      text.replaceAll(/"[^"\\\n]*"/g, '\u001b[32m$&\u001b[0m'),
      (line, k) => `{"log":${json(`${line}\n`)},"stream":"stdout","time":"${stamp(k)}"}\n`,
    ),
  'quoted mail': (text) => each(text, (line) => `> ${line}\n`),
  'a comment of C++': (text) => each(text, (line) => `// ${line}\n`),
  'a comment of a shell': (text) => each(text, (line) => `# ${line}\n`),
  'docker compose -t': (text) =>
    each(
      text,
      (line, k) =>
        `sink-1  | ${parts(line)
          .map((part) => `${stamp(k)} ${utf8(part)}`)
          .join('')}`,
    ),
  'two containers in turn': (text) =>
    each(text, (line, k) => `sink-1   | ${line}\njanus-1  | [INFO] line ${String(k)} of {another}\n`),
  'two pods in turn': (text) =>
    each(text, (line, k) => `[pod/sink-7d9f/sink] ${line}\n[pod/janus-0/janus] line ${String(k)}\n`),
  'two pods in turn, by stern': (text) =>
    each(text, (line, k) => `sink-7d9f sink ${line}\njanus-0 janus line ${String(k)} of {another}\n`),
  "Docker's swarm": (text) =>
    each(text, (line, k) => `a_sink.1.x8@node-1   | ${line}\na_janus.1.x9@node-2  | line ${String(k)} of {another}\n`),
  PM2: (text) => each(text, (line, k) => `0|sink  | ${line}\n1|api   | line ${String(k)} of {another}\n`),
  'colours of jq that cat -v showed': (text) => coloured(text, '^['),
  'colours of jq in a log of rsyslog': (text) => coloured(text, '#033'),
  'colours of jq whose begin was lost': (text) => coloured(text, ''),
  'commas behind last members': (text) =>
    Buffer.from(
      text.replaceAll(/("(?:[^"\\]|\\.)*")|(?<=[^{[\s])(?=\s*[}\]])/g, (_, quoted?: string) => quoted ?? ','),
    ),
  'comments up to the end of a line': (text) => commented(text, '// "what" {it} is\n'),
  'comments of shells': (text) => commented(text, '# "what" {it} is\n'),
  'comments in blocks': (text) => commented(text, '/* "what" {it} is, ** */'),
  'a notebook of Jupyter': notebook,
  'lines continued by backslashes': (text) => Buffer.from(text.replaceAll(/[^\n\\]{60}(?=[^\n\\])/g, '$&\\\n')),
  'cat -A': (text) => each(text, (line) => `${line.replace(/^\t+/, (tabs) => '^I'.repeat(tabs.length))}$\n`),
  'grep -n with lines around': (text) => each(text, (line, k) => `${String(k + 1)}${k % 5 === 0 ? ':' : '-'}${line}\n`),
  'a web page in colours': (text) =>
    each(text, (line) => line.replaceAll(/"(\w+)":/g, '<span class="pl-ent">"$1"</span>:') + '<br>\n'),
  'docker compose': (text) => each(text, (line) => `sink-1  | ${line}\n`),
};

/** The same with lengths of bytes or drawings in it, which nobody sends by mail as text. */
export const CAPTURES: Readonly<Record<string, (text: string) => Buffer>> = {
  "journald's export": (text) =>
    each(text, (line, k) => {
      const length = Buffer.alloc(8);
      length.writeUInt32LE(Buffer.byteLength(line));
      const message = k % 3 === 0 ? `MESSAGE\n${length.toString('latin1')}${line}` : `MESSAGE=${line}`;
      return `__CURSOR=s=a;i=${String(k)}\n__REALTIME_TIMESTAMP=${String(1795417497428430 + k)}\n${message}\n_PID=1\n\n`;
    }),
  bat: (text) => inBat(text, 100),
  'bat in a narrow window': (text) => inBat(text, 33),
  'a recording of a terminal': (text) => asciicast(text, 77),
  RTF: inRtf,
  'chunks of HTTP without a header': (text) => chunks(Buffer.from(text), 64),
  'chunks of HTTP': (text) => Buffer.concat([POST, chunks(Buffer.from(text), 64)]),
};

/** Requests of HTTP, each with a body in chunks. */
export const requests = (bodies: readonly string[]): Buffer =>
  Buffer.concat(bodies.flatMap((body) => [POST, chunks(Buffer.from(body), 200)]));

/** How one message of a line is kept. */
export const CELLS: Readonly<Record<string, (text: string) => Buffer>> = {
  'CSV of psql': (text) =>
    Buffer.concat([
      Buffer.from('id,received_at,payload\n'),
      each(text, (line, k) => `${String(k)},2026-11-23 07:10:00+00,${cell(line)}\n`),
    ]),
  'CSV with semicolons, all quoted': (text) =>
    Buffer.concat([Buffer.from('"id";"payload"\r\n'), each(text, (line, k) => `"${String(k)}";${cell(line)}\r\n`)]),
  'a dump of MySQL': (text) =>
    each(
      text,
      (line, k) =>
        `INSERT INTO \`events\` VALUES (${String(k)},'${line.replace(/["'\\]/g, '\\$&')}'),(${String(-k)},NULL);\n`,
    ),
  'a web page': (text) =>
    each(
      text,
      (line) => `<pre>${line.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}</pre><br>\n`,
    ),
  'a web page that shows the source of one': (text) =>
    each(
      text,
      (line) =>
        `<pre>${line.replaceAll('&', '&amp;amp;').replaceAll('"', '&amp;quot;').replaceAll('<', '&amp;lt;')}</pre>\n`,
    ),
  "Logstash's rubydebug": (text) =>
    each(
      text,
      (line, k) => `{\n      "message" => ${json(line)},\n   "@timestamp" => ${stamp(k)},\n         "tags" => nil\n}\n`,
    ),
  "Fluent Bit's console": (text) =>
    each(
      text,
      (line, k) => `[${String(k)}] kube.sink: [[1700000000.1, {}], {"log"=>${json(line)}, "stream"=>"stdout"}]\n`,
    ),
  'bodies of requests in a log of nginx': (text) =>
    each(
      text,
      (line) =>
        `192.0.2.1 - - [14/Nov/2023:22:13:20 +0000] "POST / HTTP/1.1" 200 "${line.replace(/["\\]/g, (c) => `\\x${c.charCodeAt(0).toString(16).toUpperCase()}`)}"\n`,
    ),
  'labels of Loki in front of a line': (text) =>
    each(text, (line, k) => `${stamp(k)} {app="janus", pod="sink-${String(k % 3)}"} ${line}\n`),
  'rows of mysql -e over several lines': (text) =>
    each(text, (line, k) => `${String(k)}\t${indented(line).replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`),
  "SQLite's dump of several lines": (text) =>
    each(
      text,
      (line, k) =>
        `INSERT INTO events VALUES(${String(k)},replace('${indented(line).replaceAll("'", "''").replaceAll('\n', '\\n')}','\\n',char(10)));\n`,
    ),
  'escapes of Markdown': (text) => each(text, (line) => `${line.replaceAll(/[_*`]/g, '\\$&')}\n`),
  'typographic quotes': (text) => each(text, (line) => `${typographic(line)}\n`),
  'typographic quotes of a web page': (text) =>
    each(
      text,
      (line) => `<p>${typographic(line).replaceAll('\u201c', '&ldquo;').replaceAll('\u201d', '&rdquo;')}</p>\n`,
    ),
  'blanks that do not break': (text) => each(text, (line) => `${line.replaceAll(/([,:])(?=")/g, '$1\u00a0')}\n`),
  'blanks without width': (text) => each(text, (line) => `${line.replaceAll(/,(?=")/g, ',\u200b')}\n`),
  '.NET with \\u0022': (text) =>
    each(text, (line) => `{"message":${json(line).replaceAll('\\"', '\\u0022')},"level":"info"}\n`),
};

/** The quotes of a text in pairs, each pair as a word processor sets it. */
function typographic(text: string): string {
  let count = 0;
  return text.replaceAll('"', () => (count++ % 2 === 0 ? '\u201c' : '\u201d'));
}

/** What encodes all of a log. */
/** RFC 2045, 6.7, of text whose line breaks are its own. */
function quotedPrintable(bytes: Buffer, lineBreak: string): Buffer {
  let out = '';
  let column = 0;
  for (const [index, byte] of bytes.entries()) {
    const isBreak = byte === 0x0a;
    const plain = (byte >= 0x20 && byte < 0x7f && byte !== 0x3d) || (byte === 0x09 && bytes[index + 1] !== 0x0a);
    const written =
      plain || isBreak ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (!isBreak && column + written.length > 75) {
      out += '=\n';
      column = 0;
    }
    out += written;
    column = isBreak ? 0 : column + written.length;
  }
  return Buffer.from(out.replaceAll('\n', lineBreak), 'latin1');
}

export const ENCODINGS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'a mail': (bytes) => quotedPrintable(bytes, '\n'),
  'a mail with CRLF': (bytes) => quotedPrintable(bytes, '\r\n'),
  'UTF-16LE': (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le'),
  'UTF-16BE': (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le').swap16(),
  'UTF-16LE without a mark': (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
};

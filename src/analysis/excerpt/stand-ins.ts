/**
 * Texts of strangers replaced by stand-ins, the same text by the same everywhere: what is left tells the story of a session
 * and not of whom. What stays as it is are numbers, and the few texts that Janus itself says; everything else goes, so that
 * no list of what could be secret has to be complete.
 */

/** What Janus says of itself and of sessions: its event handlers' vocabulary (`src/events/`, `src/ice.c`, plugins). */
const WORDS = new Set(
  [
    'created destroyed timeout attached detached started shutdown update connected disconnected reconnected',
    'webrtcup hangup local remote offer answer audio video data true false null',
    'gathering connecting ready failed new closed trying created connected host srflx prflx relay udp tcp',
    'joined joining left leaving published unpublished unpublishing configured subscribing subscribed started stopped',
    'registered registering unregistered incomingcall calling accepted ringing playing recording done',
    'opus vp8 vp9 h264 h265 av1 pcmu pcma g722 isac32 isac16',
  ]
    .join(' ')
    .split(' '),
);
/** Names of Janus' own modules, as its sources have them. */
const MODULES =
  /^janus\.(?:transport\.(?:http|websockets|pfunix|rabbitmq|mqtt|nanomsg)|plugin\.(?:audiobridge|echotest|nosip|recordplay|sip|sipre|streaming|textroom|videocall|videoroom|voicemail|lua|duktape))$/;
/** Members whose text is a version of the software. */
const VERSIONS: ReadonlySet<string> = new Set(['version_string']);
const VERSION = /^\d{1,3}\.\d{1,3}\.\d{1,3}$/;
/** Members whose numbers are as good as names: pins, and ids that clients choose. */
const NUMBERS_TOO =
  /^(?:token|secret|pin|password|passwd|api_?secret|admin_(?:secret|key)|display|opaque_id|username)$/i;

const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]+)$/i;
/** A string, a number, or what stands between members: enough to know which member a value belongs to. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[:,{}[\]]/gs;
/** What a stand-in is called after: the member, where that is a word. */
const MEMBER = /^[a-z][a-z_-]{0,31}$/i;
/** Members without which no event is one: no stranger's name is worth losing them. */
const STRUCTURE = new Set(
  'emitter type subtype timestamp session_id handle_id opaque_id event name transport id plugin data status info'.split(
    ' ',
  ),
);

export class StandIns {
  private readonly texts = new Map<string, string>();
  private readonly numbers = new Map<string, string>();

  /** The JSON of an event, its layout and its numbers as they are written. */
  replaced(json: string): string {
    let member = '';
    return json.replace(TOKEN, (token, at: number) => {
      if (token.startsWith('"')) {
        const text = textOf(token);
        if (!isMember(json, at + token.length)) return text === null ? '"?"' : this.value(member, text, token);
        member = text ?? '';
        return this.member(member, token);
      }
      return NUMBERS_TOO.test(member) && /\d$/.test(token) ? this.number(token) : token;
    });
  }

  private value(member: string, text: string, token: string): string {
    const said = WORDS.has(text) || MODULES.test(text) || (VERSIONS.has(member) && VERSION.test(text));
    return text === '' || said ? token : JSON.stringify(this.standIn(member, text));
  }

  /** Members are Janus' own, unless somebody's name is one. */
  private member(name: string, token: string): string {
    const known = STRUCTURE.has(name) || MODULES.test(name) || (MEMBER.test(name) && !this.texts.has(name));
    return known ? token : JSON.stringify(this.standIn('member', name));
  }

  private standIn(member: string, text: string): string {
    let known = this.texts.get(text);
    if (known === undefined) {
      const kind = IP.test(text) ? 'address' : MEMBER.test(member) ? member.toLowerCase() : 'text';
      known = `${kind}-${String(this.texts.size + 1)}`;
      this.texts.set(text, known);
    }
    return known;
  }

  private number(digits: string): string {
    let known = this.numbers.get(digits);
    if (known === undefined) {
      known = String(this.numbers.size + 1);
      this.numbers.set(digits, known);
    }
    return known;
  }
}

const isMember = (json: string, end: number): boolean => /^\s*:/.test(json.slice(end, end + 8));

/** Null: no text that JSON has. */
function textOf(token: string): string | null {
  try {
    return JSON.parse(token) as string;
  } catch {
    return null;
  }
}

/** Objects as programs print them for people: no JSON, and often shortened. */
import type { Foreign } from '../foreign.js';

const PYTHON = /\{\s{0,64}'(?:emitter|type|timestamp|event|session_id)' {0,8}:/;
const INSPECTED = /\{\s{0,64}(?:emitter|type|subtype|timestamp|session_id) {0,8}: {0,8}['"\d]/;
const RUBY = /[{,]\s*(?:"|:)(?:emitter|type|timestamp|event|session_id)"? {0,8}=>/;
const PHP = /\[(?:emitter|type|timestamp|session_id)\] {0,8}=>/;
const GO = /map\[(?:emitter|event|session_id|handle_id|subtype|timestamp|type):/;
const JAVA = /\{(?:emitter|type|subtype|timestamp|session_id)=[^,{}]{1,40}, /;
const YAML =
  /^ {0,16}(?:- )?emitter: .{1,200}\r?\n(?: {0,16}\w{1,32}:.{0,200}\r?\n){0,6} {0,16}(?:type|timestamp): \d/m;

const BASE64 = /"\s?:\s?"(?:eyJ|W3si)[A-Za-z0-9+/]{60}/;

export const PRINTED: readonly Foreign[] = [
  {
    fits: ({ text }) => PYTHON.test(text),
    words: 'objects as Python prints them, no JSON: let the program write json.dumps(event)',
  },
  {
    fits: ({ text }) => RUBY.test(text),
    words: 'objects as Ruby prints them, no JSON: let the program write event.to_json',
  },
  {
    fits: ({ text }) => PHP.test(text),
    words: 'objects as PHP prints them, no JSON: let the program write json_encode($event)',
  },
  {
    fits: ({ text }) => GO.test(text),
    words: 'objects as Go prints them, no JSON: let the program write json.Marshal(event)',
  },
  {
    fits: ({ text }) => JAVA.test(text),
    words: 'objects as Java prints them, no JSON: let the program write them with a JSON library',
  },
  {
    fits: ({ text }) => INSPECTED.test(text),
    words:
      "objects as Node's console.log prints them, no JSON and shortened: let the program write JSON.stringify(event)",
  },
  {
    fits: ({ text }) => BASE64.test(text),
    words: 'messages in base64: decode them first (jq -r .Data FILE | base64 -d | janus-events report -)',
  },
  {
    fits: ({ text }) => YAML.test(text),
    words: 'YAML: write the events as JSON (yq -o json)',
  },
];

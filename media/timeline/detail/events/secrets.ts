/**
 * Credentials in events. Janus writes the `token` of a handle in clear text, and plugins may pass on what clients send.
 * A screen is shared and a ticket is pasted without a second look, so a credential is covered until somebody asks for
 * it, and what is copied is what is shown: a covered credential stays covered in the copy.
 */
import { memberPath, itemPath, type JsonNode } from './json-text.js';

const CREDENTIALS = /^(?:token|secret|pin|password|passwd|apisecret|api_secret|admin_secret|admin_key|authorization)$/i;

/** How a covered credential is written. */
export const COVERED = '"•••"';

function isCredential(key: string, value: JsonNode): boolean {
  return CREDENTIALS.test(key) && (value.kind === 'number' || (value.kind === 'string' && value.text !== ''));
}

/** Paths of all credentials in a value. */
export function credentialPaths(node: JsonNode, path: string): Set<string> {
  const found = new Set<string>();
  const look = (each: JsonNode, at: string): void => {
    if (each.kind === 'object')
      for (const { key, value } of each.members) {
        const inside = memberPath(at, key);
        if (isCredential(key, value)) found.add(inside);
        else look(value, inside);
      }
    else if (each.kind === 'array') each.items.forEach((item, index) => look(item, itemPath(at, index)));
  };
  look(node, path);
  return found;
}

/** What Janus' configuration says of an address that is listened on here. Node only. */
import * as l10n from '@vscode/l10n';
import { bracketed, isLoopback } from './net/listening.js';

/** Stands where Janus needs an address that this machine cannot know. */
const THIS_MACHINE = 'ADDRESS-OF-THIS-MACHINE';

/** The address that Janus is told: where all of this machine's are listened on, one that a person has to fill in. */
export function reachable(host: string): string {
  return host === '0.0.0.0' || host === '::' ? THIS_MACHINE : bracketed(host);
}

/** What to say of an address that other machines do not reach, behind what comes first. */
export function tunnelNote(host: string, port: number, first: string): string[] {
  if (!isLoopback(host)) return [first];
  const at = `${String(port)}:${bracketed(host)}:${String(port)}`;
  return [first, l10n.t('Janus on another machine reaches this through a tunnel: ssh -R {0} JANUS-MACHINE', at)];
}

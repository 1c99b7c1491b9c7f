/**
 * The lines for Janus' own configuration that send its events to a profile's source. Options and their names are those
 * of the samples in /etc/janus (conf/janus.eventhandler.*.jcfg.sample.in in Janus' source).
 */
import * as l10n from '@vscode/l10n';

/** One file of Janus' configuration and what to put into it. */
export interface JanusFile {
  readonly file: string;
  /** libconfig text, with comments. */
  readonly text: string;
}

/** Stands where a password belongs, which is shown nowhere. */
export const PASSWORD = 'THE-PASSWORD-YOU-HAVE-SET';

type Value = string | number | boolean;
type Option = readonly [name: string, value: Value | undefined];

/** What to paste where these event handlers are concerned, janus.jcfg last; empty where none is. */
export const janusConfigurationOf = (handlers: readonly JanusFile[]): JanusFile[] =>
  handlers.length === 0 ? [] : [...handlers, general()];

/** The files one after another, each under its name. */
export function configurationText(files: readonly JanusFile[]): string {
  return files.map(({ file, text }) => `# ${file}\n${text}`).join('\n');
}

const general = (): JanusFile => ({
  file: 'janus.jcfg',
  text: [
    `# ${l10n.t('Events are sent at all only with this. Give each server a name of its own.')}`,
    'general: {',
    '\tserver_name = "janus-1"',
    '}',
    'events: {',
    '\tbroadcast = true',
    '}',
    '',
  ].join('\n'),
});

/** Every handler wants to be enabled, and all events: with `sessions` masked nothing can be told. */
export function handler(name: string, notes: readonly string[], options: readonly Option[]): JanusFile {
  const all: Option[] = [['enabled', true], ['events', 'all'], ...options];
  const lines = all.flatMap(([option, value]) => (value === undefined ? [] : [`\t${option} = ${literal(value)}`]));
  return {
    file: `janus.eventhandler.${name}.jcfg`,
    text: [...notes.filter((note) => note !== '').map((note) => `# ${note}`), 'general: {', ...lines, '}', ''].join(
      '\n',
    ),
  };
}

/** As libconfig reads it. */
function literal(value: Value): string {
  if (typeof value !== 'string') return String(value);
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/[\r\n\t]/g, ' ')}"`;
}

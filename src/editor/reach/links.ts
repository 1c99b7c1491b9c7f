/**
 * Links to a log, a session in it and a time: `vscode://janus-event-inspector.janus-event-inspector/open?log=…&session=…&at=…`.
 * Anybody can write such a link, on any web page: it opens logs, and asks before it opens what is not in the workspace.
 *
 * In a browser it is the same link, for "Developer: Open URL" and for a VS Code on the desktop: the address that
 * `env.asExternalUri()` makes of it there is known to that one window alone, until it is closed.
 */
import { env, l10n, Uri, workspace, type Extension } from 'vscode';
import type { SessionKey } from '../../analysis/lanes/protocol.js';
import { isSampleLog, sampleLog } from './sample-log.js';
import { fileOfWorkspace } from './workspace-paths.js';

/** How a link calls the log that comes with the extension. */
const SAMPLE = 'sample:';

export interface LogLink {
  readonly log: Uri;
  readonly session: { readonly id: string; readonly server: string | null; readonly instance: number | null } | null;
  /** µs since the Unix epoch. */
  readonly at: number | null;
}

/**
 * `at` in µs since the Unix epoch. The log is told by its path in the workspace, where it is in one: others have it
 * elsewhere.
 */
export function linkTo({ id, extensionUri }: Extension<unknown>, log: Uri, session: SessionKey, at: number): string {
  const inWorkspace = workspace.getWorkspaceFolder(log) !== undefined;
  const elsewhere = isSampleLog(log, extensionUri) ? SAMPLE : log.toString();
  const query = new URLSearchParams({ log: inWorkspace ? workspace.asRelativePath(log) : elsewhere });
  query.set('session', session.id);
  if (session.emitter !== '') query.set('server', session.emitter);
  if (session.instance > 1) query.set('instance', String(session.instance));
  query.set('at', new Date(at / 1000).toISOString());
  return `${env.uriScheme}://${id}/open?${query.toString()}`;
}

/** Why a link leads nowhere, in words for people. */
export class LinkProblem extends Error {
  override readonly name = 'LinkProblem';
}

/** What a link asks for; `extension` is the folder of this one. Throws {@link LinkProblem}. */
export async function linkOf(uri: Uri, extension: Uri): Promise<LogLink> {
  if (uri.path !== '/open')
    throw new LinkProblem(l10n.t('The link asks for "{0}", which is not known here.', uri.path));
  const query = new URLSearchParams(uri.query);
  const log = query.get('log');
  if (log === null || log === '') throw new LinkProblem(l10n.t('The link does not say which log it is about.'));
  const id = query.get('session');
  const instance = query.get('instance');
  const at = query.get('at');
  if ((id !== null && !/^\d{1,20}$/.test(id)) || (instance !== null && !/^\d{1,9}$/.test(instance)))
    throw new LinkProblem(l10n.t('The link names no session: "{0}" is no id.', id ?? ''));
  const time = at === null ? null : Date.parse(at);
  if (Number.isNaN(time)) throw new LinkProblem(l10n.t('The link names no time: "{0}".', at ?? ''));
  return {
    log: log === SAMPLE ? sampleLog(extension) : await logOf(log),
    session:
      id === null ? null : { id, server: query.get('server'), instance: instance === null ? null : Number(instance) },
    at: time === null ? null : time * 1000,
  };
}

/** Whether a person is to be asked before a link opens it. */
export const isStrange = (log: Uri, extension: Uri): boolean =>
  workspace.getWorkspaceFolder(log) === undefined && !isSampleLog(log, extension);

/** Throws {@link LinkProblem} for what is no URI, such as one with two slashes before its path. */
function parsed(text: string): Uri {
  try {
    return Uri.parse(text, true);
  } catch {
    throw new LinkProblem(l10n.t('The link leads to "{0}", which is not opened from links.', text));
  }
}

async function logOf(text: string): Promise<Uri> {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(text)) {
    const found = await fileOfWorkspace(text);
    if (found !== null) return found;
    throw new LinkProblem(
      l10n.t('{0} is not in this workspace. Open the folder that has it, then the link again.', text),
    );
  }
  const log = parsed(text);
  // A file on another machine (\\\\server\\share): opening it would tell that machine who is logged in here.
  const schemes = ['file', ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)];
  if (!schemes.includes(log.scheme) || (log.scheme === 'file' && log.authority !== ''))
    throw new LinkProblem(l10n.t('The link leads to "{0}", which is not opened from links.', text));
  return log;
}

/** What to paste into Janus' configuration, as a read-only document: janus-events-jcfg:/NAME.jcfg. */
import {
  Disposable,
  env,
  EventEmitter,
  l10n,
  Uri,
  ViewColumn,
  window,
  workspace,
  type TextDocumentContentProvider,
} from 'vscode';
import { fileNameText } from '../../encoding/file-name.js';
import { configurationText } from '../../live/janus-configuration.js';
import { janusConfiguration, type LiveProfile } from '../../live/profile.js';
import { announce, inform } from '../notifications.js';

const SCHEME = 'janus-events-jcfg';

export class ConfigurationDocument implements TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly disposables = Disposable.from(
    this.changed,
    workspace.registerTextDocumentContentProvider(SCHEME, this),
    workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
  );

  provideTextDocumentContent(uri: Uri): string {
    return (
      this.texts.get(uri.toString()) ?? l10n.t('# Open it again: "Janus: Show Janus Configuration of Live Session…"')
    );
  }

  async show(profile: LiveProfile): Promise<void> {
    const text = textFor(profile);
    if (text === null) return;
    const uri = Uri.from({ scheme: SCHEME, path: `/${fileNameText(profile.name)}.jcfg` });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    await window.showTextDocument(uri, { viewColumn: ViewColumn.Active, preview: true });
  }

  /** Copies what is shown at `uri`, or what belongs to the profile. */
  async copy(from: LiveProfile | Uri): Promise<void> {
    const text = from instanceof Uri ? (this.texts.get(from.toString()) ?? null) : textFor(from);
    if (text === null) return;
    await env.clipboard.writeText(text);
    announce(l10n.t('Janus configuration copied'), 3000);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

/** Null, and said so, where no event handler is concerned. */
function textFor(profile: LiveProfile): string | null {
  const files = janusConfiguration(profile);
  if (files.length > 0) return configurationText(files);
  void inform(l10n.t('A file is followed as it is: Janus needs no configuration for it.'));
  return null;
}

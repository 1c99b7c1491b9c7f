/** "Start Live Session…": a saved profile or a kind of source, then what that needs. */
import {
  Disposable,
  l10n,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type QuickInputButton,
  type QuickPickItem,
} from 'vscode';
import { notificationText } from '../../encoding/workbench.js';
import { needsSecret, placeOf, type LiveProfile, type SourceKind } from '../../live/profile.js';
import { legiblePicks } from '../legible.js';
import { confirm, fail, inform } from '../notifications.js';
import { answersOf, profileOf } from './answered-profile.js';
import { SECRET } from '../../live/shared-questions.js';
import type { LiveSettings } from './live-settings.js';
import type { Answers } from '../../live/question.js';
import { ask } from './multi-step.js';
import { questionsFor, sourceChoices } from './questions.js';
import type { LiveSecrets } from './secrets.js';

export interface Chosen {
  readonly profile: LiveProfile;
  readonly secret: string | null;
  /** It was made or changed just now: Janus has to be told. */
  readonly fresh: boolean;
}

type Pick =
  | { readonly does: 'start' | 'edit' | 'forget'; readonly profile: LiveProfile }
  | { readonly does: 'make'; readonly kind: SourceKind }
  /** Of a source that does not run here. */
  | { readonly does: 'tell' };

type Item = QuickPickItem & { readonly pick?: Pick };

export class StartWizard {
  constructor(
    private readonly settings: LiveSettings,
    private readonly secrets: LiveSecrets,
  ) {}

  /** What is to be started, or null when somebody goes away. `runningNames` are profiles that run already. */
  async choose(runningNames: readonly string[]): Promise<Chosen | null> {
    for (;;) {
      const pick = await this.pick(runningNames);
      if (pick === null) return null;
      switch (pick.does) {
        case 'start':
          return this.withSecret(pick.profile);
        case 'make':
          return this.make(pick.kind);
        case 'edit':
          return this.edit(pick.profile);
        case 'forget':
          await this.forget(pick.profile);
          break;
        case 'tell':
          void inform(needsDesktop());
          return null;
      }
    }
  }

  /** Asks for everything a saved profile holds, once more. */
  edit(profile: LiveProfile): Promise<Chosen | null> {
    return this.make(profile.source, profile);
  }

  /** A saved profile with its password, which is asked for if it is not known. */
  async withSecret(profile: LiveProfile): Promise<Chosen | null> {
    const known = await this.secrets.of(profile);
    if (known !== undefined) return { profile, secret: known, fresh: false };
    const secret = await window.showInputBox({
      title: profile.name,
      prompt: notificationText(
        l10n.t('Password of {0} at {1}', 'user' in profile ? (profile.user ?? '') : '', placeOf(profile)),
      ),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) => (value === '' ? l10n.t('Nothing is entered.') : undefined),
    });
    if (secret === undefined) return null;
    await this.secrets.keep(profile.name, secret);
    return { profile, secret, fresh: false };
  }

  private async make(kind: SourceKind, saved?: LiveProfile): Promise<Chosen | null> {
    const names = this.settings.profiles.map(({ name }) => name).filter((name) => name !== saved?.name);
    const title = sourceChoices().find(({ value }) => value === kind)?.label ?? kind;
    const known: Answers = saved === undefined ? {} : { ...answersOf(saved), ...(await this.knownSecret(saved)) };
    const answers = await ask(l10n.t('Janus Live: {0}', title), questionsFor(kind, names), known);
    if (answers === null) return null;
    const profile = profileOf(kind, answers, saved);
    if (typeof profile === 'string') {
      void fail(l10n.t('These answers make no profile: {0}', profile));
      return null;
    }
    const secret = needsSecret(profile) ? (answers[SECRET] ?? '') : null;
    if (saved !== undefined && saved.name !== profile.name) {
      await this.settings.forget(saved.name);
      await this.secrets.keep(saved.name, null);
    }
    await this.settings.save(profile);
    await this.secrets.keep(profile.name, secret);
    return { profile, secret, fresh: true };
  }

  private async knownSecret(profile: LiveProfile): Promise<Answers> {
    const secret = await this.secrets.of(profile);
    return secret === null || secret === undefined ? {} : { [SECRET]: secret };
  }

  private async forget({ name }: LiveProfile): Promise<void> {
    const yes = l10n.t('Delete Profile');
    const asked = l10n.t('Delete the profile "{0}" and its password? What it has captured stays.', name);
    if (!(await confirm(asked, yes))) return;
    await this.settings.forget(name);
    await this.secrets.keep(name, null);
  }

  private pick(runningNames: readonly string[]): Promise<Pick | null> {
    const edit: QuickInputButton = { iconPath: new ThemeIcon('edit'), tooltip: l10n.t('Edit and Start') };
    const forget: QuickInputButton = { iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Delete Profile') };
    const quick = window.createQuickPick<Item>();
    quick.title = l10n.t('Start Live Session');
    quick.placeholder = l10n.t('Where do the events come from?');
    quick.matchOnDescription = true;
    quick.matchOnDetail = true;
    const saved = this.settings.profiles
      .filter(({ name }) => !runningNames.includes(name))
      .map((profile): Item => ({
        label: profile.name,
        description: placeOf(profile),
        iconPath: new ThemeIcon('debug-start'),
        buttons: [edit, forget],
        pick: { does: 'start', profile },
      }));
    const elsewhere = this.settings.elsewhere.map((label): Item => ({
      label,
      detail: needsDesktop(),
      iconPath: new ThemeIcon('circle-slash'),
      pick: { does: 'tell' },
    }));
    const profiles = [...saved, ...elsewhere];
    const kinds = sourceChoices().map(({ value, label, detail }): Item => ({
      label,
      detail,
      iconPath: new ThemeIcon('add'),
      pick: { does: 'make', kind: value },
    }));
    const heading = (label: string): Item => ({ label, kind: QuickPickItemKind.Separator });
    const items =
      profiles.length > 0 ? [heading(l10n.t('Profiles')), ...profiles, heading(l10n.t('New')), ...kinds] : kinds;
    quick.items = legiblePicks(items);
    return new Promise<Pick | null>((resolve) => {
      const disposables = Disposable.from(
        quick,
        quick.onDidAccept(() => {
          const [item] = quick.activeItems;
          if (item?.pick) resolve(item.pick);
        }),
        quick.onDidTriggerItemButton(({ item, button }) => {
          if (item.pick?.does === 'start')
            resolve({ does: button === edit ? 'edit' : 'forget', profile: item.pick.profile });
        }),
        quick.onDidHide(() => {
          resolve(null);
          disposables.dispose();
        }),
      );
      quick.show();
    }).finally(() => {
      quick.hide();
    });
  }
}

const needsDesktop = (): string =>
  l10n.t('This profile needs VS Code on a desktop: in a browser, live events come by MQTT over WebSocket alone.');

/** What stands where the lanes would be: loading, failed, nothing to show. Each says what it is and what to do. */
import * as l10n from '@vscode/l10n';
import { h } from '../elements/dom.js';
import { button, progressRing } from '../elements/toolkit.js';

export type NoticeContent =
  | { readonly kind: 'loading'; readonly name: string; readonly percent: number | null }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }
  /** `empty`: there are no events at all. */
  | { readonly kind: 'no-sessions'; readonly name: string; readonly empty: boolean }
  | { readonly kind: 'no-match'; readonly query: string };

export interface Notice {
  readonly element: HTMLElement;
  show(content: NoticeContent | null): void;
}

export function createNotice(clearFilter: () => void): Notice {
  const element = h('div', { class: 'notice', role: 'status' });
  element.hidden = true;
  const percent = h('p', { class: 'muted' });
  const bar = h('progress', { max: '100', 'aria-label': l10n.t('Progress') });
  let loading = '';

  const build = (content: NoticeContent): HTMLElement[] => {
    switch (content.kind) {
      case 'loading':
        return [progressRing(l10n.t('Analysing')), h('h2', {}, l10n.t('Analysing {0}', content.name)), bar, percent];
      case 'failed':
        return [
          h('h2', {}, l10n.t('{0} could not be analysed', content.name)),
          h('p', { role: 'alert' }, content.message),
        ];
      case 'no-sessions':
        if (content.empty)
          return [
            h('h2', {}, l10n.t('No events yet')),
            h('p', {}, l10n.t('{0} holds no Janus events so far.', content.name)),
            h('p', { class: 'muted' }, l10n.t('Sessions appear here as soon as their events are written.')),
          ];
        return [
          h('h2', {}, l10n.t('No sessions')),
          h('p', {}, l10n.t('{0} has Janus events, but none of them belongs to a session.', content.name)),
          h(
            'p',
            { class: 'muted' },
            l10n.t('Sessions appear when the event handler subscribes to “sessions” or “handles”.'),
          ),
        ];
      case 'no-match':
        return [
          h('h2', {}, l10n.t('No session matches')),
          h(
            'p',
            { class: 'muted' },
            content.query === ''
              ? l10n.t('There is none of this kind in the log.')
              : l10n.t('Nothing found for “{0}”.', content.query),
          ),
          button('primary', l10n.t('Clear filter'), clearFilter),
        ];
    }
  };

  return {
    element,
    show(content) {
      element.hidden = content === null;
      element.dataset['kind'] = content?.kind ?? '';
      if (content?.kind !== 'loading') loading = '';
      if (content === null) {
        element.replaceChildren();
        return;
      }
      if (content.kind !== 'loading') {
        element.replaceChildren(...build(content));
        return;
      }
      // The ring must not start anew with every percent.
      if (loading !== content.name) element.replaceChildren(...build(content));
      loading = content.name;
      bar.hidden = content.percent === null;
      bar.value = content.percent ?? 0;
      percent.textContent = content.percent === null ? '' : `${Math.floor(content.percent)} %`;
    },
  };
}

/** The bookmarks of the log: to go to and to take away. */
import * as l10n from '@vscode/l10n';
import type { Bookmark } from '../state/bookmarks.js';
import { h } from '../elements/dom.js';
import { iconButton, link } from '../elements/toolkit.js';
import { type DetailActions, type Looked, timeText } from './actions.js';
import { section } from './section.js';

export interface BookmarkList {
  /** Empty while there is no bookmark. */
  readonly element: HTMLElement;
  /** Bookmarks have been set or removed. */
  update(): void;
}

export function createBookmarkList(times: Pick<Looked, 'origin' | 'zone'>, actions: DetailActions): BookmarkList {
  const element = h('div');
  const item = (bookmark: Bookmark): HTMLElement =>
    h(
      'li',
      {},
      h('span', { class: 'time' }, timeText(times, bookmark.at)),
      h(
        'span',
        { class: 'what' },
        link(bookmark.label, () => actions.goToBookmark(bookmark), l10n.t('Go to this bookmark')),
        bookmark.session === null ? null : h('span', { class: 'muted id' }, ` ${bookmark.session.id}`),
      ),
      iconButton('close', l10n.t('Remove the bookmark {0}', bookmark.label), () => actions.toggleBookmark(bookmark)),
    );
  const update = (): void => {
    const bookmarks = actions.bookmarks();
    element.replaceChildren();
    if (bookmarks.length > 0)
      element.append(
        section(l10n.t('Bookmarks'), bookmarks.length, h('ul', { class: 'bookmarks' }, ...bookmarks.map(item))),
      );
  };
  update();
  return { element, update };
}

/** A menu that a button opens: for the mouse, and for the keyboard as menus of an editor are. */
import { h } from './dom.js';
import type { iconButton } from './toolkit.js';

export interface PopupMenu {
  readonly element: HTMLElement;
  /** Opens it with the focus on its first item. */
  open(): void;
  /** False: it was not open. */
  close(): boolean;
}

export interface MenuItem {
  readonly label: string;
  readonly act: () => void;
  /** Of an item that is on or off: the menu stays open when it is chosen. */
  readonly isOn?: () => boolean;
  /** A line stands before it. */
  readonly apart?: true;
}

/** @param chosen called after an item has done its work; the menu is closed then */
export function popupMenu(
  opener: ReturnType<typeof iconButton>,
  label: string,
  items: readonly MenuItem[],
  chosen: () => void,
): PopupMenu {
  const buttons = items.map(({ label: text, act, isOn, apart }) => {
    const role = isOn === undefined ? 'menuitem' : 'menuitemcheckbox';
    const item = h('button', { class: 'menu-item', type: 'button', role, tabindex: '-1' }, text);
    if (apart) item.classList.add('apart');
    item.addEventListener('click', () => {
      if (isOn !== undefined) {
        act();
        update();
        return;
      }
      close();
      chosen();
      act();
    });
    return item;
  });
  const element = h('div', { class: 'popup-menu', role: 'menu', 'aria-label': label }, ...buttons);
  element.hidden = true;
  opener.setAttribute('aria-haspopup', 'menu');

  function update(): void {
    items.forEach(({ isOn }, k) => {
      if (isOn !== undefined) buttons[k]?.setAttribute('aria-checked', String(isOn()));
    });
  }
  const show = (open: boolean): void => {
    element.hidden = !open;
    opener.ariaExpanded = String(open);
  };
  const close = (): boolean => {
    const open = !element.hidden;
    show(false);
    return open;
  };
  const open = (): void => {
    update();
    show(true);
    buttons[0]?.focus();
  };
  const move = (to: number): void => buttons.at(to % buttons.length)?.focus();

  opener.addEventListener('click', () => {
    if (element.hidden) open();
    else close();
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    // A press on the opener closes it by itself.
    if (relatedTarget instanceof Node && (element.contains(relatedTarget) || opener.contains(relatedTarget))) return;
    close();
  });
  element.addEventListener('keydown', (event) => {
    const at = buttons.findIndex((item) => item === document.activeElement);
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(-1);
    else if (event.key === 'Escape') {
      close();
      opener.focus();
    } else return;
    event.preventDefault();
  });
  return { element, open, close };
}

/**
 * What VS Code's own context menu offers in the page. Its Cut, Copy and Paste stay where there is text; over the lanes and
 * the table the menu is about the session there, which becomes the selected one.
 */

/** Where VS Code looks for the keys that the menus of package.json ask for. */
const CONTEXT = 'data-vscode-context';
const RIGHT = 2;

const context = (keys: Record<string, unknown>): string => JSON.stringify(keys);
const TEXT = context({ preventDefaultContextMenuItems: false });
const NOTHING = context({ preventDefaultContextMenuItems: true });
const SESSION = context({ preventDefaultContextMenuItems: true, webviewSection: 'session' });

export interface ContextPlaces {
  readonly page: HTMLElement;
  /** Where text can be selected or typed. */
  readonly texts: readonly HTMLElement[];
  /** What shows sessions, and how the one that a pointer is on becomes the selected one; false: there is none. */
  readonly sessions: readonly { readonly element: HTMLElement; readonly selectAt: (event: MouseEvent) => boolean }[];
  readonly hasSelected: () => boolean;
}

export function attachContextMenu({ page, texts, sessions, hasSelected }: ContextPlaces): void {
  page.setAttribute(CONTEXT, NOTHING);
  for (const text of texts) text.setAttribute(CONTEXT, TEXT);
  for (const { element, selectAt } of sessions)
    element.addEventListener('contextmenu', (event) => {
      // The menu key has no place: it is about what is selected.
      const about = event.button === RIGHT ? selectAt(event) : hasSelected();
      element.setAttribute(CONTEXT, about ? SESSION : NOTHING);
    });
}

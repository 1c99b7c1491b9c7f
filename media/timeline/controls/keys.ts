/** Which key does what. One table serves the keyboard and the help overlay, so that they cannot disagree. */
import * as l10n from '@vscode/l10n';

export type Command =
  | 'zoomIn'
  | 'zoomOut'
  | 'panLeft'
  | 'panRight'
  | 'fitAll'
  | 'fitSelection'
  | 'up'
  | 'down'
  | 'pageUp'
  | 'pageDown'
  | 'first'
  | 'last'
  | 'nextFlagged'
  | 'previousFlagged'
  | 'nextEvent'
  | 'previousEvent'
  | 'bookmark'
  | 'open'
  | 'unfold'
  | 'closeAll'
  | 'allLanes'
  | 'table'
  | 'higher'
  | 'lower'
  | 'foldIdle'
  | 'light'
  | 'back'
  | 'forth'
  | 'follow'
  | 'picture'
  | 'search'
  | 'askTime'
  | 'atCursor'
  | 'fold'
  | 'foldAll'
  | 'help'
  | 'escape';

interface Binding {
  readonly keys: readonly string[];
  /** How the overlay shows them. */
  readonly shown: readonly string[];
  readonly command: Command;
  /** Keys that also scroll or press things: they count only while the lanes have the focus. */
  readonly lanesOnly: boolean;
  /** Counts with Alt held, and only then. */
  readonly alt: boolean;
}

export interface KeyGroup {
  readonly title: () => string;
  readonly lines: readonly { readonly does: () => string; readonly bindings: readonly Binding[] }[];
}

function key(command: Command, keys: readonly string[], shown: readonly string[] = keys, lanesOnly = false): Binding {
  return { keys, shown, command, lanesOnly, alt: false };
}

const withAlt = (command: Command, keys: readonly string[], shown: readonly string[]): Binding => ({
  ...key(command, keys, shown),
  alt: true,
});

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: () => l10n.t('Look around'),
    lines: [
      {
        does: () => l10n.t('Zoom in, out'),
        bindings: [key('zoomIn', ['w', '+', '='], ['W', '+']), key('zoomOut', ['s', '-', '_'], ['S', '−'])],
      },
      {
        does: () => l10n.t('Pan left, right'),
        bindings: [key('panLeft', ['a'], ['A']), key('panRight', ['d'], ['D'])],
      },
      {
        does: () => l10n.t('Pan left, right'),
        bindings: [key('panLeft', ['ArrowLeft'], ['←'], true), key('panRight', ['ArrowRight'], ['→'], true)],
      },
      { does: () => l10n.t('All of the log'), bindings: [key('fitAll', ['0'])] },
      { does: () => l10n.t('The marked range or session'), bindings: [key('fitSelection', ['f'], ['F'])] },
      { does: () => l10n.t('Lanes higher, lower'), bindings: [key('higher', [']']), key('lower', ['['])] },
      { does: () => l10n.t('All lanes at once, and back'), bindings: [key('allLanes', ['v'], ['V'])] },
      { does: () => l10n.t('Table of sessions, and back'), bindings: [key('table', ['t'], ['T'])] },
      { does: () => l10n.t('Fold idle time'), bindings: [key('foldIdle', ['i'], ['I'])] },
      { does: () => l10n.t('Follow the end again'), bindings: [key('follow', ['e'], ['E'])] },
    ],
  },
  {
    title: () => l10n.t('Sessions'),
    lines: [
      {
        does: () => l10n.t('Previous, next'),
        bindings: [key('up', ['ArrowUp'], ['↑'], true), key('down', ['ArrowDown'], ['↓'], true)],
      },
      {
        does: () => l10n.t('A page up, down'),
        bindings: [key('pageUp', ['PageUp'], ['PgUp'], true), key('pageDown', ['PageDown'], ['PgDn'], true)],
      },
      {
        does: () => l10n.t('First, last'),
        bindings: [key('first', ['Home'], ['Home'], true), key('last', ['End'], ['End'], true)],
      },
      {
        does: () => l10n.t('Next, previous silent'),
        bindings: [key('nextFlagged', ['n'], ['N']), key('previousFlagged', ['N'], ['⇧N'])],
      },
      { does: () => l10n.t('Next, previous event'), bindings: [key('nextEvent', ['.']), key('previousEvent', [','])] },
      {
        does: () => l10n.t('Back, forth in selections'),
        bindings: [withAlt('back', ['ArrowLeft'], ['Alt ←']), withAlt('forth', ['ArrowRight'], ['Alt →'])],
      },
      { does: () => l10n.t('Bookmark the event'), bindings: [key('bookmark', ['b'], ['B'])] },
      { does: () => l10n.t('Open in the log'), bindings: [key('open', ['Enter'], ['Enter'], true)] },
      {
        does: () => l10n.t('Show handles, hide all'),
        bindings: [key('unfold', [' '], ['Space'], true), key('closeAll', ['h'], ['H'])],
      },
      { does: () => l10n.t('Highlight same connection, room'), bindings: [key('light', ['l'], ['L'])] },
      {
        does: () => l10n.t('Fold the group, all groups'),
        bindings: [key('fold', ['c'], ['C']), key('foldAll', ['C'], ['⇧C'])],
      },
    ],
  },
  {
    title: () => l10n.t('Page'),
    lines: [
      { does: () => l10n.t('Search'), bindings: [key('search', ['/'])] },
      { does: () => l10n.t('Go to a time'), bindings: [key('askTime', ['g'], ['G'])] },
      { does: () => l10n.t('Only what goes on at the cursor'), bindings: [key('atCursor', ['x'], ['X'])] },
      { does: () => l10n.t('Picture: copy or save'), bindings: [key('picture', ['p'], ['P'])] },
      { does: () => l10n.t('These keys'), bindings: [key('help', ['?'])] },
      { does: () => l10n.t('Close, deselect'), bindings: [key('escape', ['Escape'], ['Esc'])] },
    ],
  },
];

/** What the mouse does, for the overlay. */
export const mouseLines = (): readonly (readonly [hand: string, does: string])[] => [
  [l10n.t('Wheel, pinch'), l10n.t('Zoom at the pointer')],
  [l10n.t('Shift + wheel'), l10n.t('Pan in time')],
  [l10n.t('Alt + wheel'), l10n.t('Lanes higher, lower')],
  [l10n.t('Wheel on the ids'), l10n.t('Scroll through sessions')],
  [l10n.t('Drag'), l10n.t('Pan in time and sessions')],
  [l10n.t('Drag on the axis, Shift + drag'), l10n.t('Mark a range')],
  [l10n.t('Click'), l10n.t('Select')],
  [l10n.t('Click before an id'), l10n.t('Show handles')],
  [l10n.t('Double click'), l10n.t('Open in the log')],
];

const BINDINGS = KEY_GROUPS.flatMap((group) => group.lines.flatMap((line) => line.bindings));

/** The command of a key press, or null. Presses with Ctrl or Meta belong to the editor, most with Alt as well. */
export function commandOf(
  press: { readonly key: string; readonly ctrlKey: boolean; readonly altKey: boolean; readonly metaKey: boolean },
  inLanes: boolean,
): Command | null {
  if (press.ctrlKey || press.metaKey) return null;
  const binding = BINDINGS.find(({ keys, alt }) => alt === press.altKey && keys.includes(press.key));
  if (binding === undefined || (binding.lanesOnly && !inLanes)) return null;
  return binding.command;
}

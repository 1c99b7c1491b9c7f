/** Which key does what. One table serves the keyboard and the help overlay, so that they cannot disagree. */

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
  readonly title: string;
  readonly lines: readonly { readonly does: string; readonly bindings: readonly Binding[] }[];
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
    title: 'Look around',
    lines: [
      {
        does: 'Zoom in, out',
        bindings: [key('zoomIn', ['w', '+', '='], ['W', '+']), key('zoomOut', ['s', '-', '_'], ['S', '−'])],
      },
      { does: 'Pan left, right', bindings: [key('panLeft', ['a'], ['A']), key('panRight', ['d'], ['D'])] },
      {
        does: 'Pan left, right',
        bindings: [key('panLeft', ['ArrowLeft'], ['←'], true), key('panRight', ['ArrowRight'], ['→'], true)],
      },
      { does: 'All of the log', bindings: [key('fitAll', ['0'])] },
      { does: 'The marked range or session', bindings: [key('fitSelection', ['f'], ['F'])] },
      { does: 'Lanes higher, lower', bindings: [key('higher', [']']), key('lower', ['['])] },
      { does: 'All lanes at once, and back', bindings: [key('allLanes', ['v'], ['V'])] },
      { does: 'Table of sessions, and back', bindings: [key('table', ['t'], ['T'])] },
      { does: 'Fold idle time', bindings: [key('foldIdle', ['i'], ['I'])] },
      { does: 'Follow the end again', bindings: [key('follow', ['e'], ['E'])] },
    ],
  },
  {
    title: 'Sessions',
    lines: [
      {
        does: 'Previous, next',
        bindings: [key('up', ['ArrowUp'], ['↑'], true), key('down', ['ArrowDown'], ['↓'], true)],
      },
      {
        does: 'A page up, down',
        bindings: [key('pageUp', ['PageUp'], ['PgUp'], true), key('pageDown', ['PageDown'], ['PgDn'], true)],
      },
      { does: 'First, last', bindings: [key('first', ['Home'], ['Home'], true), key('last', ['End'], ['End'], true)] },
      {
        does: 'Next, previous silent',
        bindings: [key('nextFlagged', ['n'], ['N']), key('previousFlagged', ['N'], ['⇧N'])],
      },
      { does: 'Next, previous event', bindings: [key('nextEvent', ['.']), key('previousEvent', [','])] },
      {
        does: 'Back, forth in selections',
        bindings: [withAlt('back', ['ArrowLeft'], ['Alt ←']), withAlt('forth', ['ArrowRight'], ['Alt →'])],
      },
      { does: 'Bookmark the event', bindings: [key('bookmark', ['b'], ['B'])] },
      { does: 'Open in the log', bindings: [key('open', ['Enter'], ['Enter'], true)] },
      {
        does: 'Show handles, hide all',
        bindings: [key('unfold', [' '], ['Space'], true), key('closeAll', ['h'], ['H'])],
      },
      { does: 'Highlight same connection, room', bindings: [key('light', ['l'], ['L'])] },
      { does: 'Fold the group, all groups', bindings: [key('fold', ['c'], ['C']), key('foldAll', ['C'], ['⇧C'])] },
    ],
  },
  {
    title: 'Page',
    lines: [
      { does: 'Search', bindings: [key('search', ['/'])] },
      { does: 'Picture: copy or save', bindings: [key('picture', ['p'], ['P'])] },
      { does: 'These keys', bindings: [key('help', ['?'])] },
      { does: 'Close, deselect', bindings: [key('escape', ['Escape'], ['Esc'])] },
    ],
  },
];

/** What the mouse does, for the overlay. */
export const MOUSE_LINES: readonly (readonly [hand: string, does: string])[] = [
  ['Wheel, pinch', 'Zoom at the pointer'],
  ['Shift + wheel', 'Pan in time'],
  ['Alt + wheel', 'Lanes higher, lower'],
  ['Wheel on the ids', 'Scroll through sessions'],
  ['Drag', 'Pan in time and sessions'],
  ['Drag on the axis, Shift + drag', 'Mark a range'],
  ['Click', 'Select'],
  ['Click before an id', 'Show handles'],
  ['Double click', 'Open in the log'],
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

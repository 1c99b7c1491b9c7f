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
  | 'open'
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
}

export interface KeyGroup {
  readonly title: string;
  readonly lines: readonly { readonly does: string; readonly bindings: readonly Binding[] }[];
}

function key(command: Command, keys: readonly string[], shown: readonly string[] = keys, lanesOnly = false): Binding {
  return { keys, shown, command, lanesOnly };
}

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
      { does: 'The selected session', bindings: [key('fitSelection', ['f'], ['F'])] },
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
      { does: 'Open in the log', bindings: [key('open', ['Enter'], ['Enter'], true)] },
      { does: 'Fold the group, all groups', bindings: [key('fold', ['c'], ['C']), key('foldAll', ['C'], ['⇧C'])] },
    ],
  },
  {
    title: 'Page',
    lines: [
      { does: 'Search', bindings: [key('search', ['/'])] },
      { does: 'These keys', bindings: [key('help', ['?'])] },
      { does: 'Close, deselect', bindings: [key('escape', ['Escape'], ['Esc'])] },
    ],
  },
];

/** What the mouse does, for the overlay. */
export const MOUSE_LINES: readonly (readonly [hand: string, does: string])[] = [
  ['Wheel, pinch', 'Zoom at the pointer'],
  ['Shift or Alt + wheel', 'Pan in time'],
  ['Wheel on the ids', 'Scroll through sessions'],
  ['Drag', 'Pan in time and sessions'],
  ['Click', 'Select'],
  ['Double click', 'Open in the log'],
];

const BY_KEY = new Map(
  KEY_GROUPS.flatMap((group) =>
    group.lines.flatMap((line) => line.bindings.flatMap((b) => b.keys.map((k) => [k, b] as const))),
  ),
);

/** The command of a key press, or null. Presses with Ctrl, Alt or Meta belong to the editor. */
export function commandOf(
  press: { readonly key: string; readonly ctrlKey: boolean; readonly altKey: boolean; readonly metaKey: boolean },
  inLanes: boolean,
): Command | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const binding = BY_KEY.get(press.key);
  if (binding === undefined || (binding.lanesOnly && !inLanes)) return null;
  return binding.command;
}

/** One JSON value as a tree: folded and unfolded by hand or keys, long strings cut, credentials covered. */
import * as l10n from '@vscode/l10n';
import { h } from '../../elements/dom.js';
import { number, plural } from '../../../../src/words/numbers.js';
import { itemPath, type JsonNode, memberPath } from './json-text.js';

/** Longer strings are cut until somebody wants all of them. */
const CUT = 240;
/** Children shown at once. */
const CHILDREN = 200;

export interface JsonTree {
  readonly element: HTMLElement;
  /** The value the keys are on. */
  current(): { readonly node: JsonNode; readonly path: string };
  /** Shows what is covered, or covers it again. */
  reveal(on: boolean): void;
}

interface Row {
  readonly key: string | null;
  readonly node: JsonNode;
  readonly path: string;
  readonly level: number;
  /** Instead of a value: so many more children of the value at this path. */
  readonly more: number;
}

/**
 * @param covered paths of values that are not shown until revealed
 * @param copy    copies the value the keys are on
 */
export function createJsonTree(
  root: JsonNode,
  rootPath: string,
  covered: ReadonlySet<string>,
  copy: () => void,
): JsonTree {
  const unfolded = new Set<string>([rootPath]);
  const uncut = new Set<string>();
  const limits = new Map<string, number>();
  let revealed = false;
  let at = 0;
  let rows: Row[] = [];
  const element = h('div', { class: 'tree', role: 'tree', 'aria-label': l10n.t('Event as JSON') });

  if (root.kind === 'object')
    for (const { key, value } of root.members) if (isShort(value)) unfolded.add(memberPath(rootPath, key));

  const visible = (): Row[] => {
    const found: Row[] = [];
    const add = (key: string | null, node: JsonNode, path: string, level: number): void => {
      found.push({ key, node, path, level, more: 0 });
      if (!unfolded.has(path)) return;
      const children = childrenOf(node, path);
      const most = limits.get(path) ?? CHILDREN;
      for (const child of children.slice(0, most)) add(child.key, child.node, child.path, level + 1);
      const rest = children.length - most;
      if (rest > 0) found.push({ key: null, node, path, level: level + 1, more: rest });
    };
    add(null, root, rootPath, 1);
    return found;
  };

  const hidden = (path: string): boolean => !revealed && covered.has(path);
  const isCut = ({ node, path }: Row): boolean => node.kind === 'string' && node.text.length > CUT && !hidden(path);

  const value = (row: Row): Node[] => {
    const { node, path } = row;
    if (row.more > 0) return [h('span', { class: 'muted' }, l10n.t('{0} more', number(row.more)))];
    if (hidden(path)) return [h('span', { class: 'covered' }, l10n.t('••• covered credential'))];
    if (node.kind === 'object' || node.kind === 'array') return [h('span', { class: 'muted' }, holds(node))];
    if (node.kind !== 'string') return [h('span', { class: `json-${node.kind}` }, node.raw)];
    if (!isCut(row)) return [h('span', { class: 'json-string' }, node.raw)];
    if (uncut.has(path)) return [h('span', { class: 'json-string whole' }, node.text)];
    return [
      h('span', { class: 'json-string' }, `"${node.text.slice(0, CUT)}…`),
      h('span', { class: 'show-all' }, l10n.t('show all {0} characters', number(node.text.length))),
    ];
  };

  const rowElement = (row: Row, index: number): HTMLElement => {
    const expandable = row.more > 0 || isExpandable(row.node);
    const open = row.more === 0 && unfolded.has(row.path);
    const item = h(
      'div',
      {
        role: 'treeitem',
        'aria-level': String(row.level),
        'aria-expanded': row.more === 0 && expandable ? String(open) : undefined,
        'aria-selected': String(index === at),
        tabindex: index === at ? '0' : '-1',
        class: 'tree-row',
        'data-path': row.path,
      },
      h('span', { class: expandable && row.more === 0 ? `twistie${open ? ' open' : ''}` : 'twistie none' }),
      row.key === null ? null : h('span', { class: 'json-key' }, row.key, h('span', { class: 'muted' }, ':')),
      ...value(row),
    );
    item.style.paddingLeft = `${(row.level - 1) * 12}px`;
    item.addEventListener('click', () => {
      at = index;
      if (getSelection()?.isCollapsed !== false) toggle(row);
      draw(true);
    });
    return item;
  };

  const draw = (focus: boolean): void => {
    rows = visible();
    at = Math.min(at, rows.length - 1);
    element.replaceChildren(...rows.map(rowElement));
    if (!focus) return;
    const item = element.children[at];
    if (item instanceof HTMLElement) item.focus();
  };

  const toggle = (row: Row): void => {
    if (row.more > 0) limits.set(row.path, (limits.get(row.path) ?? CHILDREN) + CHILDREN * 5);
    else if (isCut(row)) flip(uncut, row.path);
    else if (isExpandable(row.node)) flip(unfolded, row.path);
  };

  /** Left and right: fold and unfold, then to the parent and to the first child. */
  const sideways = (row: Row, right: boolean): void => {
    const open = unfolded.has(row.path) && isExpandable(row.node);
    if (right && isExpandable(row.node)) {
      if (open) at = Math.min(at + 1, rows.length - 1);
      else unfolded.add(row.path);
    } else if (!right && open) unfolded.delete(row.path);
    else if (!right) {
      const parent = rows.findLastIndex((each, index) => index < at && each.level < row.level);
      at = Math.max(0, parent);
    }
  };

  element.addEventListener('keydown', (event) => {
    const row = rows[at];
    if (row === undefined || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'c' || getSelection()?.isCollapsed === false) return;
      copy();
    } else if (event.key === 'ArrowDown') at = Math.min(at + 1, rows.length - 1);
    else if (event.key === 'ArrowUp') at = Math.max(at - 1, 0);
    else if (event.key === 'Home') at = 0;
    else if (event.key === 'End') at = rows.length - 1;
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') sideways(row, event.key === 'ArrowRight');
    else if (event.key === 'Enter' || event.key === ' ') toggle(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
    draw(true);
  });
  // However the focus came to a row: by a click, a screen reader or a script.
  element.addEventListener('focusin', (event) => {
    const row = event.target instanceof Element ? [...element.children].indexOf(event.target) : -1;
    if (row < 0 || row === at) return;
    element.children[at]?.setAttribute('aria-selected', 'false');
    element.children[at]?.setAttribute('tabindex', '-1');
    at = row;
    element.children[at]?.setAttribute('aria-selected', 'true');
    element.children[at]?.setAttribute('tabindex', '0');
  });
  draw(false);

  return {
    element,
    current: () => rows[at] ?? { node: root, path: rootPath },
    reveal(on) {
      revealed = on;
      draw(false);
    },
  };
}

function flip(set: Set<string>, path: string): void {
  if (!set.delete(path)) set.add(path);
}

const isExpandable = (node: JsonNode): boolean =>
  (node.kind === 'object' && node.members.length > 0) || (node.kind === 'array' && node.items.length > 0);

/** Shown unfolded from the beginning. */
const isShort = (node: JsonNode): boolean =>
  (node.kind === 'object' && node.members.length <= 30) || (node.kind === 'array' && node.items.length <= 10);

function childrenOf(node: JsonNode, path: string): { key: string; node: JsonNode; path: string }[] {
  if (node.kind === 'object')
    return node.members.map(({ key, value }) => ({ key, node: value, path: memberPath(path, key) }));
  if (node.kind === 'array')
    return node.items.map((item, index) => ({ key: String(index), node: item, path: itemPath(path, index) }));
  return [];
}

function holds(node: JsonNode & { kind: 'object' | 'array' }): string {
  const count = node.kind === 'object' ? node.members.length : node.items.length;
  if (count === 0) return node.kind === 'object' ? '{}' : '[]';
  return node.kind === 'object'
    ? plural(count, l10n.t('{0} member|{0} members'))
    : plural(count, l10n.t('{0} item|{0} items'));
}

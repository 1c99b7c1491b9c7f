/**
 * Making elements. Text enters as text nodes only, and shows what could not be seen by its code: a log may contain anything.
 */
import { visibleLines } from '../../../src/encoding/visible.js';

export type Child = Node | string | null;

interface Attributes {
  readonly class?: string;
  readonly [name: string]: string | boolean | undefined;
}

function fill(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : visibleLines(value));
  }
  add(element, children);
}

/** Appends what is there. */
export function add(element: Element, children: readonly Child[]): void {
  for (const child of children)
    if (child !== null) element.append(typeof child === 'string' ? visibleLines(child) : child);
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(element, attributes, children);
  return element;
}

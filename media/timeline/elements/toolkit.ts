/**
 * The page's controls, all from the webview toolkit. The toolkit is archived upstream: this file alone knows it, so that
 * it can be replaced here and nowhere else.
 */
import {
  type Button,
  type Dropdown,
  type Link,
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDivider,
  vsCodeDropdown,
  vsCodeLink,
  vsCodeOption,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';
import { visibleLines } from '../../../src/encoding/visible.js';
import { add, type Child } from './dom.js';
import { icon, type IconName } from './icons.js';

export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeDivider(),
    vsCodeDropdown(),
    vsCodeLink(),
    vsCodeOption(),
    vsCodeProgressRing(),
  );
}

interface Controls {
  'vscode-button': Button;
  'vscode-divider': HTMLElement;
  'vscode-dropdown': Dropdown;
  'vscode-link': Link;
  'vscode-option': HTMLElement;
  'vscode-progress-ring': HTMLElement;
}

/** Makes a toolkit element: these are not in the DOM library's table of tags. */
function control<K extends keyof Controls>(
  tag: K,
  attributes: Record<string, string>,
  ...children: Child[]
): Controls[K] {
  const element = document.createElement(tag) as Controls[K];
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, visibleLines(value));
  add(element, children);
  return element;
}

export function button(appearance: 'primary' | 'secondary', label: string, pressed: () => void): Button {
  const element = control('vscode-button', { appearance }, label);
  element.addEventListener('click', pressed);
  return element;
}

export function iconButton(name: IconName, label: string, pressed: () => void): Button {
  const element = control('vscode-button', { appearance: 'icon', 'aria-label': label, title: label }, icon(name));
  element.addEventListener('click', pressed);
  return element;
}

/** An icon button that stays pressed while what it stands for holds. */
export function toggle(name: IconName, label: string, pressed: () => void): Button {
  const element = iconButton(name, label, pressed);
  element.classList.add('toggle');
  setPressed(element, false);
  return element;
}

export function setPressed(element: Button, pressed: boolean): void {
  const value = String(pressed);
  if (element.dataset['pressed'] === value) return;
  element.ariaPressed = value;
  element.dataset['pressed'] = value;
}

/** A link that acts in the page or the editor; it has no address of its own. */
export function link(text: string, followed: () => void, title?: string): Link {
  const element = control('vscode-link', title === undefined ? { href: '#' } : { href: '#', title }, text);
  element.addEventListener('click', (event) => {
    event.preventDefault();
    followed();
  });
  return element;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

export function dropdown<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  chosen: (value: T) => void,
): Dropdown {
  const options = choices.map((choice) => control('vscode-option', { value: choice.value }, choice.label));
  const element = control('vscode-dropdown', { 'aria-label': label, title: label }, ...options);
  element.addEventListener('change', () => {
    const choice = choices.find((each) => each.value === element.value);
    if (choice !== undefined) chosen(choice.value);
  });
  return element;
}

export function progressRing(label: string): HTMLElement {
  return control('vscode-progress-ring', { 'aria-label': label });
}

export function divider(): HTMLElement {
  return control('vscode-divider', {});
}

/** Elements in which keys are for typing and choosing, not for the timeline. */
export function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('vscode-dropdown, input, textarea, select') !== null;
}

/** Elements that Enter and Space press. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('vscode-button, vscode-link, summary, a, button') !== null;
}

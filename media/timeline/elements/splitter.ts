/** The bar between lanes and details: dragged by hand or moved with the arrow keys. */
import * as l10n from '@vscode/l10n';
import { h } from './dom.js';

export interface Splitter {
  readonly element: HTMLElement;
  /** Says where it stands, for assistive technology. */
  update(): void;
}

const STEP = 24;

/**
 * @param beside true while the details stand beside the lanes, false while they are below
 * @param size   size of the details now, px
 * @param resize asks for another size; the caller keeps it within bounds
 */
export function createSplitter(beside: () => boolean, size: () => number, resize: (size: number) => void): Splitter {
  const element = h('div', {
    class: 'splitter',
    role: 'separator',
    tabindex: '0',
    'aria-label': l10n.t('Size of the details'),
  });
  let drag: { at: number; size: number } | null = null;
  const place = (event: PointerEvent): number => (beside() ? event.clientX : event.clientY);
  const update = (): void => {
    element.setAttribute('aria-orientation', beside() ? 'vertical' : 'horizontal');
    element.setAttribute('aria-valuenow', String(Math.round(size())));
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    element.focus();
    element.setPointerCapture(event.pointerId);
    drag = { at: place(event), size: size() };
  });
  element.addEventListener('pointermove', (event) => {
    if (drag !== null) resize(drag.size + drag.at - place(event));
  });
  element.addEventListener('pointerup', () => (drag = null));
  element.addEventListener('pointercancel', () => (drag = null));
  element.addEventListener('keydown', (event) => {
    const more = beside() ? 'ArrowLeft' : 'ArrowUp';
    const less = beside() ? 'ArrowRight' : 'ArrowDown';
    if (event.key !== more && event.key !== less) return;
    event.preventDefault();
    event.stopPropagation();
    resize(size() + (event.key === more ? STEP : -STEP));
  });
  return { element, update };
}

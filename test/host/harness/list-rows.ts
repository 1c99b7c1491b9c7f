import type { Locator } from 'playwright-core';

/** A row of a tree or list as a person reads it. */
export interface Row {
  label: string;
  description: string;
  /** All its text. */
  text: string;
  /** What a screen reader says: label, description and state. */
  accessible: string;
  /** 1 for a root; lists have no levels. */
  level: number;
  /** null: nothing to expand. */
  expanded: boolean | null;
}

/** All rows of a list that draws only those in sight: scrolls through it and back to the top. */
export async function readRows(list: Locator): Promise<Row[]> {
  return list.evaluate(scrollThrough, null);
}

/**
 * A row by its label, scrolled into sight.
 * @throws Error with the labels there are when none is that
 */
export async function findRow(list: Locator, label: string): Promise<Locator> {
  const rows = await list.evaluate(scrollThrough, label);
  const index = rows.findIndex((row) => row.label === label);
  if (index < 0) throw new Error(`No row '${label}' among ${rows.map((row) => row.label).join(' | ')}`);
  return list.locator(`.monaco-list-row[data-index="${index.toString()}"]`);
}

/**
 * Runs in the page: the rows from the first one to the one of that label, which is left in sight, or all rows.
 * Scrolls by events of its own, because a turn of playwright's wheel is always two rows.
 */
async function scrollThrough(list: Element, until: string | null): Promise<Row[]> {
  const block = list.querySelector('.monaco-list-rows');
  if (!block) return [];
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  // A view that is just opening grows to its height; scrolled meanwhile, it would stay blank.
  for (let frames = 0, still = 0; still < 10 && frames < 200; frames++) {
    const height = list.clientHeight;
    await frame();
    still = height > 0 && list.clientHeight === height ? still + 1 : 0;
  }
  const top = () => list.getBoundingClientRect().top - block.getBoundingClientRect().top;
  const scrollBy = async (pixels: number) => {
    // VS Code goes by this property alone, and takes 120 units of it for 50 pixels.
    const wheel = new WheelEvent('wheel', { deltaY: pixels, bubbles: true, cancelable: true });
    Object.defineProperty(wheel, 'wheelDeltaY', { value: (-pixels * 120) / 50 });
    block.dispatchEvent(wheel);
    await frame();
    await frame();
  };
  const read = (row: Element): Row => {
    const expanded = row.getAttribute('aria-expanded');
    return {
      label: (row.querySelector('.label-name, .name') ?? row).textContent.trim(),
      description: row.querySelector('.label-description')?.textContent.trim() ?? '',
      text: row.textContent.trim(),
      accessible: row.getAttribute('aria-label') ?? row.textContent,
      level: Number(row.getAttribute('aria-level') ?? 1),
      expanded: expanded === null ? null : expanded === 'true',
    };
  };

  const rows: Row[] = [];
  await scrollBy(-top());
  for (let before = -1; top() > before;) {
    before = top();
    for (const row of block.querySelectorAll('.monaco-list-row')) {
      rows[Number(row.getAttribute('data-index'))] = read(row);
    }
    if (until !== null && rows.some(({ label }) => label === until)) return rows;
    await scrollBy(list.clientHeight * 0.8);
  }
  await scrollBy(-top());
  return rows;
}

import type { Locator, Page } from 'playwright-core';

/** The open quick pick, its input and its rows; rows are named by their aria-label, which begins with the label. */
export class QuickInput {
  readonly input: Locator;
  readonly rows: Locator;

  constructor(private readonly page: Page) {
    const widget = page.locator('.quick-input-widget:visible');
    this.input = widget.locator('.quick-input-box input');
    this.rows = widget.locator('.quick-input-list .monaco-list-row');
  }

  /**
   * Opens a quick input with a key, types into it and picks the row of that label.
   * @throws Error with the rows there were when there is no such row
   */
  async pick(key: string, text: string, label: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(key);
      const row = this.rows.and(this.page.locator(`[aria-label="${label}"], [aria-label^="${label},"]`)).first();
      try {
        // An editor that was still opening takes the focus, which closes the input: then it is opened again.
        await this.input.fill(text, { timeout: 5_000 });
        // Rows that the list redraws under the pointer are tried again: the list is filled in several steps.
        await row.click({ timeout: 10_000 });
        return;
      } catch (error) {
        const shown = await this.labels();
        await this.page.keyboard.press('Escape');
        if (attempt === 3)
          throw new Error(`'${label}' cannot be picked; shown: ${shown.join(' | ')}`, { cause: error });
      }
    }
  }

  /** Picks a row of the quick input that is open. */
  async choose(label: string): Promise<void> {
    await this.rows
      .and(this.page.locator(`[aria-label="${label}"], [aria-label^="${label},"]`))
      .first()
      .click();
  }

  /** Types into the input box that asks this, and goes on; without text, what stands there is taken. */
  async answer(question: string, text?: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible .quick-input-message', { hasText: question }).waitFor();
    if (text !== undefined) await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** Takes what stands in an input box or is chosen in a list, whichever asks this. */
  async confirm(question: string): Promise<void> {
    const asked = this.page.locator('.quick-input-widget:visible');
    const prompt = asked.locator('.quick-input-message', { hasText: question });
    await prompt
      .or(asked.locator(`input[placeholder*="${question}"]`))
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** The aria-labels of the rows that are drawn: label, description, detail, key binding. */
  async labels(): Promise<string[]> {
    return this.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  }
}

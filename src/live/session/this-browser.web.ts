let id = '';

/** Says once what tells this browser from others: its extension host knows, and tells its workers. */
export function knowBrowser(browser: string): void {
  id = browser;
}

export const thisBrowser = (): string => id;

// The three ways Janus writes JSON: `json = "compact" | "plain" | "indented"` of its event handlers (jansson's flags).

/** @param {object} event */
export const compact = (event) => JSON.stringify(event);

/** @param {object} event */
export const indented = (event) => JSON.stringify(event, null, 3);

/** With a blank behind every comma and colon. @param {unknown} value @returns {string} */
export function plain(value) {
  if (Array.isArray(value)) return `[${value.map(plain).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${plain(member)}`)
    .join(', ')}}`;
}

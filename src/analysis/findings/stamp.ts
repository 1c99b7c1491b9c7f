/** A short text that tells whether something is as it was. */

/** Equal for equal values, and hardly ever for others: 64 bits of their JSON. Not for what somebody could want to forge. */
export function stampOf(value: unknown): string {
  const text = JSON.stringify(value);
  let first = 0x811c9dc5;
  let second = 0x9e3779b1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x85ebca6b);
    second ^= second >>> 13;
  }
  return [first, second, text.length].map((part) => (part >>> 0).toString(36)).join('-');
}

/** JSON text with one member a line and two blanks an indent; strings and numbers stay as they are written. */
export function indentJson(text: string): string {
  let out = '';
  let depth = 0;
  const newline = (): string => `\n${'  '.repeat(depth)}`;
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [part] = match;
    if (part === '{' || part === '[') {
      const close = part === '{' ? /\s*\}/y : /\s*\]/y;
      close.lastIndex = token.lastIndex;
      if (close.test(text)) {
        out += part === '{' ? '{}' : '[]';
        token.lastIndex = close.lastIndex;
      } else {
        depth++;
        out += part + newline();
      }
    } else if (part === '}' || part === ']') {
      depth = Math.max(0, depth - 1);
      out += newline() + part;
    } else if (part === ',') out += part + newline();
    else if (part === ':') out += ': ';
    else out += part;
  }
  return out;
}

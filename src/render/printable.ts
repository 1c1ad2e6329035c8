/** Color and emphasis, which our own themes write. */
// eslint-disable-next-line no-control-regex
const style = /(\u001b\[[\d;]*m)/;

/** What moves the cursor, hides text or turns its direction must not reach a terminal from a name of someone else's. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, escaped);
}

/** The same for text that may be styled and have several lines, with tabs. */
export function printableText(text: string): string {
  return replaceUnstyled(text, /(?!\n|\t|\r\n)[\p{Cc}\p{Bidi_Control}]/gu);
}

/** The same for a cell of a table, which stays on its line. */
export function printableCell(text: string): string {
  return replaceUnstyled(text, /[\p{Cc}\p{Bidi_Control}]/gu);
}

function replaceUnstyled(text: string, unsafe: RegExp): string {
  return text
    .split(style)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(unsafe, escaped)))
    .join('');
}

function escaped(char: string): string {
  if (char === '\n') return '\\n';
  if (char === '\t') return '\\t';
  const code = char.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}

import stringWidth from 'string-width';

/** Columns aligned by what a terminal shows (wide characters count two), without borders; the head in capitals. */
export function table(head: string[], rows: string[][]): string {
  const all = [head.map((title) => title.toUpperCase()), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => stringWidth(row[column] ?? ''))));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

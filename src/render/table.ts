import stringWidth from 'string-width';

/** Columns aligned by what a terminal shows (wide characters count two), without borders; the head in capitals. */
export function table(head: string[], rows: string[][]): string {
  return columns([head.map((title) => title.toUpperCase()), ...rows]);
}

/** The same for rows alone. */
export function columns(rows: string[][]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell))));
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

export interface DiffLine {
  text: string;
  change: 'same' | 'added' | 'removed';
}

/** The lines of both texts in order, by their longest common subsequence. Pure; meant for schemas, not for megabytes. */
export function diffLines(before: string[], after: string[]): DiffLine[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--) {
      const line = lengths[row];
      if (!line) continue;
      line[column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [left, right] = [before[row], after[column]];
    if (left !== undefined && left === right) {
      lines.push({ text: left, change: 'same' });
      row++;
      column++;
    } else if (left !== undefined && (right === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ text: left, change: 'removed' });
      row++;
    } else {
      lines.push({ text: right ?? '', change: 'added' });
      column++;
    }
  }
  return lines;
}

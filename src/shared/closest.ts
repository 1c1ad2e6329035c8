import { distance } from 'fastest-levenshtein';

/** The known names closest to a mistyped one, nearest first; at most three. */
export function closest(mistyped: string, names: string[]): string[] {
  // Two letters swapped count as two edits, and two edits make a short name another one.
  const limit = mistyped.length < 4 ? 1 : Math.max(2, Math.floor(mistyped.length / 3));
  return names
    .map((name) => ({ name, far: name.startsWith(mistyped) ? 1 : distance(mistyped, name) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Suggests the closest names, if any. With a label, also lists all known names. */
export function didYouMean(mistyped: string, known: string[], label?: string): string[] {
  const near = closest(mistyped, known);
  return [
    ...(near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : []),
    ...(label === undefined ? [] : [`${label}: ${known.join(', ')}`]),
  ];
}

import { distance } from 'fastest-levenshtein';

/** The known names that a mistyped one was probably meant to be, nearest first; at most three. */
export function closest(mistyped: string, names: string[]): string[] {
  const limit = Math.max(2, Math.floor(mistyped.length / 3));
  return names
    .map((name) => ({ name, far: name.startsWith(mistyped) ? 1 : distance(mistyped, name) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** The suggestion for a mistyped name, if one comes close; after it, with a label, all names there are. */
export function didYouMean(mistyped: string, known: string[], label?: string): string[] {
  const near = closest(mistyped, known);
  return [
    ...(near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : []),
    ...(label === undefined ? [] : [`${label}: ${known.join(', ')}`]),
  ];
}

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

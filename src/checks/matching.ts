import { isDeepStrictEqual } from 'node:util';
import { glob } from '../kafka/records/glob.js';

/** What a record must be: text with `*` and `?`, or JSON of which an object names only some fields. */
export type Pattern = string | Record<string, unknown> | unknown[];

/** The patterns that no value is left for; each value counts for one pattern. Pure. @param values decoded, as text */
export function unmatched(patterns: Pattern[], values: string[]): Pattern[] {
  const left = [...values];
  return patterns.filter((pattern) => {
    const at = left.findIndex((value) => matches(pattern, value));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function matches(pattern: Pattern, value: string): boolean {
  if (typeof pattern === 'string') return glob(pattern)(value);
  try {
    return contains(JSON.parse(value), pattern);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function contains(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected))
    return isDeepStrictEqual(actual, expected);
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(expected).every(([key, inner]) =>
    contains((actual as Record<string, unknown>)[key], inner),
  );
}

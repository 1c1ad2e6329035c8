import type { ErrorExplanation } from '../shared/error-catalogue.js';

/** An error code explained, as text for a terminal. */
export function explanationText({ code, exitCode, meaning, causes, fixes }: ErrorExplanation): string {
  const list = (items: string[]) => items.map((item) => `  - ${item}`);
  return [
    `${code} (exit code ${exitCode})`,
    meaning,
    '',
    'Causes:',
    ...list(causes),
    '',
    'How to fix it:',
    ...list(fixes),
  ].join('\n');
}

import type { ChalkInstance } from 'chalk';
import type { StreamkitError } from '../errors.js';

const longestLine = 240;

/** An error as people read it: what happened, why as far as known, what to type next. */
export function errorText(error: StreamkitError, theme: ChalkInstance): string {
  return [
    `${theme.red('Error:')} ${error.message}`,
    ...error.evidence.map((line) => `  ${theme.dim('|')} ${shortened(line)}`),
    ...error.suggestions.map((suggestion) => `  ${theme.cyan('→')} ${suggestion}`),
  ].join('\n');
}

/** Some log lines are as long as a page. */
function shortened(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
}

/** The same for `--json`. */
export function errorJson(error: StreamkitError) {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.service === undefined ? {} : { service: error.service }),
      ...(error.evidence.length === 0 ? {} : { evidence: error.evidence }),
      suggestions: error.suggestions,
    },
  };
}

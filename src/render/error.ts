import type { ChalkInstance } from 'chalk';
import type { StreamkitError } from '../shared/errors.js';
import { suggestionJson, suggestionText, type ContextFlags } from '../shared/suggestion.js';

const longestLine = 240;

/** An error as people read it: what happened, why as far as known, what to type next. */
export function errorText(error: StreamkitError, theme: ChalkInstance, flags?: ContextFlags): string {
  return [
    `${theme.red('Error:')} ${error.message}`,
    ...error.evidence.map((line) => `  ${theme.dim('|')} ${shortened(line)}`),
    ...error.suggestions.map((suggestion) => `  ${theme.cyan('→')} ${suggestionText(suggestion, flags)}`),
  ].join('\n');
}

/** Some log lines are as long as a page. */
function shortened(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
}

/** The same for `--json`. */
export function errorJson(error: StreamkitError, flags?: ContextFlags) {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.service === undefined ? {} : { service: error.service }),
      ...(error.evidence.length === 0 ? {} : { evidence: error.evidence }),
      suggestions: error.suggestions.map((suggestion) => suggestionJson(suggestion, flags)),
    },
  };
}

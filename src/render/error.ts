import type { ChalkInstance } from 'chalk';
import type { StreamkitError } from '../shared/errors.js';
import { suggestionJson, suggestionText, type ContextFlags } from '../shared/suggestion.js';
import { printableText } from './printable.js';

const longestLine = 240;

/** An error as text: what failed, why, and what to do next. */
export function errorText(error: StreamkitError, theme: ChalkInstance, flags?: ContextFlags): string {
  const text = [
    `${theme.red('Error:')} ${error.message}${codeSuffix(error, theme)}`,
    ...error.evidence.map((line) => `  ${theme.dim('|')} ${shortened(line)}`),
    ...error.suggestions.map((suggestion) => `  ${theme.cyan('→')} ${suggestionText(suggestion, flags)}`),
  ].join('\n');
  // Names, answers and log lines of others are in it.
  return printableText(text);
}

/** The code to look up with `streamkit explain`; usage errors explain themselves. */
function codeSuffix({ code }: StreamkitError, theme: ChalkInstance): string {
  return code === 'USAGE' || code === 'INTERRUPTED' ? '' : ` ${theme.dim(`[${code}]`)}`;
}

/** Shortens log lines that are as long as a page. */
function shortened(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
}

/** The error as the result of `--json`. */
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

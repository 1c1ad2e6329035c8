import type { Exit } from '../../engine.js';

const maxLength = 200;
/** An error before these lines has another story. */
const lastLines = 50;

/**
 * How a process ended, in words for `status` and the log. Pure.
 * @param exit unknown for a process that another command started
 * @param log what it has logged since it started
 */
export function ending(exit: Exit | undefined, log: string): string {
  const how =
    exit?.signal !== undefined
      ? `it was ended by ${exit.signal}`
      : exit?.code === undefined
        ? 'it ended without being told to'
        : `it ended with exit code ${exit.code}`;
  const error = lastError(log);
  return error === undefined ? how : `${how}; the last error in its log: ${error}`;
}

/** The last line about an error that is not a stack frame, without its time. */
function lastError(log: string): string | undefined {
  const line = log
    .split('\n')
    .slice(-lastLines)
    .findLast((text) => /\b(ERROR|FATAL)\b|^\S*(Exception|Error)\b/.test(text) && !/^\s/.test(text));
  const words = line?.replace(/^\d{4}-\d\d-\d\d\S*\s+/, '').trim();
  return words !== undefined && words.length > maxLength ? `${words.slice(0, maxLength)}…` : words;
}

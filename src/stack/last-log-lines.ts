import type { Stack } from '../engines/engine.js';
import type { Session } from './session.js';
import type { ServiceDefinition } from '../services/types.js';
import { eachOf } from '../shared/each-of.js';

/** The newest lines of one service's log, oldest first: the evidence in an error. */
export async function lastLogLines(
  session: Session,
  stack: Stack,
  service: ServiceDefinition,
  count: number,
): Promise<string[]> {
  const lines: string[] = [];
  const options = { tail: count, follow: false, signal: session.signal };
  for await (const { text } of eachOf(session.engine.logs(stack, [service], options))) lines.push(text);
  return lines;
}

/** At most twelve of these lines, each once and without stack frames: the first ones that speak of an error, and the last ones. */
export function tellingLines(lines: string[]): string[] {
  const words = [...new Set(lines)].filter((line) => !/^\s+(at |\.\.\. \d+ more)/.test(line));
  const errors = words.filter((line) => /\b(ERROR|FATAL)\b|Exception|Error:/.test(line)).slice(0, 6);
  const rest = new Set([...errors, ...words.slice(errors.length - 12)]);
  return words.filter((line) => rest.has(line));
}

import type { Stack } from '../engines/engine.js';
import type { Session } from '../session.js';
import type { ServiceDefinition } from '../services/types.js';

/** The newest lines of one service's log, oldest first: the evidence in an error. */
export async function lastLogLines(
  session: Session,
  stack: Stack,
  service: ServiceDefinition,
  count: number,
): Promise<string[]> {
  const lines: string[] = [];
  const options = { tail: count, follow: false, signal: session.signal };
  for await (const { text } of session.engine.logs(stack, [service], options)) lines.push(text);
  return lines;
}

import type { Stack } from '../../engines/engine.js';
import type { Session } from '../session.js';
import type { ServiceDefinition } from '../../services/types.js';
import { eachOf } from '../../shared/each-of.js';

/** What a service logs is reported for as long as it is waited for. */
export async function reportingLog(
  { engine, report, signal }: Session,
  stack: Stack,
  service: ServiceDefinition,
  since: Date,
  waiting: Promise<void>,
): Promise<void> {
  const waited = new AbortController();
  const follow = async () => {
    const lines = engine.logs(stack, [service], {
      follow: true,
      since,
      signal: AbortSignal.any([signal, waited.signal]),
    });
    for await (const { text } of eachOf(lines)) report({ type: 'log', service: service.name, text });
  };
  await Promise.all([
    follow(),
    waiting.finally(() => {
      waited.abort();
    }),
  ]);
}

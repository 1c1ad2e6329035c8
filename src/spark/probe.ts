import * as z from 'zod/mini';
import { getJson } from '../health/probe.js';

const cluster = z.object({
  status: z.string(),
  workers: z.array(
    z.object({ host: z.string(), port: z.number(), state: z.string(), lastheartbeat: z.number() }),
  ),
});

/** A Worker reports every five seconds; an older report is that of one that was killed. */
const freshMs = 12_000;

/** The Master is ready when it leads the cluster and accepts jobs. */
export async function probeMaster(
  { web, rest }: { web: string; rest: string },
  signal: AbortSignal,
): Promise<void> {
  const { status } = cluster.parse(await getJson(`${web}/json/`, signal));
  if (status !== 'ALIVE') throw new Error(`it is ${status.toLowerCase()}`);
  await getJson(`${rest}/v1/submissions/readyz`, signal);
}

/** A Worker is ready when the Master has it as one that is alive. @param host where several have the same port */
export async function probeWorker(
  { web, rpcPort, host }: { web: string; rpcPort: number; host?: string },
  signal: AbortSignal,
): Promise<void> {
  const { workers } = cluster.parse(await getJson(`${web}/json/`, signal));
  const own = workers.filter(
    (one) => one.port === rpcPort && one.state === 'ALIVE' && (host === undefined || one.host === host),
  );
  if (own.length === 0) throw new Error('the Master does not know it yet');
  if (own.every(({ lastheartbeat }) => Date.now() - lastheartbeat > freshMs))
    throw new Error('its heartbeat is missing');
}

import { connect } from 'node:net';
import * as z from 'zod/mini';
import { getJson } from '../health/probe.js';

const overview = z.object({ taskmanagers: z.number(), 'slots-total': z.number() });
const taskManagers = z.object({
  taskmanagers: z.array(
    z.object({ path: z.string(), slotsNumber: z.number(), timeSinceLastHeartbeat: z.number() }),
  ),
});

/** Three of the heartbeat intervals that streamkit sets: an older one is that of a TaskManager that was killed. */
const freshMs = 3000;

/** The JobManager is ready when its REST API answers about the cluster. */
export async function probeJobManager(url: string, signal: AbortSignal): Promise<void> {
  overview.parse(await getJson(`${url}/overview`, signal));
}

/**
 * A TaskManager is ready when it listens itself and the JobManager has its slots.
 * @param address where the JobManager reaches it, or the end of that
 */
export async function probeTaskManager(
  { url, rpcPort, address = `:${rpcPort}` }: { url: string; rpcPort: number; address?: string },
  signal: AbortSignal,
): Promise<void> {
  await listens(rpcPort, signal);
  const { taskmanagers } = taskManagers.parse(await getJson(`${url}/taskmanagers`, signal));
  const own = taskmanagers.find(({ path }) => path.includes(`${address}/`));
  if (!own) throw new Error('the JobManager does not know it yet');
  // The field's name says a duration, but its value is a time.
  if (Date.now() - own.timeSinceLastHeartbeat > freshMs) throw new Error('its heartbeat is missing');
  if (own.slotsNumber < 1) throw new Error('it offers no slot');
}

/** The SQL gateway is ready when it says what it is: it has its planner by then. */
export async function probeSqlGateway(url: string, signal: AbortSignal): Promise<void> {
  z.object({ productName: z.string() }).parse(await getJson(`${url}/info`, signal));
}

async function listens(port: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, signal });
    socket.on('error', reject);
    socket.on('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

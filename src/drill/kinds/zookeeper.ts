import { zookeeperMode } from '../../health/probe.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import type { ServiceDefinition } from '../../services/types.js';
import { runningStack } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import { drillKafka } from '../kafka-drill.js';
import { requireInstances } from './require-instances.js';
import type { DrillResult } from '../result.js';
import type { DrillOptions, Role } from '../types.js';

const targets = ['leader', 'follower', 'quorum'];
const firstLookMs = 10_000;

/** The leader of the ensemble, a follower, or so many servers that no majority is left; brokers stay as they are. */
export async function drillZookeeper(session: Session, options: DrillOptions): Promise<DrillResult> {
  if (session.kafkaMode !== 'zookeeper') {
    throw new StreamkitError('USAGE', `The stack ${session.name} runs without ZooKeeper (KRaft mode).`, {
      suggestions: [suggest('Take the controller instead', 'drill', 'controller')],
    });
  }
  const { target = 'leader' } = options;
  if (!targets.includes(target))
    throw new StreamkitError('USAGE', `--target ${target}: expected leader, follower or quorum.`);
  const servers = await requireInstances(session, 'zookeeper', {
    atLeast: 3,
    wanted: 3,
    scale: ['kafka', 'zookeeper'],
  });
  const limit = AbortSignal.any([session.signal, AbortSignal.timeout(firstLookMs)]);
  const leader = await leaderOf(session, servers, limit);
  const followers = servers.filter(({ name }) => name !== leader);
  const victims = {
    leader: servers.filter(({ name }) => name === leader),
    follower: followers.slice(0, 1),
    quorum: followers.slice(0, Math.ceil(servers.length / 2)),
  }[target];
  const others = servers.filter((one) => !victims?.includes(one));
  // A follower that goes away leaves the leader in place.
  const role: Role | undefined =
    target === 'leader'
      ? {
          name: 'the leader of ZooKeeper',
          before: leader,
          holder: async (signal) => leaderOf(session, others, signal),
        }
      : undefined;
  return drillKafka(session, { drill: 'zookeeper', victims: victims ?? [], ...(role && { role }) }, options);
}

/** @throws when no server says that it leads */
async function leaderOf(
  session: Session,
  servers: ServiceDefinition[],
  signal: AbortSignal,
): Promise<string> {
  const stack = runningStack(session, 'zookeeper');
  const modes = await Promise.allSettled(
    servers.map(async ({ name }) =>
      zookeeperMode({ host: '127.0.0.1', port: stack.portsOf(name)('client') }, signal),
    ),
  );
  const at = modes.findIndex((mode) => mode.status === 'fulfilled' && mode.value === 'leader');
  const leader = servers[at];
  if (!leader) throw new Error('no ZooKeeper server leads');
  return leader.name;
}

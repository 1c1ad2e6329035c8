import type { Admin, ConfigResourceTypes } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { withAdmin } from '../wire/admin.js';
import { reassign, type Reassignment } from './reassign.js';

/** A partition as the cluster's metadata has it; brokers by id. */
export interface Placed {
  topic: string;
  partition: number;
  leader: number;
  replicas: number[];
}

/**
 * Moves all partitions off the last brokers of a cluster whose ids are 1 to n.
 * @param brokers the addresses of all brokers
 * @param staying ids from 1 to this one stay
 * @throws StreamkitError USAGE for a topic that could not be written any more, SERVICE_UNREACHABLE for a partition without
 * a leader
 */
export async function moveOffBrokers(
  brokers: string,
  staying: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  return withAdmin(brokers, 'moving partitions off brokers', async (admin) => {
    const placed = await placedPartitions(admin);
    refuseOrphans(placed, staying);
    await refuseUnwritable(admin, placed, staying);
    const moves = placementWithin(placed, staying);
    if (moves.length === 0) return undefined;
    await reassign(admin, moves, signal);
    return `has ${moves.length} partitions moved off the brokers that are removed`;
  });
}

/**
 * New replicas for each partition with one on a broker that leaves: those that stay keep theirs, and others fill up as far as
 * there are brokers. Pure.
 */
export function placementWithin(placed: Placed[], staying: number): Reassignment[] {
  return placed.flatMap(({ topic, partition, replicas }) => {
    const kept = replicas.filter((id) => id <= staying);
    if (kept.length === replicas.length) return [];
    const wanted = Math.min(replicas.length, staying);
    // Each partition starts at another broker, so that the load is spread.
    const others = Array.from({ length: staying }, (_, index) => ((partition + index) % staying) + 1);
    const chosen = [...kept, ...others.filter((id) => !kept.includes(id))].slice(0, wanted);
    return [{ topic, partition, replicas: chosen }];
  });
}

export async function placedPartitions(admin: Admin): Promise<Placed[]> {
  const { topics } = await admin.fetchTopicMetadata();
  return topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionId, leader, replicas }) => ({
      topic: name,
      partition: partitionId,
      leader,
      replicas,
    })),
  );
}

function refuseOrphans(placed: Placed[], staying: number): void {
  const orphan = placed.find(({ leader, replicas }) => leader < 0 && replicas.some((id) => id > staying));
  if (!orphan) return;
  throw new StreamkitError(
    'SERVICE_UNREACHABLE',
    `Partition ${orphan.partition} of ${orphan.topic} has no leader: its replicas are on broker ${orphan.replicas.join(', ')}.`,
    { service: 'kafka', suggestions: [suggest('See which brokers run', 'status', 'kafka')] },
  );
}

/** A topic that asks for more in-sync replicas than there will be brokers could not be written with acks=all any more. */
async function refuseUnwritable(admin: Admin, placed: Placed[], staying: number): Promise<void> {
  const names = [
    ...new Set(placed.filter(({ replicas }) => replicas.length > staying).map(({ topic }) => topic)),
  ];
  if (names.length === 0) return;
  const topicType = await typeOfTopics();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type: topicType, name, configNames: ['min.insync.replicas'] })),
  });
  for (const { resourceName, configEntries } of resources) {
    const [entry] = configEntries;
    // 1: set for the topic itself. What comes from the brokers changes with their number.
    if (!entry || (entry.configSource as number) !== 1 || Number(entry.configValue) <= staying) continue;
    if (internalTopics.has(resourceName)) {
      await lowerMinInSync(admin, resourceName, staying);
      continue;
    }
    throw new StreamkitError(
      'USAGE',
      `Topic ${resourceName} has min.insync.replicas=${entry.configValue}: ${staying === 1 ? 'a single broker' : `${staying} brokers`} could not accept records with acks=all.`,
      {
        service: 'kafka',
        suggestions: [
          suggest('Lower it', 'topic', 'alter', resourceName, '--config', `min.insync.replicas=${staying}`),
        ],
      },
    );
  }
}

const internalTopics = new Set(['__transaction_state', '__share_group_state']);

/** Kafka's own topics have it as a setting of their own; setting one replaces all, so that the others are repeated. */
async function lowerMinInSync(admin: Admin, topic: string, staying: number): Promise<void> {
  const topicType = await typeOfTopics();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: topicType, name: topic }],
  });
  const own = (resources[0]?.configEntries ?? []).filter(
    ({ configSource }) => (configSource as number) === 1,
  );
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: topicType,
        name: topic,
        configEntries: own.map(({ configName, configValue }) => ({
          name: configName,
          value:
            configName === 'min.insync.replicas'
              ? String(Math.min(staying, Number(configValue)))
              : configValue,
        })),
      },
    ],
  });
}

async function typeOfTopics(): Promise<ConfigResourceTypes> {
  const { default: kafkajs } = await import('kafkajs');
  return kafkajs.ConfigResourceTypes.TOPIC;
}

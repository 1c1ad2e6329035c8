import type { Cluster } from 'kafkajs';
import { interruptible } from '../../shared/interruptible.js';
import { GroupMember } from '../groups/group-member.js';
import type { KafkaRecord } from '../records/record.js';
import { RecordSelection } from '../records/record-selection.js';
import { unknownPartition } from '../topics/unknown-topic.js';
import { closeCluster } from '../wire/cluster.js';
import { kafkaFailure } from '../wire/failure.js';
import { partitionsOf } from '../wire/list-offsets.js';
import type { Assignment } from './assignment.js';
import { fixedAssignment } from './fixed-assignment.js';
import { GroupAssignment } from './group-assignment.js';
import type { OffsetRange } from './offset-range.js';
import { openTopics } from './open-topics.js';
import { PartitionWatch } from './partition-watch.js';
import { readAssignment } from './read-assignment.js';
import { resolveOffsets, type PartitionRange } from './resolve-offsets.js';
import { needs, type Work } from '../wire/permissions.js';

export interface ConsumeOptions {
  topics: string[];
  /** Only these partitions of each topic. */
  partitions?: number[] | undefined;
  range: OffsetRange;
  /** Stop at the current end, even where the range goes on. */
  exit: boolean;
  /** Read as a member of this group, and commit. Its commits take precedence over the start of the range. */
  group?: string | undefined;
  /** Leave out what aborted transactions wrote, and wait at open ones. */
  readCommitted: boolean;
  /** Which records, and how many; all when absent. */
  selection?: RecordSelection | undefined;
  signal: AbortSignal;
  /** Called when the offsets to read from are fixed: whatever is written from now on is read. */
  onReady?: (() => void) | undefined;
}

/**
 * The records of some topics, in lists, in order within each partition. Ends when every partition is at its stop, which gaps
 * and markers count towards. In a group, what was taken from the generator is committed, also when the signal aborts.
 * @throws the signal's reason when it aborts; StreamkitError NOT_FOUND, SERVICE_UNREACHABLE, RECORDS_DAMAGED
 */
export async function* consume(broker: string, options: ConsumeOptions): AsyncGenerator<KafkaRecord[]> {
  const { signal, topics, group, exit, range, onReady } = options;
  const isBounded = exit || range.until !== undefined;
  const selection = options.selection ?? new RecordSelection();
  let cluster: Cluster | undefined;
  let assignment: Assignment | undefined;
  try {
    const opening = openTopics(broker, topics);
    cluster = await interruptible(opening, signal).catch((error: unknown) => {
      // It is closed when it opens at last.
      opening.then(closeCluster).catch(() => undefined);
      throw error;
    });
    const ranges = await planRanges(cluster, options);
    assignment = await assignmentOf(cluster, ranges, isBounded, options);
    if (group === undefined) onReady?.();
    yield* readAssignment(cluster, assignment, isBounded, { ...options, selection });
    await assignment.close();
    assignment = undefined;
  } catch (error) {
    signal.throwIfAborted();
    throw kafkaFailure(error, broker, consumeWork(topics, group));
  } finally {
    // Here something else has failed, or the reader has enough, and the broker may be gone.
    if (assignment) await inTime(assignment.close());
    if (cluster) await closeCluster(cluster);
  }
}

/** What to read, partition by partition, fixed at this moment. @throws StreamkitError NOT_FOUND for an unknown partition */
async function planRanges(cluster: Cluster, options: ConsumeOptions): Promise<PartitionRange[]> {
  const { topics, partitions: wanted, range, exit } = options;
  const all = partitionsOf(cluster, topics);
  for (const topic of topics) {
    const count = all.filter((one) => one.topic === topic).length;
    const missing = wanted?.find((partition) => partition < 0 || partition >= count);
    if (missing !== undefined) throw unknownPartition(topic, missing, count);
  }
  const partitions = all.filter(({ partition }) => wanted?.includes(partition) ?? true);
  const ranges = await resolveOffsets(cluster, partitions, range);
  return ranges.map(({ end, ...planned }) => ({
    ...planned,
    stop: exit ? Math.min(planned.stop ?? end, end) : planned.stop,
  }));
}

async function assignmentOf(
  cluster: Cluster,
  starts: PartitionRange[],
  isBounded: boolean,
  { group, topics, partitions, signal, onReady }: ConsumeOptions,
): Promise<Assignment> {
  const watch = new PartitionWatch(cluster, topics);
  if (group === undefined) {
    return fixedAssignment(starts, isBounded || partitions !== undefined ? undefined : watch);
  }
  const { AssignerProtocol } = (await import('kafkajs')).default;
  const member = new GroupMember(cluster, group, topics, AssignerProtocol);
  let joined = false;
  const onJoin = () => {
    if (!joined) onReady?.();
    joined = true;
  };
  return new GroupAssignment({ cluster, group, member, starts, isBounded, watch, signal, onJoin });
}

function consumeWork(topics: string[], group: string | undefined): Work {
  const doing = `to read ${topics.join(', ')}${group === undefined ? '' : ` as the group ${group}`}`;
  const ofGroup = group === undefined ? [] : [needs('GROUP', [group], 'READ')];
  return { doing, needs: [needs('TOPIC', topics, 'READ'), ...ofGroup] };
}

const closeMs = 800;

async function inTime(closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, closeMs)));
  await Promise.race([closing.catch(() => undefined), late]);
  clearTimeout(timer);
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { AssignerProtocol, Cluster } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { interruptible } from '../../shared/interruptible.js';
import { suggest } from '../../shared/suggestion.js';
import { isTemporary } from '../wire/cluster.js';
import { protocolError } from '../wire/failure.js';
import { coordinatorOf, type GroupBroker, type JoinedGroup } from '../wire/group-broker.js';
import { grouped, partitionsOf, type PartitionOffset, type TopicPartition } from '../wire/list-offsets.js';
import { strategies } from './assign-partitions.js';
import { commitOffsets } from './committed-offsets.js';
import { partitionsIn } from './load-groups.js';

/** Without a heartbeat for so long a member counts as dead. */
const sessionTimeoutMs = 10_000;
const heartbeatMs = 3000;
/** How long the others wait for a member whose output is not being read. */
const rebalanceTimeoutMs = 60_000;
/** How long a group may be without a coordinator before this counts as a failure. */
const patienceMs = 20_000;
const pauseMs = 200;

/** What a coordinator answers when the group has moved on: the member joins again. */
const movedOn = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'FENCED_INSTANCE_ID',
  'NOT_COORDINATOR_FOR_GROUP',
]);

/**
 * A member of a consumer group, with Kafka's classic protocol: it says which partitions it has, and commits. It does not read
 * records. Heartbeats are sent in the background; call `join` when `mustJoin` says so.
 */
export class GroupMember {
  /** Whether the partitions may be given to others. */
  mustJoin = true;
  private memberId = '';
  private generationId = -1;
  private heartbeats: NodeJS.Timeout | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly group: string,
    private readonly topics: string[],
    private readonly protocol: typeof AssignerProtocol,
  ) {}

  /**
   * Joins the group, or joins it again after a change.
   * @returns this member's partitions
   * @throws StreamkitError USAGE for a group whose members use another protocol; kafkajs's errors; the signal's reason
   */
  async join(signal: AbortSignal): Promise<TopicPartition[]> {
    this.stopHeartbeats();
    const giveUpAt = performance.now() + patienceMs;
    for (;;) {
      signal.throwIfAborted();
      try {
        return await interruptible(this.joinOnce(), signal);
      } catch (error) {
        signal.throwIfAborted();
        const type = protocolError(error) ?? '';
        if (type === 'INCONSISTENT_GROUP_PROTOCOL') throw otherProtocol(this.group, error);
        if (type === 'UNKNOWN_MEMBER_ID') this.memberId = '';
        if (movedOn.has(type)) continue;
        if (!isTemporary(error) || performance.now() > giveUpAt) throw error;
        await sleep(pauseMs, undefined, { signal });
        await this.cluster.refreshMetadata().catch(() => undefined);
      }
    }
  }

  /**
   * Commits offsets of this member's partitions.
   * @returns false when the group has moved on without this member: what it read is read again by others
   */
  async commit(offsets: PartitionOffset[]): Promise<boolean> {
    if (offsets.length === 0) return true;
    const { memberId, generationId } = this;
    try {
      await commitOffsets(this.cluster, this.group, offsets, { memberId, generationId });
      return true;
    } catch (error) {
      if (!this.hasMovedOn(error)) throw error;
      return false;
    }
  }

  /** Leaves the group, so that others get the partitions at once and not when the session ends. */
  async leave(): Promise<void> {
    this.stopHeartbeats();
    if (this.memberId === '') return;
    const { group: groupId, memberId } = this;
    this.memberId = '';
    await (await this.coordinator()).leaveGroup({ groupId, memberId });
  }

  private async joinOnce(): Promise<TopicPartition[]> {
    const coordinator = await this.coordinator();
    const { topics, group: groupId } = this;
    const metadata = this.protocol.MemberMetadata.encode({ version: 0, topics, userData: Buffer.alloc(0) });
    const joined = await coordinator.joinGroup({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: rebalanceTimeoutMs,
      memberId: this.memberId,
      groupProtocols: Object.keys(strategies).map((name) => ({ name, metadata })),
    });
    const { memberId, generationId } = joined;
    this.memberId = memberId;
    this.generationId = generationId;
    const groupAssignment = joined.leaderId === memberId ? await this.assign(joined) : [];
    const { memberAssignment } = await coordinator.syncGroup({
      groupId,
      generationId,
      memberId,
      groupAssignment,
    });
    this.mustJoin = false;
    this.startHeartbeats();
    return partitionsIn(memberAssignment, this.protocol);
  }

  /** The leader's task: divides the partitions of all topics that members subscribed to. */
  private async assign({ members, groupProtocol }: JoinedGroup) {
    const subscribers = members.map(({ memberId, memberMetadata }) => ({
      memberId,
      topics: this.protocol.MemberMetadata.decode(memberMetadata)?.topics ?? [],
    }));
    const topics = [...new Set(subscribers.flatMap((subscriber) => subscriber.topics))].sort();
    // A topic that another member subscribed to may not exist.
    for (const topic of topics) await this.cluster.addMultipleTargetTopics([topic]).catch(() => undefined);
    const assign = strategies[groupProtocol];
    if (!assign) throw new Error(`the group chose the unknown strategy ${groupProtocol}`);
    const assigned = assign(subscribers, partitionsOf(this.cluster, topics));
    return [...assigned].map(([memberId, partitions]) => ({
      memberId,
      memberAssignment: this.protocol.MemberAssignment.encode({
        version: 0,
        assignment: Object.fromEntries(grouped(partitions)),
        userData: Buffer.alloc(0),
      }),
    }));
  }

  private startHeartbeats(): void {
    this.stopHeartbeats();
    this.heartbeats = setInterval(() => void this.heartbeat(), heartbeatMs);
  }

  private stopHeartbeats(): void {
    clearInterval(this.heartbeats);
  }

  private async heartbeat(): Promise<void> {
    const { group: groupId, memberId, generationId: groupGenerationId } = this;
    try {
      await (await this.coordinator()).heartbeat({ groupId, groupGenerationId, memberId });
    } catch (error) {
      // A coordinator that cannot be reached is looked up again for the next heartbeat.
      if (groupGenerationId === this.generationId) this.hasMovedOn(error);
    }
  }

  /** Notes what a protocol error says about the membership. */
  private hasMovedOn(error: unknown): boolean {
    const type = protocolError(error) ?? '';
    if (!movedOn.has(type)) return false;
    if (type === 'UNKNOWN_MEMBER_ID') this.memberId = '';
    this.mustJoin = true;
    return true;
  }

  private async coordinator(): Promise<GroupBroker> {
    return coordinatorOf(this.cluster, this.group);
  }
}

function otherProtocol(group: string, cause: unknown): StreamkitError {
  const text = `The group ${group} cannot be joined: its members use another protocol or assignment strategy.`;
  return new StreamkitError('USAGE', text, {
    service: 'kafka',
    suggestions: [
      suggest('See its type and members', 'group', 'describe', group),
      'Read without --group, or with a group of another name.',
    ],
    cause,
  });
}

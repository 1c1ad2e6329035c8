import { array, int16, int32, int64, int8, nullable, struct, text, uuid } from './flexible.js';

/** What brokers answer for a group of each type, field by field, as Kafka's message definitions have them. */

const assignment = struct({
  topics: array(struct({ topicId: uuid, topic: text, partitions: array(int32) })),
});

/** Of ConsumerGroupDescribe, version 0 (KIP-848). */
export const consumerGroup = struct({
  errorCode: int16,
  errorMessage: text,
  group: text,
  state: text,
  groupEpoch: int32,
  assignmentEpoch: int32,
  assignor: text,
  members: array(
    struct({
      memberId: text,
      instanceId: text,
      rackId: text,
      memberEpoch: int32,
      clientId: text,
      clientHost: text,
      topicNames: array(text),
      topicRegex: text,
      assignment,
      targetAssignment: assignment,
    }),
  ),
  authorizedOperations: int32,
});

/** Of ShareGroupDescribe, version 1 (KIP-932). */
export const shareGroup = struct({
  errorCode: int16,
  errorMessage: text,
  group: text,
  state: text,
  groupEpoch: int32,
  assignmentEpoch: int32,
  assignor: text,
  members: array(
    struct({
      memberId: text,
      rackId: text,
      memberEpoch: int32,
      clientId: text,
      clientHost: text,
      topicNames: array(text),
      assignment,
    }),
  ),
  authorizedOperations: int32,
});

const topicInfo = struct({
  name: text,
  partitions: int32,
  replicationFactor: int16,
  configs: array(struct({ key: text, value: text })),
});
const taskIds = array(struct({ subtopology: text, partitions: array(int32) }));
const taskOffsets = array(struct({ subtopology: text, partition: int32, offset: int64 }));
const tasks = struct({ active: taskIds, standby: taskIds, warmup: taskIds });

/** Of StreamsGroupDescribe, version 0 (KIP-1071). */
export const streamsGroup = struct({
  errorCode: int16,
  errorMessage: text,
  group: text,
  state: text,
  groupEpoch: int32,
  assignmentEpoch: int32,
  topology: nullable(
    struct({
      epoch: int32,
      subtopologies: array(
        struct({
          id: text,
          sourceTopics: array(text),
          sinkTopics: array(text),
          changelogTopics: array(topicInfo),
          repartitionTopics: array(topicInfo),
        }),
      ),
    }),
  ),
  members: array(
    struct({
      memberId: text,
      memberEpoch: int32,
      instanceId: text,
      rackId: text,
      clientId: text,
      clientHost: text,
      topologyEpoch: int32,
      processId: text,
      endpoint: nullable(struct({ host: text, port: int16 })),
      tags: array(struct({ key: text, value: text })),
      taskOffsets,
      taskEndOffsets: taskOffsets,
      tasks,
      targetTasks: tasks,
      isClassic: int8,
    }),
  ),
  authorizedOperations: int32,
});

import { suggest } from '../../shared/suggestion.js';
import { isError, messageOf, StreamkitError, type ErrorDetails } from '../../shared/errors.js';
import { notAuthorized, workOf, type Work } from './permissions.js';

/** kafkajs wraps what happened in retries, aggregates and causes; this is the innermost of them. */
export function rootOf(error: unknown): unknown {
  if (!isError(error)) return error;
  const inner = 'errors' in error && Array.isArray(error.errors) ? (error.errors[0] as unknown) : error.cause;
  if (isError(inner)) return rootOf(inner);
  // Of DeleteRecords.
  const partitions = 'partitions' in error && Array.isArray(error.partitions) ? error.partitions : [];
  const failed = (partitions as { error?: unknown }[]).find((one) => isError(one.error));
  return failed ? rootOf(failed.error) : error;
}

/** Kafka's code for a partition without a leader. */
export const leaderNotAvailable = 5;

/** The error that kafkajs makes of Kafka's code. */
export async function brokerError(code: number): Promise<Error> {
  const { default: errors } = await import('kafkajs/src/protocol/error.js');
  return errors.createErrorFromCode(code);
}

/** Kafka's own name of a protocol error, such as UNKNOWN_TOPIC_OR_PARTITION; undefined for anything else. */
export function protocolError(error: unknown): string | undefined {
  const root = rootOf(error);
  return isError(root) && 'type' in root && typeof root.type === 'string' ? root.type : undefined;
}

const connectionErrors = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSBrokerNotFound',
  'KafkaJSRequestTimeoutError',
]);

export function isConnectionError(error: unknown): boolean {
  const root = rootOf(error);
  if (!isError(root)) return false;
  // kafkajs's plain error for a request to a broker whose first response did not arrive.
  return connectionErrors.has(root.name) || root.message === 'Broker not connected' || readsNoMetadata(root);
}

/** Whether a broker did not respond in time; its connection is still open. */
export function isTimeout(error: unknown): boolean {
  const root = rootOf(error);
  return isError(root) && root.name === 'KafkaJSRequestTimeoutError';
}

/** kafkajs has null for metadata when the broker that it asks for some goes away, and reads on (BrokerPool.withBroker). */
function readsNoMetadata(error: Error): boolean {
  return (
    error.name === 'TypeError' &&
    /'(topicMetadata|brokers)'.* null|null .*'topicMetadata'/.test(error.message)
  );
}

/** What every Kafka command answers to a broker's failure; errors that are already in words stay as they are. */
export function kafkaFailure(error: unknown, broker: string, work: Work | string): unknown {
  if (error instanceof StreamkitError) return error;
  const root = rootOf(error);
  if (isConnectionError(root)) return unreachable(broker, error, root);
  const type = protocolError(root);
  if (type === undefined) return isForeign(root) ? notKafka(broker, error) : error;
  const details: ErrorDetails = { service: 'kafka', cause: error };
  const { doing } = workOf(work);
  if (type.endsWith('_AUTHORIZATION_FAILED')) return notAuthorized(type, broker, workOf(work), error);
  if (type === 'LEADER_NOT_AVAILABLE') return withoutLeader(doing, details);
  const text = `Kafka refused ${doing}: ${messageOf(root)} (${type})`;
  if (usageErrors.has(type)) return new StreamkitError('USAGE', text, details);
  return new StreamkitError('SERVICE_UNREACHABLE', text, {
    ...details,
    suggestions: [
      suggest('See its log', 'logs', 'kafka', '--tail', '20'),
      suggest('See the services', 'status'),
    ],
  });
}

/** Whether a response could not be read, or kafkajs cannot go on for a reason of its own. */
function isForeign(error: unknown): boolean {
  return isError(error) && (error.name === 'RangeError' || error.name.startsWith('KafkaJS'));
}

function notKafka(broker: string, cause: unknown): unknown {
  const text = `The server at ${broker} does not respond as Kafka 2.1 or later does: ${messageOf(rootOf(cause))}`;
  return new StreamkitError('SERVICE_UNREACHABLE', text, {
    service: 'kafka',
    suggestions: [suggest('See the services', 'status')],
    cause,
  });
}

/** What the broker says to a request that could never succeed, however healthy it is. */
const usageErrors = new Set([
  'INVALID_CONFIG',
  'INVALID_PARTITIONS',
  'INVALID_REPLICATION_FACTOR',
  'INVALID_REQUEST',
  'INVALID_TOPIC_EXCEPTION',
  'POLICY_VIOLATION',
  'INVALID_TIMESTAMP',
  'INVALID_RECORD',
  'INVALID_GROUP_ID',
]);

function unreachable(brokers: string, cause: unknown, root: unknown): StreamkitError {
  const one =
    brokers.includes(',') && isError(root) && 'broker' in root && typeof root.broker === 'string'
      ? root.broker
      : undefined;
  const text =
    one === undefined
      ? `No Kafka broker answers at ${brokers}.`
      : `The Kafka broker at ${one} does not answer.`;
  return new StreamkitError('SERVICE_UNREACHABLE', text, {
    service: 'kafka',
    suggestions: [suggest('Start it', 'up', 'kafka'), suggest('See the services', 'status')],
    cause,
  });
}

/** Other partitions can still be used. */
function withoutLeader(doing: string, details: ErrorDetails): StreamkitError {
  const text = `Kafka refused ${doing}: a partition has no leader, because the brokers with its replicas are down (LEADER_NOT_AVAILABLE)`;
  return new StreamkitError('SERVICE_UNREACHABLE', text, {
    ...details,
    suggestions: [
      suggest('Start the brokers', 'up', 'kafka'),
      suggest('See the leaders of a topic', 'topic', 'describe', 'TOPIC'),
    ],
  });
}

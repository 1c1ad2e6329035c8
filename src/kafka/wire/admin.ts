import type { Admin } from 'kafkajs';
import { untilInterrupted } from '../../shared/interruption.js';
import { endConnections, kafkaClient } from './client.js';
import { closeInTime, connectInTime } from './cluster.js';
import { kafkaFailure } from './failure.js';
import type { Work } from './permissions.js';

/**
 * Does some work with an admin connection, and closes it.
 * @param doing what the work is, for the error: "to create the topic orders"
 * @throws StreamkitError SERVICE_UNREACHABLE when no broker answers, USAGE for what Kafka never accepts
 */
export async function withAdmin<Result>(
  broker: string,
  doing: Work | string,
  work: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const kafka = await kafkaClient(broker);
  const admin = kafka.admin();
  try {
    await connectInTime(admin.connect(), broker);
    return await untilInterrupted(work(admin));
  } catch (error) {
    throw kafkaFailure(error, broker, doing);
  } finally {
    await closeInTime(admin.disconnect());
    endConnections(kafka);
  }
}

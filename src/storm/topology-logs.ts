import type { LogLine, LogOptions } from '../engines/engine.js';
import { findService } from '../services/catalogue.js';
import { workerLogs } from '../services/storm.js';
import type { Session } from '../stack/session.js';
import { runningStack } from '../stack/endpoint.js';
import { findTopology, nimbusOf } from './nimbus.js';

/** The lines that a topology's workers logged and printed, merged by time; `service` is `PORT/FILE`. */
export async function* topologyLogs(
  session: Session,
  name: string,
  options: Omit<LogOptions, 'signal'>,
): AsyncGenerator<LogLine[]> {
  const { id } = await findTopology(nimbusOf(session), name);
  const supervisor = findService(session.services, 'supervisor');
  const stack = runningStack(session, 'supervisor');
  const { signal, engine } = session;
  yield* engine.logsBelow(stack, supervisor, `${workerLogs}/${id}`, { ...options, signal });
}

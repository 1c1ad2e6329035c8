import type { LogLine, LogOptions } from '../engines/engine.js';
import { mergeLines } from '../engines/merge-lines.js';
import { instancesOf } from '../services/instances.js';
import { workerLogs } from '../services/storm.js';
import type { Session } from '../stack/session.js';
import { runningStack } from '../stack/endpoint.js';
import { findTopology, nimbusOf } from './nimbus.js';

/** The lines that a topology's workers logged and printed, merged by time; `service` is `PORT/FILE`. */
export async function* topologyLogs(
  session: Session,
  name: string,
  given: Omit<LogOptions, 'signal'>,
): AsyncGenerator<LogLine[]> {
  const { id } = await findTopology(nimbusOf(session), name);
  const stack = runningStack(session, 'supervisor');
  const { signal, engine, services } = session;
  const options = { ...given, signal };
  yield* mergeLines(
    instancesOf(services, 'supervisor').map(async function* (one) {
      yield* engine.logsBelow(stack, one, `${workerLogs}/${id}`, options);
    }),
    options,
  );
}

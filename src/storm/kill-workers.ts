import { findService } from '../services/catalogue.js';
import type { Session } from '../session.js';
import { runningStack } from '../stack/endpoint.js';
import { findTopology, nimbusOf } from './nimbus.js';

/**
 * Ends a topology's workers at once (SIGKILL), as a crash would.
 * @returns how many processes there were: two a worker, since each has a LogWriter beside it
 */
export async function killWorkers(session: Session, name: string): Promise<number> {
  const { id } = await findTopology(nimbusOf(session), name);
  const supervisor = findService(session.services, 'supervisor');
  return session.engine.killChildren(runningStack(session, 'supervisor'), supervisor, `-Dstorm.id=${id} `);
}

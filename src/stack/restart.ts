import type { Session } from './session.js';
import { down } from './down.js';
import type { StackStatus } from './status.js';
import { up, type UpOptions } from './up.js';

/** Stops the named services and what depends on them, then brings all of these up again. */
export async function restart(session: Session, options: UpOptions): Promise<StackStatus> {
  const { stopped } = await down(session, { services: options.services, data: false });
  return up(session, { ...options, services: [...new Set([...options.services, ...stopped])] });
}

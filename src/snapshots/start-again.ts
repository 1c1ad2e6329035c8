import type { Session } from '../stack/session.js';
import { up } from '../stack/up.js';

/** Starts services that were stopped for a copy; also after Ctrl-C, which ends the copy. A second one exits at once. */
export async function startAgain(session: Session, services: string[], timeoutMs: number): Promise<void> {
  if (services.length === 0) return;
  const { signal } = new AbortController();
  await up(
    { ...session, signal },
    { services, ports: { auto: false, asked: {} }, offline: false, timeoutMs },
  );
}

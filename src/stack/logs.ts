import type { LogLine } from '../engines/engine.js';
import { requireStack } from './endpoint.js';
import { servicesOf, stackOf, type Session } from './session.js';

export interface LogsOptions {
  services: string[];
  tail?: number;
  since?: Date;
  follow: boolean;
  /** Only lines that hold this text or match this pattern. */
  grep?: RegExp;
}

/** The lines of the services' logs, merged by time, in lists; all services of the stack for no name. */
export async function* logs(session: Session, options: LogsOptions): AsyncGenerator<LogLine[]> {
  const { engine, signal } = session;
  const services = servicesOf(session, options.services);
  const record = requireStack(session);
  const { grep, follow, tail, since } = options;
  const lines = engine.logs(stackOf(session, record), services, {
    follow,
    signal,
    ...(tail === undefined ? {} : { tail }),
    ...(since === undefined ? {} : { since }),
  });
  for await (const list of lines) yield grep ? list.filter(({ text }) => grep.test(text)) : list;
}

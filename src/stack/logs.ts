import type { LogLine } from '../engines/engine.js';
import { StreamkitError } from '../shared/errors.js';
import { stackOf, type Session } from './session.js';
import { findServices } from '../services/catalogue.js';

export interface LogsOptions {
  services: string[];
  tail?: number;
  since?: Date;
  follow: boolean;
  /** Only lines that hold this text or match this pattern. */
  grep?: RegExp;
}

/** The lines of the services' logs, merged by time; all services of the stack for no name. */
export async function* logs(session: Session, options: LogsOptions): AsyncGenerator<LogLine> {
  const { record, engine, signal } = session;
  const services =
    options.services.length === 0
      ? session.services
      : options.services.flatMap((name) => findServices(session.services, name));
  if (!record) {
    throw new StreamkitError('NOT_FOUND', `There is no stack named ${session.name}.`, {
      suggestions: ['streamkit up makes it', 'streamkit list shows the stacks of this machine'],
    });
  }
  const { grep, follow, tail, since } = options;
  const lines = engine.logs(stackOf(session, record), services, {
    follow,
    signal,
    ...(tail === undefined ? {} : { tail }),
    ...(since === undefined ? {} : { since }),
  });
  for await (const line of lines) {
    if (!grep || grep.test(line.text)) yield line;
  }
}

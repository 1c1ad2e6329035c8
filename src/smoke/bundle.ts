import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { release, totalmem } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { diskError } from '../shared/system-error.js';
import { stackOf, type Session } from '../stack/session.js';
import type { ServiceDefinition } from '../services/types.js';
import { status } from '../stack/status.js';
import { eachOf } from '../shared/each-of.js';

/** Of each service: enough to see how it came to a failure, little enough to be sent to somebody. */
const linesOfEach = 5000;

/**
 * Puts together what helps to understand a failed run: the services' state and logs, the stack's settings without its
 * password, what failed, and the machine. Only the user can read it.
 * @param failure the run's result, or the error that ended it
 * @returns the folder, absolute
 */
export async function writeBundle(session: Session, dir: string, failure: object): Promise<string> {
  const { record } = session;
  const secret = record?.secret ?? '';
  const clean = (text: string) => (secret === '' ? text : text.replaceAll(secret, '***'));
  const write = async (name: string, content: object) =>
    writeFile(join(dir, name), clean(`${JSON.stringify(content, undefined, 2)}\n`));
  try {
    await mkdir(join(dir, 'logs'), { recursive: true, mode: 0o700 });
    await write('failure.json', failure);
    await write('status.json', await status(session));
    await write('settings.json', { ...session.config, stack: session.name, record });
    await write('machine.json', {
      node: process.version,
      platform: `${process.platform} ${process.arch} ${release()}`,
      memoryBytes: totalmem(),
    });
    for (const service of session.services) {
      if (record?.ports[service.name] === undefined) continue;
      const path = join(dir, 'logs', `${service.name}.log`);
      await pipeline(cleanLog(session, service, clean), createWriteStream(path));
    }
  } catch (error) {
    throw diskError(error, dir);
  }
  return dir;
}

async function* cleanLog(
  session: Session,
  service: ServiceDefinition,
  clean: (text: string) => string,
): AsyncGenerator<string> {
  const options = { tail: linesOfEach, follow: false, signal: session.signal };
  const stack = stackOf(session, session.record);
  for await (const { text } of eachOf(session.engine.logs(stack, [service], options)))
    yield `${clean(text)}\n`;
}

import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { openHome } from '../shared/home.js';
import { openSession, type Session } from '../stack/session.js';
import { up } from '../stack/up.js';
import { testStack } from './test-stack.js';
import type { StartOptions, TestStack } from './types.js';

export type { ReceivedRecord, RecordToSend, StartOptions, TestStack, TopicOptions, Value } from './types.js';

/**
 * Starts a stack for tests, on free ports, and waits until its services are ready. Prints nothing.
 * @throws Error with a `code` such as PORT_TAKEN or SERVICE_DIED, as `streamkit explain` documents them
 */
export async function startStack(options: StartOptions = {}): Promise<TestStack> {
  const { project, share, kafkaMode, timeoutMs = 300_000 } = options;
  const services = options.services ?? (project === undefined ? ['kafka'] : []);
  const name = share ?? `test-${randomBytes(4).toString('hex')}`;
  const { root } = openHome(process.env);
  const open = async (cwd: string): Promise<Session> =>
    openSession({
      cwd,
      environment: process.env,
      stack: name,
      kafkaMode,
      scale: {},
      prospect: { services, images: {}, offline: false },
      report: () => undefined,
      signal: new AbortController().signal,
    });
  // Without a project, no streamkit.yml of the folder that the tests run in.
  const dir = project === undefined ? root : resolve(project);
  const stack = testStack({ name, open, dir, shared: share !== undefined, timeoutMs });
  try {
    await up(await open(dir), { services, ports: { auto: true, asked: {} }, offline: false, timeoutMs });
    if (project !== undefined) await stack.apply(project);
    await stack.refresh();
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Exit } from '../engines/engine.js';
import { hostContext } from '../engines/host-context.js';
import { findService } from '../services/catalogue.js';
import { workerPlugins } from '../services/connect.js';
import { securedClients } from '../services/settings/connect-security.js';
import type { Session } from '../stack/session.js';
import { insideEndpointOf, runningStack } from '../stack/endpoint.js';
import { readUserText } from '../shared/input-file.js';
import { connectorProperties, workerProperties } from './standalone-files.js';

export interface StandaloneOptions {
  /** Paths of .properties files. */
  worker: string;
  connectors: string[];
  /** The directory that relative paths in them are resolved against. */
  cwd: string;
  signal: AbortSignal;
  onLine: (line: string) => void;
}

/**
 * Runs Connect's standalone mode until it ends or the signal aborts; offsets of sources are saved in the file that
 * `offset.storage.file.filename` names.
 * @throws StreamkitError NOT_FOUND or USAGE for a file that cannot be read, SERVICE_UNREACHABLE when the stack has no
 *   Connect; the signal's reason
 */
export async function standalone(session: Session, options: StandaloneOptions): Promise<Exit> {
  const { worker, connectors, cwd, signal, onLine } = options;
  const service = findService(session.services, 'connect');
  const stack = runningStack(session, 'connect');
  const context = hostContext(stack, service);
  const surroundings = {
    bootstrapServers: insideEndpointOf(session, 'kafka'),
    registry: insideEndpointOf(session, 'schema-registry'),
    login: securedClients(context.security),
    plugins: workerPlugins(session.engine.name, context.dir),
  };
  const dir = await mkdtemp(join(stack.dir, 'standalone-'));
  try {
    const files = [
      await rewritten(dir, worker, async (text) => workerProperties(text, cwd, surroundings)),
      ...(await Promise.all(
        connectors.map(async (path) => rewritten(dir, path, async (text) => connectorProperties(text, cwd))),
      )),
    ];
    return await session.engine.runJava(stack, service, {
      mainClass: 'org.apache.kafka.connect.cli.ConnectStandalone',
      arguments: files,
      jars: [],
      // As the worker of the stack has them: where it logs, and whom it trusts.
      systemProperties:
        service.local?.kind === 'java' ? (service.local.systemProperties?.(context) ?? {}) : {},
      environment: {},
      signal,
      onLine,
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function rewritten(
  dir: string,
  path: string,
  rewrite: (text: string) => Promise<string>,
): Promise<string> {
  const target = join(await mkdtemp(join(dir, 'file-')), basename(path));
  await writeFile(target, await rewrite(await readUserText(path, 'properties file')), { mode: 0o600 });
  return target;
}

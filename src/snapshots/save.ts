import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StreamkitError } from '../shared/errors.js';
import { isThere, writeWhole } from '../shared/files.js';
import { suggest } from '../shared/suggestion.js';
import { diskError } from '../shared/system-error.js';
import { stopServices } from '../stack/down.js';
import { requireStack } from '../stack/endpoint.js';
import { clearLeftovers } from '../stack/record/leftovers.js';
import { withLock } from '../stack/record/lock.js';
import { servicesOf, stackOf, type Session } from '../stack/session.js';
import { packSnapshot, requireCreatable } from './archive.js';
import { copyData, sizeOf } from './copy-data.js';
import {
  dataFolder,
  formatVersion,
  manifestFile,
  productsOf,
  streamkitVersion,
  type Manifest,
} from './manifest.js';
import { clearDrafts, snapshotDir, snapshotsDir } from './store.js';
import { startAgain } from './start-again.js';

export interface SaveOptions {
  name: string;
  /** Also write the snapshot to this file. */
  output: string | undefined;
  /** For each service that is started again. */
  timeoutMs: number;
}

/**
 * Copies the data of the whole stack while its services are stopped, and starts those again that ran.
 * @throws StreamkitError NOT_FOUND without a stack, ALREADY_EXISTS, USAGE on Docker
 */
export async function saveSnapshot(session: Session, options: SaveOptions): Promise<Manifest> {
  const { name, output, timeoutMs } = options;
  requireLocal(session);
  const record = requireStack(session);
  const dir = snapshotDir(session, name);
  if (output !== undefined) await requireCreatable(output);
  const stack = stackOf(session, record);
  let ran: string[] = [];
  let manifest: Manifest;
  try {
    manifest = await withLock(stack.dir, session.signal, async () => {
      if (await isThere(dir)) throw exists(name);
      await clearLeftovers(stack.dir);
      await clearDrafts(session);
      const services = servicesOf(session);
      ran = await stopServices(session, stack, services);
      const has = services.filter((service) => record.ports[service.name]);
      return copyTo(dir, session, stack.dir, productsOf(has));
    });
  } finally {
    await startAgain(session, ran, timeoutMs);
  }
  if (output !== undefined) await packSnapshot(dir, output);
  return manifest;
}

/** The folder appears under its name when it is complete. */
async function copyTo(
  dir: string,
  session: Session,
  stackDir: string,
  products: Record<string, string>,
): Promise<Manifest> {
  const { name: stack, kafkaMode, signal } = session;
  const draft = `${dir}.${randomUUID()}.draft`;
  const createdAt = new Date().toISOString();
  try {
    await mkdir(snapshotsDir(session.home, stack), { recursive: true, mode: 0o700 });
    await mkdir(draft, { mode: 0o700 });
    await copyData(stackDir, join(draft, dataFolder), signal);
    const manifest: Manifest = {
      version: formatVersion,
      name: basename(dir),
      stack,
      createdAt,
      streamkit: await streamkitVersion(),
      kafkaMode,
      products,
      bytes: await sizeOf(join(draft, dataFolder)),
    };
    await writeWhole(join(draft, manifestFile), JSON.stringify(manifest, undefined, 2), 0o600);
    await rename(draft, dir);
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw diskError(error, dir);
  }
}

/** @throws StreamkitError USAGE on Docker, whose data is in volumes */
export function requireLocal({ engine }: Session): void {
  if (engine.name === 'local') return;
  throw new StreamkitError(
    'USAGE',
    'Snapshots need the local engine: data in Docker volumes is not copied.',
    {
      suggestions: [
        suggest('Run the services as local processes', 'up', '--engine', 'local', '--stack', 'NAME'),
      ],
    },
  );
}

function exists(name: string): StreamkitError {
  return new StreamkitError('ALREADY_EXISTS', `Snapshot ${name} already exists.`, {
    suggestions: [
      suggest('Delete it first', 'snapshot', 'delete', name),
      suggest('List the snapshots', 'snapshot', 'list'),
    ],
  });
}

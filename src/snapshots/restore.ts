import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StreamkitError } from '../shared/errors.js';
import { readIfThere, writeWhole } from '../shared/files.js';
import { stackDir } from '../shared/home.js';
import { discardReplacement, draftOf, replaceFolder } from '../shared/replace-folder.js';
import { diskError } from '../shared/system-error.js';
import { stopServices } from '../stack/down.js';
import { clearLeftovers } from '../stack/record/leftovers.js';
import { withLock } from '../stack/record/lock.js';
import { parseRecord, type StackRecord } from '../stack/record/record-format.js';
import { servicesOf, stackOf, type Session } from '../stack/session.js';
import { manifestOfArchive, unpackData } from './archive.js';
import { copyData } from './copy-data.js';
import { dataFolder, refuseNewer, streamkitVersion, type Manifest } from './manifest.js';
import { requireLocal } from './save.js';
import { startAgain } from './start-again.js';
import { requireSnapshot } from './store.js';

/** A snapshot of the stack by its name, or one in a file. */
export type Source = { name: string } | { file: string };

/** A snapshot that fits these versions. @throws StreamkitError NOT_FOUND, USAGE, STACK_NEWER */
export async function findSource(session: Session, source: Source): Promise<Manifest> {
  requireLocal(session);
  const manifest =
    'file' in source
      ? await manifestOfArchive(source.file)
      : (await requireSnapshot(session, source.name)).manifest;
  refuseNewer(manifest, await streamkitVersion());
  return manifest;
}

export interface RestoreOptions {
  source: Source;
  /** For each service that is started again. */
  timeoutMs: number;
  /** Opens the stack as it is after the restore. */
  reopen: () => Promise<Session>;
}

export interface Restored {
  stack: string;
  snapshot: Manifest;
  /** The services that ran before. */
  started: string[];
}

/**
 * Replaces the data of the whole stack. Services that run are stopped for it, and started again if the snapshot has them.
 * A restore that is killed leaves the old or the new data.
 */
export async function restoreSnapshot(session: Session, options: RestoreOptions): Promise<Restored> {
  const { source, timeoutMs, reopen } = options;
  const manifest = await findSource(session, source);
  const dir = stackDir(session.home, session.name);
  let ran: string[] = [];
  let restored: StackRecord | undefined;
  try {
    await withLock(dir, session.signal, async () => {
      await clearLeftovers(dir);
      // While services still run: they are down for two renames only.
      const record = await prepareDraft(session, source, dir);
      session.signal.throwIfAborted();
      const { record: current } = session;
      if (current) ran = await stopServices(session, stackOf(session, current), servicesOf(session));
      await replaceFolder(dir);
      restored = record;
    });
  } finally {
    const has = restored?.ports;
    if (has) ran = ran.filter((name) => has[name] !== undefined);
    await startAgain(restored ? await reopen() : session, ran, timeoutMs);
  }
  return { stack: session.name, snapshot: manifest, started: ran };
}

/** Builds the new folder of the stack beside the old one. @returns its record */
async function prepareDraft(session: Session, source: Source, target: string): Promise<StackRecord> {
  const draft = draftOf(target);
  try {
    if ('file' in source) {
      await mkdir(draft, { recursive: true });
      await unpackData(source.file, draft);
    } else {
      const { dir } = await requireSnapshot(session, source.name);
      await mkdir(session.home.stacks, { recursive: true });
      await copyData(join(dir, dataFolder), draft, session.signal);
    }
    const record = await recordIn(draft);
    const restored = { ...record, services: Object.keys(record.ports) };
    await writeWhole(join(draft, 'stack.json'), JSON.stringify(restored, undefined, 2), 0o600);
    return restored;
  } catch (error) {
    await discardReplacement(target);
    throw diskError(error, draft);
  }
}

/** @throws StreamkitError STACK_DAMAGED where the snapshot has no usable record of its stack */
async function recordIn(draft: string): Promise<StackRecord> {
  try {
    return parseRecord((await readIfThere(join(draft, 'stack.json'))) ?? '');
  } catch (error) {
    throw new StreamkitError('STACK_DAMAGED', 'The snapshot is damaged: its stack.json cannot be read.', {
      suggestions: ['Restore another snapshot; the stack was not changed.'],
      cause: error,
    });
  }
}

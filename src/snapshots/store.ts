import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { deletedSuffix, deleteFolder, isDraft } from '../shared/files.js';
import { isStackName, stackDir, type Home } from '../shared/home.js';
import { unless } from '../shared/replace-folder.js';
import { suggest } from '../shared/suggestion.js';
import { withLock } from '../stack/record/lock.js';
import type { Session } from '../stack/session.js';
import { readManifest, type Manifest } from './manifest.js';

/** Where the snapshots of a stack are; they stay when the stack is deleted. */
export function snapshotsDir(home: Home, stack: string): string {
  return join(home.root, 'snapshots', stack);
}

/** @throws StreamkitError USAGE for an invalid name, which could lead to another folder */
export function snapshotDir({ home, name: stack }: Session, name: string): string {
  if (!isStackName(name)) {
    throw new StreamkitError('USAGE', `Invalid snapshot name: "${name}".`, {
      suggestions: ['Use 1 to 40 characters of a-z, 0-9, "-" and "_", starting with a letter or digit.'],
    });
  }
  return join(snapshotsDir(home, stack), name);
}

/** The snapshots of the stack, oldest first. */
export async function listSnapshots({ home, name: stack }: Session): Promise<Manifest[]> {
  const dir = snapshotsDir(home, stack);
  const names = (await readdir(dir).catch(() => [])).filter(isStackName);
  const found = await Promise.all(names.map(async (name) => readManifest(join(dir, name))));
  return found.filter((one) => one !== undefined).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** @throws StreamkitError NOT_FOUND */
export async function requireSnapshot(
  session: Session,
  name: string,
): Promise<{ dir: string; manifest: Manifest }> {
  const dir = snapshotDir(session, name);
  const manifest = await readManifest(dir);
  if (manifest) return { dir, manifest };
  const names = (await listSnapshots(session)).map((one) => one.name);
  throw new StreamkitError('NOT_FOUND', `Stack ${session.name} has no snapshot ${name}.`, {
    suggestions: [...didYouMean(name, names), suggest('List the snapshots', 'snapshot', 'list')],
  });
}

/** @throws StreamkitError NOT_FOUND */
export async function deleteSnapshot(session: Session, name: string): Promise<void> {
  await withLock(stackDir(session.home, session.name), session.signal, async () => {
    const { dir } = await requireSnapshot(session, name);
    await deleteFolder(dir);
    // The folder of a stack without snapshots; it stays while there are others.
    await rmdir(snapshotsDir(session.home, session.name)).catch(unless('ENOTEMPTY', 'EEXIST'));
  });
}

/** Deletes what killed commands have left; only under the stack's lock. */
export async function clearDrafts({ home, name: stack }: Session): Promise<void> {
  const dir = snapshotsDir(home, stack);
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter((one) => isDraft(one) || one.endsWith(deletedSuffix)))
    await rm(join(dir, name), { recursive: true, force: true });
}

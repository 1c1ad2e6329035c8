import { randomUUID } from 'node:crypto';
import { access, constants, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';
import { isThere } from '../shared/files.js';
import { diskError } from '../shared/system-error.js';
import { dataFolder, manifestFile, parseManifest, type Manifest } from './manifest.js';

/** Checks that a file can be created. @throws StreamkitError ALREADY_EXISTS, NOT_FOUND, FILE_UNUSABLE */
export async function requireCreatable(file: string): Promise<void> {
  const folder = dirname(file);
  await access(folder, constants.W_OK).catch((error: unknown) => {
    const missing = systemCode(error) !== 'EACCES' && systemCode(error) !== 'EROFS';
    throw missing
      ? new StreamkitError('NOT_FOUND', `--output ${file}: the folder ${folder} does not exist.`, {
          cause: error,
        })
      : new StreamkitError('FILE_UNUSABLE', `--output ${file}: permission denied.`, { cause: error });
  });
  if (!(await isThere(file))) return;
  throw new StreamkitError('ALREADY_EXISTS', `${file} already exists.`, {
    suggestions: ['Choose another name with --output, or delete the file first.'],
  });
}

/** Writes a snapshot as one file, whole or not at all; only its owner can read it, since it contains passwords. */
export async function packSnapshot(dir: string, file: string): Promise<void> {
  const { create } = await import('tar');
  const draft = `${file}.${randomUUID()}.draft`;
  try {
    await create(
      {
        file: draft,
        mode: 0o600,
        cwd: dir,
        gzip: { level: 3 },
        // Links lead to places of this machine; up makes them again.
        filter: (_, stats) => !('isSymbolicLink' in stats && stats.isSymbolicLink()),
      },
      [manifestFile, dataFolder],
    );
    await rename(draft, file);
  } catch (error) {
    throw diskError(error, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** @throws StreamkitError USAGE for a file that is not a snapshot */
export async function manifestOfArchive(file: string): Promise<Manifest> {
  const { list } = await import('tar');
  const chunks: Buffer[] = [];
  try {
    await list({
      file,
      strict: true,
      filter: (path) => path === manifestFile,
      onReadEntry: (entry) => entry.on('data', (chunk) => chunks.push(chunk)),
    });
  } catch (error) {
    throw notSnapshot(file, error);
  }
  const manifest = parseManifest(Buffer.concat(chunks).toString());
  if (manifest) return manifest;
  throw notSnapshot(file, new Error(`it has no ${manifestFile}`));
}

/** Unpacks the data of a snapshot into a folder. Nothing outside of it is written, and links are left out. */
export async function unpackData(file: string, to: string): Promise<void> {
  const { extract } = await import('tar');
  try {
    await extract({
      file,
      cwd: to,
      strict: true,
      strip: 1,
      filter: (path, entry) =>
        path.startsWith(`${dataFolder}/`) &&
        'type' in entry &&
        ['File', 'OldFile', 'ContiguousFile', 'Directory'].includes(entry.type),
    });
  } catch (error) {
    const refused = diskError(error, to);
    throw refused === error ? notSnapshot(file, error) : refused;
  }
}

function notSnapshot(file: string, cause: unknown): StreamkitError {
  return new StreamkitError('USAGE', `${file} is not a snapshot: ${messageOf(cause)}.`, {
    suggestions: ['snapshot save NAME --output FILE writes such a file.'],
    cause,
  });
}

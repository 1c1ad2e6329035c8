import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import { StreamkitError } from '../../../shared/errors.js';
import { diskError } from '../../../shared/system-error.js';
import { unpackTxz } from './unpack-archive.js';

const directoryType = 0o040000;
const fileType = 0o100000;
const typeMask = 0o170000;
/** What lies there is run, though not every archive says so. */
const programFolders = /^(bin|scripts)\//;

/**
 * Unpacks `root` of a jar, which is a folder or a `.txz` archive, into a folder of the jar's name, whole or not at all; files
 * keep their executable bits.
 * @returns the executables, absolute
 * @throws StreamkitError DOWNLOAD_FAILED for a jar with an entry that is not a regular file or would be extracted outside
 */
export async function unpackProgram(jar: string, root: string, parent: string): Promise<string[]> {
  const target = join(parent, basename(jar, '.jar'));
  const draft = `${target}.${process.pid}.draft`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    const executables = root.endsWith('.txz')
      ? await unpackArchive(jar, root, draft)
      : await unpack(jar, `${root}/`, draft);
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
    return executables.map((path) => join(target, path)).sort();
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw diskError(error, target);
  }
}

/** @returns the paths of the executables below the target */
async function unpack(jar: string, prefix: string, target: string): Promise<string[]> {
  const { openPromise } = await import('yauzl');
  // yauzl itself refuses names that are absolute or climb with "..".
  const zip = await openPromise(jar, { lazyEntries: true, strictFileNames: true });
  const executables: string[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.startsWith(prefix) || entry.fileName.endsWith('/')) continue;
      const path = relative(prefix, entry.fileName);
      const mode = modeOf(entry, path);
      await writeEntry(zip, entry, join(target, path), mode);
      if ((mode & 0o111) !== 0) executables.push(path);
    }
  } finally {
    zip.close();
  }
  return executables;
}

async function unpackArchive(jar: string, name: string, target: string): Promise<string[]> {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(jar, { lazyEntries: true, strictFileNames: true });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === name) return await unpackTxz(await zip.openReadStreamPromise(entry), target);
    }
  } finally {
    zip.close();
  }
  throw new StreamkitError('DOWNLOAD_FAILED', `${jar} does not contain ${name}.`);
}

async function writeEntry(zip: ZipFile, entry: Entry, path: string, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const content = await zip.openReadStreamPromise(entry);
  await pipeline(content, createWriteStream(path, { mode }));
}

/** The Unix mode is in the upper half of the external attributes; only its rights are taken over. */
function modeOf({ externalFileAttributes, fileName }: Entry, path: string): number {
  const mode = externalFileAttributes >>> 16;
  const type = mode & typeMask;
  if (type !== 0 && type !== fileType && type !== directoryType) {
    throw new StreamkitError(
      'DOWNLOAD_FAILED',
      `${fileName} in the downloaded archive is not a regular file.`,
    );
  }
  const executable = (mode & 0o111) !== 0 || programFolders.test(path);
  return executable ? 0o755 : 0o644;
}

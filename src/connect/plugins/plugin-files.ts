import { createWriteStream } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ZipFile } from 'yauzl';
import { messageOf, StreamkitError, systemCode } from '../../shared/errors.js';
import { isThere } from '../../shared/files.js';
import { openArchive } from '../../shared/java/jar.js';
import { diskError } from '../../shared/system-error.js';
import { missingFile } from '../../shared/input-file.js';

/** An archive that unpacks to more than this is refused as a decompression bomb. */
const maxBytes = 2 * 1024 ** 3;

type Kind = 'folder' | 'jar' | 'zip' | 'tar.gz';

/** A plugin's jars in a draft folder beside the plugin path, and the name that its folder gets there. */
export interface DraftPlugin {
  name: string;
  draft: string;
}

/**
 * Copies the jars of a plugin into a draft folder: from a jar, an archive (.zip, .tar.gz) with jars, or a folder.
 * @param limitBytes what an archive may unpack to, in all
 * @throws StreamkitError NOT_FOUND, or USAGE for what is not a plugin or an archive that would write elsewhere; no
 *   draft is left then
 */
export async function draftPlugin(
  source: string,
  pluginPath: string,
  limitBytes = maxBytes,
): Promise<DraftPlugin> {
  const kind = await kindOf(source);
  const name = pluginName(source, kind);
  if (name === '') throw notAPlugin(source, 'it has no name');
  await mkdir(pluginPath, { recursive: true });
  const draft = await mkdtemp(join(dirname(pluginPath), 'install-'));
  try {
    await copyJars(source, kind, draft, limitBytes);
    return { name, draft };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw diskError(error, pluginPath);
  }
}

export interface Replacement {
  folder: string;
  /** Where the plugin of that name is that was installed before. */
  before: string | undefined;
}

/** Puts a draft into its place on the plugin path; what was there before is set aside. */
export async function placePlugin({ name, draft }: DraftPlugin, pluginPath: string): Promise<Replacement> {
  const folder = join(pluginPath, name);
  const before = (await isThere(folder)) ? `${draft}.before` : undefined;
  if (before) await rename(folder, before);
  await rename(draft, folder);
  return { folder, before };
}

/** Without the version's suffix for archives, so that another version replaces the one that is installed. */
function pluginName(source: string, kind: Kind): string {
  // Of the whole path: `.` and `..` would be folders of ours.
  const file = basename(resolve(source));
  return kind === 'folder' ? file : file.replace(/\.(jar|zip|tar\.gz|tgz)$/i, '').replace(/-plugin$/, '');
}

async function copyJars(source: string, kind: Kind, target: string, limitBytes: number): Promise<void> {
  if (kind === 'folder') await copyFolder(source, target);
  else if (kind === 'jar') await copyFile(source, join(target, basename(source)));
  else if (kind === 'zip') await unzip(source, target, limitBytes);
  else await untar(source, target, limitBytes);
}

async function copyFolder(source: string, target: string): Promise<void> {
  if (!relative(resolve(source), target).startsWith('..'))
    throw notAPlugin(source, 'the installed plugins are inside of it');
  await cp(source, target, { recursive: true });
}

async function kindOf(source: string): Promise<Kind> {
  try {
    if ((await stat(source)).isDirectory()) return 'folder';
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw missingFile(source, 'plugin', error);
  }
  const lower = source.toLowerCase();
  if (lower.endsWith('.jar')) return 'jar';
  if (lower.endsWith('.zip')) return 'zip';
  if (lower.endsWith('.tar.gz') || lower.endsWith('.tgz')) return 'tar.gz';
  throw notAPlugin(source, 'it is not a .jar, .zip, .tar.gz or directory');
}

/** Jars only, side by side: a plugin's folder needs nothing else, and no entry can lead out of it. */
async function unzip(source: string, target: string, limitBytes: number): Promise<void> {
  const zip = await openZip(source);
  const count = counter(source, limitBytes);
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith('.jar')) continue;
      const path = join(target, basename(entry.fileName));
      await pipeline(
        await zip.openReadStreamPromise(entry),
        count(),
        createWriteStream(path, { flags: 'wx' }),
      );
    }
  } catch (error) {
    throw ofArchive(source, error);
  } finally {
    zip.close();
  }
}

/** As `unzip`. tar itself refuses entries whose paths are absolute or climb with "..". */
async function untar(source: string, target: string, limitBytes: number): Promise<void> {
  const { list } = await import('tar');
  const count = counter(source, limitBytes);
  const writes: Promise<void>[] = [];
  try {
    await list({
      file: source,
      strict: true,
      onReadEntry(entry) {
        if (entry.type !== 'File' || !entry.path.endsWith('.jar')) {
          entry.resume();
          return;
        }
        const path = join(target, basename(entry.path));
        const write = pipeline(entry, count(), createWriteStream(path, { flags: 'wx' }));
        // Awaited below; until then a failure is not one that nobody handles.
        write.catch(() => undefined);
        writes.push(write);
      },
    });
    await Promise.all(writes);
  } catch (error) {
    throw ofArchive(source, error);
  }
}

/** Returns streams that pass bytes on until all of them together have had too many. */
function counter(source: string, limitBytes: number): () => Transform {
  let bytes = 0;
  return () =>
    new Transform({
      transform(chunk: Buffer, _, done) {
        bytes += chunk.length;
        const tooMuch = bytes > limitBytes;
        done(tooMuch ? notAPlugin(source, `it unpacks to more than ${limitBytes} bytes`) : null, chunk);
      },
    });
}

function ofArchive(source: string, error: unknown): unknown {
  const known = error instanceof StreamkitError || systemCode(error) === 'ENOSPC';
  return known ? error : notAPlugin(source, messageOf(error));
}

/** yauzl itself refuses entries whose names are absolute or climb with "..". */
export async function openZip(path: string, source = path): Promise<ZipFile> {
  try {
    return await openArchive(path, { strictFileNames: true });
  } catch (error) {
    throw notAPlugin(source, messageOf(error));
  }
}

export function notAPlugin(source: string, why: string): StreamkitError {
  return new StreamkitError('USAGE', `${source} is not a connector plugin: ${why.replace(/\.+$/, '')}.`, {
    suggestions: [
      'Give the jar of a connector, its archive, a directory with its jars, or its Maven coordinates; nothing was installed.',
    ],
  });
}

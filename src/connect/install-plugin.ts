import { createWriteStream } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ZipFile } from 'yauzl';
import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';
import { diskError } from '../shared/files.js';
import { missingFile } from '../shared/input-file.js';

/** An archive that unpacks to more than this is rejected as a zip bomb. */
const maxBytes = 2 * 1024 ** 3;
const services =
  /^META-INF\/services\/org\.apache\.kafka\.connect\.(source\.SourceConnector|sink\.SinkConnector|storage\.(Header)?Converter|transforms\..+)$/;

/**
 * Installs a connector plugin atomically: a jar, an archive (.zip) with jars, or a folder of jars. An installed plugin of
 * the same name is replaced.
 * @param limitBytes maximum unpacked size of an archive
 * @returns the plugin's folder name on the plugin path
 * @throws StreamkitError USAGE for anything that is not a plugin, or an archive that would write outside its folder
 */
export async function installPlugin(
  source: string,
  pluginPath: string,
  limitBytes = maxBytes,
): Promise<string> {
  // From the resolved path: the base name of `.` and `..` is not a usable folder name.
  const name = basename(resolve(source), extname(source)).replace(/-plugin$/, '');
  if (name === '') throw notAPlugin(source, 'it has no name');
  await mkdir(pluginPath, { recursive: true });
  const draft = await mkdtemp(join(dirname(pluginPath), 'install-'));
  try {
    await copyJars(source, draft, limitBytes);
    await refuseWithoutPlugin(source, draft);
    await rm(join(pluginPath, name), { recursive: true, force: true });
    await rename(draft, join(pluginPath, name));
  } catch (error) {
    throw diskError(error, pluginPath);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return name;
}

async function copyJars(source: string, target: string, limitBytes: number): Promise<void> {
  const kind = await kindOf(source);
  if (kind === 'folder') await copyFolder(source, target);
  else if (kind === 'jar') await copyFile(source, join(target, basename(source)));
  else await unzip(source, target, limitBytes);
}

async function copyFolder(source: string, target: string): Promise<void> {
  if (!relative(resolve(source), target).startsWith('..'))
    throw notAPlugin(source, 'it contains the plugin folder itself');
  await cp(source, target, { recursive: true });
}

async function kindOf(source: string): Promise<'folder' | 'jar' | 'zip'> {
  try {
    if ((await stat(source)).isDirectory()) return 'folder';
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw missingFile(source, 'SOURCE', error);
  }
  const kind = extname(source).toLowerCase();
  if (kind === '.jar' || kind === '.zip') return kind === '.jar' ? 'jar' : 'zip';
  throw notAPlugin(source, 'it is not a .jar file, a .zip file or a folder');
}

/** Extracts only jars, into one flat folder: a plugin needs nothing else, and no entry can escape the folder. */
async function unzip(source: string, target: string, limitBytes: number): Promise<void> {
  const zip = await openZip(source);
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith('.jar')) continue;
      const count = new Transform({
        transform(chunk: Buffer, _, done) {
          bytes += chunk.length;
          const tooMuch = bytes > limitBytes;
          done(tooMuch ? notAPlugin(source, `it unpacks to more than ${limitBytes} bytes`) : null, chunk);
        },
      });
      const path = join(target, basename(entry.fileName));
      await pipeline(await zip.openReadStreamPromise(entry), count, createWriteStream(path, { flags: 'wx' }));
    }
  } catch (error) {
    throw error instanceof StreamkitError || systemCode(error) === 'ENOSPC'
      ? error
      : notAPlugin(source, messageOf(error));
  } finally {
    zip.close();
  }
}

/** With `plugin.discovery=service_load`, a worker only loads plugins that are listed in META-INF/services. */
async function refuseWithoutPlugin(source: string, dir: string): Promise<void> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.jar')) continue;
    if (await declaresPlugin(join(entry.parentPath, entry.name), source)) return;
  }
  throw notAPlugin(source, 'none of its jars declares a plugin in META-INF/services');
}

async function declaresPlugin(jar: string, source: string): Promise<boolean> {
  const zip = await openZip(jar, source);
  try {
    for await (const entry of zip.eachEntry()) if (services.test(entry.fileName)) return true;
    return false;
  } catch (error) {
    throw notAPlugin(source, messageOf(error));
  } finally {
    zip.close();
  }
}

/** yauzl itself rejects entries with absolute names or ".." segments. */
async function openZip(path: string, source = path): Promise<ZipFile> {
  const { openPromise } = await import('yauzl');
  try {
    return await openPromise(path, { lazyEntries: true, strictFileNames: true });
  } catch (error) {
    throw notAPlugin(source, messageOf(error));
  }
}

function notAPlugin(source: string, why: string): StreamkitError {
  return new StreamkitError('USAGE', `${source} is not a connector plugin: ${why.replace(/\.+$/, '')}.`, {
    suggestions: [
      'Pass the jar of a connector, its archive, or a folder of its jars. Nothing was installed.',
    ],
  });
}

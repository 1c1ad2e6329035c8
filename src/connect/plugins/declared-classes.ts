import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { messageOf } from '../../shared/errors.js';
import { notAPlugin, openZip } from './plugin-files.js';

const manifest =
  /^META-INF\/services\/org\.apache\.kafka\.connect\.(source\.SourceConnector|sink\.SinkConnector|storage\.(Header)?Converter|transforms\..+)$/;

/**
 * The plugin classes that the jars of a folder declare in META-INF/services, which is where a worker with
 * `plugin.discovery=service_load` looks.
 * @throws StreamkitError USAGE for a jar that cannot be read
 */
export async function declaredClasses(dir: string, source: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const jars = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.jar'));
  const found: string[] = [];
  for (const { parentPath, name } of jars) found.push(...(await declaredIn(join(parentPath, name), source)));
  return [...new Set(found)];
}

async function declaredIn(jar: string, source: string): Promise<string[]> {
  const zip = await openZip(jar, source);
  const found: string[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (!manifest.test(entry.fileName)) continue;
      found.push(...classesIn(await text(await zip.openReadStreamPromise(entry))));
    }
    return found;
  } catch (error) {
    throw notAPlugin(source, messageOf(error));
  } finally {
    zip.close();
  }
}

/** The lines of a provider-configuration file without comments. Pure. */
export function classesIn(providers: string): string[] {
  return providers
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '');
}

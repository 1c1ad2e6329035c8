import { buffer } from 'node:stream/consumers';
import type { ZipFile } from 'yauzl';
import { messageOf, StreamkitError } from './errors.js';

const manifestName = 'META-INF/MANIFEST.MF';

export interface JarContents {
  /** Paths of all entries. */
  names: Set<string>;
  manifest: string;
  /** Bytes of the entries that were asked for, by path. */
  files: Map<string, Buffer>;
}

/**
 * Reads what is in a jar.
 * @param wanted says of an entry's path whether its bytes are needed
 * @throws StreamkitError USAGE when it is not a jar
 */
export async function readJar(
  jar: string,
  wanted: (name: string) => boolean = () => false,
): Promise<JarContents> {
  const { openPromise } = await import('yauzl');
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(jar, { lazyEntries: true });
    const names = new Set<string>();
    const files = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry()) {
      const { fileName } = entry;
      names.add(fileName);
      if (fileName === manifestName || wanted(fileName))
        files.set(fileName, await buffer(await zip.openReadStreamPromise(entry)));
    }
    return { names, files, manifest: files.get(manifestName)?.toString('utf8') ?? '' };
  } catch (error) {
    throw new StreamkitError('USAGE', `${jar} is not a jar: ${messageOf(error)}`, { cause: error });
  } finally {
    zip?.close();
  }
}

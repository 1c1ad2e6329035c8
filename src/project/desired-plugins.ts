import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { missingFile, type Config } from '../config/config.js';
import { buildOf, codeChecksum } from './builds.js';
import { fileChecksum } from './checksum.js';
import { expand } from './expand.js';
import type { DesiredPlugin } from './types.js';

/** @throws StreamkitError CONFIG_INVALID for a file that is missing and has no way to be built */
export async function desiredPlugins(config: Config, dir: string): Promise<DesiredPlugin[]> {
  return Promise.all(
    (config.connectors?.plugins ?? []).map(async (given, index): Promise<DesiredPlugin> => {
      const place = ['connectors', 'plugins', index];
      if (typeof given !== 'string') {
        const built = await buildOf(config, place, given, dir);
        const checksum = await codeChecksum(config, [...place, 'file'], given.file, built, dir);
        return { source: given.file, install: resolve(dir, given.file), checksum, build: built };
      }
      const [path] = await expand(dir, given);
      const file = path === undefined ? undefined : await stat(path).catch(() => undefined);
      if (path !== undefined && file?.isFile())
        return { source: given, install: path, checksum: await fileChecksum(path), build: undefined };
      if (given.includes('/') && !given.includes(':')) throw await missingFile(config, place, given);
      return { source: given, install: given, checksum: '', build: undefined };
    }),
  );
}

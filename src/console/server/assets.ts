import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { StreamkitError, systemCode } from '../../shared/errors.js';
import { packageRoot } from '../../shared/package-root.js';

export interface Asset {
  type: string;
  body: Buffer;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The files of the page, by path: a list made at the start, so that no path of a request is ever joined to a folder.
 * @throws StreamkitError INTERNAL when the page was not built
 */
export async function loadAssets(dir = join(packageRoot, 'dist/console')): Promise<Map<string, Asset>> {
  const names = await readdir(dir).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new StreamkitError('INTERNAL', `The page of the console was not built: ${dir} does not exist.`, {
      suggestions: ['Build it: npm run build'],
      cause: error,
    });
  });
  const assets = await Promise.all(
    names.map(async (name): Promise<[string, Asset]> => {
      const type = types[extname(name)] ?? 'application/octet-stream';
      const path = name === 'index.html' ? '/' : `/${name}`;
      return [path, { type, body: await readFile(join(dir, name)) }];
    }),
  );
  return new Map(assets);
}

import { resolve } from 'node:path';
import type { Home } from '../shared/home.js';
import { clusterIn, clustersIn, usualFile } from './read-source.js';
import { readContexts, requireNewName, writeContexts, type ContextEntry } from './store.js';
import type { SourceFormat } from './types.js';

/** Saves a context. @throws StreamkitError USAGE, ALREADY_EXISTS */
export async function addContext(
  home: Home,
  name: string,
  entry: ContextEntry,
  replace: boolean,
): Promise<void> {
  const file = await readContexts(home);
  requireNewName(file, name, replace);
  await writeContexts(home, { ...file, contexts: { ...file.contexts, [name]: entry } });
}

export interface ImportOptions {
  format: SourceFormat;
  /** Absent: where the tool looks for it. */
  file: string | undefined;
  /** One cluster of the file; all for none. */
  only: string | undefined;
  /** The context's name, if it is not the one in the file. */
  name: string | undefined;
  replace: boolean;
  /** What the file does not say. */
  extra: Pick<ContextEntry, 'schemaRegistry' | 'connect' | 'readOnly'>;
}

/**
 * Adds contexts that refer to a file of another tool. The file is read, to see that it can be used, and not copied.
 * @returns the names of the contexts
 */
export async function importContexts(
  home: Home,
  environment: NodeJS.ProcessEnv,
  { format, file: given, only, name, replace, extra }: ImportOptions,
): Promise<string[]> {
  const path = resolve(given ?? (await usualFile(format, environment)));
  const found = only === undefined ? [...(await clustersIn(format, path)).keys()] : [only];
  const chosen = name === undefined ? found : found.slice(0, 1);
  const stored = await readContexts(home);
  const contexts = { ...stored.contexts };
  const added: string[] = [];
  for (const cluster of chosen) {
    const own = cluster === '' ? undefined : cluster;
    await clusterIn(format, path, own);
    const context = name ?? own ?? format;
    requireNewName(stored, context, replace);
    contexts[context] = { from: { format, file: path, ...(own !== undefined && { name: own }) }, ...extra };
    added.push(context);
  }
  await writeContexts(home, { ...stored, contexts });
  return added;
}

import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readIfThere, writeWhole } from '../../../shared/files.js';
import { diskError } from '../../../shared/system-error.js';
import type { Java } from '../java/java.js';
import { ownClasses } from '../java/own-classes.js';
import { unpackProgram } from './unpack-program.js';
import { resolveModules, type MavenRun } from './maven.js';
import { moduleHash } from './module-sources.js';
import { damagedFiles } from './verify.js';

/** The files that a module's services run from. */
export interface Library {
  module: string;
  /** Absolute paths in class path order; jars found inside an archive come from its unpacked copy. */
  jars: string[];
  /** Changes when any of the files does. */
  fingerprint: string;
}

/** What the cache keeps of one resolved file: enough to notice that it is gone or no longer the same. */
interface KeptFile {
  path: string;
  size: number;
  /** Seconds since 1970: some ways to copy a file keep no more. */
  changed: number;
}

export interface ModuleRequest {
  module: string;
  /** For a module whose jar carries a program: the folder in the jar that is unpacked and used in its place. */
  root?: string;
}

type Resolution = Omit<MavenRun, 'modules' | 'scratch'>;

/** Libraries by module, from the cache where it is complete; one Maven run fetches all that is missing. */
export async function libraries(
  requests: ModuleRequest[],
  java: Java,
  cache: string,
  resolution: Resolution,
): Promise<Map<string, Library>> {
  const roots = new Map(requests.map(({ module, root }) => [module, root]));
  const found = new Map<string, Library>();
  const missing: string[] = [];
  for (const module of roots.keys()) {
    const library = await cached(module, cache);
    if (library) found.set(module, library);
    else missing.push(module);
  }
  if (missing.length === 0) return found;
  const resolved = await resolveWhole({ ...resolution, modules: missing, scratch: cache });
  for (const [module, files] of resolved) {
    found.set(module, await keep({ module, root: roots.get(module) }, java, cache, files));
  }
  return found;
}

/** Deletes damaged files and downloads them again: Maven does not verify existing files. */
async function resolveWhole(run: MavenRun): Promise<Map<string, string[]>> {
  const resolved = await resolveModules(run);
  const damaged = await damagedFiles([...resolved.values()].flat());
  if (damaged.length === 0) return resolved;
  for (const path of damaged) await rm(path, { recursive: true, force: true });
  return resolveModules(run);
}

/** Which of the modules would have to be resolved by Maven first. */
export async function missingModules(modules: string[], cache: string): Promise<string[]> {
  const found = await Promise.all(
    [...new Set(modules)].map(async (module) => ({ module, is: await cached(module, cache) })),
  );
  return found.filter(({ is }) => !is).map(({ module }) => module);
}

async function cached(module: string, cache: string): Promise<Library | undefined> {
  const text = await readIfThere(await indexPath(module, cache));
  const files = text === undefined ? undefined : parseIndex(text);
  if (!files) return undefined;
  const intact = await Promise.all(
    files.map(async (kept) => JSON.stringify(await keptFile(kept.path)) === JSON.stringify(kept)),
  );
  return intact.every(Boolean) ? libraryOf(module, files) : undefined;
}

async function keep(
  { module, root }: { module: string; root: string | undefined },
  java: Java,
  cache: string,
  resolved: string[],
): Promise<Library> {
  const folder = join(cache, 'unpacked');
  const paths =
    root === undefined
      ? await classPath(resolved, folder)
      : (await Promise.all(resolved.map(async (path) => unpackProgram(path, root, folder)))).flat();
  const own = await ownClasses(module, paths, java, cache);
  if (own !== undefined) paths.unshift(own);
  const files = await Promise.all(paths.map(keptFile));
  await writeWhole(await indexPath(module, cache), JSON.stringify(files));
  return libraryOf(module, files);
}

/** The jars among a module's resolved files, and those in its archives, which are unpacked below the folder. */
export async function classPath(resolved: string[], folder: string): Promise<string[]> {
  const found = resolved.map(async (path) => (path.endsWith('.tar.gz') ? unpack(path, folder) : [path]));
  return (await Promise.all(found)).flat();
}

/** Unpacks an archive into a folder of its name, whole or not at all. @returns the jars in it */
async function unpack(archive: string, parent: string): Promise<string[]> {
  const target = join(parent, basename(archive, '.tar.gz'));
  const draft = `${target}.${process.pid}.draft`;
  const { extract } = await import('tar');
  try {
    await mkdir(draft, { recursive: true });
    await extract({ file: archive, cwd: draft, strict: true });
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw diskError(error, target);
  }
  const entries = await readdir(target, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jar'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The index is named after the poms and sources that it answers, so that a changed one is resolved again. */
async function indexPath(module: string, cache: string): Promise<string> {
  return join(cache, 'libraries', `${module}-${await moduleHash(module)}.json`);
}

function parseIndex(text: string): KeptFile[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.length > 0 ? (parsed as KeptFile[]) : undefined;
  } catch {
    // A damaged index is recreated.
    return undefined;
  }
}

function libraryOf(module: string, files: KeptFile[]): Library {
  const fingerprint = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  return { module, jars: files.map(({ path }) => path), fingerprint };
}

async function keptFile(path: string): Promise<KeptFile> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile()) return { path, size: -1, changed: 0 };
  return { path, size: stats.size, changed: Math.floor(stats.mtimeMs / 1000) };
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { moduleLineage, reactorModule } from './maven.js';

/** What a module's own jar is made from; most modules have none. Absolute paths. */
export interface ModuleSources {
  /** Java files. */
  sources: string[];
  /** Folders of resources, each whole: some resources are folders, and looked up as such. */
  resourceFolders: string[];
}

export async function moduleSources(module: string): Promise<ModuleSources> {
  const lineage = await moduleLineage(module);
  const sources = await Promise.all(
    lineage.map(async (one) => filesBelow(join(reactorModule(one), 'src/main/java'))),
  );
  const folders = lineage.map((one) => join(reactorModule(one), 'src/main/resources'));
  const filled = await Promise.all(folders.map(async (folder) => (await filesBelow(folder)).length > 0));
  return { sources: sources.flat(), resourceFolders: folders.filter((_, index) => filled[index]) };
}

/** Changes when a module's pom, or a source of our own in it, does. */
export async function moduleHash(module: string): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(join(reactorModule('.'), 'pom.xml')));
  for (const one of await moduleLineage(module))
    hash.update(await readFile(join(reactorModule(one), 'pom.xml')));
  const { sources, resourceFolders } = await moduleSources(module);
  const resources = await Promise.all(resourceFolders.map(filesBelow));
  for (const file of [...sources, ...resources.flat()]) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

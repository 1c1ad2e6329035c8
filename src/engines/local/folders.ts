import { mkdir, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeWhole } from '../../shared/files.js';
import type { JavaRecipe, LocalRecipe, RecipeContext } from '../../services/types.js';
import type { Library } from './library/library.js';

/** Creates the folders of a service, repairs its data and writes its files; the temporary folder is empty afterwards. */
export async function makeFolders(context: RecipeContext, recipe: LocalRecipe): Promise<void> {
  const { dir } = context;
  await rm(join(dir, 'tmp'), { recursive: true, force: true });
  await Promise.all(['data', 'tmp', 'logs'].map((name) => mkdir(join(dir, name), { recursive: true })));
  await recipe.repair?.(context);
  for (const [path, text] of Object.entries(recipe.files?.(context) ?? {})) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeWhole(join(dir, path), text, 0o600);
  }
}

/** Makes folders of links, which stand for the folders of jars that some products insist on. */
export async function linkJars({ jarFolders }: JavaRecipe, { jars }: Library, dir: string): Promise<void> {
  for (const [path, names] of Object.entries(jarFolders ?? {})) {
    const folder = join(dir, path);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const chosen = jars.filter((jar) => names.test(basename(jar)));
    for (const jar of chosen) await symlink(jar, join(folder, basename(jar)));
  }
}

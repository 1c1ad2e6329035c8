import { delimiter, dirname, join } from 'node:path';
import { StreamkitError } from '../../errors.js';
import { isThere } from '../../files.js';
import type { ProgramRecipe, RecipeContext } from '../../services/types.js';
import type { ServiceCommands } from './commands.js';
import type { Library } from './library.js';

/** The first of these programs that is installed on this machine, or undefined. */
export async function onPath(names: string[], environment = process.env): Promise<string | undefined> {
  const dirs = [...(environment['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'].filter(
    Boolean,
  );
  for (const name of names) {
    for (const dir of dirs) {
      if (await isThere(join(dir, name))) return join(dir, name);
    }
  }
  return undefined;
}

/** The command lines of a service that is a native program. */
export async function programCommands(
  recipe: ProgramRecipe,
  context: RecipeContext,
  library: Library | undefined,
): Promise<ServiceCommands> {
  const file = await find(recipe.names, recipe, library);
  const run = { file, args: recipe.arguments?.(context) ?? [] };
  if (!recipe.initialise) return { run };
  const { makes, names, arguments: args } = recipe.initialise;
  const basedir = dirname(dirname(file));
  const command = { file: await find(names, recipe, library), args: args(context, basedir) };
  return { run, initialise: { makes, command } };
}

async function find(names: string[], { root }: ProgramRecipe, library: Library | undefined): Promise<string> {
  const installed = await onPath(names);
  if (installed !== undefined) return installed;
  const packaged = library?.jars.find((path) => names.some((name) => path.endsWith(`${root}/bin/${name}`)));
  if (packaged !== undefined) return packaged;
  throw new StreamkitError('INTERNAL', `None of ${names.join(', ')} was found.`);
}

import { delimiter, dirname, join } from 'node:path';
import { StreamkitError } from '../../../shared/errors.js';
import { isThere } from '../../../shared/files.js';
import type { ProgramRecipe, RecipeContext, LocalService } from '../../../services/types.js';
import type { ServiceCommands } from '../process/commands.js';
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

/** Whether all programs of the recipe are installed: programs of two versions are never mixed. */
export async function isInstalled({ names, initialise }: ProgramRecipe): Promise<boolean> {
  const found = [await onPath(names), initialise && (await onPath(initialise.names))];
  return found[0] !== undefined && (!initialise || found[1] !== undefined);
}

/** @throws StreamkitError NOT_FOUND for a program that is neither installed nor packaged for this machine */
export async function refuseOtherPlatforms(
  services: LocalService[],
  platform = `${process.platform}-${process.arch}`,
): Promise<void> {
  for (const { name, title, local } of services) {
    if (local.kind !== 'program' || local.platform === platform || (await isInstalled(local))) continue;
    throw new StreamkitError(
      'NOT_FOUND',
      `${title} is not installed, and there is no download for ${platform}.`,
      {
        service: name,
        suggestions: [local.install],
      },
    );
  }
}

/** The command lines of a service that is a native program. @param library of the packaged one, when it is not installed */
export async function programCommands(
  recipe: ProgramRecipe,
  context: RecipeContext,
  library: Library | undefined,
): Promise<ServiceCommands> {
  const installed = await isInstalled(recipe);
  const find = async (names: string[]) => (installed ? onPath(names) : packaged(names, library));
  const file = required(await find(recipe.names), recipe.names);
  const basedir = installed ? undefined : dirname(dirname(file));
  const run = { file, args: recipe.arguments(context, basedir) };
  if (!recipe.initialise) return { run };
  const { makes, names, arguments: args } = recipe.initialise;
  const draft = join(context.dir, `${makes}.draft`);
  const command = { file: required(await find(names), names), args: args(context, draft, basedir) };
  return { run, initialise: { makes, draft, command } };
}

function packaged(names: string[], library: Library | undefined): string | undefined {
  return library?.jars.find((path) => names.some((name) => path.endsWith(`/${name}`)));
}

function required(file: string | undefined, names: string[]): string {
  if (file === undefined) throw new StreamkitError('INTERNAL', `None of ${names.join(', ')} was prepared.`);
  return file;
}

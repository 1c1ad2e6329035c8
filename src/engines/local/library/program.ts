import { join, dirname } from 'node:path';
import { StreamkitError } from '../../../shared/errors.js';
import type { ProgramRecipe } from '../../../services/program-recipe.js';
import type { RecipeContext, LocalService } from '../../../services/types.js';
import type { Command } from '../process/process.js';
import type { ServiceCommands } from '../process/commands.js';
import { installedPrograms } from './installed.js';
import type { Library } from './library.js';
import { canLeaveRoot, isRoot, withoutRoot } from './without-root.js';

/** Whether all programs of the recipe are installed: programs of two versions are never mixed. */
export async function isInstalled(recipe: ProgramRecipe): Promise<boolean> {
  return (await installedOf(recipe)) !== undefined;
}

/** The first program of each list of names. */
async function installedOf({ names, folders, initialise }: ProgramRecipe): Promise<string[] | undefined> {
  return installedPrograms(initialise ? [names, initialise.names] : [names], folders);
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

/** @throws StreamkitError ROOT_REFUSED for a program that refuses root on a machine where it cannot be given another user id */
export async function refuseRoot(services: LocalService[]): Promise<void> {
  for (const { name, title, local } of services) {
    if (local.kind !== 'program' || !local.refusesRoot || !isRoot() || (await canLeaveRoot())) continue;
    throw new StreamkitError(
      'ROOT_REFUSED',
      `${title} does not run as root, and this machine does not allow user namespaces.`,
      {
        service: name,
        suggestions: ['Run streamkit as another user.', 'Use containers: --engine docker.'],
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
  const installed = await installedOf(recipe);
  const file = installed?.[0] ?? packaged(recipe.names, library);
  const basedir = installed ? undefined : dirname(dirname(file));
  const command = (program: string, args: string[]): Command =>
    recipe.refusesRoot && isRoot() ? withoutRoot(program, args) : { file: program, args };
  const run = command(file, recipe.arguments(context, basedir));
  if (!recipe.initialise) return { run };
  const { makes, names, arguments: args } = recipe.initialise;
  const draft = join(context.dir, `${makes}.draft`);
  const program = installed?.[1] ?? packaged(names, library);
  return { run, initialise: { makes, draft, command: command(program, args(context, draft, basedir)) } };
}

/** @throws StreamkitError INTERNAL when it was not prepared */
function packaged(names: string[], library: Library | undefined): string {
  const file = library?.jars.find((path) => names.some((name) => path.endsWith(`/${name}`)));
  if (file === undefined) throw new StreamkitError('INTERNAL', `None of ${names.join(', ')} was prepared.`);
  return file;
}

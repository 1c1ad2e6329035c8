import { join } from 'node:path';
import { StreamkitError } from '../../errors.js';
import type { LocalRecipe, RecipeContext } from '../../services/types.js';
import type { Java } from './java.js';
import type { Library } from './library.js';
import type { Command } from './process.js';

/**
 * The command line of a service. The flags make a JVM that starts fast and stays small, which is what a stack for
 * development wants: C1 only, the serial collector, a class data archive where there is one.
 */
export function javaCommand(
  java: Java,
  library: Library,
  recipe: LocalRecipe,
  context: RecipeContext,
  archive: string | undefined,
): Command {
  return {
    file: java.java,
    args: [
      ...jvmFlags(context.dir, recipe.heapMb),
      ...(archive === undefined
        ? []
        : [`-XX:SharedArchiveFile=${archive}`, '-Xlog:cds=off', '-Xlog:cds+dynamic=off']),
      ...systemProperties(recipe.systemProperties?.(context) ?? {}),
      ...mainOf(recipe, library),
      ...(recipe.arguments?.(context) ?? []),
    ],
  };
}

/** The command of a recipe's one-time preparation, such as formatting a storage. */
export function initialiseCommand(
  java: Java,
  library: Library,
  recipe: LocalRecipe,
  context: RecipeContext,
): Command {
  if (!recipe.initialise) throw new Error('this recipe has nothing to initialise');
  const { mainClass, arguments: args } = recipe.initialise;
  return {
    file: java.java,
    args: [
      ...jvmFlags(context.dir, 128),
      ...systemProperties(recipe.systemProperties?.(context) ?? {}),
      '-cp',
      library.jars.join(':'),
      mainClass,
      ...args(context),
    ],
  };
}

function jvmFlags(dir: string, heapMb: number): string[] {
  return [
    `-Xmx${heapMb}m`,
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    // Without it the JVM keeps a file in the machine's temporary folder, which a SIGKILL leaves behind.
    '-XX:-UsePerfData',
    '-XX:+ExitOnOutOfMemoryError',
    `-Djava.io.tmpdir=${join(dir, 'tmp')}`,
    '-Djava.net.preferIPv4Stack=true',
  ];
}

function systemProperties(properties: Record<string, string>): string[] {
  return Object.entries(properties).map(([key, value]) => `-D${key}=${value}`);
}

function mainOf({ main, module }: LocalRecipe, { jars }: Library): string[] {
  if ('class' in main) return ['-cp', jars.join(':'), main.class];
  const jar = jars.find((path) => main.jar.test(path.slice(path.lastIndexOf('/') + 1)));
  if (jar === undefined)
    throw new StreamkitError('INTERNAL', `No jar of ${module} matches ${main.jar.source}.`);
  return ['-jar', jar];
}

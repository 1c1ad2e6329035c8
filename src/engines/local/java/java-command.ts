import { join } from 'node:path';
import { StreamkitError } from '../../../shared/errors.js';
import type { JavaJob } from '../../engine.js';
import type { JavaRecipe, RecipeContext } from '../../../services/types.js';
import type { ServiceCommands } from '../process/commands.js';
import { sharingOptions, type Jvm } from './archive.js';
import type { Library } from '../library/library.js';
import type { Command } from '../process/process.js';

const initialiseHeapMb = 128;
const jobHeapMb = 256;

/** Options of every JVM of a stack: it starts fast and stays small. */
export const quickStart = [
  '-XX:TieredStopAtLevel=1',
  '-XX:+UseSerialGC',
  // An archive is mapped where it was made for: a page of it is read when it is used, and JVMs share it. By default all of
  // it is copied to another address at each start. Diagnostic, so that another JDK may not know it.
  '-XX:+IgnoreUnrecognizedVMOptions',
  '-XX:+UnlockDiagnosticVMOptions',
  '-XX:ArchiveRelocationMode=0',
  // Without it the JVM keeps a file in the machine's temporary folder, which a SIGKILL leaves behind.
  '-XX:-UsePerfData',
  '-Djava.net.preferIPv4Stack=true',
];

/** By default a third of the heap, all of which is touched before the first collection. */
const smallYoungGeneration = '-Xmn16m';

/**
 * The command lines of a service on the JVM. Pure. The flags make a JVM that starts fast and stays small, which is what
 * a stack for development wants: C1 only, the serial collector, a class data archive where there is one.
 */
export function javaCommands(
  { java, library }: Jvm,
  recipe: JavaRecipe,
  context: RecipeContext,
  archive: string | undefined,
): ServiceCommands {
  const options = (heapMb: number) => [
    ...jvmFlags(context.dir, heapMb),
    ...(recipe.jvmOptions ?? []),
    ...Object.entries(recipe.systemProperties?.(context) ?? {}).map(([key, value]) => `-D${key}=${value}`),
  ];
  const run = {
    file: java.java,
    args: [
      ...options(recipe.heapMb),
      ...sharingOptions(archive),
      ...mainOf(recipe, library),
      ...(recipe.arguments?.(context) ?? []),
    ],
  };
  if (!recipe.initialise) return { run };
  const { makes, mainClass, arguments: args } = recipe.initialise;
  const classPath = ['-cp', library.jars.join(':'), mainClass];
  const command = { file: java.java, args: [...options(initialiseHeapMb), ...classPath, ...args(context)] };
  return { run, initialise: { makes, command } };
}

/** The command line of a program of the user's on a service's library. Pure. */
export function jobCommand(
  { java, library }: Jvm,
  { mainClass, arguments: args, jars, systemProperties }: JavaJob,
  archive: string | undefined,
): Command {
  return {
    file: java.java,
    args: [
      `-Xmx${jobHeapMb}m`,
      ...quickStart,
      smallYoungGeneration,
      ...sharingOptions(archive),
      ...Object.entries(systemProperties).map(([key, value]) => `-D${key}=${value}`),
      '-cp',
      [...library.jars, ...jars].join(':'),
      mainClass,
      ...args,
    ],
  };
}

function jvmFlags(dir: string, heapMb: number): string[] {
  return [
    `-Xmx${heapMb}m`,
    ...quickStart,
    smallYoungGeneration,
    '-XX:+ExitOnOutOfMemoryError',
    `-Djava.io.tmpdir=${join(dir, 'tmp')}`,
  ];
}

function mainOf({ main, module }: JavaRecipe, { jars }: Library): string[] {
  if ('class' in main) return ['-cp', jars.join(':'), main.class];
  const jar = jars.find((path) => main.jar.test(path.slice(path.lastIndexOf('/') + 1)));
  if (jar === undefined)
    throw new StreamkitError('INTERNAL', `No jar of ${module} matches ${main.jar.source}.`);
  return ['-jar', jar];
}

import { StreamkitError } from '../shared/errors.js';
import { readJar } from '../shared/java/jar.js';
import { classPath, mainAndArguments, type JavaMain } from '../shared/java/main-class.js';
import { suggest } from '../shared/suggestion.js';
import { processorNames, type ProcessorName } from './types.js';

/** What a job's jar says of itself. */
export interface JobJar extends JavaMain {
  /** The processor whose classes the job uses; none when it uses those of several, or none. */
  processor: ProcessorName | undefined;
}

const packages: Record<ProcessorName | 'kafka-streams', string> = {
  storm: 'org/apache/storm/',
  flink: 'org/apache/flink/',
  spark: 'org/apache/spark/',
  'kafka-streams': 'org/apache/kafka/streams/',
};

/**
 * Reads a job's jar. The first word names the class to run when it is one of the jar, or looks like one
 * (`com.example.Main`); else the jar's manifest does.
 * @throws StreamkitError NOT_FOUND or USAGE when there is no such file, jar or class, or it is a program and not a job
 */
export async function readJobJar(jar: string, words: string[]): Promise<JobJar> {
  const main = await mainAndArguments(jar, words, ['job', 'submit']);
  const used = await productsOf(jar, main.mainClass);
  if (used.length === 1 && used[0] === 'kafka-streams') throw notAJob(jar);
  const candidates = processorNames.filter((name) => used.includes(name));
  return {
    ...main,
    processor: candidates.length === 1 ? candidates[0] : undefined,
  };
}

/** The products whose classes the main class uses; where it uses none itself, those that the jar's own classes use. */
async function productsOf(jar: string, mainClass: string): Promise<string[]> {
  const main = classPath(mainClass);
  const own = (await readJar(jar, (name) => name === main)).files.get(main);
  const direct = own === undefined ? [] : mentioned(own);
  if (direct.length > 0) return direct;
  const { files } = await readJar(jar, (name) => name.endsWith('.class') && !isLibrary(name));
  return [...new Set([...files.values()].flatMap(mentioned))];
}

function mentioned(bytes: Buffer): string[] {
  return Object.entries(packages)
    .filter(([, name]) => bytes.includes(name))
    .map(([product]) => product);
}

/** A fat jar's own copy of a product says nothing of the job. */
function isLibrary(name: string): boolean {
  return name.startsWith('org/apache/') || name.startsWith('scala/');
}

function notAJob(jar: string): StreamkitError {
  return new StreamkitError(
    'USAGE',
    `${jar} is a Kafka Streams application: a program, not a job of a cluster.`,
    {
      suggestions: [suggest('Run it on the stack', 'run', '--', 'java', '-jar', jar)],
    },
  );
}

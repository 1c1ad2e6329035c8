import { findService } from '../services/catalogue.js';
import { workFolder } from '../services/spark.js';
import { StreamkitError } from '../shared/errors.js';
import { knownJobFailure } from '../shared/java/job-failure.js';
import { suggest, type Suggestion } from '../shared/suggestion.js';
import { readJar } from '../shared/java/jar.js';
import { runningStack } from '../stack/endpoint.js';
import { eachOf } from '../shared/each-of.js';
import type { Session } from '../stack/session.js';

/** Why a driver ended, from its log. */
export async function driverFailure(
  session: Session,
  driver: string,
  mainClass: string,
): Promise<StreamkitError> {
  const stack = runningStack(session, 'spark-worker');
  const worker = findService(session.services, 'spark-worker');
  const options = { follow: false, tail: 400, signal: session.signal };
  const lines: string[] = [];
  const log = session.engine.logsBelow(stack, worker, `${workFolder}/${driver}`, options);
  for await (const { text } of eachOf(log)) lines.push(text);
  const { version } = findService(session.services, 'spark-master');
  return failureIn(lines, mainClass, version, [suggest('Look at its log', 'job', 'logs', driver)]);
}

/** Pure. @param version of Spark @param suggestions for an exception of the job itself */
export function failureIn(
  lines: string[],
  mainClass: string,
  version: string,
  suggestions: Suggestion[] = [],
): StreamkitError {
  const text = lines.join('\n');
  const known = knownJobFailure(mainClass, text, { product: 'Spark', version, packages: sparkItself });
  if (known) return known;
  const failed = (message: string, evidence: string[] = []) =>
    new StreamkitError('JOB_FAILED', `${mainClass} failed: ${message}`, { evidence, suggestions });
  const source = /Failed to find data source: (\w+)/.exec(text)?.[1];
  if (source !== undefined) return failed(`Spark has no connector for "${source}" on its class path.`);
  const at = lines.findLastIndex((line) =>
    /^(Caused by: |Exception in thread )|^[\w.$]+(Exception|Error)\b/.test(line),
  );
  if (at < 0) return failed('its log does not say why.', lines.slice(-5));
  const message = (lines[at] ?? '')
    .replace(/^Caused by: |^Exception in thread "[^"]*" /, '')
    .replace(/^[a-z][\w.]*\.(?=[A-Z])/, '');
  return failed(
    message,
    lines.slice(at + 1, at + 6).filter((line) => /^\s+at /.test(line)),
  );
}

/** Its connectors come beside it. */
const sparkItself = /\borg\.apache\.spark\.(?!sql\.(kafka|avro|protobuf))/;

/** @throws StreamkitError USAGE for a jar whose pom names artifacts of Scala 2.12 */
export async function refuseOtherScala(jar: string): Promise<void> {
  const { files } = await readJar(jar, (name) => /^META-INF\/maven\/.*\/pom\.xml$/.test(name));
  const other = [...files.values()].map(
    (pom) => /<artifactId>(spark-[\w-]+_2\.1[0-2])</.exec(pom.toString())?.[1],
  );
  const found = other.find((one) => one !== undefined);
  if (found === undefined) return;
  throw new StreamkitError(
    'USAGE',
    `${jar} was built with ${found}; Spark 4 needs artifacts for Scala 2.13.`,
    {
      suggestions: [`Build it with ${found.replace(/_2\.1[0-2]$/, '_2.13')}.`],
    },
  );
}

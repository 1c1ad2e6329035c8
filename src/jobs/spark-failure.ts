import { findService } from '../services/catalogue.js';
import { workFolder } from '../services/spark.js';
import { StreamkitError } from '../shared/errors.js';
import { readJar } from '../shared/jar.js';
import { runningStack } from '../stack/endpoint.js';
import { eachOf } from '../shared/each-of.js';
import type { Session } from '../stack/session.js';

/** Why a driver ended, from its log: the innermost exception, and the lines around it. */
export async function driverFailure(
  session: Session,
  driver: string,
): Promise<{ message: string; evidence: string[] }> {
  const stack = runningStack(session, 'spark-worker');
  const worker = findService(session.services, 'spark-worker');
  const options = { follow: false, tail: 400, signal: session.signal };
  const lines: string[] = [];
  const log = session.engine.logsBelow(stack, worker, `${workFolder}/${driver}`, options);
  for await (const { text } of eachOf(log)) lines.push(text);
  return failureIn(lines);
}

/** Pure. */
export function failureIn(lines: string[]): { message: string; evidence: string[] } {
  const text = lines.join('\n');
  const missing = /(?:NoClassDefFoundError|ClassNotFoundException): ([\w./$]+)/
    .exec(text)?.[1]
    ?.replaceAll('/', '.');
  if (missing?.startsWith('scala.') === true)
    return {
      message: `it needs ${missing}, which Scala 2.13 does not have: it was built for another Scala.`,
      evidence: [],
    };
  if (missing !== undefined)
    return {
      message: `it needs the class ${missing}, which is neither in its jar nor in Spark.`,
      evidence: [],
    };
  const source = /Failed to find data source: (\w+)/.exec(text)?.[1];
  if (source !== undefined)
    return { message: `Spark has no connector for "${source}" on its class path.`, evidence: [] };
  const at = lines.findLastIndex((line) =>
    /^(Caused by: |Exception in thread )|^[\w.$]+(Exception|Error)\b/.test(line),
  );
  if (at < 0) return { message: 'its log does not say why.', evidence: lines.slice(-5) };
  const message = (lines[at] ?? '')
    .replace(/^Caused by: |^Exception in thread "[^"]*" /, '')
    .replace(/^[a-z][\w.]*\.(?=[A-Z])/, '');
  return { message, evidence: lines.slice(at + 1, at + 6).filter((line) => /^\s+at /.test(line)) };
}

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

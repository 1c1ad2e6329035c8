import { StreamkitError, type ErrorDetails } from '../errors.js';
import type { Suggestion } from '../suggestion.js';

/** What runs a job, as its class path and version are named in errors. */
export interface JobRunner {
  /** Flink, Spark or Storm. */
  product: string;
  version: string;
  /** Names of its own classes, of those that it always has. */
  packages: RegExp;
  /** What is on its class path beside the product itself. */
  has?: string;
}

/**
 * Why a job failed when it was started, from the trace or log that it left: the same words for each processor.
 * @returns undefined for a cause that is not one of these. Pure
 */
export function knownJobFailure(
  mainClass: string,
  text: string,
  { product, version, packages, has }: JobRunner,
  details: ErrorDetails = {},
): StreamkitError | undefined {
  const failed = (message: string, ...suggestions: Suggestion[]) =>
    new StreamkitError('JOB_FAILED', message, { ...details, suggestions });
  if (/UnsupportedClassVersionError/.test(text))
    return failed(
      `${mainClass} was compiled for a newer Java than the one that ${product} runs on.`,
      'Compile it with <maven.compiler.release>17</maven.compiler.release>.',
    );
  const [, error = '', what = ''] =
    /(NoSuchMethodError|NoSuchFieldError|NoClassDefFoundError|ClassNotFoundException|AbstractMethodError|IncompatibleClassChangeError)(?:: '?([^'\n]+))?/.exec(
      text,
    ) ?? [];
  if (error === '') return undefined;
  const missing = what.trim().replaceAll('/', '.');
  if (missing.startsWith('scala.'))
    return failed(
      `${mainClass} needs ${missing}, which Scala 2.13 does not have: it was built for another Scala.`,
      'Build it with artifacts whose names end in _2.13.',
    );
  if (packages.test(missing))
    return failed(
      `${mainClass} was built for another version of ${product} than ${version}: ${error} ${missing}`,
      `Build it against ${product} ${version}, with its artifacts in scope "provided".`,
    );
  const onPath = has === undefined ? '' : ` ${has}.`;
  if (/^(NoClassDefFoundError|ClassNotFoundException)$/.test(error))
    return failed(
      `${mainClass} needs the class ${missing}, which is neither in its jar nor on the class path of ${product}.`,
      `Put it into the jar, for example with the maven-shade-plugin, or check that the jar was built for ${product} ${version}.${onPath}`,
    );
  return failed(
    `${mainClass} was built with another version of a library than it found: ${error} ${missing}`,
    `Put the library into the jar, for example with the maven-shade-plugin, or build with the version that ${product} ${version} has.`,
  );
}

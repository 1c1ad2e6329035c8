import { StreamkitError } from '../shared/errors.js';
import { knownJobFailure } from '../shared/java/job-failure.js';
import { suggest } from '../shared/suggestion.js';

/** `backtype` until Storm 1. */
const stormItself = /\b(org\.apache|backtype)\.storm\.(?!kafka|hdfs|jdbc|hive)/;

/** How a JVM begins to print an uncaught exception. */
export const uncaught = /^Exception in thread /;

/**
 * Why a main class did not submit its topology, from what it printed. Pure.
 * @param stormVersion of the cluster
 */
export function submitFailure(
  mainClass: string,
  exitCode: number | undefined,
  lines: string[],
  stormVersion: string,
): StreamkitError {
  const text = lines.join('\n');
  const cause = printed(lines);
  const evidence = lines.filter((line) => !/^\s+(at |\.\.\. \d+ more)/.test(line)).slice(-8);
  const taken =
    /[Tt]opology (?:with name |named |name )?[`'"]?([^\s`'"]+)[`'"]? (?:already exists|is already active|is either not allowed or it already exists)/.exec(
      text,
    )?.[1];
  if (taken !== undefined) {
    return new StreamkitError('ALREADY_EXISTS', `Topology "${taken}" already exists.`, {
      cause,
      suggestions: [
        suggest('Kill it', 'topology', 'kill', taken, '--wait', '0'),
        'Or submit this one under another name.',
      ],
    });
  }
  const known = knownJobFailure(
    mainClass,
    text,
    { product: 'Storm', version: stormVersion, packages: stormItself },
    { cause, evidence },
  );
  if (known) return known;
  return new StreamkitError(
    'JOB_FAILED',
    exitCode === 0
      ? `${mainClass} ended without submitting a topology.`
      : `${mainClass} failed with exit code ${exitCode ?? '?'} and submitted no topology.`,
    { cause, evidence },
  );
}

/** The output of the main class with its stack frames, for `--debug`. */
function printed(lines: string[]): Error {
  const error = new Error('the main class failed');
  error.stack = lines.join('\n');
  return error;
}

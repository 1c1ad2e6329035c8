import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';

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
  const mismatch =
    /(NoSuchMethodError|NoSuchFieldError|NoClassDefFoundError|ClassNotFoundException|AbstractMethodError|IncompatibleClassChangeError)(?:: (\S.*))?/.exec(
      text,
    );
  if (mismatch) {
    const [, error = '', what = ''] = mismatch;
    const storms = /(org[./]apache[./]storm|backtype[./]storm)/.test(what);
    return new StreamkitError(
      'USAGE',
      storms
        ? `${mainClass} was built for another version of Storm than ${stormVersion}: ${error} ${what}`
        : `${mainClass} lacks a class or method that it was built with: ${error} ${what}`,
      {
        cause,
        evidence,
        suggestions: storms
          ? [`Build it against org.apache.storm:storm-client:${stormVersion}, in scope "provided".`]
          : ['Put its dependencies into its jar, for example with the maven-shade-plugin.'],
      },
    );
  }
  const newer = /UnsupportedClassVersionError/.test(text);
  if (newer) {
    return new StreamkitError(
      'USAGE',
      `${mainClass} was compiled for a newer Java than the one that the stack runs on.`,
      {
        cause,
        evidence,
        suggestions: ['Compile it with <maven.compiler.release>17</maven.compiler.release>.'],
      },
    );
  }
  return new StreamkitError(
    'USAGE',
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

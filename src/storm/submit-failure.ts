import { StreamkitError } from '../shared/errors.js';

/** Where a JVM begins to print an exception that nothing caught. */
export const uncaught = /^Exception in thread /;

/**
 * Why a main class did not submit its topology, in words, from what it printed. Pure.
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
    return new StreamkitError(
      'ALREADY_EXISTS',
      `There is a topology named "${taken}" on the cluster already.`,
      {
        cause,
        suggestions: [`streamkit topology kill ${taken} --wait 0`, 'or submit this one under another name'],
      },
    );
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
          : ['Put what it needs into its jar: the maven-shade-plugin does.'],
      },
    );
  }
  const newer = /UnsupportedClassVersionError/.test(text);
  if (newer) {
    return new StreamkitError('USAGE', `${mainClass} was compiled for a newer Java than the stack runs on.`, {
      cause,
      evidence,
      suggestions: ['Compile it with <maven.compiler.release>17</maven.compiler.release>.'],
    });
  }
  return new StreamkitError(
    'USAGE',
    exitCode === 0
      ? `${mainClass} ended without submitting a topology.`
      : `${mainClass} failed with exit code ${exitCode ?? '?'} and submitted no topology.`,
    { cause, evidence },
  );
}

/** What the main class printed, with its stack frames: `--debug` shows it. */
function printed(lines: string[]): Error {
  const error = new Error('the main class failed');
  error.stack = lines.join('\n');
  return error;
}

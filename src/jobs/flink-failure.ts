import { FlinkError } from '../flink/rest.js';
import type { EngineName } from '../services/types.js';
import { StreamkitError } from '../shared/errors.js';
import { knownJobFailure } from '../shared/java/job-failure.js';

const onClassPath: Record<EngineName, string> = {
  local: 'The Kafka connector and CEP are on the class path',
  docker:
    'Its image has CEP, but no Kafka connector (in projects of the template flink: mvn package -Pdocker)',
};

/** Connectors, formats and libraries come beside it. */
const flinkItself = /\borg\.apache\.flink\.(?!connector|formats|table|cep|state)/;

/** Why Flink did not start a job, from the trace that it answered with. */
export function submitFailure(
  error: unknown,
  mainClass: string,
  version: string,
  engine: EngineName = 'local',
): unknown {
  if (!(error instanceof FlinkError)) return error;
  const { trace, reason } = error;
  const state = /Failed to rollback to checkpoint\/savepoint (\S+?)\.? Cannot map/.exec(trace)?.[1];
  if (state !== undefined) {
    return new StreamkitError(
      'USAGE',
      `The saved state in ${state} does not fit ${mainClass}: it has no operator for some of it.`,
      {
        suggestions: [
          'Run the class that wrote it, or add --allow-non-restored-state to drop what has no place.',
        ],
        cause: error,
      },
    );
  }
  const known = knownJobFailure(
    mainClass,
    trace,
    { product: 'Flink', version, packages: flinkItself, has: onClassPath[engine] },
    { cause: error },
  );
  if (known) return known;
  if (/ProgramInvocationException|main method caused an error/.test(trace)) {
    return new StreamkitError('JOB_FAILED', `${mainClass} failed: ${reason}`, {
      evidence: userFrames(trace),
      cause: error,
    });
  }
  return error;
}

/** The innermost exception with the places in the user's own code that it came from. */
function userFrames(trace: string): string[] {
  const lines = trace.split('\n').map((line) => line.trimEnd());
  const from = lines.findLastIndex((line) => line.startsWith('Caused by: '));
  return lines
    .slice(Math.max(from, 0))
    .filter((line) => line.trim() !== '' && !/^\s+at (org\.apache\.flink|java\.|jdk\.|sun\.)/.test(line))
    .slice(0, 8);
}

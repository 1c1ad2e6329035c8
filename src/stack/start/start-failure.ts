import type { Exit } from '../../engines/engine.js';
import type { MachineMemory } from '../../engines/memory-limit.js';
import type { Outcome } from '../../health/wait.js';
import { isOutOfHeap, outOfHeap } from '../../services/out-of-heap.js';
import type { KnownDeath, ServiceDefinition } from '../../services/types.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { spaceAdvice } from '../../shared/system-error.js';
import { tellingLines } from '../last-log-lines.js';

const gibibyte = 1024 ** 3;

/** Why a service did not come up, with what can be done. @param lines the last ones of its log */
export function startFailure(
  service: ServiceDefinition,
  outcome: Exclude<Outcome<Exit>, { kind: 'ready' }>,
  lines: string[],
  { limited, total }: MachineMemory,
): StreamkitError {
  const { name } = service;
  const details = { service: name, evidence: tellingLines(lines) };
  const logs = suggest('See its log', 'logs', name);
  const death = knownDeath(service, lines);
  if (outcome.kind === 'late') {
    const waits = [
      suggest('It continues to start: see when it is up', 'status', '--watch'),
      suggest('Wait longer', 'up', name, '--timeout', '10m'),
      suggest('Start it again if it hangs', 'restart', name),
    ];
    return new StreamkitError(
      'SERVICE_NOT_READY',
      `${name} runs, but does not answer yet (${death?.why ?? outcome.reason}).`,
      { ...details, suggestions: [...(death?.fixes ?? waits), logs] },
    );
  }
  const { code, signal, why: known } = outcome.exit;
  const how = signal === undefined ? `with exit code ${code ?? 'unknown'}` : `by signal ${signal}`;
  const noHeap = isOutOfHeap(lines.join('\n'));
  const reason = noHeap ? outOfHeap : (death?.why ?? known);
  const why = reason === undefined ? '' : `: ${reason}`;
  // The kernel kills what goes beyond the limit of its control group, and says so to nobody.
  const killed = limited && (signal === 'SIGKILL' || code === 137);
  const limit = `; the memory limit of this container is ${(total / gibibyte).toFixed(1)} GiB`;
  return new StreamkitError(
    'SERVICE_DIED',
    `${name} ended while it was starting, ${how}${why}${killed ? limit : ''}.`,
    {
      ...details,
      suggestions: [
        ...(noHeap ? [largerHeap(service)] : (death?.fixes ?? [])),
        ...(killed ? ['Raise the memory limit of the container, or start fewer services.'] : []),
        logs,
        suggest('Look for the cause', 'doctor'),
      ],
    },
  );
}

/** The cause of a death that the service's definition knows. @param lines the last ones of its log */
export function knownDeath({ deaths }: ServiceDefinition, lines: string[]): KnownDeath | undefined {
  return deaths?.find(({ log }) => lines.some((line) => log.test(line)));
}

function largerHeap({ name, local }: ServiceDefinition): string {
  const larger = local?.kind === 'java' ? `${4 * local.heapMb}m` : '2g';
  return `Give it a larger heap: write "heap: { ${name}: ${larger} }" into streamkit.yml, and run up again.`;
}

/** The log itself may lack the reason, since it could not be written. */
export function withoutSpace({ name }: ServiceDefinition, lines: string[]): StreamkitError {
  return new StreamkitError('DISK_FULL', `The disk is full: ${name} ended while it was starting.`, {
    service: name,
    evidence: tellingLines(lines),
    suggestions: [...spaceAdvice],
  });
}

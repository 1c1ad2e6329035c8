import type { ChalkInstance } from 'chalk';
import type { ServiceState, ServiceStatus, StackStatus } from '../stack/status.js';
import { faultLines } from './network.js';
import { bytes, duration } from './quantities.js';
import { table } from './table.js';

type Restarts = NonNullable<ServiceStatus['restarts']>;

export function statusTable(
  { stack, engine, kafkaMode, services, network = [] }: StackStatus,
  theme: ChalkInstance,
): string {
  const colors: Record<ServiceState, (text: string) => string> = {
    up: theme.green,
    starting: theme.yellow,
    paused: theme.yellow,
    cut: theme.yellow,
    failed: theme.red,
    down: theme.dim,
  };
  const withInside = services.some(({ insideEndpoints }) => insideEndpoints !== undefined);
  const rows = services.map((service) => [
    service.name,
    colors[service.state](service.state),
    Object.values(service.endpoints)[0] ?? '',
    ...(withInside ? [Object.values(service.insideEndpoints ?? {})[0] ?? ''] : []),
    service.version,
    service.uptimeSeconds === undefined ? '' : duration(service.uptimeSeconds * 1000),
    service.memoryBytes === undefined ? '' : bytes(service.memoryBytes),
  ]);
  const reasons = services.flatMap(({ name, reason, restarts }) => [
    ...(reason === undefined ? [] : [`${name}: ${reason}`]),
    ...(restarts === undefined ? [] : [`${name}: ${restartsLine(restarts)}`]),
  ]);
  return [
    `stack ${stack}, ${engine} engine, Kafka in ${kafkaMode} mode`,
    table(
      [
        ...['service', 'state', 'address'],
        ...(withInside ? ['in containers'] : []),
        ...['version', 'up for', 'memory'],
      ],
      rows,
      ['version', 'memory', 'up for', 'in containers'],
    ),
    ...reasons,
    ...faultLines(network),
  ].join('\n');
}

/** `restarted 2 times, last at 2026-01-31T12:00:05.000Z: it ended with exit code 20` */
function restartsLine({ count, at, why }: Restarts): string {
  const times = count === 1 ? 'once' : `${count} times, last`;
  return `restarted ${times} at ${at}${why === undefined ? '' : `: ${why}`}`;
}

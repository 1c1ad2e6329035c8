import type Docker from 'dockerode';
import type { LogLine, LogOptions } from '../../engine.js';
import { appearing } from '../../appearing.js';
import { timedLines } from '../../line-time.js';
import { mergeLines } from '../../merge-lines.js';
import type { ServiceDefinition } from '../../../services/types.js';
import { runIn } from './run.js';
import { streamIn } from './stream-in.js';

/** Where a container has a folder of the service's: below the volume that the path begins with. Pure. @param folder `data/work` */
export function folderInContainer({ docker }: ServiceDefinition, folder: string): string {
  const [volume = '', ...below] = folder.split('/');
  return [docker.containers[0]?.volumes[volume] ?? `/${volume}`, ...below].join('/');
}

/** The lines of the log files in a folder of a running container, each named by its path there. */
export async function* linesBelow(
  docker: Docker,
  containerId: string,
  folder: string,
  options: LogOptions,
): AsyncGenerator<LogLine[]> {
  const look = async () => {
    const { code, lines } = await runIn(docker, containerId, [
      'find',
      folder,
      '-type',
      'f',
      ...['(', '-name', '*.log', '-o', '-name', 'stdout', '-o', '-name', 'stderr', ')'],
    ]);
    return code === 0 ? lines.filter((path) => path.startsWith(`${folder}/`)) : [];
  };
  const files = appearing(look, options);
  yield* mergeLines(
    (async function* () {
      for await (const { name, late } of files) {
        const service = name.slice(folder.length + 1);
        yield fileLines(docker, containerId, name, service, late ? { ...options, tail: undefined } : options);
      }
    })(),
    options,
  );
}

async function* fileLines(
  docker: Docker,
  containerId: string,
  path: string,
  service: string,
  { tail, since, follow, signal }: LogOptions,
): AsyncGenerator<LogLine[]> {
  const from = tail === undefined ? '+1' : String(tail);
  const command = ['tail', '-n', from, ...(follow ? ['-F'] : []), path];
  const linesOf = timedLines(service, since);
  for await (const texts of streamIn(docker, containerId, command, signal)) yield linesOf(texts);
}

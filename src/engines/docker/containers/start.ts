import { mkdir } from 'node:fs/promises';
import type Docker from 'dockerode';
import { StreamkitError } from '../../../shared/errors.js';
import type { ContainerOptions } from './container-options.js';
import { createRequest } from './create-request.js';
import { dockerFailure, statusOf, wordsOf } from '../daemon/failure.js';
import { labels } from './names.js';
import { portHolder } from './port-holder.js';
import { putFiles } from './put-files.js';
import { removeContainer } from './resources.js';
import { suggest } from '../../../shared/suggestion.js';

/**
 * Makes a container and starts it. One that could not be started is removed again.
 * @throws StreamkitError NAME_TAKEN, PORT_TAKEN, IMAGE_UNAVAILABLE, DISK_FULL, DOCKER_REFUSED
 */
export async function startContainer(docker: Docker, options: ContainerOptions, me: string): Promise<void> {
  const service = options.labels[labels.service] ?? options.hostname;
  await Promise.all(options.folders.map(async (path) => mkdir(path, { recursive: true })));
  let container: Docker.Container | undefined;
  try {
    container = await docker.createContainer(createRequest(options, me));
    await putFiles(container, options.files, me);
    await container.start();
  } catch (error) {
    if (container) await removeContainer(docker, container.id);
    throw await startFailure(docker, error, service, options);
  }
}

async function startFailure(
  docker: Docker,
  error: unknown,
  service: string,
  { name, image, ports, labels: own }: ContainerOptions,
): Promise<unknown> {
  const words = wordsOf(error);
  const details = { service, evidence: [words], cause: error };
  const stack = own[labels.stack] ?? '';
  // Podman answers with 500.
  if (statusOf(error) === 409 || /container name .* is already in use/i.test(words)) {
    return new StreamkitError(
      'NAME_TAKEN',
      `Container ${name} already exists and does not belong to this stack.`,
      {
        ...details,
        suggestions: [`If it is not needed, remove it: docker rm --force ${name}`, 'Use another --stack.'],
      },
    );
  }
  if (statusOf(error) === 404 && /image/i.test(words)) {
    return new StreamkitError('IMAGE_UNAVAILABLE', `Image ${image} no longer exists locally.`, {
      ...details,
      suggestions: [suggest('Pull it again', 'up', service, '--stack', stack)],
    });
  }
  if (/port is already allocated|address already in use|ports are not available/i.test(words)) {
    const port =
      ports.find(({ published }) => words.includes(`:${published}`))?.published ?? ports[0]?.published;
    const holder = port === undefined ? undefined : await portHolder(docker, port);
    return new StreamkitError(
      'PORT_TAKEN',
      `Port ${port ?? '?'} for ${service} is taken by ${holder ?? 'another process'}.`,
      {
        ...details,
        suggestions: [
          suggest('Use another port', 'up', '--port', `${service}=NUMBER`, '--stack', stack),
          suggest('Use free ports', 'up', '--ports', 'auto', '--stack', stack),
        ],
      },
    );
  }
  if (/container-init binary not found/i.test(words)) {
    return new StreamkitError('DOCKER_REFUSED', `Podman has no init program, which ${name} runs under.`, {
      ...details,
      suggestions: ['Install catatonit (Debian: sudo apt install catatonit), then run the command again'],
    });
  }
  return dockerFailure(error, `starting ${name}`, { service });
}

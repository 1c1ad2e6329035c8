import { suggest } from '../../shared/suggestion.js';
import type Docker from 'dockerode';
import type { ServiceDefinition } from '../../services/types.js';
import type { Finding, Stack } from '../engine.js';
import { imagesOf } from './containers/container-options.js';
import type { Search } from './daemon/daemon.js';
import { unusableOf } from './daemon/failure.js';
import { missingImages } from './images.js';
import { networkFindings } from './networks.js';

/** Looks at what the Docker engine needs: a daemon, and whether images are still to come. */
export async function diagnoseDocker(
  search: Search,
  docker: Docker | undefined,
  stack: Stack,
  services: ServiceDefinition[],
): Promise<Finding[]> {
  const { daemon, attempts } = search;
  const tried = attempts.map(({ source, host, failure }) => `${source} ${host}: ${failure ?? 'answers'}`);
  if (!docker || !daemon) {
    return [
      {
        subject: 'docker',
        status: 'problem',
        message: `no daemon answers; tried in this order: ${tried.join('; ')}`,
        fixes: [
          unusableOf(search)?.fix ?? 'Start Docker, Colima or Podman.',
          suggest('Run the services as local processes', 'up', '--engine', 'local'),
        ],
      },
    ];
  }
  const { Version: version, Os: os, Arch: arch } = await docker.version();
  const found: Finding = {
    subject: 'docker',
    status: 'ok',
    message: `${version} for ${os}/${arch}; ${tried.join('; ')}`,
  };
  return [found, await imagesFinding(docker, stack, services), ...(await networkFindings(docker, stack))];
}

async function imagesFinding(
  docker: Docker,
  { images }: Stack,
  services: ServiceDefinition[],
): Promise<Finding> {
  const missing = await missingImages(docker, imagesOf(images, services));
  if (missing.length === 0)
    return { subject: 'images', status: 'ok', message: 'all are here; --offline works' };
  return {
    subject: 'images',
    status: 'warning',
    message: `not here yet: ${missing.join(', ')}`,
    fixes: [suggest('Pull them', 'fetch')],
  };
}

import { join } from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/engines/docker/connect.js';
import { homeAt } from '../support/cli.js';
import { ensureBaseImage } from './base-image.js';
import { deleteDaemon, openDaemon } from './daemon.js';
import { buildStandIns } from './stand-ins.js';

export interface DockerForTests {
  /** As DOCKER_HOST takes it. */
  host: string;
  /** The folder of a daemon that only the tests use. */
  folder?: string;
  /** Stand-ins by their names in test/images. */
  images: Record<string, string>;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Absent where there is no daemon: the tests are skipped then. */
    docker: DockerForTests | undefined;
  }
}

/** A real daemon with the stand-ins for the official images on it. */
export default async function setup(project: TestProject) {
  const daemon = await openDaemon();
  if (typeof daemon === 'string') {
    console.error(`\n*** The Docker engine is NOT tested: ${daemon}. ***\n`);
    project.provide('docker', undefined);
    return undefined;
  }
  const cache = homeAt('').STREAMKIT_CACHE ?? '';
  const docker = await connect({ source: 'tests', host: daemon.host });
  await ensureBaseImage(docker, cache);
  const images = await buildStandIns(docker, cache);
  project.provide('docker', { ...daemon, images });
  const { folder } = daemon;
  return folder === undefined ? undefined : async () => deleteDaemon(join(folder));
}
